"""Portuguese, of Portugal and Brazil."""

NUMBERS = {
    0: "zero", 1: "um uma", 2: "dois duas", 3: "três", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete", 8: "oito",
    9: "nove", 10: "dez", 11: "onze", 12: "doze", 13: "treze", 14: "catorze quatorze", 15: "quinze",
    16: "dezesseis dezasseis", 17: "dezessete dezassete", 18: "dezoito", 19: "dezenove dezanove", 20: "vinte",
    30: "trinta", 40: "quarenta", 50: "cinquenta", 60: "sessenta", 70: "setenta", 80: "oitenta", 90: "noventa",
    100: "cem cento", 200: "duzentos duzentas", 300: "trezentos trezentas", 400: "quatrocentos quatrocentas",
    500: "quinhentos quinhentas", 600: "seiscentos seiscentas", 700: "setecentos setecentas",
    800: "oitocentos oitocentas", 900: "novecentos novecentas",
}  # fmt: skip
CONNECTORS = "e"
ARTICLES = "um uma"
ENDINGS = "º ª"
ORDINALS = "primeir segund terceir quart quint sext sétim oitav nono|nona décim"
PHRASES = {
    "scale 1e3": "mil", "scale 1e6": "milhão", "scale 1e9": "bilhão|bilião", "scale 1e12": "trilhão",
    "plural 1e6": "milhões", "plural 1e9": "bilhões", "plural 1e12": "trilhões", "plural 1e3": "milhares",
    "plural 10": "dezenas", "plural 12": "dúzias", "plural 100": "centenas", "rough 10": "dezena",
    "rough 12": "dúzia",
    "rough 20": "vintena", "rough 100": "centena", "rough 1e3": "milhar",
    "few": "vários|várias|alguns|algumas|uns poucos|umas poucas",
    "half": "meio|meia", "share 1/2": "metade", "share 1/3": "terço|terços", "share 1/4": "quartos",
    "share 1/5": "quintos", "point": "vírgula", "out of": "em cada|de cada", "couple": "par", "all": "todos|todas",
    "none": "nenhum|nenhuma",
    "more than": "mais de|mais da|mais do|mais do que|acima de|superior a|supera|superou|ultrapassa|ultrapassou"
    "|não menos de",
    "less than": "menos de|não mais de|não mais que|abaixo de|inferior a",
    "at least": "pelo menos|ao menos|no mínimo|ou mais", "at most": "no máximo|ou menos",
    "about": "cerca de|aproximadamente|quase|perto de|por volta de|em torno de|uns|umas",
    "about after": "aproximadamente",
    "to": "a", "or": "ou", "and": "e", "of": "de|do|da|dos|das", "between": "entre", "the": "o|os|as",
    "in": "em|no|na|nos|nas", "rose": "passou|aumentou|subiu|passaram|aumentaram|subiram",
    "trimester": "trimestre", "semester": "semestre",
    "dawn": "amanhecer|madrugada|alvorada", "morning": "manhã", "noon": "meio-dia", "afternoon": "tarde|à tarde",
    "evening": "anoitecer", "midnight": "meia-noite", "night": "noite|à noite",
    "today": "hoje", "yesterday": "ontem", "tomorrow": "amanhã",
    "day before yesterday": "anteontem", "day after tomorrow": "depois de amanhã",
    "last": "passado|passada|último|última|anterior", "next": "próximo|próxima|que vem",
    "this": "este|esta|neste|nesta",
    "before or ago": "há|antes de|antes do|antes da", "ago": "atrás", "since": "desde", "until": "até|até ao|até o",
    "after": "depois de|depois do|após",
    "every": "cada|todas as|todos os",
    "monday": "segunda-feira|segunda", "tuesday": "terça-feira|terça", "wednesday": "quarta-feira|quarta",
    "thursday": "quinta-feira|quinta", "friday": "sexta-feira|sexta",
    "hours": "hora|horas", "days": "dia|dias", "weeks": "semana|semanas", "months": "mês|meses", "years": "ano|anos",
    "minutes": "minuto|minutos", "seconds": "segundos", "decades": "década|décadas",
    "%": "por cento|%", "percentage points": "pontos percentuais|ponto percentual", "dollars": "dólar|dólares",
    "euros": "euro|euros", "pounds": "libra esterlina|libras esterlinas", "roubles": "rublo|rublos",
    "tonnes": "tonelada|toneladas", "litres": "litro|litros", "barrels": "barril|barris", "degrees": "grau|graus",
    "metres": "metro|metros", "km": "quilómetro|quilómetros|quilômetro|quilômetros",
    "km2": "quilómetros quadrados|quilômetros quadrados|km²", "kg": "quilo|quilos|quilogramas",
    "grams": "grama|gramas",
    "nautical miles": "milha náutica|milhas náuticas", "miles": "milha|milhas",
    "km / h": "quilómetros por hora|quilômetros por hora|km/h",
}  # fmt: skip
