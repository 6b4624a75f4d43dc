"""Units of measure in Arabic and English, in folded spelling, with what one is in its base unit.

Base units: "km" (and "km2", "km/h"), "hour", "kg", "percent"; a month is 730.5 hours, a year 8,766, so that
twelve months are a year. Money and other countables keep their own word in English ("dollar", "barrel").
"""

_LENGTHS = {
    1.0: "km kms kilometer kilometers kilometre kilometres كم كلم كيلومتر كيلومترا كيلومترات كيلومتره км",
    0.001: "m meter meters metre metres متر مترا امتار م",
    0.00001: "cm centimetre centimetres centimeter centimeters سم سنتيمتر سنتيمترا سنتيمترات",
    1.609344: "mile miles ميل ميلا اميال",
    0.0003048: "foot feet ft قدم قدما اقدام",
}
_SIMPLE_UNITS = {
    ("hour", 1 / 3600): "seconds ثانيه ثواني ثوان",
    ("hour", 1 / 60): "minute minutes دقيقه دقائق",
    ("hour", 1.0): "hour hours hr hrs ساعه ساعات",
    ("hour", 24.0): "day days يوم يوما ايام",
    ("hour", 168.0): "week weeks اسبوع اسبوعا اسابيع",
    ("hour", 730.5): "month months شهر شهرا اشهر شهور",
    ("hour", 8766.0): "year years yr yrs سنه سنوات سنين عام عاما اعوام",
    ("hour", 87660.0): "decade decades عقد عقدا عقود",
    ("kg", 1.0): "kg kilo kilos kilogram kilograms كغ كغم كلغ كجم كيلوغرام كيلوغراما كيلوغرامات كيلوجرام",
    ("kg", 0.001): "gram grams gramme grammes غرام غراما غرامات جرام جراما جرامات",
    ("kg", 1000.0): "ton tons tonne tonnes طن طنا اطنان",
    ("percent", 1.0): "% ٪ ﹪ percent pct per-cent بالمئه بالمائه بالميه في-مئه في-مائه",
    ("percentage point", 1.0): "percentage-point percentage-points نقطه-مئويه نقاط-مئويه",
    ("degree", 1.0): "degree degrees ° درجه درجات",
    ("litre", 1.0): "litre litres liter liters لتر لترا لترات",
    ("barrel", 1.0): "barrel barrels برميل برميلا براميل",
    ("dollar", 1.0): "dollar dollars usd $ دولار دولارا دولارات",
    ("euro", 1.0): "euro euros eur € يورو",
    ("pound", 1.0): "pound pounds gbp £ جنيه جنيها جنيهات",
    ("lira", 1.0): "lira liras ₺ ليره ليرات",
    ("riyal", 1.0): "riyal riyals ريال ريالا ريالات",
    ("dinar", 1.0): "dinar dinars دينار دينارا دنانير",
    ("dirham", 1.0): "dirham dirhams درهم درهما دراهم",
    ("rouble", 1.0): "rouble roubles ruble rubles ₽ روبل روبلا",
    ("shekel", 1.0): "shekel shekels ₪ شيكل شيكلا",
    ("yen", 1.0): "yen ين",
    ("yuan", 1.0): "yuan يوان",
}
_DUAL_STEMS = {
    "ساعت": 1.0,
    "يوم": 24.0,
    "اسبوع": 168.0,
    "شهر": 730.5,
    "عام": 8766.0,
    "سنت": 8766.0,
    "عقد": 87660.0,
}


def _units() -> dict[str, tuple[str, float]]:
    units = {name.replace("-", " "): unit for unit, names in _SIMPLE_UNITS.items() for name in names.split()}
    for factor, names in _LENGTHS.items():
        for name in names.split():
            units[name] = ("km", factor)
            squares = (
                f"square {name}",
                f"sq {name}",
                f"{name}2",
                f"{name} 2",
                f"{name} مربع",
                f"{name} مربعا",
            )
            units |= dict.fromkeys((*squares, f"{name} مربعه"), ("km2", factor**2))
            speeds = (
                f"{name} / h",
                f"{name} per hour",
                f"{name} an hour",
                f"{name} / ساعه",
                f"{name} في الساعه",
            )
            units |= dict.fromkeys(speeds, ("km/h", factor))
    units |= {
        "kph": ("km/h", 1.0),
        "mph": ("km/h", 1.609344),
        "كيلو متر": ("km", 1.0),
        "كيلو مترا": ("km", 1.0),
    }
    return units | dict.fromkeys(("nautical mile", "nautical miles", "ميل بحري", "ميلا بحريا"), ("km", 1.852))


UNITS = _units()
DUAL_UNITS = {f"{stem}{end}": ("hour", factor) for stem, factor in _DUAL_STEMS.items() for end in ("ين", "ان")}
DUAL_UNITS |= {f"كيلومتر{end}": ("km", 1.0) for end in ("ين", "ان")}
