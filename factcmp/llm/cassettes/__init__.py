"""Recorded answers: written so that a reviewer can read them, replayed without a network."""
