"""An editor's verdict on a finding, in the report's words."""

from factcmp.desk.review import AppliedReview
from factcmp.wording import Wording


def review_words(applied: AppliedReview, wording: Wording) -> str:
    """One line of plain text: the verdict or note, whose it is and of when, and whether it still applies."""
    review = applied.review
    said = wording.say(f"review.verdict.{review.verdict or 'none'}")
    signed = [part for part in (review.by, review.on.isoformat() if review.on else None) if part]
    if signed:
        said = wording.say("review.signed", said=said, by=wording.say("list.comma").join(signed))
    if review.note:
        said = wording.say("review.noted", said=said, note=" ".join(review.note.split()))
    return wording.say(f"review.{applied.state}", said=said)
