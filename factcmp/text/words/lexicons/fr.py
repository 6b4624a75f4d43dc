"""French."""

NUMBERS = {
    0: "zéro", 1: "un une", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf",
    10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt vingts",
    30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 70: "septante", 80: "huitante octante",
    90: "nonante", 100: "cent cents",
}  # fmt: skip
CONNECTORS = "et"
ARTICLES = "un une"
ENDINGS = "er re e ème eme nd nde"
ORDINALS = (
    "premier|première second"
    "|deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième"
    " douzième"
)
PHRASES = {
    "scale 1e3": "mille|mil", "scale 1e6": "million", "scale 1e9": "milliard",
    "plural 1e6": "millions", "plural 1e9": "milliards|Md|Mds", "plural 1e3": "milliers",
    "plural 10": "dizaines", "plural 12": "douzaines", "plural 20": "vingtaines", "plural 100": "centaines",
    "rough 10": "dizaine", "rough 12": "douzaine", "rough 15": "quinzaine", "rough 20": "vingtaine",
    "rough 30": "trentaine", "rough 40": "quarantaine", "rough 50": "cinquantaine", "rough 60": "soixantaine",
    "rough 100": "centaine", "rough 1e3": "millier", "few": "plusieurs|quelques",
    "half": "demi|demie|demi-", "share 1/2": "moitié", "share 1/3": "tiers", "share 1/4": "quart|quarts",
    "share 1/5": "cinquièmes", "point": "virgule", "out of": "sur", "couple": "paire", "all": "tous|toutes|totalité",
    "none": "aucun|aucune",
    "more than": "plus de|plus d'|davantage que|au-delà de|supérieur à|dépassant|dépasse|dépassé|pas moins de",
    "less than": "moins de|moins d'|pas plus de|en dessous de|inférieur à",
    "at least": "au moins|au minimum|ou plus", "at most": "au plus|au maximum|tout au plus|ou moins",
    "about": "environ|près de|quelque|presque|autour de|aux alentours de|à peu près",
    "about after": "environ|à peu près",
    "to": "à", "or": "ou", "and": "et", "of": "de|d'|des|du", "between": "entre", "-": "–",
    "the": "le|la|les|l'|ce|cette", "in": "en|au|dans", "rose": "passé|passée|passés|augmenté|monté",
    "trimester": "trimestre", "semester": "semestre",
    "dawn": "aube|lever du jour", "morning": "matin|matinée", "noon": "midi", "afternoon": "après-midi",
    "evening": "soir|soirée", "midnight": "minuit", "night": "nuit", "today morning": "ce matin",
    "today evening": "ce soir", "today afternoon": "cet après-midi",
    "today": "aujourd'hui", "yesterday": "hier|la veille au soir",
    "tomorrow": "demain", "day before yesterday": "avant-hier", "day after tomorrow": "après-demain",
    "last": "dernier|dernière|passé|passée|précédent|précédente", "next": "prochain|prochaine", "this": "cette",
    "before or ago": "il y a|avant", "since": "depuis", "until": "jusqu'à|jusqu'au|jusqu'aux|jusqu'en",
    "after": "après",
    "every": "chaque|tous les|toutes les",
    "hours": "heure|heures|h", "days": "jour|jours|journée|journées", "weeks": "semaine|semaines",
    "months": "mois", "years": "an|ans|année|années", "minutes": "minute|minutes|min", "seconds": "secondes",
    "decades": "décennie|décennies",
    "%": "pour cent|%", "percentage points": "points de pourcentage|point de pourcentage",
    "dollars": "dollar|dollars",
    "euros": "euro|euros", "pounds": "livre sterling|livres sterling", "roubles": "rouble|roubles",
    "tonnes": "tonne|tonnes", "litres": "litre|litres", "barrels": "baril|barils", "degrees": "degré|degrés",
    "metres": "mètre|mètres", "km": "kilomètre|kilomètres", "km2": "kilomètre carré|kilomètres carrés|km²",
    "kg": "kilo|kilos|kilogramme|kilogrammes", "grams": "gramme|grammes", "miles": "mille marin|milles marins",
    "km / h": "kilomètres-heure|kilomètres à l'heure|km/h",
}  # fmt: skip
