"""Days and times as intervals."""
