"""Foreign text as one line of a prompt, a table or a message."""


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """The text in one line, cut between words to so many characters."""
    line = one_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,،;؛:") + " …"
