"""What is odd about the articles themselves, by rule."""

from factcmp.flags.rules import find_flags

__all__ = ["find_flags"]
