"""Spanish."""

NUMBERS = {
    0: "cero", 1: "uno un una", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho",
    9: "nueve", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis",
    17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veintiuno veintiún veintiuna",
    22: "veintidós", 23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis", 27: "veintisiete",
    28: "veintiocho", 29: "veintinueve", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
    70: "setenta", 80: "ochenta", 90: "noventa", 100: "cien ciento", 200: "doscientos doscientas",
    300: "trescientos trescientas", 400: "cuatrocientos cuatrocientas", 500: "quinientos quinientas",
    600: "seiscientos seiscientas", 700: "setecientos setecientas", 800: "ochocientos ochocientas",
    900: "novecientos novecientas",
}  # fmt: skip
CONNECTORS = "y"
ARTICLES = "un una uno"
ENDINGS = "º ª er"
ORDINALS = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim"
PHRASES = {
    "scale 1e3": "mil", "scale 1e6": "millón", "scale 1e12": "billón",
    "plural 1e6": "millones", "plural 1e12": "billones", "plural 1e3": "miles|millares",
    "plural 10": "decenas", "plural 12": "docenas", "plural 100": "centenares|cientos|centenas",
    "rough 10": "decena", "rough 12": "docena", "rough 15": "quincena", "rough 20": "veintena",
    "rough 30": "treintena", "rough 40": "cuarentena", "rough 50": "cincuentena", "rough 100": "centenar|centena",
    "rough 1e3": "millar", "few": "varios|varias|algunos|algunas|unos pocos|unas pocas",
    "half": "medio|media", "share 1/2": "mitad", "share 1/3": "tercio|tercios", "share 1/4": "cuartos|cuarta parte",
    "share 1/5": "quintos|quinta parte", "point": "coma|punto", "out of": "de cada", "couple": "par",
    "all": "todos|todas", "none": "ninguno|ninguna",
    "more than": "más de|mas de|por encima de|supera|superan|superior a|superó|no menos de",
    "less than": "menos de|no más de|por debajo de|inferior a",
    "at least": "al menos|por lo menos|como mínimo|o más", "at most": "como máximo|a lo sumo|o menos",
    "about": "unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a", "about after": "aproximadamente",
    "to": "a", "or": "o|u", "and": "y|e", "of": "de|del", "between": "entre",
    "the": "el|la|los|las", "in": "en", "rose": "pasó|aumentó|subió|pasaron|aumentaron|subieron",
    "trimester": "trimestre", "semester": "semestre",
    "dawn": "amanecer|alba|madrugada", "morning": "la mañana|por la mañana|de la mañana", "noon": "mediodía",
    "afternoon": "tarde|por la tarde|de la tarde", "evening": "atardecer|anochecer", "midnight": "medianoche",
    "night": "noche|por la noche|de la noche", "today morning": "esta mañana", "yesterday night": "anoche",
    "today": "hoy", "yesterday": "ayer", "tomorrow": "mañana",
    "day before yesterday": "anteayer|antes de ayer|antier", "day after tomorrow": "pasado mañana",
    "last": "pasado|pasada|último|última|anterior", "next": "próximo|próxima|que viene", "this": "este|esta",
    "before or ago": "hace|antes del|antes de", "ago": "atrás", "since": "desde",
    "after": "después de|después del|tras",
    "until": "hasta|hasta el", "every": "cada|todos los",
    "hours": "hora|horas", "days": "día|días", "weeks": "semana|semanas", "months": "mes|meses",
    "years": "año|años", "minutes": "minuto|minutos", "seconds": "segundos", "decades": "década|décadas",
    "%": "por ciento|%", "percentage points": "puntos porcentuales|punto porcentual",
    "dollars": "dólar|dólares", "euros": "euro|euros", "pounds": "libra esterlina|libras esterlinas",
    "roubles": "rublo|rublos", "tonnes": "tonelada|toneladas", "litres": "litro|litros",
    "barrels": "barril|barriles", "degrees": "grado|grados", "metres": "metro|metros",
    "km": "kilómetro|kilómetros", "km2": "kilómetro cuadrado|kilómetros cuadrados|km²", "kg": "kilo|kilos|kilogramos",
    "grams": "gramo|gramos", "nautical miles": "millas náuticas|milla náutica", "miles": "milla|millas",
    "km / h": "kilómetros por hora|km/h",
}  # fmt: skip
