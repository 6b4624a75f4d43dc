"""What an editor works with: findings as a sheet, verdicts on them, and what changed between two reports."""
