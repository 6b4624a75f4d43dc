"""Pass 2: which claims answer one question, and how they relate."""
