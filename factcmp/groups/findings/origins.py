"""To whom claims go back: how many independent origins stand behind a set of claims.

Ten outlets that print one agency's copy are one origin. Claims have one origin when they name the same source,
when their words are the same, or when the language model said so. In doubt claims are united and sources are
held to be unknown, so that the number of independent origins is rather too low than too high.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from factcmp.groups.names.same_voices import Voices, of_one_side, unite_by_name
from factcmp.groups.names.source_names import Words, agency_name, find_origin
from factcmp.models import Article, Claim, Origin
from factcmp.models.partition import Partition, grouped, near_pairs
from factcmp.text.folding import fold, fold_text, is_unspaced, tokens
from factcmp.text.sentence_spans import sentence_spans

RUN = 8
"""So many words in a row two texts do not share by chance."""


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
        """`aliases` is the alias table: folded spelling to name; agencies are named as in the report's `language`."""
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
        for one, other in sorted(count_shared_runs([tokens(fold_text(sentence)) for sentence in sentences])):
            if one > other or claims[one].article == claims[other].article or roots[one] == roots[other]:
                continue
            run = shared_run(claims[one].quote.text, claims[other].quote.text)
            if run is None and not (roots[one] in known and roots[other] in known):
                run = shared_run(sentences[one], sentences[other])
            if run is not None:
                partition.unite(one, other)
                found.append((one, run))
        return found


def folded_words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The folded words of a text, and where each stands in it."""
    folded, at = fold(text), 0
    words, places = tokens(folded.text), []
    for word in words:
        at = folded.text.index(word, at)
        places.append(folded.span(at, at + len(word)))
        at += len(word)
    return words, places


def runs_of_words(words: Sequence[str]) -> list[Words]:
    """Each eight words in a row."""
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def count_shared_runs(texts: Sequence[Sequence[str]]) -> Counter[tuple[int, int]]:
    """For two texts, by number and in both orders, how many runs of eight words of the one stand in the other."""
    index: defaultdict[Words, Counter[int]] = defaultdict(Counter)
    for number, words in enumerate(texts):
        for run in runs_of_words(words):
            index[run][number] += 1
    shared = Counter[tuple[int, int]]()
    for holders in index.values():
        for one, other in near_pairs(holders):
            shared[one, other] += holders[one]
            shared[other, one] += holders[other]
    return shared


@lru_cache(maxsize=4096)
def shared_run(a: str, b: str) -> str | None:
    """The longest run of folded words that both texts have, as it stands in `a` with white space collapsed.

    None when it is shorter than eight words. In scripts without spaces two characters count as one word.
    """
    words, places = folded_words(a)
    first, _, size = SequenceMatcher(None, words, tokens(fold_text(b)), autojunk=False).find_longest_match()
    if sum(0.5 if is_unspaced(word[0]) else 1 for word in words[first : first + size]) < RUN:
        return None
    return " ".join(a[places[first][0] : places[first + size - 1][1]].split())


def _sentences_around(claim: Claim, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The sentences of the article that the quote touches."""
    quote = claim.quote
    touched = [(start, end) for start, end in spans if start < quote.end and end > quote.start]
    if not touched:
        return quote.text
    return text[min(touched[0][0], quote.start) : max(touched[-1][1], quote.end)]
