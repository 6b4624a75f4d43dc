"""Number words, magnitudes, months and ordinals of Arabic and English, in folded spelling."""

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """What a word does in a composed number."""

    UNIT = "unit"
    TEN = "ten"
    TEEN = "teen"
    TENS = "tens"
    HUNDRED = "hundred"
    HUNDREDS = "hundreds"
    DOZEN = "dozen"
    SCALE = "scale"
    PLURAL = "plural"
    DUAL = "dual"
    FEW = "few"
    HALF = "half"
    SHARE = "share"


class Entry(NamedTuple):
    """A number word: its part, its value and whether it is English."""

    part: Part
    value: float
    latin: bool


def _arabic_entries() -> dict[str, Entry]:
    arabic: dict[str, tuple[Part, float]] = {}
    for forms, value in (("واحد واحده احد احدي", 1), ("اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي", 2)):
        arabic |= dict.fromkeys(forms.split(), (Part.UNIT, value))
    for value, stem in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"), start=3):
        long = f"{stem}ي" if value == 8 else stem
        arabic |= dict.fromkeys((stem, long, f"{long}ه"), (Part.UNIT, value))
        arabic |= dict.fromkeys((f"{stem}ون", f"{stem}ين"), (Part.TENS, value * 10))
        hundreds = [f"{s}{hundred}" for s in {stem, long} for hundred in ("مئه", "مائه", "ميه")]
        arabic |= dict.fromkeys(hundreds, (Part.HUNDREDS, value * 100))
    arabic |= dict.fromkeys(("عشر", "عشره"), (Part.TEN, 10))
    arabic |= dict.fromkeys(("عشرون", "عشرين"), (Part.TENS, 20))
    arabic |= dict.fromkeys(("مئه", "مائه"), (Part.HUNDRED, 100))
    arabic |= dict.fromkeys([f"{s}{e}" for s in ("مئت", "مائت") for e in ("ان", "ين", "ا", "ي")], (Part.HUNDREDS, 200))
    scales = (
        ("الف", "الاف", 1e3),
        ("مليون", "ملايين", 1e6),
        ("مليار", "مليارات", 1e9),
        ("بليون", "بلايين", 1e9),
    )
    for stem, plural, scale in (*scales, ("تريليون", "تريليونات", 1e12)):
        arabic |= {stem: (Part.SCALE, scale), f"{stem}ا": (Part.SCALE, scale), plural: (Part.PLURAL, scale)}
        arabic |= dict.fromkeys([f"{stem}{ending}" for ending in ("ان", "ين", "ي")], (Part.DUAL, scale))
    arabic |= {
        "عشرات": (Part.PLURAL, 10),
        "مئات": (Part.PLURAL, 100),
        "نصف": (Part.HALF, 0.5),
        "ربع": (Part.HALF, 0.25),
    }
    arabic |= {"ثلث": (Part.SHARE, 1 / 3)} | dict.fromkeys(["ثلثا", "ثلثي", "ثلثان", "ثلثين"], (Part.SHARE, 2 / 3))
    shares = "اثلاث ارباع اخماس اسداس اسباع اثمان اتساع اعشار"
    arabic |= {word: (Part.SHARE, 1 / parts) for parts, word in enumerate(shares.split(), start=3)}
    arabic |= dict.fromkeys(("بضع", "بضعه"), (Part.FEW, 3)) | {"عده": (Part.FEW, 2)}
    return {word: Entry(*entry, latin=False) for word, entry in arabic.items()}


def _english_entries() -> dict[str, Entry]:
    english: dict[str, tuple[Part, float]] = {
        "ten": (Part.TEEN, 10),
        "half": (Part.HALF, 0.5),
        "quarter": (Part.HALF, 0.25),
    }
    units, teens, tens = (
        "one two three four five six seven eight nine",
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    )
    for value, (unit, teen) in enumerate(zip(units.split(), teens.split(), strict=True), start=1):
        english |= {unit: (Part.UNIT, value), teen: (Part.TEEN, value + 10)}
    english |= {ten: (Part.TENS, value * 10) for value, ten in enumerate(tens.split(), start=2)}
    for word, scale in (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)):
        english |= {word: (Part.SCALE, scale), f"{word}s": (Part.PLURAL, scale)}
    english |= {
        "bn": (Part.SCALE, 1e9),
        "tn": (Part.SCALE, 1e12),
        "mn": (Part.SCALE, 1e6),
        "mln": (Part.SCALE, 1e6),
    }
    english |= {"lakh": (Part.SCALE, 1e5), "crore": (Part.SCALE, 1e7), "hundred": (Part.HUNDRED, 100)}
    english |= {"dozen": (Part.DOZEN, 12), "several": (Part.FEW, 2), "few": (Part.FEW, 2), "couple": (Part.FEW, 2)}
    shares = "thirds quarters fifths sixths sevenths eighths ninths tenths"
    english |= {word: (Part.SHARE, 1 / parts) for parts, word in enumerate(shares.split(), start=3)}
    english |= {"tens": (Part.PLURAL, 10), "dozens": (Part.PLURAL, 12), "scores": (Part.PLURAL, 20)}
    english |= {"hundreds": (Part.PLURAL, 100)}
    return {word: Entry(*entry, latin=True) for word, entry in english.items()}


ENTRIES = _arabic_entries() | _english_entries()

_MONTH_FORMS = (
    "january jan يناير كانون-الثاني جانفي",
    "february feb فبراير شباط فيفري",
    "march mar مارس اذار",
    "april apr ابريل نيسان افريل",
    "may مايو ايار ماي",
    "june jun يونيو حزيران جوان",
    "july jul يوليو تموز جويليه يوليوز",
    "august aug اغسطس اب اوت غشت",
    "september sep sept سبتمبر ايلول شتنبر",
    "october oct اكتوبر تشرين-الاول",
    "november nov نوفمبر تشرين-الثاني نونبر",
    "december dec ديسمبر كانون-الاول دجنبر",
)
MONTHS = {form: month for month, forms in enumerate(_MONTH_FORMS, start=1) for form in forms.split()}
_ORDINAL_FORMS = (
    "first اول اولي حادي حاديه",
    "second ثاني ثانيه",
    "third ثالث ثالثه",
    "fourth رابع رابعه",
    "fifth خامس خامسه",
    "sixth سادس سادسه",
    "seventh سابع سابعه",
    "eighth ثامن ثامنه",
    "ninth تاسع تاسعه",
    "tenth عاشر عاشره",
    "eleventh",
    "twelfth",
)
ORDINALS = {form: rank for rank, forms in enumerate(_ORDINAL_FORMS, start=1) for form in forms.split()}
