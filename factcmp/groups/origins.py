"""To whom claims go back: how many independent origins stand behind a set of claims.

Ten outlets that print one agency's copy are one origin. Claims have one origin when they name the same source,
when their words are the same, or when the language model said so. In doubt claims are united and sources are
held to be unknown, so that the number of independent origins is rather too low than too high.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from types import MappingProxyType

from factcmp.groups.partition import _Partition
from factcmp.groups.voices import Voice, Words, agency_name, find_voice, same_body
from factcmp.models import Claim, Origin
from factcmp.text.folding import fold, fold_text, is_unspaced, tokens
from factcmp.text.sentences import sentence_spans


def trace_origins(
    claims: Sequence[Claim],
    texts: Mapping[str, str],
    same_origin: Iterable[Iterable[str]] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
    language: str = "en",
) -> tuple[Origin, ...]:
    """The claims divided by whom they go back to: known origins first, then by first claim.

    A claim's origin is its innermost named source. Behind an unnamed source that is whoever reports it, if it is
    not the outlet itself ("an agency, citing two officers" is that agency). An outlet's own voice is unknown,
    unless a credit line of its article names one agency; then it is that agency.

    `texts` has the articles' texts by id, `same_origin` sets of claim ids of one source according to the language
    model (which never unite a known with an unknown origin), `aliases` a spelling of a name to the one to count;
    agencies are named as in the `language` of the report.
    Claims whose quotes share a run of eight words are of one origin, and so are those whose whole sentences do,
    unless each names another source. How the claims are divided does not depend on their order.
    """
    known_names = {fold_text(name): fold_text(canonical) for name, canonical in aliases.items()}
    voices = [find_voice(claim, texts.get(claim.article, ""), known_names) for claim in claims]
    partition = _Partition(len(claims))
    _unite_by_name(claims, voices, partition)
    runs = _unite_by_words(claims, texts, voices, partition)
    _unite_as_told(claims, same_origin, voices, partition)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(claims)):
        members[partition.root(position)].append(position)
    origins = []
    for positions in members.values():
        known = any(voices[one].known for one in positions)
        names = Counter(voices[one].label for one in positions if voices[one].known == known)
        shared = [run for first, run in runs if first in positions]
        origins.append(
            Origin(
                name=agency_name(names.most_common(1)[0][0], language),
                known=known,
                claims=tuple(claims[one].id for one in positions),
                shared_run=max(shared, key=len, default=None),
            )
        )
    return tuple(sorted(origins, key=lambda origin: not origin.known))


def count_independent_sources(origins: Iterable[Origin]) -> int:
    """The number of known origins."""
    return sum(origin.known for origin in origins)


@lru_cache(maxsize=4096)
def shared_run(a: str, b: str, min_tokens: int = 8) -> str | None:
    """The longest run of folded words that both texts have, as it stands in `a` with white space collapsed.

    None when it is shorter than `min_tokens`. In scripts without spaces two characters count as one word.
    """
    folded = fold(a)
    words = tokens(folded.text)
    start, end = _heaviest_run(words, tokens(fold_text(b)))
    if start == end or sum(map(_weight, words[start:end])) < min_tokens:
        return None
    borders = [0]
    for word in words[:end]:
        at = folded.text.index(word, borders[-1])
        borders.append(at + len(word))
    first = folded.text.index(words[start], borders[start])
    return " ".join(a[slice(*folded.span(first, borders[end]))].split())


def _weight(word: str) -> float:
    return 0.5 if is_unspaced(word[0]) else 1.0


def _heaviest_run(words: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    """Start and end in `words` of the first heaviest run that `others` has too."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(others):
        places[word].append(at)
    heaviest, best = 0.0, (0, 0)
    ending: dict[int, tuple[float, int]] = {}
    for at, word in enumerate(words):
        before, ending = ending, {}
        for place in places.get(word, ()):
            weight, start = before.get(place - 1, (0.0, at))
            ending[place] = (weight + _weight(word), start)
            if ending[place][0] > heaviest:
                heaviest, best = ending[place][0], (start, at + 1)
    return best


def _unite_by_name(claims: Sequence[Claim], voices: Sequence[Voice], partition: _Partition) -> None:
    by_key: dict[object, int] = {}
    by_end: defaultdict[str, dict[Words, int]] = defaultdict(dict)
    for position, (claim, voice) in enumerate(zip(claims, voices, strict=True)):
        keys: list[object] = [*voice.spellings]
        if voice.own:
            keys.append(("own", claim.article))
        elif not voice.known:
            keys.append(("unnamed", claim.article, fold_text(voice.label)))
        for key in keys:
            partition.unite(by_key.setdefault(key, position), position)
        if voice.known:
            for words in voice.spellings:
                for end in (words[0], words[-1]):
                    by_end[end].setdefault(words, position)
    for ending in by_end.values():
        for (one, at), (other, other_at) in combinations(ending.items(), 2):
            if same_body(*sorted((one, other), key=len)):
                partition.unite(at, other_at)


def _unite_by_words(
    claims: Sequence[Claim], texts: Mapping[str, str], voices: Sequence[Voice], partition: _Partition
) -> list[tuple[int, str]]:
    """Unites claims of different articles that share a run of words; the runs that did it, with a claim each."""
    roots = [partition.root(position) for position in range(len(claims))]
    known = {roots[position] for position, voice in enumerate(voices) if voice.known}
    sentences = [_sentences_around(claim, texts.get(claim.article, "")) for claim in claims]
    found: list[tuple[int, str]] = []
    for one, other in sorted(_sharing_eight_words(sentences)):
        if claims[one].article == claims[other].article or roots[one] == roots[other]:
            continue
        run = shared_run(claims[one].quote.text, claims[other].quote.text)
        if run is None and not (roots[one] in known and roots[other] in known):
            run = shared_run(sentences[one], sentences[other])
        if run is not None:
            partition.unite(one, other)
            found.append((one, run))
    return found


def _sentences_around(claim: Claim, text: str) -> str:
    """The sentences of the article that the quote touches; the quote itself where the text is not at hand."""
    quote = claim.quote
    touched = [(start, end) for start, end in _spans(text) if start < quote.end and end > quote.start]
    if not touched:
        return quote.text
    return text[min(touched[0][0], quote.start) : max(touched[-1][1], quote.end)]


_spans = lru_cache(maxsize=256)(sentence_spans)


def _sharing_eight_words(passages: Sequence[str]) -> set[tuple[int, int]]:
    having: defaultdict[Words, set[int]] = defaultdict(set)
    for position, passage in enumerate(passages):
        words = tokens(fold_text(passage))
        for at in range(len(words) - 7):
            having[tuple(words[at : at + 8])].add(position)
    return {pair for positions in having.values() for pair in combinations(sorted(positions), 2)}


def _unite_as_told(
    claims: Sequence[Claim],
    same_origin: Iterable[Iterable[str]],
    voices: Sequence[Voice],
    partition: _Partition,
) -> None:
    place = {claim.id: position for position, claim in enumerate(claims)}
    known = {partition.root(position) for position, voice in enumerate(voices) if voice.known}
    alike: list[dict[bool, list[int]]] = []
    for ids in same_origin:
        sides: dict[bool, list[int]] = {True: [], False: []}
        for position in (place[one] for one in ids if one in place):
            sides[partition.root(position) in known].append(position)
        alike.append(sides)
    for sides in alike:
        for positions in sides.values():
            for one, other in pairwise(positions):
                partition.unite(one, other)
