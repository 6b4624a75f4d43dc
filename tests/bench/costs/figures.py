"""The figures: each is measured by a process of its own, so that none finds warm caches or memory of another."""

import asyncio
import gc
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from costs.corpus import articles
from costs.endpoint import Running, running

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Figure:
    """One figure beside its goal."""

    name: str
    value: float
    goal: float | None
    """None where none was set."""
    unit: str
    """What it is a number of; "×" for a ratio."""
    about: str = ""
    """What was run, and the numbers that the figure is made of."""

    @property
    def met(self) -> bool:
        """Whether it is no more than the goal."""
        return self.goal is None or self.value <= self.goal


def unit_s() -> float:
    """CPU seconds of `sum(i * i for i in range(1_000_000))`, by which machines are told apart."""

    def once() -> float:
        began = time.process_time()
        sum(i * i for i in range(1_000_000))
        return time.process_time() - began

    return statistics.median(once() for _ in range(5))


def starting(pairs: int = 9) -> list[Figure]:
    """How long the shortest calls take, over Python itself: the median of pairs, one after the other."""

    def took(*arguments: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)  # noqa: S603
        return time.perf_counter() - began

    calls = {
        "factcmp --help": (("-m", "factcmp", "--help"), 5),
        "factcmp --version": (("-m", "factcmp", "--version"), 4),
        "import factcmp": (("-c", "import factcmp"), 8),
    }
    return [
        Figure(f"{name} over python -c pass", statistics.median(took(*call) / took("-c", "pass") for _ in range(pairs)),
               goal, "×", f"median of {pairs} pairs")
        for name, (call, goal) in calls.items()
    ]  # fmt: skip


def own_work(count: int = 50, claims: int = 30) -> list[Figure]:
    """CPU of our own from articles to the pages of the report, and of the same run where every answer is kept."""
    unit = unit_s()
    with running() as endpoint, tempfile.TemporaryDirectory() as kept:
        began = time.process_time()
        _as_a_command_begins()
        report = _compare(endpoint, count, claims, kept=kept)
        compared = time.process_time() - began
        _render(report)
        whole = time.process_time() - began
        began = time.process_time()
        assert _compare(endpoint, count, claims, kept=kept).groups == report.groups
        again = time.process_time() - began
    made = len(report.claims)
    about = f"{count} articles, {made} claims, an endpoint that answers at once"
    return [
        Figure("own CPU a claim, article to report", whole / made / unit, 0.05, "sum(i*i for i in range(1_000_000))",
               f"{about}; the unit took {unit * 1000:.0f} ms"),
        Figure("second run from the cache, CPU over the first", again / compared, 0.25, "×", about),
    ]  # fmt: skip


def growth(claims: int = 10) -> list[Figure]:
    """How CPU grows with the articles, stage by stage: the slope between two sizes on logarithmic axes."""
    few, many = map(int, os.environ.get("BENCH_ARTICLES", "200,1000").split(","))
    _as_a_command_begins()
    stages: dict[str, list[float]] = {}
    sizes: list[int] = []
    for count in (few, many):
        with running() as endpoint:
            for stage, took in _stages(endpoint, count, claims, sizes).items():
                stages.setdefault(stage, []).append(took)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)
    slopes = [
        Figure(f"CPU growing with articles: {stage}", math.log(after / before) / math.log(many / few), 1.1, "slope",
               f"{few} to {many} articles of {claims} claims: {before:.1f} s, {after:.1f} s")
        for stage, (before, after) in stages.items()
    ]  # fmt: skip
    # The goals are for 1,000 articles, that of memory for 30 claims in each.
    page = 12 if many >= 1000 else None
    memory = 1024 if many >= 1000 and claims >= 30 else None
    return [
        *slopes,
        Figure("peak memory", peak, memory, "MB", f"{many} articles of {claims} claims, with the index"),
        Figure("HTML of the report", sizes[-1] / 1e6, page, "MB", f"{many} articles of {claims} claims"),
    ]


