"""Days named by day and month, in the languages of the rules, and a statement that names them again."""

import pytest

from factcmp.text.times.days import named_days, without_days


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("the fire of 12 May killed 12", "en", {(None, 5, 12)}),
        ("on May 12, 2025 and on 3.4.2024", "en", {(2025, 5, 12), (2024, 4, 3)}),
        ("12 Mayıs'taki yangın", "tr", {(None, 5, 12)}),
        ("l'incendie du 12 mai 2025", "fr", {(2025, 5, 12)}),
        ("пожар 12 мая", "ru", {(None, 5, 12)}),
        ("5月12日の火災", "ja", {(None, 5, 12)}),
        ("حريق ١٢ أيار ٢٠٢٥", "ar", {(2025, 5, 12)}),
        ("12-14 May, in May, on the 12th, 31 April", "en", set()),
    ],
)
def test_named_days(text: str, language: str, days: set[tuple[int | None, int, int]]) -> None:
    assert named_days(text, language) == days


@pytest.mark.parametrize(
    ("days", "year", "left"),
    [
        ({(None, 5, 12)}, 2025, "12 died in the fire of"),
        ({(2025, 5, 12)}, None, "12 died in the fire of"),
        ({(2024, 5, 12)}, 2024, "12 died in the fire of 12 May 2025"),
        ({(None, 5, 12)}, 2024, "12 died in the fire of 12 May 2025"),
        ({(None, 5, 13)}, 2025, "12 died in the fire of 12 May 2025"),
        (set(), 2025, "12 died in the fire of 12 May 2025"),
    ],
)
def test_only_the_named_days_are_blanked(days: set[tuple[int | None, int, int]], year: int | None, left: str) -> None:
    text = "12 died in the fire of 12 May 2025"
    blanked = without_days(text, days, year=year, language="en")
    assert len(blanked) == len(text)
    assert blanked.rstrip() == left
