"""German."""

NUMBERS = {
    0: "null", 1: "eins ein eine einen einem einer", 2: "zwei zwo", 3: "drei", 4: "vier", 5: "fünf", 6: "sechs",
    7: "sieben", 8: "acht", 9: "neun", 10: "zehn", 11: "elf", 12: "zwölf", 13: "dreizehn", 14: "vierzehn",
    15: "fünfzehn", 16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 30: "dreißig",
    40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig", 90: "neunzig", 100: "hundert",
    1.5: "anderthalb eineinhalb",
}  # fmt: skip
CONNECTORS = ""
ARTICLES = "ein eine einen einem einer"
ORDINALS = "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte"
GLUED = {"und": "and", "tausend": 1000}
HALVES = "einhalb"
PHRASES = {
    "scale 1e3": "tausend|Tsd|Tsd.", "scale 1e6": "Million|Mio|Mio.", "scale 1e9": "Milliarde|Mrd|Mrd.",
    "scale 1e12": "Billion",
    "plural 1e6": "Millionen", "plural 1e9": "Milliarden", "plural 1e12": "Billionen",
    "plural 1e3": "Tausende|Tausenden",
    "plural 1e4": "Zehntausende|Zehntausenden", "plural 1e5": "Hunderttausende|Hunderttausenden",
    "plural 12": "Dutzende|Dutzenden", "plural 100": "Hunderte|Hunderten", "rough 12": "Dutzend",
    "few": "mehrere|mehreren|einige|einigen|ein paar",
    "half": "halbe|halben|halbes", "share 1/2": "Hälfte", "share 1/3": "Drittel|Dritteln",
    "share 1/4": "Viertel|Vierteln",
    "share 1/5": "Fünftel", "point": "Komma", "out of": "von", "all": "alle|allen", "none": "keiner|keine",
    "more than": "mehr als|über|mehr denn|gut|nicht weniger als|oberhalb von|übersteigt",
    "less than": "weniger als|unter|bis zu|nicht mehr als|knapp unter",
    "at least": "mindestens|wenigstens|zumindest|oder mehr", "at most": "höchstens|maximal|oder weniger",
    "about": "etwa|rund|ungefähr|circa|zirka|ca|fast|knapp|beinahe|nahezu|an die", "about after": "ungefähr",
    "or": "oder", "and": "und", "of": "von", "between": "zwischen", "the": "der|die|das|den|dem|des",
    "in": "im|in|am|Anfang|Ende|Mitte", "rose": "stieg|stiegen|gestiegen|erhöhte|erhöht",
    "trimester": "Quartal|Quartals", "semester": "Halbjahr|Halbjahres|Halbjahrs",
    "dawn": "Morgengrauen|Tagesanbruch", "morning": "Vormittag|vormittags|morgens|früh|am Morgen",
    "noon": "Mittag|mittags", "afternoon": "Nachmittag|nachmittags", "evening": "Abend|abends",
    "midnight": "Mitternacht", "night": "Nacht|nachts", "today morning": "heute Morgen",
    "today": "heute", "yesterday": "gestern", "tomorrow": "morgen",
    "day before yesterday": "vorgestern", "day after tomorrow": "übermorgen",
    "last": "letzter|letzte|letzten|letztes|letztem|vergangene|vergangenen|vergangener|vergangenes|vorige|voriger"
    "|vorigen|voriges", "next": "nächster|nächste|nächsten|nächstes|kommende|kommenden|kommender|kommendes",
    "this": "diese|diesen|dieser|dieses|diesem", "before or ago": "vor", "since": "seit", "after": "nach",
    "until": "bis|bis zum", "every": "jeden|jeder", "o'clock": "Uhr",
    "hours": "Stunde|Stunden", "days": "Tag|Tage|Tagen", "weeks": "Woche|Wochen", "months": "Monat|Monate|Monaten",
    "years": "Jahr|Jahre|Jahren", "minutes": "Minute|Minuten", "seconds": "Sekunde|Sekunden",
    "decades": "Jahrzehnt|Jahrzehnte|Jahrzehnten",
    "%": "Prozent|%", "percentage points": "Prozentpunkt|Prozentpunkte|Prozentpunkten",
    "dollars": "Dollar|US-Dollar", "euros": "Euro", "pounds": "Pfund", "roubles": "Rubel", "tonnes": "Tonne|Tonnen",
    "litres": "Liter|Litern", "barrels": "Barrel", "degrees": "Grad", "metres": "Meter|Metern",
    "km": "Kilometer|Kilometern", "km2": "Quadratkilometer|Quadratkilometern|km²", "kg": "Kilo|Kilogramm",
    "grams": "Gramm", "nautical miles": "Seemeile|Seemeilen", "miles": "Meile|Meilen",
    "km / h": "Kilometer pro Stunde|Stundenkilometer|km/h",
}  # fmt: skip
_PARTS_OF_DAY = {
    "morning": "morgen|vormittag", "noon": "mittag", "afternoon": "nachmittag", "evening": "abend", "night": "nacht",
}  # fmt: skip
PHRASES |= {
    f"{day} {part}": "|".join(f"{name}{form}" for form in forms.split("|"))
    for day, name in {
        "monday": "Montag", "tuesday": "Dienstag", "wednesday": "Mittwoch", "thursday": "Donnerstag",
        "friday": "Freitag", "saturday": "Samstag", "sunday": "Sonntag",
    }.items()
    for part, forms in _PARTS_OF_DAY.items()
}  # fmt: skip
