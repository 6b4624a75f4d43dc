"""Of judged groups: the report's groups with their independent sources, and the disputes they belong to."""
