"""Numbers as intervals."""
