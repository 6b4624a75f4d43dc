"""Is this model good enough? A small labelled probe, put to it through the code and prompts of a run."""
