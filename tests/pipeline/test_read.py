"""`factcmp read`, and what is refused before anything is asked."""

import json
import re
import subprocess
import sys
from pathlib import Path

from fire_story import Run
from servers import ScriptedServer


def test_what_each_article_gives_is_told_with_where_it_was_found_and_nothing_is_asked(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    (folder / "fire" / "radio.meta.yaml").write_text("outlet: Radio Tessaly\npublished: 2025-11-18\nlanguage: en\n")
    ran = run("read", "fire")
    assert ran.code == 0
    assert fire.asked == []
    first, second, asked = ran.out.split("\n\n")
    assert "fire/harbour.txt" in first
    assert "Fire in the harbour of Tessaly  [its own words]" in first
    assert first.count("not told") == 4
    for told in ("Radio Tessaly  [sidecar file]", "2025-11-18  [sidecar file]", "English (en)", "75 characters"):
        assert told in second
    assert "2 articles, 1 story to compare" in asked
    assert re.search(r"^extract +2 requests", asked, re.MULTILINE)
    assert "no price is known" in asked


def test_a_long_article_is_asked_about_in_parts_and_prices_make_a_sum(run: Run, folder: Path) -> None:
    (folder / "fire" / "long.txt").write_text("A warehouse burned down on Monday. " * 1000)
    (folder / "factcmp.toml").write_text("price_input = 1000\nprice_output = 2000\n")
    ran = run("read", "fire")
    assert re.search(r"^extract +5 requests", ran.out, re.MULTILINE)
    assert "US dollars for" in ran.out
    assert re.search(r"^extract +9 requests", run("read", "fire", "--max-article-chars", "5500").out, re.MULTILINE)
    assert ran.out.endswith(run("estimate", "fire").out), "both say the same of the same articles"


def test_json_is_an_object_a_line_with_the_text(run: Run, folder: Path) -> None:
    (folder / "fire" / "page.html").write_bytes(
        "<title>\u0639</title><p>A ferry sailed at noon on Monday.".encode("cp1256")
    )
    ran = run("read", "fire", "--json")
    assert ran.code == 0
    objects = [json.loads(line) for line in ran.out.splitlines()]
    assert [Path(one["path"]).name for one in objects] == ["harbour.txt", "page.html", "radio.txt"]
    for one in objects:
        assert {"path", "text", "title", "outlet", "author", "published", "language", "remarks"} <= set(one)
    assert objects[0]["text"] == (folder / "fire" / "harbour.txt").read_text()
    assert (objects[0]["outlet"], objects[0]["published"], objects[0]["remarks"]) == (None, None, [])
    assert objects[1]["remarks"] == ["encoding-guessed"]


def test_a_file_that_gives_nothing_is_told_and_the_others_are_shown(run: Run, folder: Path) -> None:
    (folder / "fire" / "empty.docx").write_text("")
    ran = run("read", "fire", "--json")
    assert (ran.code, len(ran.out.splitlines())) == (3, 2)
    assert "incomplete: fire/empty.docx is no .docx file" in ran.err
    assert run("read", "fire/empty.docx").code == 1


def test_a_report_goes_on_without_a_file_that_cannot_be_read_and_names_it(
    run: Run, fire: ScriptedServer, folder: Path
) -> None:
    (folder / "fire" / "bad.md").write_text("---\ntitle: &a [*a]\n---\nA third article.")
    ran = run("report", "fire")
    assert ran.code == 3
    assert len(fire.asked) > 2
    assert "missing: 1 article that cannot be read" in ran.err
    assert "bad.md cannot be read as YAML" in ran.err
    assert "an article is missing: " in (folder / "reports" / "fire.md").read_text()
    (failure,) = json.loads((folder / "reports" / "fire.json").read_text())["run"]["failures"]
    assert (failure["stage"], failure["kind"]) == ("read", "unreadable")
    assert "an article is missing" in (folder / "reports" / "fire.md").read_text()


def test_a_report_says_what_is_odd_about_a_reading(run: Run, fire: ScriptedServer, folder: Path) -> None:  # noqa: ARG001
    content = "<h1>Café on the quay burns</h1><p>Three warehouses burned down on Monday.</p>"
    (folder / "fire" / "page.html").write_bytes(content.encode("cp1252"))
    assert run("report", "fire", "--format", "md,html").code == 0
    for name in ("fire.md", "fire.html"):
        assert "the encoding of its letters was guessed" in (folder / "reports" / name).read_text()


def test_one_article_is_refused_before_a_model_is_asked(run: Run, fire: ScriptedServer, folder: Path) -> None:
    (folder / "fire" / "radio.txt").write_text("")
    ran = run("report", "fire")
    assert ran.code == 1
    assert "one article has nothing to be compared with" in ran.err
    assert "radio.txt has no text" in ran.err
    assert fire.asked == []
    assert "one article alone has nothing to be compared with" in run("read", "fire").out


def test_the_claims_of_one_article_are_refused_before_a_model_is_asked(run: Run, fire: ScriptedServer) -> None:
    assert run("extract", "fire/harbour.txt", "-o", "claims.json").code == 0
    asked = len(fire.asked)
    ran = run("compare", "claims.json")
    assert ran.code == 1
    assert "claims.json has the claims of one article" in ran.err
    assert len(fire.asked) == asked


def test_a_limit_is_raised_by_the_option_that_its_sentence_names(run: Run, folder: Path) -> None:
    (folder / "fire" / "long.txt").write_text("A warehouse burned down on Monday. " * 20_000)
    ran = run("read", "fire")
    assert (ran.code, "--limit text-chars=700000" in ran.err) == (3, True)
    assert run("read", "fire", "--limit", "text-chars=700000").code == 0
    assert "whole numbers for file-bytes" in run("read", "fire", "--limit", "pages=5").err


def test_importing_the_package_imports_no_reader_and_nothing_that_fetches() -> None:
    heavy = "{'httpx2', 'trafilatura', 'lxml', 'pypdfium2', 'docx', 'feedparser', 'openai'}"
    code = f"import sys, factcmp\nprint({heavy} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    assert ran.stdout == "set()\n"
