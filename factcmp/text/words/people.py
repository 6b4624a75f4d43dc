"""Words for counted people and for harm to them, a regular expression a line, in folded spelling, by language."""

from typing import NamedTuple


class PeopleWords(NamedTuple):
    """Every field is the alternatives of a regular expression over a folded text, tried between word borders."""

    one: str
    """Singular nouns without article."""
    many: str
    """Plural nouns, and those that follow a number."""
    harm: str
    """Words that say that somebody is killed, hurt, missing, held or displaced."""
    nobody: str
    """Phrases that say that nobody was harmed."""
    some: str
    """Words that say more than one and not how many."""
    single: str = "(?!)"
    """Articles and pronouns that make the noun after them one."""
    alone: str = "(?!)"
    """What after a word of harm is one by itself ("another", آخر)."""
    named: str = "(?!)"
    """Nouns whose number is part of a name, and words that an age follows."""


_ENGLISH = PeopleWords(
    one=r"person|man|woman|child|boy|girl|civilian|soldier|officer|policeman|policewoman|fighter|militant|worker"
    r"|journalist|student|teenager|baby|infant|resident|passenger|victim|medic|migrant|refugee|protester|rescuer|guard",
    many=r"people|persons|men|women|children|kids|boys|girls|babies|families|policemen|others|dead|wounded|injured"
    r"|missing|casualties|deaths|injuries|fatalities|police|crew"
    r"|(?:civilian|soldier|officer|fighter|militant|worker|journalist|student|teenager|infant|resident|passenger|victim"
    r"|medic|migrant|refugee|protester|rescuer|guard|member|troop|hostage|detainee|prisoner)s",
    harm=r"killed|kill|kills|killing|dead|died|dies|deaths?|wounded|injur\w+|hurt|missing|detain\w*|arrest\w*|displaced"
    r"|drowned|casualt\w+|fatalit\w+|murdered|abducted|kidnapped|perished|evacuated",
    nobody=r"no (?:casualties|injuries|deaths|fatalities|victims|(?:one|body)(?: \w+){0,2} (?:hurt|killed|injured"
    r"|wounded"
    r"|harmed|died))|nobody(?: \w+){0,2} (?:hurt|killed|injured|wounded|harmed|died)|none(?: \w+){0,3} (?:hurt|killed"
    r"|injured|wounded)|without (?:casualties|injuries|loss of life)|all(?: \w+){0,3} (?:returned|landed|escaped) "
    r"(?:safely|unharmed|unhurt)|no (?:\w+ ){0,3}(?:were|was) (?:hurt|killed|injured|wounded|harmed)",
    some=r"several|a number of|others|some|many|numerous|an unknown number of",
    single=r"an?|another|one",
    alone=r"another",
    named=r"channel|resolution|route|highway|article|flight|room|floor|page|chapter|brigade|division|aged?|ages"
    r"|number|no|phase|block|gate|camp|zone|day",
)
_ARABIC = PeopleWords(
    one=r"شخص|طفل|طفله|رجل|امراه|سيده|شاب|شابه|فتاه|فتي|مدني|مدنيه|جندي|ضابط|شرطي|عنصر|مقاتل|مسلح|صحفي|صحافي|عامل"
    r"|مسعف|طالب|طالبه|مواطن|مواطنه|لاجي|نازح|رضيع|مسن|مسنه|سايق|راكب|مهاجر|متظاهر|قتيل|جريح|مصاب|ضحيه|اسير",
    many=r"اشخاص|اطفال|رجال|نساء|سيدات|شبان|شباب|فتيات|مدنيون|مدنيين|مدنيا|جنود|جنديا|ضباط|عناصر|عنصرا|مقاتلين"
    r"|مقاتلون|مقاتلا"
    r"|مسلحين|مسلحون|مسلحا|صحفيين|صحفيون|عمال|عاملا|مسعفين|طلاب|طالبا|مواطنين|مواطنون|مواطنا|لاجيين|لاجيا|نازحين"
    r"|نازحا|رضع"
    r"|ركاب|راكبا|مهاجرين|مهاجرا|متظاهرين|متظاهرا|قتلي|قتيلا|جرحي|جريحا|مصابين|مصابا|ضحايا|ضحيه|اسري|عايلات|عايله"
    r"|اسر|اسره|شخصا"
    r"|طفلا|رجلا|امراه|شخص|طفل|رجل|اخرين|اخرون|مفقودين|مفقودا|حالات|حاله|اصابه|اصابات|وفيات|وفاه|شهيدا|شهداء|نسمه",
    harm=r"(?:ي|ت)?قتل(?:ت|وا)?|مقتل|قتلي|قتيل\w*|(?:ا|ي|ت)صيب(?:ت|وا)?|اصاب\w*|مصاب\w*|(?:ي|ت)?جرح(?:ت|وا)?|جرحي"
    r"|جريح\w*"
    r"|استشهد\w*|استشهاد|شهيد\w*|شهداء|توفي(?:ت)?|وفاه|وفيات|مات|لقي\w*|قضي|فقد\w*|مفقود\w*|اعتقل\w*|اعتقال"
    r"|اختطف\w*|خطف"
    r"|نزح\w*|نزوح|تهجير|شرد|ضحي\w*|ضحايا|غرق|اسر",
    nobody=r"(?:دون|بدون|بلا|من غير|لا|من دون)(?: \w+){0,3} (?:اصابات|ضحايا|خساير بشريه|قتلي|جرحي|وفيات)"
    r"|(?:لم|لا)(?: \w+)? (?:يصب|يقتل|يجرح|يتاذ|يمت|يصب)(?: \w+)? (?:احد|اي|بسوء|باذي)"
    r"|لم (?:تقع|تسجل|يسجل|تسفر|يسفر|توقع|يسقط|تسجل اي)(?: \w+){0,3} (?:اصابات|ضحايا|قتلي|جرحي|وفيات|اصابه)"
    r"|(?:لم|لا|ولا) (?:احد|اي احد)(?: \w+)? (?:قتل|اصيب)|(?:عاد|عادوا|عادت|نجا)(?: \w+){0,2} (?:سالمين|سالما|سالمه"
    r"|بسلام)"
    r"|نجا(?: \w+){0,2} جميع\w*",
    some=r"عده|عدد من|عدد غير معروف من|عدد اخر من|اخرون|اخرين|اخريات|العديد من|بعض",
    single=r"احد|احدي",
    alone=r"اخر|اخري|احد(?:هم)?|احدي",
    named=r"قناه|قرار|طريق|ماده|رحله|غرفه|طابق|صفحه|لواء|فرقه|عمره|عمرها|عمر|سن|رقم|مرحله",
)
_FRENCH = PeopleWords(
    one=r"personne|homme|femme|enfant|garçon|fille|civile?|soldat|policière?|policier|gendarme|combattant|ouvrier"
    r"|journaliste|étudiante?|adolescente?|bébé|habitante?|passagère?|passager|victime|secouriste|migrante?"
    r"|militaire|autre",
    many=r"personnes|hommes|femmes|enfants|garçons|filles|civils|soldats|policiers|gendarmes|combattants|ouvriers"
    r"|familles"
    r"|journalistes|étudiants|adolescents|bébés|habitants|passagers|victimes|secouristes|migrants|militaires|autres"
    r"|morts?"
    r"|blessée?s?|disparus?|tuée?s?|réfugiés|otages|membres",
    harm=r"tuée?s?|tué|mort[es]*|blessée?s?|décédée?s?|disparue?s?|arrêtée?s?|détenue?s?|déplacée?s?|victimes?|péri"
    r"|noyée?s?|assassinée?s?|enlevée?s?|indemnes?",
    nobody=r"(?:aucun|aucune|sans faire de|pas de|ni) (?:mort|blessé|victime|victimes|blessés|morts|perte|décès)"
    r"|personne n'(?:a été|est|a) (?:blessé|tué|mort|touché|péri)\w*|sans faire de (?:victimes|blessés)"
    r"|tous(?: \w+){0,3} (?:sains et saufs|indemnes)",
    some=r"plusieurs|d'autres|un certain nombre de|de nombreux|de nombreuses|un nombre inconnu de|quelques|certains",
    single=r"une?|une? autre",
    named=r"chaîne|résolution|route|autoroute|article|vol|chambre|étage|page|brigade|âgée?s?|numéro|phase",
)
_SPANISH = PeopleWords(
    one=r"persona|hombre|mujer|niño|niña|menor|civil|soldado|policía|combatiente|trabajador|periodista|estudiante"
    r"|adolescente|bebé|vecino|pasajero|víctima|migrante|militar",
    many=r"personas|hombres|mujeres|niños|niñas|menores|civiles|soldados|policías|combatientes|trabajadores|familias"
    r"|periodistas|estudiantes|adolescentes|bebés|vecinos|pasajeros|víctimas|migrantes|militares|otros|otras"
    r"|muert[oa]s?"
    r"|herid[oa]s?|fallecid[oa]s?|desaparecid[oa]s?|refugiados|rehenes|miembros",
    harm=r"muert[oae]s?|murió|murieron|herid[oa]s?|fallec\w+|desaparecid[oa]s?|detenid[oa]s?|desplazad[oa]s?"
    r"|víctimas?|mató"
    r"|matan|mataron|asesinad[oa]s?|secuestrad[oa]s?|iles[oa]s?|lesionad[oa]s?",
    nobody=r"(?:sin|no hubo|no hay|no se registraron|no se reportaron|ningún|ninguna)(?: que lamentar)? "
    r"(?:víctimas?|heridos?|muertos?|bajas|fallecidos?)|nadie (?:resultó|fue|ha sido|murió)(?: (?:herido|muerto"
    r"|lesionado))?"
    r"|todos(?: \w+){0,3} (?:a salvo|ilesos|sanos y salvos)",
    some=r"vari[oa]s|otros|otras|un número de|una serie de|numeros[oa]s|much[oa]s|algun[oa]s|un número desconocido de",
    single=r"una?|otr[oa]",
    named=r"canal|resolución|ruta|autopista|artículo|vuelo|habitación|piso|página|brigada|número|fase|edad",
)
_GERMAN = PeopleWords(
    one=r"mensch|person|mann|frau|kind|junge|mädchen|zivilist(?:in)?|soldat(?:in)?|polizist(?:in)?|kämpfer|arbeiter"
    r"|journalist(?:in)?|student(?:in)?|jugendlicher?|baby|bewohner|passagier|opfer|helfer|migrant",
    many=r"menschen|personen|männer|frauen|kinder|kindern|jungen|mädchen|zivilisten|soldaten|polizisten|kämpfer"
    r"|arbeiter"
    r"|journalisten|studenten|jugendliche|babys|bewohner|passagiere|opfer|helfer|migranten|familien|weitere|andere"
    r"|toten?"
    r"|verletzten?|vermissten?|getöteten?|geflüchteten?|geiseln|mitglieder",
    harm=r"getötet\w*|tötet\w*|tot|tote\w*|starb\w*|gestorben|verletz\w+|verwundet\w*|vermiss\w+|festgenommen|verhaftet"
    r"|vertrieben\w*|opfer|ums leben|ertrank\w*|ertrunken|ermordet|entführt|umgekommen",
    nobody=r"(?:keine|ohne|keinerlei) (?:toten?|verletzten?|opfer|todesopfer|verluste)|niemand(?: \w+){0,2} "
    r"(?:verletzt|getötet|verwundet|ums leben)|alle(?: \w+){0,3} (?:unverletzt|wohlbehalten)",
    some=r"mehreren?|weitere|andere|eine (?:reihe|anzahl) (?:von)?|zahlreiche|einige|viele|eine unbekannte zahl",
    single=r"eine?[nmrs]?|weiterer?|weiteres|andere[rs]?",
    named=r"kanal|resolution|straße|autobahn|artikel|flug|zimmer|stock|seite|brigade|nummer|phase|alter",
)
_RUSSIAN = PeopleWords(
    one=r"человек|мужчина|женщина|ребенок|ребёнок|мальчик|девочка|девушка|солдат|военнослужащий|полицейский|боец"
    r"|боевик|рабочий|журналист(?:ка)?|студент(?:ка)?|подросток|младенец|житель(?:ница)?|пассажир(?:ка)?|мигрант|медик"
    r"|мирный житель",
    many=r"человека?|люд(?:и|ей)|мужчины?|женщины?|женщин|дет(?:и|ей)|ребенка|мальчик(?:а|ов)|девоч(?:ки|ек)"
    r"|солдата?|солдаты"
    r"|военнослужащих|полицейских|бойц(?:а|ов)|боевик(?:а|ов)|рабочих|журналист(?:а|ов)|студент(?:а|ов)"
    r"|подростк(?:а|ов)"
    r"|жител(?:я|ей)|мирных жителей|пассажир(?:а|ов)|мигрант(?:а|ов)|семь(?:и|ей)|семей|други(?:е|х)|погибших|раненых"
    r"|пострадавших|убитых|пропавших|заложников|членов",
    harm=r"убит\w*|погиб\w*|ранен\w*|пострада\w*|скончал\w+|умер\w*|пропал\w*|задержан\w*|арестован\w*|жертв\w*"
    r"|эвакуирован\w*"
    r"|утонул\w*|похищен\w*|травм\w+",
    nobody=r"(?:без|обошлось без|нет) (?:жертв|пострадавших|погибших|раненых)\w*|жертв(?: и \w+)? нет|никто не "
    r"(?:пострадал|погиб|ранен|умер)\w*|(?:пострадавших|погибших|раненых)(?: и \w+)? нет|все(?: \w+){0,3} невредимы\w*",
    some=r"несколько|нескольк\w+|други(?:е|х)|ряд|многие|много|множество|неизвестное число",
    single=r"еще один|еще одна|ещё один|ещё одна",
    named=r"канал\w*|резолюци\w+|трасс\w+|стать\w+|рейс\w*|этаж\w*|страниц\w+|бригад\w+|номер\w*|возрасте",
)
_TURKISH = PeopleWords(
    one=r"kişi|kadın|erkek|adam|çocuk|kız|sivil|asker|polis|işçi|gazeteci|öğrenci|bebek|yolcu|göçmen|militan|mahkum"
    r"|genç",
    many=r"kişi\w*|kadın|erkek|çocuk|sivil|asker|polis|işçi|gazeteci|öğrenci|bebek|yolcu|göçmen|militan|aile|ölü"
    r"|yaralı|kayıp|insan",
    harm=r"öldü\w*|ölü\w*|öldürül\w+|yarala\w+|yaralı\w*|hayatını kaybe\w+|kayıp|gözaltı\w*|tutukla\w+|can verdi"
    r"|şehit|yaralan\w+"
    r"|kaçırıl\w+",
    nobody=r"(?:ölen|yaralanan|ölen veya yaralanan|ölen ya da yaralanan|ölü|yaralı|can kaybı)(?: \w+){0,2} "
    r"(?:yok|olmadı|yaşanmadı)|kimse (?:yaralanmadı|ölmedi|zarar görmedi)|hiç kimse \w+m[ae]dı",
    some=r"birkaç|birçok|çok sayıda|bazı|diğerleri|bir grup",
    single=r"bir",
    named=r"kanal|madde|sayfa|tugay|numara",
)
_UKRAINIAN = PeopleWords(
    one=r"людина|чоловік|жінка|дитина|хлопчик|дівчина|дівчинка|солдат|військовий|поліцейський|боєць|бойовик|робітник"
    r"|журналіст(?:ка)?|студент(?:ка)?|підліток|немовля|мешканець|мешканка|пасажир(?:ка)?|медик",
    many=r"ос(?:о|і)б(?:и|а)?|люд(?:и|ей|ини)|чоловік(?:и|ів)|жін(?:ки|ок)|діт(?:и|ей)|дітьми|дитини|хлопчик(?:и"
    r"|ів)|солдат(?:и|ів)"
    r"|військов(?:і|их)|поліцейськ(?:і|их)|бійц(?:і|ів)|цивільн(?:і|их)|робітник(?:и|ів)|журналіст(?:и|ів)"
    r"|студент(?:и|ів)"
    r"|підлітк(?:и|ів)|мешканц(?:і|ів)|пасажир(?:и|ів)|сім'ї|сімей|родин|інш(?:і|их)|загиблих|поранених"
    r"|постраждалих|зниклих",
    harm=r"вбит\w*|убит\w*|загину\w+|поранен\w*|постражда\w+|помер\w*|зник\w*|затриман\w*|заарештован\w*|жертв\w*"
    r"|евакуйован\w*"
    r"|травмован\w*|викраден\w*",
    nobody=r"(?:без|обійшлося без|немає) (?:жертв|постраждалих|загиблих|поранених)\w*|ніхто не (?:постраждав"
    r"|загинув|поранений)"
    r"|(?:жертв|постраждалих|загиблих)(?: \w+){0,2} немає",
    some=r"кілька|декілька|кільк\w+|інш(?:і|их)|низка|багато|невідома кількість",
    single=r"ще один|ще одна|ще одну",
    named=r"канал\w*|резолюці\w+|трас\w+|статт\w+|рейс\w*|поверх\w*|сторінк\w+|бригад\w+|номер\w*|віком",
)
PEOPLE_WORDS = {
    **{"en": _ENGLISH, "ar": _ARABIC, "fr": _FRENCH, "es": _SPANISH},
    **{"de": _GERMAN, "ru": _RUSSIAN, "tr": _TURKISH, "uk": _UKRAINIAN},
}
DUAL_STEMS = (
    r"شخص|طفل|طفلت|رجل|امرات|سيدت|شاب|شابت|فتات|جندي|ضابط|عنصر|طالبت|رضيع|قتيل|جريح|ضحيت|شقيق|شقيقت|شهيد|اسير|راكب"
)
"""Arabic nouns whose plural is not in ين, so that both endings of the dual are one."""
SOUND_STEMS = r"مدني|مقاتل|مسلح|صحفي|صحافي|مسعف|مواطن|لاجي|نازح|مهاجر|متظاهر|مصاب|شرطي|مدنيت|اخر|اخري|مفقود|معتقل|عامل"
"""Arabic nouns whose plural is in ين as their dual is: only ان, or "two" after it, tells."""
