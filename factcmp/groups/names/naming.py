"""What each article calls the main actors and places, counted, with the places in its text."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factcmp.claims.grounding import FoldedArticle, find_each
from factcmp.models import Alias, Article, Claim, NameKind, NameUse, Naming, Span
from factcmp.models.partition import Partition, grouped
from factcmp.text.folding import fold_text, is_arabic_letter

_OPENING = {")": "(", "]": "[", "»": "«", "”": "“", '"': '"'}
_GRAM = 4
_LEAST_USES = 3
"""An actor or place that is named less often in all articles together is not a main one."""


@dataclass
class NamedThing:
    """An actor or place as the claims name it, joined by equal spelling, equal rendering or the alias table."""

    names: Counter[str] = field(default_factory=Counter)
    """As articles write it."""
    glosses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[NameKind] = field(default_factory=Counter)
    alias: str | None = None
    """The name of its entry in the alias table."""

    @property
    def kind(self) -> NameKind:
        """The kind given most often."""
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))

    @property
    def gloss(self) -> str:
        """Its name in the report's language: the alias table's, else the one given most often."""
        return self.alias or min(self.glosses, key=lambda gloss: (-self.glosses[gloss], gloss))


def named_things(claims: Iterable[Claim], aliases: Mapping[str, str]) -> list[NamedThing]:
    """The actors and places that the claims name, most often named first; `aliases` maps folded spellings to a name."""
    partition: Partition[str] = Partition()
    entries: dict[str, str] = {}
    for entry, spellings in grouped(aliases, aliases.__getitem__).items():
        partition.unite(*spellings)
        entries[partition.root(spellings[0])] = entry

    def join(one: str, other: str) -> None:
        # Two entries of the alias table stay two, whatever a rendering says.
        roots = {partition.root(one), partition.root(other)}
        joined = {entries[root] for root in roots if root in entries}
        if len(joined) < 2:
            partition.unite(*roots)
            entries.update((partition.root(one), entry) for entry in joined)

    mentions = [name for claim in claims for name in claim.names if fold_text(name.name)]
    for name in mentions:
        join(fold_text(name.name), fold_text(name.gloss) or fold_text(name.name))
    things: defaultdict[str, NamedThing] = defaultdict(NamedThing)
    for name in mentions:
        root = partition.root(fold_text(name.name))
        thing = things[root]
        thing.names[name.name.strip()] += 1
        thing.glosses[name.gloss.strip() or name.name.strip()] += 1
        thing.kinds[name.kind] += 1
        thing.alias = entries.get(root)
    return sorted(things.values(), key=lambda thing: (-thing.names.total(), thing.gloss))


def spelling_map(aliases: Iterable[Alias]) -> Mapping[str, str]:
    """For each spelling, folded, the name of its entry."""
    return {fold_text(spelling): alias.name for alias in aliases for spelling in (alias.name, *alias.spellings)}


def find_naming(articles: Sequence[Article], claims: Sequence[Claim], aliases: Sequence[Alias]) -> tuple[Naming, ...]:
    """The main actors and places with the names that each article uses for them, most often named first.

    A main one is named in two articles or by two names, and three times in all. Where names overlap in the text, the
    longest counts.
    """
    table = spelling_map(aliases)
    proposed = {alias.name for alias in aliases if alias.proposed}
    things = named_things(claims, table)
    owner: dict[str, int] = {}
    written: dict[str, str] = {}
    for number, thing in enumerate(things):
        spellings = [*thing.names, *(one for one, name in table.items() if name == thing.alias)]
        for spelling in spellings:
            owner.setdefault(fold_text(spelling), number)
            written.setdefault(fold_text(spelling), spelling)
    by_gram = _by_rarest_gram(owner)
    uses: defaultdict[int, list[NameUse]] = defaultdict(list)
    for article in articles:
        places: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
        for span, spelling in _places(FoldedArticle(article.text), by_gram):
            places[owner[spelling], spelling].append(_with_its_closing(article.text, span))
        for (number, spelling), spans in sorted(places.items(), key=lambda item: (-len(item[1]), item[1][0].start)):
            name = next((span.text for span in spans if fold_text(span.text) == spelling), written[spelling])
            uses[number].append(NameUse(article=article.id, name=" ".join(name.split()), places=tuple(spans)))
    found = [
        Naming(name=things[n].gloss, kind=things[n].kind, proposed=things[n].alias in proposed, uses=tuple(of_it))
        for n, of_it in uses.items()
        if len(of_it) > 1 and _total(of_it) >= _LEAST_USES
    ]
    return tuple(sorted(found, key=lambda naming: (-_total(naming.uses), naming.name)))


def has_choice(naming: Naming) -> bool:
    """Whether there is a choice of words to see: more than one name."""
    return len({use.name.casefold() for use in naming.uses}) > 1


def _with_its_closing(text: str, span: Span) -> Span:
    """The span with the bracket or quotation mark after it that closes one inside: names are found by their words."""
    after = text[span.end : span.end + 1]
    opening = _OPENING.get(after)
    if opening and span.text.count(opening) > span.text.count(after) * (opening != after):
        return Span(start=span.start, end=span.end + 1, text=text[span.start : span.end + 1])
    return span


def _total(uses: Iterable[NameUse]) -> int:
    return sum(len(use.places) for use in uses)


_ByGram = Mapping[str, Sequence[tuple[str, frozenset[str]]]]


def _by_rarest_gram(spellings: Iterable[str]) -> _ByGram:
    """The names, with their letters, under those of them that fewest have, so that an article looks for its own alone.

    The first letter does not count: ل before ال is written لل. Short names are under no letters.
    """
    grams = [(spelling, _grams(spelling[1:])) for spelling in spellings]
    having = Counter(gram for _, of_one in grams for gram in of_one)
    return grouped(grams, lambda one: min(one[1], key=lambda gram: (having[gram], gram), default=""))


def _grams(text: str) -> frozenset[str]:
    """Runs of letters, spaces aside: a line end may break a word."""
    letters = text.replace(" ", "")
    return frozenset(letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1))


def _places(article: FoldedArticle, by_gram: _ByGram) -> Iterator[tuple[Span, str]]:
    """Where the names stand, in the order of the text, the longest where several overlap."""
    grams = _grams(article.folded.text)
    near = (one for gram in ("", *grams) for one in by_gram.get(gram, ()))
    found = [(span, spelling) for spelling, of_it in near if of_it <= grams for span in _spelt(article, spelling)]
    found.sort(key=lambda item: (item[0].start - item[0].end, item[0].start, item[1]))
    taken: list[tuple[Span, str]] = []
    covered: set[int] = set()
    for span, spelling in found:
        if covered.isdisjoint(range(span.start, span.end)):
            covered.update(range(span.start, span.end))
            taken.append((span, spelling))
    return iter(sorted(taken, key=lambda item: item[0].start))


def _spelt(article: FoldedArticle, spelling: str) -> Iterator[Span]:
    """Where the name stands, in Arabic also with a preposition written on to it."""
    yield from find_each(article, spelling)
    if is_arabic_letter(spelling[0]):
        for preposition in "بكل":
            for span in find_each(article, preposition + spelling):
                yield article.span(span.start + 1, span.end)
        if spelling.startswith("ال"):
            # ل before ال is written لل.
            yield from find_each(article, f"ل{spelling[1:]}")
