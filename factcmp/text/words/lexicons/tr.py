"""Turkish."""

NUMBERS = {
    0: "sıfır", 1: "bir bire", 2: "iki ikisi ikiye", 3: "üç üçü üçe", 4: "dört dördü dörde", 5: "beş beşi beşe",
    6: "altı altısı altıya", 7: "yedi yedisi yediye", 8: "sekiz sekizi sekize", 9: "dokuz dokuzu dokuza", 10: "on",
    20: "yirmi yirmiye", 30: "otuz otuza", 40: "kırk kırka", 50: "elli elliye", 60: "altmış altmışa",
    70: "yetmiş yetmişe", 80: "seksen seksene", 90: "doksan doksana", 100: "yüz",
}  # fmt: skip
CONNECTORS = ""
ARTICLES = "bir"
GLUED = {"bin": 1000}
YEAR_AFTER = "yılı yılında yılından yılına yılının"
HALVES = "buçuk"
ORDINALS = "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu"
PHRASES = {
    "scale 1e3": "bin", "scale 1e6": "milyon|mn", "scale 1e9": "milyar|mlr", "scale 1e12": "trilyon",
    "plural 10": "onlarca", "plural 12": "düzinelerce", "plural 100": "yüzlerce", "plural 1e3": "binlerce",
    "plural 1e4": "on binlerce",
    "plural 1e5": "yüz binlerce", "plural 1e6": "milyonlarca", "plural 1e9": "milyarlarca", "rough 12": "düzine",
    "few": "birkaç|birçok|bir kaç|çok sayıda", "half": "yarım", "share 1/2": "yarısı|yarısını|yarısından|yarısının",
    "point": "virgül|nokta", "all": "tümü|hepsi|tamamı",
    "none": "hiçbiri",
    "less than": "en çok|en fazla|azami", "at least": "fazla|en az|asgari|'den fazla|'dan fazla|'ten fazla|'tan fazla"
    "|den fazla|dan fazla|'nin üzerinde|'nın üzerinde|'in üzerinde|'ın üzerinde|'un üzerinde|'ün üzerinde|üzerinde"
    "|'yi aşkın|'yı aşkın|'i aşkın|'ı aşkın|'ü aşkın|'u aşkın|aşkın|'yi aştı|'i aştı|'ı aştı|'ü aştı|'u aştı"
    "|ve üzeri|veya daha fazla",
    "at most": "'den az|'dan az|'ten az|'tan az|den az|dan az|'in altında|'un altında|'ün altında|'ın altında|'ye kadar"
    "|'ya kadar|'e kadar|'a kadar|kadar",
    "about": "yaklaşık|yaklaşık olarak|takriben",
    "about after": "civarında|'ye yakın|'ya yakın|'e yakın|'a yakın|dolayında|yakın",
    "to": "ila", "or": "veya|ya da", "and": "ve", "rose": "arttı|yükseldi|çıktı",
    "dawn": "şafak|şafakta|şafaktan", "morning": "sabah|sabahı", "noon": "öğle|öğlen",
    "afternoon": "öğleden sonra|ikindi", "evening": "akşam|akşamı", "midnight": "gece yarısı|gece yarısından",
    "night": "gece|gecesi",
    "today": "bugün", "yesterday": "dün", "tomorrow": "yarın",
    "day before yesterday": "önceki gün|evvelsi gün", "day after tomorrow": "öbür gün|yarından sonra",
    "last": "geçen|geçtiğimiz|son", "next": "gelecek|önümüzdeki", "this": "bu", "ago": "önce|evvel",
    "since": "beri", "every": "her", "on": "günü|gününde",
    "hours": "saat|saatte", "days": "gün|günde", "weeks": "hafta|haftada", "months": "ay|ayda",
    "years": "yıl|yılda|sene", "minutes": "dakika|dakikada", "seconds": "saniye", "decades": "on yıllık",
    "%": "yüzde|%", "percentage points": "yüzde puan", "dollars": "dolar|doları", "euros": "avro|euro",
    "liras": "lira|lirası|TL", "pounds": "sterlin", "roubles": "ruble", "tonnes": "ton", "litres": "litre",
    "barrels": "varil", "degrees": "derece", "metres": "metre", "km": "kilometre", "km2": "kilometrekare|km²",
    "kg": "kilo|kilogram", "grams": "gram", "nautical miles": "deniz mili", "miles": "mil",
    "km / h": "km/saat",
}  # fmt: skip
