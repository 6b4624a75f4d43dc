"""A made-up story in two languages with its days, voices, disputes and ledger, for the tests of what reports tell."""

from typing import Any

import report_makers as make
from report_makers import span

from factcmp.models import (
    Alias,
    Article,
    Between,
    Claim,
    Difference,
    Disagreement,
    Dispute,
    EventTime,
    Flag,
    FlagKind,
    FlagNote,
    Grade,
    Group,
    Harm,
    LedgerRow,
    Name,
    NameKind,
    PartialKind,
    Position,
    Relation,
    Report,
    RestsOn,
    Run,
    Source,
    SourceKind,
    Span,
    Stance,
    StoryDay,
    TimeGround,
    Voice,
    VoiceMention,
)

TEXTS = {
    "wed": (
        "en",
        "Slope slides into Kessar mine\n\n"
        "Today, Wednesday, a slope slid into the Kessar mine, the governor's office said. Its spokesman Rami Holt said "
        "at least 12 miners were killed, and that Torm Mining had been warned twice, as a letter shows. Torm Mining "
        "said that it had never been warned. A number of miners were hurt. The mine lies 40 km from Varna.",
    ),
    "thu": (
        "ar",
        "وزارة المناجم: 20 قتيلا في منجم كسار\n\n"
        "قالت وزارة المناجم اليوم الخميس إن 20 عاملا قتلوا حين انهار منحدر على منجم كسار يوم الأربعاء، وإن الأمطار هي "
        "السبب. وأعلنت الوزارة انتهاء البحث. وقال مكتب المحافظ إن شركة تورم للتعدين تلقت تحذيرا. "
        "ويعمل في المنجم 300 عامل.",
    ),
    "fri": (
        "en",
        "Relief network counts 26 dead at Kessar\n\n"
        "On Friday the Relief Network, citing the hospital's list, said 26 miners were killed when the slope slid "
        "into the mine on Wednesday. The governor's office denied that the search had ended. Two witnesses, who stood "
        "at the gate, said that blasting had loosened the slope.",
    ),
}
_GOVERNOR = Source(name="the governor's office", gloss="the governor's office", kind=SourceKind.OFFICIAL)
_GOVERNOR_AR = Source(name="مكتب المحافظ", gloss="the governor's office", kind=SourceKind.OFFICIAL)
_MINISTRY = Source(name="وزارة المناجم", gloss="the mining ministry", kind=SourceKind.OFFICIAL)
_OWNER = Source(name="Torm Mining", gloss="Torm Mining", kind=SourceKind.ORGANISATION, party="the owner")
_NETWORK = Source(name="the Relief Network", gloss="the Relief Network", kind=SourceKind.ORGANISATION)
_WITNESSES = Source(name="Two witnesses", gloss="two witnesses", kind=SourceKind.WITNESS)


def _article(number: int, id: str, day: str, own_day: str) -> Article:
    language, text = TEXTS[id]
    article = make.article(id, f"A{number}", text, language, title=text.split("\n", maxsplit=1)[0], path=f"in/{id}.txt",
                           outlet=None if id == "fri" else f"{id} post", story_day=day)  # fmt: skip
    return article.model_copy(update={"own_day": span(article, own_day)})


def _claim(id: str, label: str, article: Article, quote: str, gloss: str, source: Source | None, **more: Any) -> Claim:
    times = {"event_time": EventTime(day=more.pop("event", "D1")), "said_time": EventTime(day=article.story_day)}
    basis = more.pop("basis", None)
    more["basis"] = span(article, basis) if basis else None
    return make.claim(id, label, article, quote, [source] if source else (), gloss=gloss, **times, **more)


def _group(id: str, question: str, relation: Relation, *positions: Position, **more: Any) -> Group:
    return make.group(id, id.upper(), question, relation, *positions, stable=True, **more)


def _between(one: str, other: str, relation: Disagreement, *differs_in: Difference, **more: Any) -> Between:
    reason = more.pop("reason", f"{one} and {other} differ.")
    return Between(one=one, other=other, relation=relation, differs_in=differs_in, reason=reason, **more)


def _voice(number: int, name: str, kind: SourceKind, mention: tuple[Article, str], *claims: str, **more: Any) -> Voice:
    article, words = mention
    return Voice(
        id=f"v{number}",
        label=f"V{number}",
        name=name,
        kind=kind,
        known=more.pop("known", True),
        mentions=(VoiceMention(article=article.id, span=span(article, words)),),
        claims=claims,
        **more,
    )


