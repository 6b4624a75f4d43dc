"""Whom a source's name or an article's credit line names: a body, a person, an agency, or nobody in particular."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from factcmp.models import Article, Claim, Source, SourceKind
from factcmp.models.partition import grouped
from factcmp.text.folding import fold_text, is_arabic_letter, light_stem, script_of, tokens, word_stems
from factcmp.text.languages import language_name

_LONGEST_ARTICLE = 3
"""Characters of a word such as "the" that a name has and its rendering has not."""


def agency_name(name: str, language: str) -> str:
    """The name of an agency that goes by its id, in the script of a report's language where it has one there."""
    spellings = [spelling.strip() for spelling in _AGENCIES.get(name, "").split(",")]
    script = script_of(language_name(language, language))
    return next((spelling for spelling in spellings if spelling and script_of(spelling) == script), name)


def _words(of: str) -> frozenset[str]:
    return word_stems(" ".join(_TABLE[of].values()))


_TABLE: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (files(__package__) / "source_names.toml").read_text(encoding="utf-8")
)
_AGENCIES = _TABLE["agencies"]
_AGENCY_IDS = {fold_text(name): id_ for id_, names in _AGENCIES.items() for name in names.split(",")}
_AGENCY_WORDS, _SOURCE_WORDS, _NOBODY, _WHICHEVER = map(_words, ("agency", "source", "nobody", "whichever"))
_JOINING, _TITLES, _FORMER = map(_words, ("joining", "title", "former"))
_NO_NAMES = _NOBODY | _WHICHEVER | _JOINING | _TITLES
_ARTICLE_WORDS = frozenset(("the", "a", "an", "al", "el"))
_FOR = frozenset(("for", "pour", "für", "para", "per"))
_AND = frozenset(("and", "et", "und", "y", "e", "и", "ve", "و"))

_CREDIT_LABEL = re.compile(r"^\W*(?:المصدر|مصدر|نقل[اًا]* عن|source|via|credit|quelle|fuente)s?\s*[:：]?\s*", re.I)
_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{2,60}?)\s*[)）\]]")
_SIGNATURE = re.compile(r"[-–—]\s*([^-–—]{2,40})$")
_ACRONYM = re.compile(r"[(（\[]\s*([A-Z][A-Z.-]+)\s*[)）\]]")
_EDGE_LINES = 3

Words = tuple[str, ...]
"""A name: its folded and stemmed words, or an agency's id alone."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a claim; `spellings` are folded and stemmed words, empty for nobody in particular."""

    label: str
    known: bool
    spellings: frozenset[Words] = frozenset()
    own: bool = False
    """The outlet's own voice."""
    source: Source | None = None
    """The link of the chain that speaks."""


def find_speaker(claim: Claim, article: Article, aliases: Mapping[str, str]) -> Speaker:
    """Whose words a claim of the article is: its innermost source, or the article itself; see `find_origin`."""
    return _speakers(claim, article, aliases)[0]


def find_origin(claim: Claim, article: Article, aliases: Mapping[str, str]) -> Speaker:
    """To whom a claim of the article goes back: its innermost identified source.

    Where nobody in the chain is identified, whoever speaks; the article's own voice is that of the one agency which
    its credit line names. `aliases` is the alias table: folded spelling to name.
    """
    speakers = _speakers(claim, article, aliases)
    return next((speaker for speaker in speakers if speaker.known), speakers[0])


def _speakers(claim: Claim, article: Article, aliases: Mapping[str, str]) -> list[Speaker]:
    """The sources of a claim from the innermost out to the outlet; where there are none, the article's own voice."""
    outlet = claim.attribution[0] if claim.attribution else None
    own_names = _outlet_names(outlet, article, aliases)
    found = []
    for source in reversed(claim.attribution):
        spellings = _spellings(source, aliases)
        if own_names & spellings:
            break
        name = source.gloss or source.name
        if source.kind is SourceKind.UNNAMED or _generic(source):
            found.append(Speaker(name, known=False, source=source))
        else:
            label = next((words[0] for words in sorted(spellings) if words[0] in _AGENCIES), name)
            found.append(Speaker(label, known=True, spellings=spellings, source=source))
    if not found and (agency := _credited_agency(article.text)):
        return [Speaker(agency, known=True, spellings=frozenset({(agency,)}))]
    own_name = (outlet.gloss or outlet.name) if outlet else ""
    return found or [Speaker(own_name, known=False, spellings=own_names, own=True)]


def is_same_name(name: str, gloss: str) -> bool:
    """Whether a name in the article's words adds nothing to its rendering: no word, or only "the", "a" or the like."""
    one, other = (Counter(tokens(fold_text(words))) for words in (name, gloss))
    less, more = one - other, other - one
    return not (less and more) and all(len(word) <= _LONGEST_ARTICLE for word in less + more)


def is_and(word: str) -> bool:
    """Whether a folded word behind another is "and", or begins with it, as in Arabic."""
    return word in _AND or (word[0] == "و" and len(word) > 3)


