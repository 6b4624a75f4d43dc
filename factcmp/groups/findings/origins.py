"""To whom claims go back: how many independent origins stand behind a set of claims.

Ten outlets that print one agency's copy are one origin. Claims have one origin when they name the same source,
when their words are the same, or when the language model said so. In doubt claims are united and sources are
held to be unknown, so that the number of independent origins is rather too low than too high.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from factcmp.groups.names.same_voices import Voices, of_one_side, unite_by_name
from factcmp.groups.names.speakers import Words, agency_name, find_origin
from factcmp.models import Article, Claim, Origin
from factcmp.models.partition import Partition, grouped, near_pairs
from factcmp.text.folding import fold, fold_text, is_unspaced, tokens
from factcmp.text.sentences import sentence_spans


class Origins:
    """To whom each claim of a report goes back; what is asked of several groups is worked out once."""

    def __init__(
        self,
        articles: Sequence[Article],
        claims: Sequence[Claim],
        voices: Voices,
        aliases: Mapping[str, str] = MappingProxyType({}),
        language: str = "en",
    ) -> None:
        """`aliases` maps folded names to the folded one to count; agencies are named as in the report's `language`."""
        by_id = {article.id: article for article in articles}
        spans = {article.id: sentence_spans(article.text) for article in articles}
        self._voices = voices
        self._sides = of_one_side(voices.voices, aliases)
        self._language = language
        self._speakers = {claim.id: find_origin(claim, by_id[claim.article], aliases) for claim in claims}
        self._sentences = {
            claim.id: _sentences_around(claim, by_id[claim.article].text, spans[claim.article]) for claim in claims
        }

    def trace(self, claims: Sequence[Claim]) -> tuple[Origin, ...]:
        """The claims divided by whom they go back to: known origins first, then by first claim.

        A claim's origin is the voice of its innermost named source. Behind an unnamed source that is whoever reports
        it, if it is not the outlet itself ("an agency, citing two officers" is that agency). An outlet's own voice is
        unknown, unless a credit line of its article names one agency; then it is that agency.
        Claims whose quotes share a run of eight words are of one origin, and so are those whose whole sentences do,
        unless each names another source. How the claims are divided does not depend on their order.
        """
        speakers = [self._speakers[claim.id] for claim in claims]
        voice_of = [self._voices.of_claim[claim.id] for claim in claims]
        partition = Partition(range(len(claims)))
        unite_by_name(claims, speakers, partition)
        for of_voice in grouped(range(len(claims)), lambda position: voice_of[position].id).values():
            partition.unite(*of_voice)
        united_by = self._unite_by_words(claims, partition)
        runs = grouped(united_by, lambda found: partition.root(found[0]))
        origins = []
        for positions in partition.sets():
            voice = next((voice_of[one] for one in positions if voice_of[one].known), None)
            known = voice is not None or any(speakers[one].known for one in positions)
            names = Counter(speakers[one].label for one in positions if speakers[one].known == known)
            shared = [run for _, run in runs.get(partition.root(positions[0]), ())]
            origins.append(
                Origin(
                    name=voice.name if voice else agency_name(names.most_common(1)[0][0], self._language),
                    known=known,
                    voice=voice.id if voice else None,
                    claims=tuple(claims[one].id for one in positions),
                    shared_run=max(shared, key=len, default=None),
                )
            )
        return tuple(sorted(origins, key=lambda origin: not origin.known))

    def count_independent(self, origins: Iterable[Origin]) -> int:
        """How many of them are known and independent: those that speak for one side count once."""
        return len({self._sides.root(one.voice) if one.voice else one.name for one in origins if one.known})

    def _unite_by_words(self, claims: Sequence[Claim], partition: Partition[int]) -> list[tuple[int, str]]:
        """Unites claims of different articles that share a run of words; the runs that did it, with a claim each."""
        roots = [partition.root(position) for position in range(len(claims))]
        known = {roots[position] for position, claim in enumerate(claims) if self._speakers[claim.id].known}
        sentences = [self._sentences[claim.id] for claim in claims]
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


def _sentences_around(claim: Claim, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The sentences of the article that the quote touches."""
    quote = claim.quote
    touched = [(start, end) for start, end in spans if start < quote.end and end > quote.start]
    if not touched:
        return quote.text
    return text[min(touched[0][0], quote.start) : max(touched[-1][1], quote.end)]


def _sharing_eight_words(passages: Sequence[str]) -> set[tuple[int, int]]:
    having: defaultdict[Words, set[int]] = defaultdict(set)
    for position, passage in enumerate(passages):
        words = tokens(fold_text(passage))
        for at in range(len(words) - 7):
            having[tuple(words[at : at + 8])].add(position)
    return {pair for positions in having.values() for pair in near_pairs(positions)}