def waiting(count: int = 200, claims: int = 10, at_once: int = 16, latency_s: float = 2) -> list[Figure]:
    """Whether the event loop is free while a model is awaited, and whether the run takes longer than the model does."""
    held: list[float] = []
    texts = tuple(articles(count, claims))

    async def watched(endpoint: Running) -> None:
        _as_a_command_begins()
        watching = asyncio.create_task(_watch(held))
        await _compare_async(endpoint, texts, claims, at_once=at_once)
        watching.cancel()

    with running() as endpoint:
        asyncio.run(watched(endpoint))
    with running(latency_s=latency_s) as endpoint:
        began = time.perf_counter()
        asyncio.run(_compare_async(endpoint, texts, claims, at_once=at_once))
        took = time.perf_counter() - began
        stats = endpoint.stats()
    chain = sum(math.ceil(asked / at_once) for asked in stats["asked"].values())
    return [
        Figure("longest time the event loop is not free", max(held) * 1000, 50, "ms of CPU",
               f"{count} articles of {claims} claims, an endpoint that answers at once"),
        Figure("wall time over the bound", took / (chain * latency_s), 1.15, "×",
               f"{count} articles, C = {at_once}, L = {latency_s:g} s: {sum(stats['asked'].values())} requests, "
               f"{took:.0f} s; the bound is a chain of {chain}"),
    ]  # fmt: skip


def one_more(count: int = 50, claims: int = 30) -> list[Figure]:
    """New requests where one article is added to some that were compared: to the report, or to its folder."""
    from factcmp import add_articles_async

    _, added = articles(2, claims, first=count - 1)
    with running() as endpoint, tempfile.TemporaryDirectory() as kept:
        report = _compare(endpoint, count, claims, kept=kept)
        before = endpoint.stats()["asked"]
        asyncio.run(add_articles_async(report, [added], _model(endpoint, kept=kept)))
        by_adding = endpoint.stats()["asked"]
        _compare(endpoint, count + 1, claims, kept=kept)
        by_folder = endpoint.stats()["asked"]
    told = {"GroupsWire": "grouping", "JudgementsWire": "judging", "FoundAgainWire": "second look"}
    return [
        Figure(f"new requests of {stage} for one article more, {way}", new.get(schema, 0), 4, "requests",
               f"{count} articles of {claims} claims; {before.get(schema, 0)} before")
        for way, new in (("factcmp add", by_adding), ("a folder that grew, after that", by_folder))
        for schema, stage in told.items()
    ]  # fmt: skip


def input_size() -> list[Figure]:
    """What pass 1 sends, messages and schema, over the bytes of the articles."""
    from factcmp import load_articles

    sets = {"the seeds": (list(load_articles([ROOT / "seeds"])), 3), "articles of 1,000 words": (_long(5), 2)}
    figures = []
    for name, (texts, goal) in sets.items():
        with running() as endpoint:
            asyncio.run(_extract(endpoint, texts))
            sent = endpoint.stats()["input_bytes"]["ClaimsWire"]
        read = sum(len(article.text.encode()) for article in texts)
        figures.append(Figure(f"input of pass 1 over the articles' bytes: {name}", sent / read, goal, "×",
                              f"{sent:,} over {read:,} bytes"))  # fmt: skip
    return figures