def same_body(short: Words, long: Words) -> bool:
    """Whether the longer name is the shorter with titles, with an office in it, or its full form.

    "Minister N" is N, "the spokesman for X" is X's voice, and "Centre" may be short for "Centre for Y"; but
    neither "Northern X" nor "former director of X" is X. Applied to names that both occur among the claims.
    """
    if _NO_NAMES.issuperset(short):
        return False
    extra = len(long) - len(short)
    if long[extra:] == short:
        rest = [word for word in long[:extra] if word not in _JOINING or word in _TITLES]
        if long[extra - 1] in _JOINING - _TITLES and _FORMER & set(rest):
            return False
        # Arabic has the field of an office before the name ("minister of water N"), an adjective after it.
        field = len(rest) == 2 and len(short) > 1 and is_arabic_letter(long[0][0])
        return bool(rest) and (rest[-1] in _TITLES or (field and rest[0] in _TITLES))
    if long[: len(short)] == short:
        rest = list(long[len(short) :])
        if len(short) > 1 and (rest[0] in _FOR or (rest[0].startswith("ل") and len(rest[0]) > 3)):
            return True
        return bool(_TITLES & set(rest))
    return False


def is_publisher(source: Source, article: Article, aliases: Mapping[str, str]) -> bool:
    """Whether a source is the article's own outlet, whose voice is the article itself."""
    return bool(_outlet_names(source, article, aliases))


def _outlet_names(outlet: Source | None, article: Article, aliases: Mapping[str, str]) -> frozenset[Words]:
    """The names of an article's own outlet, whose voice is no origin; none for another outlet that the article cites.

    None for an agency either, whose voice is an origin wherever it is printed.
    """
    if outlet is None or outlet.kind is not SourceKind.OUTLET or not article.outlet:
        return frozenset()
    names = _spellings(outlet, aliases)
    publisher = set(name_words(fold_text(article.outlet)))
    own = any(publisher.issuperset(words) or publisher.issubset(words) for words in names)
    return names if own and not any(words[0] in _AGENCIES for words in names) else frozenset()


def ambiguous_names(speakers: Iterable[Speaker]) -> frozenset[Words]:
    """Names that articles use for several speakers ("she", "the spokesman"): their renderings have no common core."""
    named = (speaker.source for speaker in speakers if speaker.source)
    by_name = grouped(named, lambda source: name_words(fold_text(source.name)))
    ambiguous = set()
    for name, sources in by_name.items():
        renderings = {frozenset(name_words(fold_text(source.gloss))) for source in sources}
        if not any(core <= frozenset.intersection(*renderings) for core in renderings):
            ambiguous.add(name)
    return frozenset(ambiguous)


def _spellings(source: Source, aliases: Mapping[str, str]) -> frozenset[Words]:
    """The source's names as words to compare: an agency's id, or stems without the article."""
    found = set()
    for name in (source.name, source.gloss):
        for spelling in (_ACRONYM.sub(" ", name), *_ACRONYM.findall(name)):
            folded = fold_text(spelling)
            folded = fold_text(aliases.get(folded, folded))
            agency = _agency(folded)
            words = (agency,) if agency else name_words(folded)
            if words:
                found.add(words)
    return frozenset(found)


@lru_cache(maxsize=4096)
def name_words(folded: str) -> Words:
    """The stems of a folded name's words, without "the", "a" and the like."""
    return tuple(light_stem(token) for token in tokens(folded) if token not in _ARTICLE_WORDS)


def _generic(source: Source) -> bool:
    """Whether the name as written or as glossed says no more than "local sources"."""
    names = [name_words(fold_text(name)) for name in (source.name, source.gloss)]
    return not any(names) or any(_nobody(words) for words in names if words)


def _nobody(words: Words) -> bool:
    found = set(words)
    if found & _SOURCE_WORDS:
        return True
    return bool(found & _NOBODY) and found <= _NOBODY | _WHICHEVER | _JOINING


@lru_cache(maxsize=4096)
def _agency(name: str) -> str | None:
    """The agency's id, with or without words like "news agency" around its name."""
    folded = fold_text(name)
    bare = " ".join(word for word in folded.split() if light_stem(word) not in _AGENCY_WORDS)
    return _AGENCY_IDS.get(folded) or _AGENCY_IDS.get(bare)


@lru_cache(maxsize=1024)
def _credited_agency(text: str) -> str | None:
    """The one agency that the first or last lines credit; None when they credit none or several."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:_EDGE_LINES], lines[-_EDGE_LINES:]
    credits = [part for line in head for part in _dateline_parts(line)]
    for line in (*head, *tail):
        credits += [_CREDIT_LABEL.sub("", line), *_SIGNATURE.findall(line)]
        # A dateline near the beginning or a signature at the end; elsewhere it explains a name.
        credits += [
            bracketed[1]
            for bracketed in _BRACKETED.finditer(line)
            if (line in head and bracketed.end() <= 60) or not line[bracketed.end() :].strip(" .،,")
        ]
    credited = {agency for credit in credits for agency in _agencies_in(credit)}
    return credited.pop() if len(credited) == 1 else None


def _dateline_parts(line: str) -> list[str]:
    """What may be an agency in "City – Agency: …" or "Agency – …"; in "Agency: …" it is a headline's source."""
    parts = re.split(r"([-–—:])", line[:80])
    return parts[:-1:2][:2] if parts[1:2] != [":"] else []


def _agencies_in(credit: str) -> set[str]:
    """The agencies of a credit such as "Reuters, AFP"; none when it has any other word."""
    found: set[str] = set()
    for part in re.split(r"[+/,،|&;؛]|\band\b|\s[-–—]\s", credit[:100]):
        one = _agency(part)
        several = [part] if one or _nobody(name_words(fold_text(part))) else re.split(r"\sو", part)
        for name in several:
            if agency := _agency(name):
                found.add(agency)
            elif fold_text(name) and not _nobody(name_words(fold_text(name))):
                return set()
    return found
