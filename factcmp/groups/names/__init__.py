"""Of the names and sources in claims: what is one actor or place, and who is one voice, under one name each."""
