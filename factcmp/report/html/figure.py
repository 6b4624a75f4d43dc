"""A picture with its heading, and its content as a table."""

from collections.abc import Sequence

from markupsafe import Markup

from factcmp.report.html.markup import Content, tag
from factcmp.report.html.view import PageView


def figure(
    view: PageView, key: str, drawn: Content, table: Content, *, note: Content = None, unfolded: bool = False
) -> Markup:
    """A figure under `page.{key}.title`; the picture scrolls by itself where the page is too narrow for it."""
    return tag(
        "figure",
        tag("h3", view.say(f"{key}.title"), id=f"{key}-heading"),
        tag("p", note, class_="note-line") if note else None,
        scrolling(drawn, f"{key}-heading"),
        tag(
            "details",
            tag("summary", view.say("as_table")),
            scrolling(table, f"{key}-heading"),
            class_="table",
            open=unfolded,
        ),
        class_=f"picture {key}",
        id=key,
        aria_labelledby=f"{key}-heading",
    )


def scrolling(content: Content, heading: str) -> Markup:
    """A box that may be wider than the page: reachable by keyboard, so that it can be scrolled."""
    return tag("div", content, class_="scroll", tabindex="0", role="group", aria_labelledby=heading)


def data_table(
    header: Sequence[Content], rows: Sequence[Sequence[Content]], *, caption: str, class_: str | None = None
) -> Markup:
    """A table with a caption for whoever hears it; the first cell of a row heads it.

    Of class `stacked` a phone shows each row as a block, every cell under its column's words.
    """
    labels = [cell if class_ and isinstance(cell, str) else None for cell in header]
    return tag(
        "table",
        tag("caption", caption, class_="unseen"),
        tag("thead", tag("tr", [tag("th", cell, scope="col") for cell in header])),
        tag(
            "tbody",
            [
                tag(
                    "tr",
                    tag("th", row[0], scope="row"),
                    [tag("td", cell, data_label=label) for cell, label in zip(row[1:], labels[1:], strict=True)],
                )
                for row in rows
            ],
        ),
        class_=class_,
    )  # fmt: skip
