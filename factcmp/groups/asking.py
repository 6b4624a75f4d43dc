"""How pass 2 asks the model."""

from collections.abc import Iterable


def lettered(articles: Iterable[str]) -> dict[str, str]:
    """The letter by which a request calls each of these articles: A, B, … Z, AA, AB, …"""
    return {article: _letter(number) for number, article in enumerate(articles)}


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
