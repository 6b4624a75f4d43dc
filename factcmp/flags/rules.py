"""Peculiarities of the articles themselves, by rule: what may explain why one differs from the others.

A missed peculiarity costs little, a false one costs trust: each rule asks for plain evidence and says nothing
in languages whose signs it does not know.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from factcmp.articles.headlines import is_imprint
from factcmp.flags.copies import copied_pairs, folded_words, near_duplicates
from factcmp.flags.days import dates, todays
from factcmp.flags.lines import STOPS, WORD, Line, Page, Place, read_page
from factcmp.flags.parallels import parallel_stories
from factcmp.models import Article, Claim, Flag, FlagKind, FlagNote, Group, LeftOut, LeftOutReason
from factcmp.text.folding import fold_text, tokens
from factcmp.text.sentences import sentence_spans
from factcmp.text.words.tokens import split_words

_LOWERCASE_STARTS = split_words(
    "de du di da von van al el ibn bin bint le la der den ten ter dos das by par por via from photo video source "
    "updated published http https www"
)
_FURNITURE = """
share|comments|comment|leave a comment|post a comment|add a comment|read more|read also|advertisement|related|
related articles|related stories|follow us|follow us on twitter|follow us on facebook|like us on facebook|
contact the author|print|print this page|email this article|subscribe|subscribe now|sign up|log in|share this|
share this article|share on facebook|share on twitter|tweet|most read|skip to content|
مشاركة|شارك|شارك المقال|شارك الخبر|تعليقات|التعليقات|أضف تعليق|أضف تعليقا|اترك تعليقا|اقرأ أيضا|اقرأ المزيد|
قراءة|طباعة|إعلان|المزيد|اشترك|تابعنا|تابعونا|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|نسخ الرابط|
partager|commentaires|lire aussi|à lire aussi|publicité|imprimer|s'abonner|articles liés|suivez-nous|
compartir|comentarios|publicidad|leer más|lea también|lee también|imprimir|suscríbete|síguenos|
teilen|kommentare|anzeige|werbung|mehr zum thema|drucken|lesen sie auch|artikel teilen|abonnieren|
condividi|commenti|leggi anche|pubblicità|stampa|compartilhar|comentários|leia também|leia mais|publicidade|
delen|reacties|lees ook|advertentie|udostępnij|komentarze|czytaj także|czytaj też|reklama|
поделиться|комментарии|читайте также|реклама|распечатать|подписаться|поділитися|коментарі|читайте також|
paylaş|yorumlar|yorum yap|ayrıca oku|yazdır|abone ol|reklam|ilgili haberler|
اشتراک‌گذاری|به اشتراک بگذارید|نظرات|بیشتر بخوانید|تبلیغات|چاپ|مطالب مرتبط|
分享|评论|廣告|广告|相关阅读|打印|订阅|シェア|コメント|広告|関連記事|印刷|공유|댓글|광고|관련기사|관련 기사|
שתף|תגובות|פרסומת|bagikan|komentar|baca juga|iklan|शेयर करें|विज्ञापन|यह भी पढ़ें
"""
_FURNITURE_LINES = frozenset(fold_text(entry) for entry in _FURNITURE.replace("\n", "").split("|"))
_STYLE_SHEET = re.compile(r"^@media\b|\{\s*[\w-]+\s*:[^{}]*;\s*\}")


def find_flags(
    articles: Sequence[Article],
    left_out: Sequence[LeftOut] = (),
    claims: Sequence[Claim] = (),
    groups: Sequence[Group] = (),
) -> tuple[Flag, ...]:
    """What is peculiar about the articles, ordered by article, kind and place.

    `left_out` are the sentences that the model passed over: page furniture among them, and unfinished ones at the
    beginning or the end of an article, count as if a rule had found them. `claims` and `groups` show articles that tell
    the same in other words; what is said of copies is not said again of these.
    """
    texts = [folded_words(article.text) for article in articles]
    pairs = copied_pairs(texts)
    copies = {(articles[one].id, articles[other].id) for one, other in pairs}
    found = list(near_duplicates(articles, texts, pairs))
    found += (flag for flag in parallel_stories(articles, claims, groups) if (flag.article, flag.other) not in copies)
    for article in articles:
        page = read_page(article, left_out)
        for rule in (dates, todays, _repeated_title, _start, _end, _furniture):
            found += rule(page)
    place = {article.id: number for number, article in enumerate(articles)}
    kinds = list(FlagKind)
    return tuple(sorted(found, key=lambda flag: (place[flag.article], kinds.index(flag.kind), flag.spans[0].start)))


def _repeated_title(page: Page) -> Iterator[Flag]:
    title = fold_text(page.article.title)
    lines = [line for line in page.lines if line.folded == title]
    if len(lines) > 1 and len(tokens(title)) >= 3:
        places = [(line.start, line.end) for line in lines[1:]]
        yield page.flag(FlagKind.REPEATED_TITLE, FlagNote.LINE_OF_ITS_OWN, *places)
        return
    words = folded_words(lines[0].text) if lines else []
    half = [word for word, _, _ in words[: len(words) // 2]]
    if len(half) >= 3 and half + half == [word for word, _, _ in words]:
        place = lines[0].start + words[len(half)][1], lines[0].start + words[-1][2]
        yield page.flag(FlagKind.REPEATED_TITLE, FlagNote.TWICE_IN_ONE_LINE, place)


def _start(page: Page) -> Iterator[Flag]:
    if not page.prose:
        return
    text, line = page.article.text, page.prose[0]
    first = next(place for place in sentence_spans(text) if place[1] > line.start)
    note = FlagNote.SMALL_LETTER if _cut_start(page, text[max(first[0], line.start) : first[1]]) else None
    if note is None and any(start < first[1] and end > first[0] for start, end in _unfinished(page)):
        note = FlagNote.LEFT_UNFINISHED if first[1] < page.prose[-1].end else None
    if note:
        words = list(re.finditer(r"\S+", text[line.start : first[1]]))[:8]
        yield page.flag(FlagKind.STARTS_MID_SENTENCE, note, (line.start, line.start + words[-1].end()))


def _unfinished(page: Page) -> Sequence[Place]:
    return page.left_out.get(LeftOutReason.UNFINISHED, ())


def _cut_start(page: Page, sentence: str) -> bool:
    """Whether a small letter shows that the sentence lost its beginning, in a text that begins sentences with capitals.

    Measured by tests/cut_texts.py, as were other signs that found nothing: the model's reading has the rest.
    """
    if not _starts_small(sentence):
        return False
    starts = [page.article.text[start] for start, _ in sentence_spans(page.article.text)]
    has_capitals = sum(char.isupper() for char in starts) > sum(char.islower() for char in starts)
    title_goes_on = page.lines[0] is not page.prose[0] and page.lines[0].text[-1] in ",،:;–—-…"
    return has_capitals and not title_goes_on


def _starts_small(sentence: str) -> bool:
    """Whether it begins with a small letter in a script with capitals, and with no name, address or credit."""
    word = WORD.search(sentence)
    char, first = sentence[0], word[0] if word else ""
    is_plain = first[:1] == char and first.isalpha() and first.islower() and first not in _LOWERCASE_STARTS
    return char.islower() and char.title() != char and is_plain and "://" not in sentence and "@" not in sentence


def _end(page: Page) -> Iterator[Flag]:
    if not page.prose:
        return
    text, line = page.article.text, page.prose[-1]
    last = [place for place in sentence_spans(text) if place[0] < line.end][-1]
    words = [match.start() for match in re.finditer(r"\S+", text[last[0] : line.end])]
    has_stops = any(other.text[-1] in STOPS for other in page.prose) or last[0] > line.start
    is_address = any(sign in text[slice(*last)] for sign in ("@", "://", "www.", "©", "#"))
    is_long = len(tokens(line.folded)) >= 12 and len(tokens(fold_text(text[slice(*last)]))) >= 6
    is_cut = is_long and not line.is_stopped and not is_address
    note = None
    if is_cut and has_stops and (unicodedata.category(line.text[-1])[0] in "LMN" or line.text[-1] in ",،;؛-"):
        note = FlagNote.NO_FULL_STOP
    elif any(start < last[1] and end > last[0] for start, end in _unfinished(page)):
        note = FlagNote.LEFT_UNFINISHED
    if note:
        yield page.flag(FlagKind.ENDS_MID_SENTENCE, note, (last[0] + words[-8:][0], line.end))


def _furniture(page: Page) -> Iterator[Flag]:
    places = [(line.start, line.end) for line in page.lines if _is_furniture(line)]
    left_out = page.left_out.get(LeftOutReason.PAGE_FURNITURE, ())
    places += [place for place in left_out if not _is_credit(page, place)]
    if places:
        yield page.flag(FlagKind.PAGE_FURNITURE, FlagNote.WORDS_OF_THE_PAGE, *places)


def _is_credit(page: Page, place: Place) -> bool:
    """Whether the words are what any article may have: outlet or date, or whatever stands above or opens its body."""
    text, body = page.article.text, page.prose[0].start if page.prose else 0
    opens = place[0] <= body or not any(char.isalnum() for char in text[body : place[0]])
    return opens or is_imprint(text[slice(*place)], page.article)


def _is_furniture(line: Line) -> bool:
    if _STYLE_SHEET.search(line.text):
        return True
    pieces = [" ".join(word for word in fold_text(one).split() if not word.isdigit()) for one in line.text.split("|")]
    return any(pieces) and all(one in _FURNITURE_LINES for one in pieces if one)
