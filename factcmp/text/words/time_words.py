"""The words of times in Arabic and English, in folded spelling, and what each means."""

from collections.abc import Sequence
from enum import StrEnum

from factcmp.text.words.number_table import MONTHS
from factcmp.text.words.tokens import Token, integer_at, split_words, unprefixed

_WEEKDAY_FORMS = (
    "monday الاثنين",
    "tuesday الثلاثاء الثلاثا",
    "wednesday الاربعاء الاربعا",
    "thursday الخميس",
    "friday الجمعه",
    "saturday السبت",
    "sunday الاحد",
)
WEEKDAYS = {form: day for day, forms in enumerate(_WEEKDAY_FORMS) for form in forms.split()}
WEEKDAYS |= {f"ل{form.removeprefix('ا')}": day for form, day in WEEKDAYS.items() if form.startswith("ال")}
"""The weekdays from Monday, 0, on; the Arabic ones also after ل."""
SHORT_WEEKDAYS = {
    form: day
    for day, forms in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"))
    for form in forms.split()
}
"""English weekdays cut short, which are other words too."""
WEEKDAY_NAMES = tuple(forms.split()[0] for forms in _WEEKDAY_FORMS)
"""The English weekdays from Monday on."""
_PERIOD_FORMS = {
    "hour": "hour hours ساعه ساعات",
    "day": "day days يوم يوما ايام",
    "week": "week weeks اسبوع اسبوعا اسابيع",
    "month": "month months شهر شهرا اشهر شهور",
    "year": "year years عام عاما اعوام سنه سنوات سنين",
}
PLURAL_PERIODS = frozenset(
    ("hours", "days", "weeks", "months", "years", "ساعات", "ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين")
)
"""The plurals among `PERIODS`."""
PERIODS = {form: period for period, forms in _PERIOD_FORMS.items() for form in forms.split()}
"""The period that a word names in the singular or plural."""
_DUAL_STEMS = {"ساعت": "hour", "يوم": "day", "اسبوع": "week", "شهر": "month", "عام": "year", "سنت": "year"}
DUAL_PERIODS = {f"{stem}{end}": period for stem, period in _DUAL_STEMS.items() for end in ("ين", "ان")}
"""The period that an Arabic dual says two of."""
SHIFTS = dict.fromkeys(split_words("last past previous ماضي ماضيه فائت فائته منصرم منصرمه اخير اخيره"), -1)
SHIFTS |= dict.fromkeys(split_words("this current هذا هذه جاري جاريه حالي حاليه"), 0)
SHIFTS |= dict.fromkeys(split_words("next coming upcoming مقبل مقبله قادم قادمه"), 1)
"""-1, 0 or 1 for words such as "last", "this" and "next"."""
SHIFT_NAMES = {-2: "last but one", -1: "last", 0: "this", 1: "next"}
"""What a shift is called in `relative`."""
NIGHTS = frozenset(("last night", "tonight", "البارحه", "الليله الماضيه", "الليله"))
"""The phrases of a day that are of its night."""
DAY_PHRASES = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "اول من امس": -2,
    "اول امس": -2,
    "امس الاول": -2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "بعد غد": 2,
    "yesterday": -1,
    "last night": -1,
    "امس": -1,
    "الامس": -1,
    "البارحه": -1,
    "الليله الماضيه": -1,
    "today": 0,
    "tonight": 0,
    "اليوم": 0,
    "الليله": 0,
    "tomorrow": 1,
    "غدا": 1,
    "غد": 1,
}
"""Days as counted from the day of publication."""


class PartOfDay(StrEnum):
    """A part of a day that words name."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


PARTS_OF_DAY = {
    form: part
    for part, forms in {
        PartOfDay.DAWN: "dawn daybreak sunrise فجر فجرا شروق",
        PartOfDay.MORNING: "morning صباح صباحا صبيحه ضحي",
        PartOfDay.NOON: "noon midday ظهر ظهرا ظهيره",
        PartOfDay.AFTERNOON: "afternoon عصر عصرا",
        PartOfDay.EVENING: "evening dusk sunset مساء عشيه غروب",
        PartOfDay.NIGHT: "night midnight overnight ليل ليلا ليله",
    }.items()
    for form in forms.split()
}
BESIDE_PARTS = split_words("the on in of at around about just shortly late early يوم في من منتصف ال")
"""May stand between a day, a part of it and what bounds that part."""
PARTS_OF_YEAR = dict.fromkeys(split_words("quarter trimester q ربع"), 4)
PARTS_OF_YEAR |= dict.fromkeys(split_words("half semester h نصف"), 2)
"""Parts of a year, by how many it has of them."""
RANK_ENDINGS = ("st", "nd", "rd", "th")
"""What follows digits in an English ordinal."""
NOT_TODAY_AFTER = split_words("روسيا المصري القدس فلسطين ليبيا الاردن عمان العرب ذلك في")
"""Names of papers and channels that end in اليوم, and words that make it a day of the story."""
POINTING_BACK = split_words("ذلك تلك")
"""Before "the day" or "the night": one that was told of before, not the article's."""
OTHER_DAYS = split_words("التالي السابق نفسه ذاته الموالي نفس الواحد ال")
"""After اليوم they make it a day of the story, not today."""
LINKS = split_words("and و to الي until حتي - – — /")
"""May stand between the two ends of a span."""
FILLERS = split_words("the on in of at a an يوم عام سنه شهر في من الموافق")
"""May stand beside a link, or between "since" and its expression, and say nothing."""
AMOUNT_HEDGES = split_words("about around some nearly almost roughly approximately ≈ ≃ نحو حوالي قرابه زهاء")
"""May stand before a number of periods."""
BOUNDARIES = {
    **dict.fromkeys(("since", "منذ"), "since"),
    **dict.fromkeys(("until", "till", "حتي"), "until"),
    **dict.fromkeys(("before", "قبل", "قبيل"), "before"),
    **dict.fromkeys(("after", "بعد", "بعيد"), "after"),
}
"""What makes an expression the end of a span."""
ONLY_BESIDE_DIGITS = split_words("jan feb mar apr jun jul aug sep sept oct nov dec ماي جوان غشت اوت")
"""Names of months that count only beside a day or a year."""


_RANKS_IN_DIGITS = {"1": "اول", "2": "ثاني"}


def month_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """The month named at the token and where its name ends; "may" and "march" count only with a capital.

    In the Levant months are numbered too: كانون 2, and شهر 2 beside a day or a year.
    """
    if not 0 <= index < len(tokens) or tokens[index].value is not None:
        return None
    token = tokens[index]
    is_english = token.folded == token.text.casefold()
    if is_english and token.folded in ("may", "march", "jan", "mar", "jun") and not token.text[0].isupper():
        return None
    if index + 1 < len(tokens):
        second = unprefixed(_RANKS_IN_DIGITS.get(tokens[index + 1].folded, tokens[index + 1].folded), ("اول", "ثاني"))
        pair = unprefixed(token.folded, ("تشرين", "كانون"))
        if pair and second:
            return MONTHS[f"{pair[1]}-ال{second[1]}"], index + 2
    if token.folded == "شهر" and (number := integer_at(tokens, index + 1, 1, 12)):
        years = (integer_at(tokens, place, 1900, 2199) for place in range(index + 2, index + 5))
        is_dated = integer_at(tokens, index - 1, 1, 31) or any(years)
        return (number, index + 2) if is_dated else None
    found = unprefixed(token.folded, MONTHS)
    return (MONTHS[found[1]], index + 1) if found else None
