"""Of articles, claims and voices: the days they share, and how each is told to the model."""
