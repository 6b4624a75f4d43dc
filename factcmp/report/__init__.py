"""A report's formats."""
