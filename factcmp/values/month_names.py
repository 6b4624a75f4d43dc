"""The months that Arabic and English words name, which quantities and times both need."""

from collections.abc import Sequence

from factcmp.values.number_table import MONTHS
from factcmp.values.tokens import Token, unprefixed


def month_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The month named at the token and where its name ends; "may" and "march" count only with a capital."""
    if not 0 <= index < len(tokens) or tokens[index].value is not None:
        return None
    token = tokens[index]
    is_english = token.folded == token.text.casefold()
    if is_english and token.folded in ("may", "march", "jan", "mar", "jun") and not token.text[0].isupper():
        return None
    if index + 1 < len(tokens):
        second = unprefixed(tokens[index + 1].folded, ("اول", "ثاني"))
        pair = unprefixed(token.folded, ("تشرين", "كانون"))
        if pair and second:
            return MONTHS[f"{pair[1]}-ال{second[1]}"], index + 2
    found = unprefixed(token.folded, MONTHS)
    return (MONTHS[found[1]], index + 1) if found else None
