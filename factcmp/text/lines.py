"""Foreign text as one line of a prompt, a table or a message."""

import re

_HALF = re.compile("[\ud800-\udfff]")
# Control characters but for white space, and what turns the direction of all that follows.
_STEERING = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """The text as one line that any terminal, file and encoding takes: for what comes from outside and is no article.

    Halves of characters become U+FFFD; control characters and those that turn the direction are left out.
    """
    return one_line(_STEERING.sub("", _HALF.sub("\ufffd", text)))


def shorten(text: str, limit: int) -> str:
    """The text in one line, cut between words to so many characters."""
    line = one_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,،;؛:") + " …"
