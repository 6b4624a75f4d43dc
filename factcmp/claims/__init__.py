"""Pass 1: what each article claims, grounded in its words."""
