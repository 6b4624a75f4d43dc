"""What a model has to reach, in one place. docs/probe.md defends each bar; tests show who fails at it.

A bar lies well above what somebody gets who does not read (a constant or random answer), and leaves a good model room
for one slip or a few. It is held against the share of a figure; a figure of nothing (n = 0) is below its bar.
"""

from factcmp.models import ProbeMeasure

BARS: dict[ProbeMeasure, float | None] = {
    # One pair of 17 articles and pairs may be missing: a report lists what is missing, so that is seen.
    ProbeMeasure.ANSWERED: 0.9,
    # Invented quotes are dropped in a report, but each is a fact lost.
    ProbeMeasure.QUOTES: 0.9,
    ProbeMeasure.FACTS: 0.75,
    # The best constant answer (the article itself, or one name) gets 4 of 21.
    ProbeMeasure.ATTRIBUTIONS: 0.8,
    # "asserts" throughout gets 15 of 21, so the denials have a bar of their own: it gets none of them.
    ProbeMeasure.STANCES: 0.85,
    ProbeMeasure.DENIALS: 0.75,
    # Two in all: they are told, and decide nothing.
    ProbeMeasure.HEDGES: None,
    # A model that can be told by an article what to find is of no use for one.
    ProbeMeasure.INSTRUCTIONS: 1.0,
    # "agreement" throughout gets 6 of 15.
    ProbeMeasure.JUDGEMENTS: 0.75,
    # "agreement" throughout gets 0 of 4 …
    ProbeMeasure.CONTRADICTIONS: 0.75,
    # … and "contradiction" throughout 0 of 11. One of 11 may be wrong: a false contradiction accuses an outlet.
    ProbeMeasure.NO_FALSE_CONTRADICTION: 0.9,
    # A judgement that turns with the order of the claims is none.
    ProbeMeasure.HELD: 0.7,
}
