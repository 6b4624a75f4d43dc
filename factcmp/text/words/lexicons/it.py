"""Italian."""

NUMBERS = {
    0: "zero", 1: "uno un una", 2: "due", 3: "tre tré", 4: "quattro", 5: "cinque", 6: "sei", 7: "sette", 8: "otto",
    9: "nove", 10: "dieci", 11: "undici", 12: "dodici", 13: "tredici", 14: "quattordici", 15: "quindici",
    16: "sedici", 17: "diciassette", 18: "diciotto", 19: "diciannove", 20: "venti", 30: "trenta", 40: "quaranta",
    50: "cinquanta", 60: "sessanta", 70: "settanta", 80: "ottanta", 90: "novanta", 100: "cento",
}  # fmt: skip
CONNECTORS = ""
ARTICLES = "un una uno"
ENDINGS = "º ª °"
ORDINALS = "primo|prima|primi|prime second terz quart quint sest settim ottav nono|nona decim"
GLUED = {
    "vent": 20, "trent": 30, "quarant": 40, "cinquant": 50, "sessant": 60, "settant": 70, "ottant": 80,
    "novant": 90, "cent": 100, "mila": 1000, "mille": 1000, "un": 1,
}  # fmt: skip
PHRASES = {
    "scale 1e3": "mille|mila", "scale 1e6": "milione", "scale 1e9": "miliardo",
    "plural 1e6": "milioni|mln", "plural 1e9": "miliardi|mld", "plural 1e3": "migliaia",
    "plural 10": "decine", "plural 12": "dozzine", "plural 100": "centinaia", "rough 10": "decina",
    "rough 12": "dozzina",
    "rough 15": "quindicina", "rough 20": "ventina", "rough 30": "trentina", "rough 40": "quarantina",
    "rough 50": "cinquantina", "rough 100": "centinaio", "rough 1e3": "migliaio",
    "few": "alcuni|alcune|diversi|diverse|parecchi|parecchie|qualche",
    "half": "mezzo|mezza", "share 1/2": "metà", "share 1/3": "terzo|terzi", "share 1/4": "quarti",
    "share 1/5": "quinti", "point": "virgola", "out of": "su", "couple": "paio", "all": "tutti|tutte",
    "none": "nessuno|nessuna",
    "more than": "più di|oltre|oltre i|oltre le|superiore a|supera|superano|non meno di|più del",
    "less than": "meno di|non più di|al di sotto di|inferiore a|meno del",
    "at least": "almeno|come minimo|o più", "at most": "al massimo|tutt'al più|o meno",
    "about": "circa|quasi|intorno a|attorno a|all'incirca|approssimativamente", "about after": "circa|all'incirca",
    "to": "a|al|ai|alle", "or": "o", "and": "e|ed", "of": "di|del|dei|delle|della|d'", "between": "tra|fra",
    "the": "il|lo|la|i|gli|le|l'", "in": "in|nel|nell'",
    "rose": "passato|passati|salito|saliti|aumentato|aumentati",
    "trimester": "trimestre", "semester": "semestre",
    "dawn": "alba", "morning": "mattina|mattino|mattinata", "noon": "mezzogiorno", "afternoon": "pomeriggio",
    "evening": "sera|serata", "midnight": "mezzanotte", "night": "notte", "today morning": "stamattina|stamane",
    "today evening": "stasera", "today night": "stanotte",
    "today": "oggi", "yesterday": "ieri", "tomorrow": "domani",
    "day before yesterday": "l'altro ieri|altro ieri", "day after tomorrow": "dopodomani",
    "last": "scorso|scorsa|passato|passata|ultimo|ultima|precedente", "next": "prossimo|prossima",
    "this": "questo|questa|quest'", "before or ago": "prima del|prima di", "ago": "fa|or sono", "since": "dal|dall'|da",
    "after": "dopo", "until": "fino a|fino al|fino alla", "every": "ogni",
    "hours": "ora|ore", "days": "giorno|giorni", "weeks": "settimana|settimane", "months": "mese|mesi",
    "years": "anno|anni", "minutes": "minuto|minuti", "seconds": "secondi", "decades": "decennio|decenni",
    "%": "per cento|percento|%", "percentage points": "punti percentuali|punto percentuale",
    "dollars": "dollaro|dollari", "euros": "euro", "pounds": "sterlina|sterline", "roubles": "rublo|rubli",
    "tonnes": "tonnellata|tonnellate", "litres": "litro|litri", "barrels": "barile|barili",
    "degrees": "grado|gradi", "metres": "metro|metri", "km": "chilometro|chilometri",
    "km2": "chilometro quadrato|chilometri quadrati|km²", "kg": "chilo|chili|chilogrammi", "grams": "grammo|grammi",
    "nautical miles": "miglio nautico|miglia nautiche", "miles": "miglio|miglia",
    "km / h": "chilometri all'ora|chilometri orari|km/h",
}  # fmt: skip