def _row(number: int, claim: Claim, voice: str | None, figure: Span, bounds: tuple[float | None, float | None],
         **more: Any) -> LedgerRow:  # fmt: skip
    return LedgerRow(
        id=f"l{number}",
        label=f"L{number}",
        claim=claim.id,
        article=claim.article,
        voice=voice,
        harm=more.pop("harm", Harm.KILLED),
        of_whom="miners",
        place="Kessar mine",
        lower=bounds[0],
        upper=bounds[1],
        figure=figure,
        event_day="D1",
        as_of=claim.said_time.day,
        scope=more.pop("scope", "killed|miners|kessar"),
        grade=more.pop("grade", Grade.SEVERAL_VOICES),
        graded_by=("v1", "v2", "v3"),
        **more,
    )


def slide(language: str = "en") -> Report:
    """Three articles of three days on a slope that slid into a mine: a contradiction, competing causes, a growing toll,
    an end that is declared and denied, background, lone claims."""
    wed, thu, fri = (
        _article(1, "wed", "D1", "Today, Wednesday"),
        _article(2, "thu", "D2", "اليوم الخميس"),
        _article(3, "fri", "D3", "On Friday"),
    )
    claims = (
        _claim("c1", "A1.1", wed, "Slope slides into Kessar mine", "A slope slid into the Kessar mine.", None,
               headline=True),
        _claim("c2", "A1.2", wed, "a slope slid into the Kessar mine, the governor's office said",
               "A slope slid into the Kessar mine.", _GOVERNOR, voice="v1"),
        _claim("c3", "A1.3", wed, "at least 12 miners were killed", "At least 12 miners were killed.", _GOVERNOR,
               voice="v1"),
        _claim("c4", "A1.4", wed, "Torm Mining had been warned twice, as a letter shows",
               "Torm Mining had been warned twice.", _GOVERNOR, voice="v1", basis="as a letter shows", event=None),
        _claim("c5", "A1.5", wed, "it had never been warned", "Torm Mining had been warned.", _OWNER, voice="v4",
               stance=Stance.DENIES, event=None),
        _claim("c6", "A1.6", wed, "A number of miners were hurt", "A number of miners were hurt.", None),
        _claim("c7", "A1.7", wed, "The mine lies 40 km from Varna", "The mine lies 40 km from Varna.", None,
               background=True, event=None),
        _claim("c8", "A2.1", thu, "20 عاملا قتلوا", "20 workers were killed.", _MINISTRY, voice="v2", headline=True),
        _claim("c9", "A2.2", thu, "انهار منحدر على منجم كسار يوم الأربعاء", "A slope slid into the Kessar mine.",
               _MINISTRY, voice="v2"),
        _claim("c10", "A2.3", thu, "الأمطار هي السبب", "Rain caused the slide.", _MINISTRY, voice="v2"),
        _claim("c11", "A2.4", thu, "وأعلنت الوزارة انتهاء البحث", "The search has ended.", _MINISTRY, voice="v2",
               event="D2"),
        _claim("c12", "A2.5", thu, "شركة تورم للتعدين تلقت تحذيرا", "Torm Mining received a warning.", _GOVERNOR_AR,
               voice="v1", event=None),
        _claim("c13", "A2.6", thu, "ويعمل في المنجم 300 عامل", "300 workers work in the mine.", None, background=True,
               event=None),
        _claim("c14", "A3.1", fri, "26 miners were killed", "26 miners were killed.", _NETWORK, voice="v3",
               basis="citing the hospital's list", headline=True,
               names=(Name(name="the Relief Network", gloss="the Relief Network", kind=NameKind.GROUP),)),
        _claim("c15", "A3.2", fri, "the slope slid into the mine on Wednesday", "A slope slid into the Kessar mine.",
               _NETWORK, voice="v3"),
        _claim("c16", "A3.3", fri, "The governor's office denied that the search had ended", "The search has ended.",
               _GOVERNOR, voice="v1", stance=Stance.DENIES, event="D3"),
        _claim("c17", "A3.4", fri, "blasting had loosened the slope", "Blasting caused the slide.", _WITNESSES,
               voice="v5", basis="who stood at the gate"),
    )  # fmt: skip
    by_id = {claim.id: claim for claim in claims}
    contradiction, update, partial = Disagreement.CONTRADICTION, Disagreement.UPDATE, Disagreement.PARTIAL
    groups = (
        _group("g1", "Was Torm Mining warned?", Relation.CONTRADICTION,
               make.position("A", "Torm Mining was warned.", "c4", "c12", names=("the governor's office",)),
               make.position("B", "Torm Mining was never warned.", "c5", names=("Torm Mining",)),
               between=(_between("A", "B", contradiction, Difference.STATUS),), differs_in=(Difference.STATUS,),
               explanation="The governor's office says so [A1.4], [A2.5]; Torm Mining denies it [A1.5]."),
        _group("g2", "Has the search ended?", Relation.CONTRADICTION,
               make.position("A", "The search has ended.", "c11", names=("the mining ministry",)),
               make.position("B", "The search has not ended.", "c16", names=("the governor's office",)),
               between=(_between("A", "B", contradiction, Difference.STATUS),), differs_in=(Difference.STATUS,),
               explanation="Ended [A2.4]; not ended [A3.3]."),
        _group("g3", "How many miners were killed?", Relation.UPDATE,
               make.position("A", "At least 12.", "c3", names=("the governor's office",)),
               make.position("B", "20.", "c8", names=("the mining ministry",)),
               make.position("C", "26.", "c14", names=("the Relief Network",)),
               between=(_between("A", "B", update, Difference.NUMBER, later="B"),
                        _between("B", "C", update, Difference.NUMBER, later="C")), differs_in=(Difference.NUMBER,),
               explanation="The count grew."),
        _group("g4", "What happened at the mine?", Relation.AGREEMENT,
               make.position("A", "A slope slid into the Kessar mine on Wednesday.", "c1", "c2", "c9", "c15",
                         names=("the governor's office", "the mining ministry", "the Relief Network")),
               explanation="All say so."),
        _group("g5", "What caused the slide?", Relation.PARTIAL,
               make.position("A", "Rain.", "c10", names=("the mining ministry",)),
               make.position("B", "Blasting.", "c17", names=("two witnesses",)),
               between=(_between("A", "B", partial, Difference.ATTRIBUTION, partial=PartialKind.COMPETING),),
               differs_in=(Difference.ATTRIBUTION,), explanation="Two causes are told."),
        _group("g6", "How large is the mine?", Relation.PARTIAL,
               make.position("A", "It lies 40 km from Varna.", "c7"),
               make.position("B", "300 people work in it.", "c13"),
               between=(_between("A", "B", partial, partial=PartialKind.COMPLEMENTARY, reason=""),), background=True),
        _group("g7", "Who was hurt?", Relation.SINGLE_SOURCE,
               make.position("A", "A number of miners were hurt.", "c6")),
    )  # fmt: skip
    voices = (
        _voice(1, "the governor's office", SourceKind.OFFICIAL, (wed, "the governor's office"), "c2", "c3", "c4", "c12",
               "c16", roles=("its spokesman Rami Holt",)),
        _voice(2, "the mining ministry", SourceKind.OFFICIAL, (thu, "وزارة المناجم"), "c8", "c9", "c10", "c11"),
        _voice(3, "the Relief Network", SourceKind.ORGANISATION, (fri, "the Relief Network"), "c14", "c15"),
        _voice(4, "Torm Mining", SourceKind.ORGANISATION, (wed, "Torm Mining"), "c5", party="the owner"),
        _voice(5, "two witnesses", SourceKind.WITNESS, (fri, "Two witnesses"), "c17", known=False),
    )  # fmt: skip
    ledger = (
        _row(1, by_id["c3"], "v1", span(wed, "at least 12 miners"), (12, None)),
        _row(2, by_id["c8"], "v2", span(thu, "20 عاملا"), (20, 20), updates="l1"),
        _row(3, by_id["c14"], "v3", span(fri, "26 miners"), (26, 26), updates="l2"),
        _row(4, by_id["c6"], None, span(wed, "A number of miners"), (None, None), harm=Harm.INJURED,
             scope="injured|miners|kessar", grade=Grade.UNIDENTIFIED),
    )  # fmt: skip
    return Report(
        articles=(wed, thu, fri),
        claims=claims,
        groups=groups,
        disputes=(
            Dispute(id="m1", label="M1", question="Was Torm Mining warned?", relation=Relation.CONTRADICTION,
                    groups=("g1",)),
            Dispute(id="m2", label="M2", question="Has the search ended?", relation=Relation.CONTRADICTION,
                    groups=("g2",)),
            Dispute(id="m3", label="M3", question="How many miners were killed?", relation=Relation.UPDATE,
                    groups=("g3",)),
            Dispute(id="m4", label="M4", question="What caused the slide?", relation=Relation.PARTIAL, groups=("g5",)),
        ),
        voices=voices,
        calendar=tuple(
            StoryDay(id=f"D{number}", weekday=number + 1, inferred=True, articles=(article.id,),
                     rests_on=(RestsOn(ground=TimeGround.OWN_WORDS, article=article.id, span=article.own_day),))
            for number, article in enumerate((wed, thu, fri), 1)
        ),
        ledger=ledger,
        aliases=(Alias(name="Torm Mining", kind=NameKind.GROUP, spellings=("Torm", "شركة تورم للتعدين")),),
        flags=(Flag(article="wed", kind=FlagKind.ENDS_MID_SENTENCE, spans=(span(wed, "from Varna"),),
                    note=FlagNote.LEFT_UNFINISHED),),
        run=Run(factcmp_version="1", model="some-model", answered_by="recording", language=language),
    )  # fmt: skip
