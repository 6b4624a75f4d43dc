"""Tokens, and what they mean in each language."""
