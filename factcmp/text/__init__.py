"""Numbers, units and dates as the words of an article give them, in the languages that have a table."""
