"""What is odd about the articles themselves, by rule."""

from factcmp.flags.peculiarities import find_flags

__all__ = ["find_flags"]
