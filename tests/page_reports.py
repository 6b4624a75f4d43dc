"""Reports for the tests of the HTML page: an invented story with everything in it, a hostile one and a large one."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import report_makers as make
from report_makers import span

from factcmp.models import (
    Article,
    Between,
    Claim,
    Difference,
    Disagreement,
    DroppedClaim,
    DropReason,
    EventTime,
    Failure,
    Flag,
    FlagKind,
    FlagNote,
    Frozen,
    Grade,
    Group,
    Harm,
    LedgerRow,
    LeftOut,
    LeftOutReason,
    NameKind,
    NameUse,
    Naming,
    Origin,
    Position,
    PromptUse,
    Relation,
    Report,
    RuleChange,
    RuleKind,
    Run,
    Source,
    SourceKind,
    Span,
    StageUse,
    Stance,
    StoryDay,
    TimePrecision,
    Uncovered,
    Voice,
)

TEXTS = {
    "a1": (
        "ar",
        "انهيار جسر 🌉 في وادي السدر\r\n\r\n"
        "قالت بلدية السدر إن جسر وادي السدر انهار مساء الاثنين، وإن 12 عاملا أصيبوا بجروح بينما كانوا يرممون "
        "دعاماته الشرقية قرب محطة Sidr Power التي تبعد نحو 3 كيلومترات عن وسط المدينة، وفق بيانها رقم 47.\r\n"
        "ونفت شركة البناء أن يكون الجسر قد انهار، وقالت إن جزءا منه أغلق. وتوقعت البلدية أن يفتح الطريق غدا.",
    ),
    "a2": (
        "en",
        "Bridge closed at Wadi al-Sidr 🌉\n\nThe town of Sidr said that 9 workers were hurt on Monday when the bridge "
        "fell. The builder «بناء الوادي» denied that it had fallen. The road will open on 5 May, the town said.",
    ),
    "a3": (
        "ar",
        "جسر السدر\n\nقالت بلدية السدر إن جسر وادي السدر انهار مساء الاثنين. ولم يقل أحد متى يفتح الطريق.",
    ),
}


def story(language: str = "en") -> Report:
    """Three articles, two of them Arabic, with every part of a report; quotes nest, overlap and follow an emoji."""
    articles = tuple(_article(number, *TEXTS[f"a{number}"]) for number in (1, 2, 3))
    one, two, three = articles
    town = Source(name="بلدية السدر", gloss="the town of Sidr", kind=SourceKind.OFFICIAL)
    town_en = Source(name="The town of Sidr", gloss="the town of Sidr", kind=SourceKind.OFFICIAL)
    builder = Source(name="شركة البناء", gloss="the builder", kind=SourceKind.ORGANISATION, party="owner (المالك)")
    outlet = Source(name="وكالة السدر", gloss="Sidr Agency", kind=SourceKind.AGENCY)
    monday = EventTime(said="مساء الاثنين", relative="monday", precision=TimePrecision.RELATIVE)
    may = datetime.date(2031, 5, 5)
    opening = EventTime(said="on 5 May", start=may, end=may, precision=TimePrecision.DAY)
    spring = EventTime(
        said="Monday", start=may - datetime.timedelta(2), end=may + datetime.timedelta(1), precision=TimePrecision.SPAN
    )
    fell = "جسر وادي السدر انهار مساء الاثنين"
    denied = "ونفت شركة البناء أن يكون الجسر قد انهار، وقالت إن جزءا منه أغلق"
    claims = (
        make.claim("c1", "A1.1", one, fell, (outlet, town), event_time=monday),
        make.claim("c2", "A1.2", one, "انهار مساء الاثنين، وإن 12 عاملا أصيبوا بجروح", (town,)),
        make.claim("c3", "A1.3", one, "12 عاملا أصيبوا", (town,)),
        make.claim("c4", "A1.4", one, denied, (builder,), stance=Stance.DENIES),
        make.claim("c5", "A1.5", one, "أن يفتح الطريق غدا", (town,), stance=Stance.PREDICTS, hedge=span(one, "وتوقعت")),
        make.claim("c6", "A2.1", two, "9 workers were hurt on Monday when the bridge fell", (town_en,),
                   event_time=spring),
        make.claim("c7", "A2.2", two, "The builder «بناء الوادي» denied that it had fallen", (builder,),
               stance=Stance.DOUBTS),
        make.claim("c8", "A2.3", two, "The road will open on 5 May", (town_en,), stance=Stance.PREDICTS,
               event_time=opening, said_time=opening),
        make.claim("c9", "A3.1", three, fell, (outlet, town), event_time=monday),
        make.claim("c10", "A3.2", three, "ولم يقل أحد متى يفتح الطريق", ()),
    )  # fmt: skip
    known = Origin(name="the town of Sidr", known=True, claims=("c1", "c2", "c9"), shared_run=fell)
    groups = (
        Group(
            id="x1",
            label="G1",
            question="Did the bridge (الجسر) fall?",
            relation=Relation.CONTRADICTION,
            differs_in=(Difference.STATUS, Difference.TIME),
            stable=False,
            judgements=(Relation.CONTRADICTION, Relation.UPDATE),
            claims=("c1", "c2", "c4", "c7", "c9"),
            positions=(
                make.position("A", "It fell.", "c1", "c2", "c9", origins=(known,)),
                make.position("B", "It did not fall.", "c4", names=("the builder",)),
                make.position("C", "It is doubtful.", "c7", names=("",)),
            ),
            between=(
                Between(one="A", other="B", relation=Disagreement.CONTRADICTION, differs_in=(Difference.STATUS,),
                        reason="The town says so [A1.1], the builder denies it [A1.4]."),
                Between(one="A", other="C", relation=Disagreement.UPDATE, differs_in=(), reason="Later [A2.2]."),
                Between(one="B", other="C", relation=Disagreement.PARTIAL, differs_in=(), reason="Not excluded."),
            ),
            explanation="The town says that it fell [A1.1], [A3.1]; the builder denies it [A1.4]. [A9.9] is unknown.",
            rules=(RuleChange(kind=RuleKind.MADE_PARTIAL, said=("12", "9")),),
            independent_sources=2,
        ),
        _group("G2", "How many were hurt?", Relation.UPDATE, ("c3", "c6"), claims),
        _group("G3", "When will the road open?", Relation.AGREEMENT, ("c5", "c8"), claims, together=True),
        _group("G4", "Who says when?", Relation.SINGLE_SOURCE, ("c10",), claims),
    )  # fmt: skip
    word = span(one, "جسر")
    naming = (
        Naming(
            name="the bridge",
            kind=NameKind.PLACE,
            proposed=True,
            uses=(
                NameUse(article="a1", name="جسر", places=(word, word)),
                NameUse(article="a2", name="bridge", places=(span(two, "bridge"),)),
                NameUse(article="a3", name="جسر السدر", places=(span(three, "جسر السدر"),)),
            ),
        ),
    )
    flags = (
        Flag(article="a1", kind=FlagKind.ENDS_MID_SENTENCE, spans=(span(one, "غدا."),), note=FlagNote.NO_FULL_STOP),
        Flag(article="a3", kind=FlagKind.NEAR_DUPLICATE, spans=(span(three, fell),), other="a1", share=0.4,
             note=FlagNote.SHARED_RUNS),
    )  # fmt: skip
    quote = span(two, "Bridge closed")
    run = Run(
        factcmp_version="1",
        model="some-model",
        answered_by="recording",
        language=language,
        prompts=(PromptUse(name="extract", sha256="0" * 64),),
        stages=(StageUse(stage="extract", requests=3, input_tokens=12345),),
        tokens_estimated=True,
        cost_usd=0.25,
        answered_from=datetime.date(2031, 5, 1),
        answered_to=datetime.date(2031, 5, 2),
        dropped=(
            DroppedClaim(
                article="a1", statement="سقط الجسر", quote="سقط", reason=DropReason.QUOTE_NOT_FOUND, detail="x"
            ),
        ),
        left_out=(LeftOut(article="a2", quote=quote, reason=LeftOutReason.NO_FACT),),
        uncovered=(Uncovered(article="a2", quote=quote),),
        failures=(Failure(stage="judge", group="Who built it?", kind="refused", message="refused"),),
    )
    return _with_story(Report(articles=articles, claims=claims, groups=groups, naming=naming, flags=flags, run=run))


def _with_story(report: Report) -> Report:
    """The report with voices, days, and a ledger in which a figure grows."""
    voices = (
        Voice(id="town", label="V1", name="the town of Sidr", kind=SourceKind.OFFICIAL, known=True,
              claims=("c1", "c2", "c3", "c5", "c6", "c8", "c9")),
        Voice(id="builder", label="V2", name="the builder", kind=SourceKind.ORGANISATION, party="owner (المالك)",
              known=True, claims=("c4", "c7")),
    )  # fmt: skip
    voice_of = {claim: voice.id for voice in voices for claim in voice.claims}
    days = {"c1": "D1", "c2": "D1", "c4": "D1", "c6": "D1–D2", "c8": "D3"}
    claims = tuple(
        claim.model_copy(
            update={
                "voice": voice_of.get(claim.id),
                "event_time": claim.event_time.model_copy(update={"day": days.get(claim.id)}),
            }
        )
        for claim in report.claims
    )
    calendar = (
        StoryDay(id="D1", weekday=0, inferred=True),
        StoryDay(id="D2", weekday=1, articles=("a1", "a3"), inferred=True),
        StoryDay(id="D3", date=datetime.date(2031, 5, 5), weekday=0, articles=("a2",)),
    )
    one, two, _ = report.articles
    hurt = {"harm": Harm.INJURED, "of_whom": "workers", "place": "Wadi al-Sidr", "scope": "S1"}
    ledger = (
        LedgerRow(id="r1", label="L1", claim="c6", article="a2", voice="town", lower=9, upper=9,
                  figure=span(two, "9 workers"), as_of="D1", grade=Grade.ONE_VOICE, graded_by=("town",), **hurt),
        LedgerRow(id="r2", label="L2", claim="c3", article="a1", voice="town", lower=12, upper=12, updates="r1",
                  figure=span(one, "12 عاملا"), as_of="D2", grade=Grade.CONTESTED, graded_by=("town", "builder"),
                  blamed="the builder", blame_hedge="وفق", **hurt),
        LedgerRow(id="r3", label="L3", claim="c4", article="a1", voice="builder", lower=47, upper=None,
                  figure=span(one, "رقم 47"), as_of="D2", grade=Grade.CONTESTED, graded_by=("builder", "town"),
                  **hurt),
        LedgerRow(id="r4", label="L4", claim="c10", article="a3", voice=None, lower=None, upper=None,
                  figure=span(report.articles[2], "أحد"), grade=Grade.UNIDENTIFIED, **{**hurt, "scope": "S2"},
                  part_of="r2"),
    )  # fmt: skip
    return report.model_copy(update={"claims": claims, "voices": voices, "calendar": calendar, "ledger": ledger})


_WORDED: Mapping[type[Frozen], str] = {
    Article: "title outlet text path url",
    Claim: "statement gloss",
    EventTime: "said relative",
    Group: "question",
    Position: "summary",
    Origin: "name shared_run",
    Between: "reason",
    Run: "model",
    Failure: "stage kind message group",
    DroppedClaim: "statement quote detail",
    Naming: "name",
    Voice: "name",
    LedgerRow: "of_whom place period blamed blame_hedge",
}
"""Where words of articles and of the model stand."""


def hostile(text: str, language: str = "en") -> Report:
    """The story with the same words everywhere that words can stand."""
    words = text if text.strip() else "x"
    quote = Span(start=0, end=len(words), text=words)

    def worded(value: Any) -> Any:
        if isinstance(value, Span):
            return quote
        if isinstance(value, tuple):
            return tuple(map(worded, value))
        if not isinstance(value, Frozen):
            return value
        said = dict.fromkeys(_WORDED.get(type(value), "").split(), words)
        return value.model_copy(update={name: worded(held) for name, held in value} | said)

    made: Report = worded(story(language))
    source = Source(name=words, gloss=words + "…", kind=SourceKind.OTHER, party=words)
    claims = tuple(claim.model_copy(update={"attribution": (source,), "hedge": quote}) for claim in made.claims)
    groups = tuple(group.model_copy(update={"explanation": f"[A1.1] {words}"}) for group in made.groups)
    (thing,) = made.naming
    uses = tuple(use.model_copy(update={"name": words + "!" * at}) for at, use in enumerate(thing.uses))
    return made.model_copy(
        update={"claims": claims, "groups": groups, "naming": (thing.model_copy(update={"uses": uses}),)}
    )


def large(articles: int = 200, claims: int = 20) -> Report:
    """So many articles with so many claims each; every fifth claim is compared with those of the next articles."""
    sentence = "قالت الجهة رقم {} إن عدد المصابين بلغ {} شخصا في المنطقة {} بعد ساعات من الحادث."
    sets, all_claims = [], []
    for number in range(1, articles + 1):
        lines = [sentence.format(number, at * 7, at) for at in range(1, claims + 1)]
        article = _article(number, "ar", "\n\n".join(lines))
        sets.append(article)
        source = Source(name=f"جهة {number % 40}", gloss=f"office {number % 40}", kind=SourceKind.OFFICIAL)
        for at, line in enumerate(lines, 1):
            day = datetime.date(2031, 1, 1) + datetime.timedelta(days=at)
            time = EventTime(said="x", start=day, end=day, precision=TimePrecision.DAY)
            all_claims.append(
                make.claim(f"c{number}-{at}", f"A{number}.{at}", article, line, (source,), event_time=time)
            )
    by_id = {claim.id: claim for claim in all_claims}
    relations = (Relation.CONTRADICTION, Relation.UPDATE, Relation.AGREEMENT, Relation.PARTIAL)
    groups: list[Group] = []
    taken: set[str] = set()
    for first in range(1, articles - 2, 4):
        for at in range(5, claims + 1, 2):
            ids = tuple(f"c{number}-{at}" for number in range(first, first + 4))
            taken.update(ids)
            label = f"G{len(groups) + 1}"
            relation = relations[len(groups) % 4]
            groups.append(
                _group(label, f"How many in area {at} of set {first}?", relation, ids, all_claims,
                       together=relation is Relation.AGREEMENT)
            )  # fmt: skip
    for claim in all_claims:
        if claim.id not in taken:
            label = f"G{len(groups) + 1}"
            groups.append(_group(label, "How many?", Relation.SINGLE_SOURCE, (claim.id,), [by_id[claim.id]]))
    run = story().run
    report = Report(articles=tuple(sets), claims=tuple(all_claims), groups=tuple(groups), run=run)
    return report.model_copy(update={"run": run.model_copy(update={"dropped": (), "left_out": (), "uncovered": ()})})


def _article(number: int, language: str, text: str) -> Article:
    outlet, day = ("Sidr Times", datetime.date(2031, 5, 1)) if language == "en" else (None, None)
    path = f"in/{number} (x).txt"
    return make.article(f"a{number}", f"A{number}", text, language, path=path, outlet=outlet, published=day)


def _group(
    label: str,
    question: str,
    relation: Relation,
    claims: tuple[str, ...],
    known: Sequence[Claim],
    *,
    together: bool = False,
) -> Group:
    """A group in which each claim is a position of its own, or all are one."""
    names = {
        claim.id: claim.attribution[-1].gloss if claim.attribution else "" for claim in known if claim.id in claims
    }
    positions = [
        make.position(letter, f"Answer {letter}.", *part, names=(names[part[0]],))
        for letter, part in zip("ABCDEFGH", [claims] if together else [(claim,) for claim in claims], strict=False)
    ]
    differs_in = (Difference.NUMBER,) if relation in (Relation.UPDATE, Relation.CONTRADICTION) else ()
    return make.group(f"x{label[1:]}", label, question, relation, *positions, differs_in=differs_in,
                      explanation="They differ in the number." if len(claims) > 1 else "",
                      independent_sources=len(positions))  # fmt: skip
