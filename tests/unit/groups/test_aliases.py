"""The alias table: read, written, joined with what a model proposes."""

from pathlib import Path

import pytest

from factcmp.errors import InputError
from factcmp.groups.names.aliases import alike_namer, join_aliases, load_aliases, write_aliases
from factcmp.groups.names.naming import spelling_map
from factcmp.models import Alias, NameKind

TOWN = Alias(name="Abu Dalaa", kind=NameKind.PLACE, spellings=("أبو ضلعة", "Bu Dalaa"))


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "aliases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_written_table_is_read_back_and_stays_readable(tmp_path: Path) -> None:
    table = (TOWN, Alias(name="Coastguard", spellings=("خفر السواحل",), proposed=True))
    text = write_aliases(table)
    assert "أبو ضلعة" in text
    assert load_aliases(write(tmp_path, text)) == table
    assert load_aliases(write(tmp_path, write_aliases(()))) == ()


def test_spelling_habits_do_not_matter() -> None:
    assert spelling_map([TOWN])["ابو ضلعه"] == "Abu Dalaa"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("- {name: A, spellings: [x]}\n- {name: B, spellings: [X]}\n", "stands under «A» and", id="twice"),
        pytest.param("- {nam: A}\n", "0.name", id="misspelt field"),
        pytest.param("- [", "not YAML", id="not YAML"),
    ],
)
def test_faults_of_the_file_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load_aliases(write(tmp_path, text))
    with pytest.raises(InputError, match="cannot read"):
        load_aliases(tmp_path / "none.yaml")


def test_proposal_beyond_the_table_is_marked_proposed() -> None:
    joined = join_aliases([TOWN], [Alias(name="Army", spellings=("الجيش",))])
    assert joined == (TOWN, Alias(name="Army", spellings=("الجيش",), proposed=True))


def test_proposal_about_the_users_entry_keeps_the_users_name_and_entry() -> None:
    joined = join_aliases([TOWN], [Alias(name="Abu Dal'a", spellings=("Bu Dalaa", "بو ضلعة"))])
    assert joined[0] == TOWN
    assert joined[1].name == "Abu Dalaa"
    assert joined[1].proposed
    assert set(joined[1].spellings) == {"Abu Dal'a", "بو ضلعة"}


def test_proposal_that_would_join_two_entries_of_the_user_is_dropped() -> None:
    own = [TOWN, Alias(name="Umm Safa")]
    assert join_aliases(own, [Alias(name="Abu Dalaa", spellings=("Umm Safa", "z"))]) == tuple(own)


def test_proposal_that_says_nothing_new_is_dropped() -> None:
    assert join_aliases([TOWN], [Alias(name="Abu Dalaa", spellings=("Bu Dalaa",))]) == (TOWN,)


TORM = (
    Alias(name="Torm Mining", spellings=("Torm", "the Torm company", "شركة تورم", "Norn Works")),
    Alias(name="Islamic State", spellings=("ISIS", "Daesh")),
    Alias(name="Albu Kamal", spellings=("Al-Bukamal", "Bukamal")),
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Torm denied it.", "Torm Mining denied it.", id="one-spelling"),
        pytest.param("Torm Mining denied it.", "Torm Mining denied it.", id="the-name-itself-stays"),
        pytest.param("the Torm company, and Torm", "Torm Mining, and Torm Mining", id="longest-first"),
        pytest.param("The Torm company said", "Torm Mining said", id="capital-at-the-beginning"),
        pytest.param("Tormented in Al-Bukamals", "Tormented in Al-Bukamals", id="part-of-a-word"),
        pytest.param("in Al-Bukamal and Bukamal", "in Albu Kamal and Albu Kamal", id="spelling-in-a-spelling"),
        pytest.param("Torm called itself Norn Works.", "Torm called itself Norn Works.", id="told-of-its-names"),
        pytest.param("New-Bukamal", "New-Bukamal", id="part-of-a-compound"),
        pytest.param("He said “ISIS left”; ISIS did not.", "He said “ISIS left”; Islamic State did not.", id="quotes"),
        pytest.param('"Daesh" and «Daesh» are Daesh', '"Daesh" and «Daesh» are Islamic State', id="every-quote-mark"),
        pytest.param("isis is a goddess", "isis is a goddess", id="another-case"),
        pytest.param("نفت شركة تورم ذلك", "نفت Torm Mining ذلك", id="arabic"),
        pytest.param("Torm [A1.2], ISIS", "Torm Mining [A1.2], Islamic State", id="labels-stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_one_name_for_one_thing(text: str, wanted: str) -> None:
    assert alike_namer(TORM)(text) == wanted
    assert alike_namer(TORM)(wanted) == wanted


def test_no_table_changes_nothing() -> None:
    assert alike_namer(())("Torm") == "Torm"
