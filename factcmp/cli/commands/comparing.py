"""The commands that compare articles: both passes, or one of them."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_cache_path

from factcmp import __version__
from factcmp.articles import Intake, IntakeOptions, KeptPages, take_in
from factcmp.articles.limits import set_limits
from factcmp.cli.options import (
    STANDARD,
    asking,
    asking_command,
    examples,
    formats_option,
    output,
    path_type,
    paths_argument,
    taking_in,
)
from factcmp.cli.outcome import Ending
from factcmp.cli.session import known_probe, open_session
from factcmp.cli.terminal import tell
from factcmp.desk.review import apply_reviews, load_reviews
from factcmp.errors import InputError
from factcmp.measure.probe.result import weaker_probe
from factcmp.models import Article, Extraction, Failure, ProbeUse, Report
from factcmp.pipeline import compare_claims_async, extract_claims_async
from factcmp.report.files import check_place, keep_texts, read_json, relative_links, to_json, write_text
from factcmp.report.formats import FORMATS, free_place
from factcmp.revising import add_articles_async, remove_articles, repeat_articles_async, translate_report_async
from factcmp.text.lines import printable

_R = TypeVar("_R", Extraction, Report)


@asking_command(
    "factcmp report my-articles/ -o reports",
    "factcmp report one.txt other.txt --name strike --lang ar",
    "factcmp report my-articles/ --base-url http://localhost:11434/v1 --model qwen3:32b",
    exit_codes=True,
)
@paths_argument
@click.option("-o", "--output", type=path_type, default="reports", show_default=True, help="Folder for the reports.")
@click.option("--name", help="File name of the reports.  [the folder's name, or report]")
@formats_option
@click.option("--reviews", "reviewed", type=path_type, help="Verdicts that `factcmp review` keeps, to show with them.")
@click.option("--repeat", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="Ask everything N times anew, and mark findings that do not come back each time.")  # fmt: skip
@taking_in
@asking()
def report(  # noqa: PLR0913 - an option is an argument
    *,
    paths: Sequence[str],
    output: Path,
    name: str | None,
    formats: tuple[str, ...],
    reviewed: Path | None,
    repeat: int,
    intake: dict[str, Any],
    flags: dict[str, Any],
) -> None:
    """Compare articles: writes NAME.md and NAME.html to read and NAME.json with everything.

    PATH is an article (.txt, .md, .html, .docx, .pdf, .json, .jsonl, .csv), a folder of them, - for standard input, or
    with --fetch a URL, a list of URLs or a feed. Each article is read by the model (pass 1), then the claims of
    all are compared (pass 2). Answers are kept: the same run again asks nothing, and a run that was stopped goes on
    where it was.
    """
    check_apart(paths, output)
    only = Path(paths[0])
    stem = name or (only.resolve().name if len(paths) == 1 and only.is_dir() else "report")
    with Ending(flags) as ending:
        written = [FORMATS[one] for one in formats]
        for one in written:
            check_place(output / f"{stem}{one.ending}")
        reviews = load_reviews(reviewed) if reviewed else ()
        taken = take_articles(paths, intake, least=2)
        with open_session(flags, ending) as session:
            result = session.run(
                repeat_articles_async(taken.articles, session.model, repeat, session.options, session.progress)
            )
            probe = known_probe(session)
        result = _with(result, probe, taken.failures)
        texts = keep_texts(result.articles, output / f"{stem}.texts")
        links = relative_links(result.articles, output, texts)
        applied = apply_reviews(result, reviews)
        files = []
        for one in written:
            text = one.render(result, title=one.title(None, stem), links=links, reviews=applied)
            files.append(free_place(output / f"{stem}{one.ending}", text))
            write_text(files[-1], text)
        ending.finish(result, files)


@asking_command(
    "factcmp extract my-articles/ -o claims.json",
    "factcmp extract my-articles/ | factcmp compare - | factcmp render - > report.md",
    exit_codes=True,
)
@paths_argument
@output("the claims")
@taking_in
@asking()
def extract(*, paths: Sequence[str], output: Path, intake: dict[str, Any], flags: dict[str, Any]) -> None:
    """Pass 1 alone: the grounded claims of articles, as JSON.

    PATH is what `factcmp report` takes.
    """
    _check_room(output, flags)
    with Ending(flags) as ending:
        check_place(output)
        taken = take_articles(paths, intake)
        with open_session(flags, ending) as session:
            result = session.run(extract_claims_async(taken.articles, session.model, session.options, session.progress))
            probe = known_probe(session)
        _write(_with(result, probe, taken.failures), output, ending)


@asking_command("factcmp compare claims.json -o report.json", exit_codes=True)
@click.argument("claims", type=path_type)
@output("the JSON report")
@asking("language", "max_article_chars")
def compare(*, claims: Path, output: Path, flags: dict[str, Any]) -> None:
    """Pass 2 alone: the JSON report of the CLAIMS that `factcmp extract` wrote (- for standard input)."""
    _check_room(output, flags)
    with Ending(flags, reads_standard=claims == STANDARD) as ending:
        check_place(output)
        extraction = read_json(claims, Extraction, "factcmp extract")
        if len(extraction.articles) < 2:
            raise InputError(f"{claims} has the claims of one article, which has nothing to be compared with")
        flags = {**flags, "language": extraction.run.language}
        with open_session(flags, ending) as session:
            result = session.run(compare_claims_async(extraction, session.model, session.options, session.progress))
            probe = weaker_probe(extraction.run.probe, known_probe(session))
        _write(_with(result, probe), output, ending)


@asking_command(
    "factcmp add late.txt --to reports/fire.json",
    "factcmp add my-articles/ --to reports/my-articles.json && factcmp render reports/my-articles.json -o new.html",
    exit_codes=True,
)
@paths_argument
@click.option("--to", "report", type=path_type, required=True, help="The JSON report to add articles to.")
@click.option("-o", "--output", type=path_type, help="File for the larger JSON report.  [that of --to]")
@taking_in
@asking("language")
def add(
    *, paths: Sequence[str], report: Path, output: Path | None, intake: dict[str, Any], flags: dict[str, Any]
) -> None:
    """Add articles to a JSON report: asks about them and the groups that they touch alone.

    PATH is what `factcmp report` takes. Articles that the report has, by content, are left out, so that a folder which
    grew can be named as it is. Findings that nothing new touches stay.
    """
    place = output or report
    _check_room(place, flags)
    with Ending(flags) as ending:
        check_place(place)
        first = read_json(report, Report, "factcmp report")
        taken = take_articles(paths, intake)
        flags = {**flags, "language": first.run.language}
        with open_session(flags, ending) as session:
            result = session.run(
                add_articles_async(first, taken.articles, session.model, session.options, session.progress)
            )
            probe = weaker_probe(first.run.probe, known_probe(session))
        missing = [failure for failure in taken.failures if failure not in result.run.failures]
        _write(_with(result, probe, missing), place, ending)


@click.command(
    epilog=examples(
        "factcmp remove A3 --from reports/fire.json",
        "factcmp remove late.txt A3 --from reports/fire.json -o two.json && factcmp render two.json -o two.html",
    )
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--from", "report", type=path_type, required=True, help="The JSON report to take articles out of.")
@click.option("-o", "--output", type=path_type, help="File for the smaller JSON report.  [that of --from]")
def remove(*, articles: Sequence[str], report: Path, output: Path | None) -> None:
    """Take articles out of a JSON report; asks no model.

    ARTICLE is a label (A3), a file's name or an id. The other articles keep their labels, and how their answers relate
    stays as it was judged. `factcmp add` takes an article in again.
    """
    first = read_json(report, Report, "factcmp report")
    gone = {article.id: article.label for article in (_find_article(one, first) for one in articles)}
    left = remove_articles(first, gone)
    write_text(place := output or report, to_json(left))
    tell(f"{place}: {len(left.articles)} articles, {len(left.claims)} claims, without {', '.join(gone.values())}")


@asking_command("factcmp translate reports/fire.json --lang ar -o reports/fire-ar.json", exit_codes=True)
@click.argument("report", type=path_type)
@output("the JSON report")
@asking("max_article_chars", "aliases", "embedding_model")
def translate(*, report: Path, output: Path, flags: dict[str, Any]) -> None:
    """Write a JSON REPORT (- for standard input) in the language of --lang: `factcmp render` makes a page of it.

    The model is asked for the report's texts alone. Findings, labels, order and quotations stay, so that the two
    reports say the same.
    """
    _check_room(output, flags)
    with Ending(flags, reads_standard=report == STANDARD) as ending:
        first = read_json(report, Report, "factcmp compare")
        with open_session(flags, ending) as session:
            result = session.run(translate_report_async(first, session.model, session.options, session.progress))
        _write(result, output, ending)


def _check_room(output: Path, flags: dict[str, Any]) -> None:
    if flags["as_json"] and output == STANDARD:
        raise click.UsageError("--json goes with -o FILE: standard output has room for one of the two")


def _find_article(told: str, report: Report) -> Article:
    for article in report.articles:
        if told in (article.label, article.id, article.path, Path(article.path or "").name):
            return article
    known = ", ".join(f"{article.label} ({article.path or article.id})" for article in report.articles)
    raise InputError(f"the report has no article {told}; it has {printable(known)}")


def check_apart(paths: Sequence[str], output: Path | str) -> None:
    """Goes on where the reports do not go among the articles.

    Raises:
        click.UsageError: they would.
    """
    if any(Path(path).is_dir() and Path(path).resolve() == Path(output).resolve() for path in paths):
        raise click.UsageError(f"{output} has the articles: reports there would be read as articles the next time")


def take_articles(paths: Sequence[str], given: Mapping[str, Any], *, least: int = 1) -> Intake:
    """The articles of files, folders, standard input and, if asked to fetch, URLs.

    Raises:
        InputError: fewer articles than `least`; otherwise see `factcmp.articles.take_in`.
        click.UsageError: an option that is not FIELD=VALUE.
    """
    fetcher = None
    if given["fetch"]:
        from factcmp.articles.web.fetching import Fetcher

        fetcher = Fetcher(f"factcmp/{__version__}", kept=KeptPages(user_cache_path("factcmp") / "pages"))
    options = IntakeOptions(
        told=_pairs("--tell", given["tell"]),
        fields=_pairs("--field", given["fields"]),
        fetcher=fetcher,
        standard_input=sys.stdin.buffer.read,
        standard_kind=given["kind"].removeprefix("."),
        limits=set_limits(_pairs("--limit", given["limits"])),
    )
    taken = take_in(paths, options)
    if len(taken.articles) < least:
        reasons = "".join(f"; {failure.message}" for failure in taken.failures)
        raise InputError(f"one article has nothing to be compared with: give {least} or more{reasons}")
    return taken


def _with(result: _R, probe: ProbeUse | None, failures: Sequence[Failure] = ()) -> _R:
    """The result with what is known of its model, and with what could not be taken in, which is missing too."""
    run = result.run.model_copy(update={"probe": probe, "failures": (*failures, *result.run.failures)})
    return result.model_copy(update={"run": run})


def _write(result: Extraction | Report, output: Path, ending: Ending) -> None:
    write_text(output, to_json(result))
    ending.finish(result, [output] if output != STANDARD else [])


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, separator, value = one.partition("=")
        if not separator or not name.strip() or not value.strip():
            raise click.UsageError(f"{option} takes FIELD=VALUE, not {one!r}")
        pairs[name.strip()] = value.strip()
    return pairs
