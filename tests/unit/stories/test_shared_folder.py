from pathlib import Path

import pytest

from factcmp.errors import InputError
from factcmp.stories.shared_folder import SharedAnswers, Shelf


@pytest.mark.parametrize("place", ["{}", "file://{}/there"], ids=["folder", "address"])
def test_what_is_put_on_a_shelf_is_there_whole_and_nothing_else(place: str, tmp_path: Path) -> None:
    shelf = Shelf(place.format(tmp_path))
    assert shelf.read("rows/a.json") is None
    shelf.write("rows/a.json", "one")
    shelf.write("rows/a.json", "غيره\n")
    assert shelf.read("rows/a.json") == "غيره\n"
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.json"]


def test_a_shelf_that_cannot_be_written_to_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "rows").write_text("a file")
    with pytest.raises(InputError, match="cannot write"):
        Shelf(str(tmp_path)).write("rows/a.json", "one")
    assert [file.name for file in tmp_path.iterdir()] == ["rows"]


@pytest.mark.parametrize("kept", ["", "[1]", "{", "null"])
def test_what_is_no_answer_counts_as_none(kept: str, tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path))
    answers = SharedAnswers(shelf)
    answers.put("abc", {"answer": 1})
    assert answers.get("abc") == {"answer": 1}
    shelf.write("answers/ab/abc.json", kept)
    assert answers.get("abc") is None