def beside_langextract(count: int = 50, claims: int = 30) -> list[Figure]:
    """What both do, pass 1 with each claim found in its text, over what langextract takes for it."""
    python = ROOT / "build" / "langextract" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)  # noqa: S603
        subprocess.run([python, "-m", "pip", "install", "--quiet", "langextract[openai]==1.7.1"], check=True)  # noqa: S603
    texts = list(articles(count, claims))
    with running() as endpoint:
        done = subprocess.run(  # noqa: S603
            [python, Path(__file__).with_name("langextract_child.py"), endpoint.url],
            input=json.dumps([article.text for article in texts]), text=True, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        asyncio.run(_extract(endpoint, texts[:2]))
        began = time.process_time()
        extraction = asyncio.run(_extract(endpoint, texts))
        took = time.process_time() - began
    theirs = json.loads(done.stdout.splitlines()[-1])
    ratio = (took / len(extraction.claims)) / (theirs["cpu_s"] / theirs["claims"])
    about = f"{count} articles; {theirs['claims']} extractions placed in {theirs['cpu_s']:.1f} s and held to no rules"
    ours = f"{len(extraction.claims)} claims in {took:.1f} s"
    return [Figure("CPU of pass 1 a claim over langextract 1.7.1's", ratio, None, "×", f"{about}; ours {ours}")]


MEASURES: dict[str, Callable[[], Sequence[Figure]]] = {
    one.__name__: one for one in (starting, own_work, growth, waiting, one_more, input_size, beside_langextract)
}


def _as_a_command_begins() -> None:
    import factcmp.llm.client
    import factcmp.pipeline  # noqa: F401
    from factcmp.cli.signals import collect_seldom

    collect_seldom()


def _model(endpoint: Running, *, at_once: int = 16, kept: str | None = None) -> Any:
    from factcmp import Endpoint, OpenAIModel, ResponseCache

    where = Endpoint(model="simulated", api_key="none", base_url=endpoint.url, concurrency=at_once, retries=8)
    return OpenAIModel(where, cache=ResponseCache(Path(kept)) if kept else None)


async def _compare_async(
    endpoint: Running, texts: Sequence[Any], claims: int, *, at_once: int = 16, kept: str | None = None
) -> Any:
    from factcmp import compare_articles_async

    report = await compare_articles_async(texts, _model(endpoint, at_once=at_once, kept=kept))
    assert len(report.claims) == len(texts) * claims, report.run.failures[:3]
    return report


def _compare(endpoint: Running, count: int, claims: int, *, kept: str) -> Any:
    return asyncio.run(_compare_async(endpoint, tuple(articles(count, claims)), claims, kept=kept))


async def _extract(endpoint: Running, texts: Sequence[Any]) -> Any:
    from factcmp import extract_claims_async

    return await extract_claims_async(texts, _model(endpoint))


def _render(report: Any) -> str:
    from factcmp.report.files import to_json
    from factcmp.report.formats import FORMATS

    to_json(report)
    pages = {name: FORMATS[name].render(report, title="storm", links={}, reviews={}) for name in ("md", "html")}
    return pages["html"]


def _stages(endpoint: Running, count: int, claims: int, sizes: list[int]) -> dict[str, float]:
    """CPU seconds of each stage, after a small run that imports what it needs; what was left before is freed first."""
    from factcmp import compare_claims_async
    from factcmp.report.formats import FORMATS

    async def whole(texts: Sequence[Any]) -> dict[str, float]:
        took, began = {}, _from_now()
        extraction = await _extract(endpoint, texts)
        took["reading"], began = time.process_time() - began, _from_now()
        report = await compare_claims_async(extraction, _model(endpoint))
        took["comparing"] = time.process_time() - began
        for name in ("md", "html"):
            began = _from_now()
            page = FORMATS[name].render(report, title="storm", links={}, reviews={})
            took[FORMATS[name].ending.removeprefix(".")] = time.process_time() - began
        sizes.append(len(page.encode()))
        return took

    asyncio.run(whole(list(articles(4, claims))))
    sizes.clear()
    return asyncio.run(whole(list(articles(count, claims))))


def _from_now() -> float:
    gc.collect()
    return time.process_time()


async def _watch(held: list[float]) -> None:
    """The CPU of this thread while it waits a millisecond: what a request feels, whatever the machine's load is."""
    while True:
        began = time.thread_time()
        await asyncio.sleep(0.001)
        held.append(time.thread_time() - began)


def _long(count: int) -> list[Any]:
    """Articles of some 1,000 words."""
    return list(articles(count, 77))


if __name__ == "__main__":
    print(json.dumps([asdict(figure) for figure in MEASURES[sys.argv[1]]()]))
