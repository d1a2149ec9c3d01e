"""The codebook is usable whatever its file holds, and says what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from hedgerow.store.annotations.codebook import (
    BUILT_IN,
    Attribute,
    built_in_codebook,
    load_codebook,
)
from hedgerow.store.problem import Remedy

NAMES = ["stance", "hedge", "claim"]


@pytest.fixture
def load(tmp_path):
    """Load a codebook of some text or bytes."""

    def load(source):
        path = tmp_path / "codebook.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return load_codebook(path)

    return load


def label(name, key=None, *more):
    """Write a label of a codebook."""
    lines = ["[[label]]", f'name = "{name}"', *([f'key = "{key}"'] if key else []), *more]
    return "\n".join(lines) + "\n\n"


def names(codebook):
    return [label.name for label in codebook.labels]


def keys(codebook):
    return {label.name: label.key for label in codebook.labels}


def only(problems):
    """Give the one problem there is."""
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


# The codebook that Hedgerow brings


def test_the_built_in_labels_are_stance_hedge_and_claim_on_s_h_and_c():
    assert keys(built_in_codebook()) == {"stance": "s", "hedge": "h", "claim": "c"}


def test_the_built_in_codebook_has_no_faults_and_says_where_it_is_from():
    codebook = built_in_codebook()

    assert (codebook.problems, codebook.origin) == ((), BUILT_IN)


@pytest.mark.parametrize("name", NAMES)
def test_each_built_in_label_is_defined_and_shown_by_example(name):
    label = built_in_codebook()[name]

    assert label.definition
    assert label.colour.startswith("#")
    assert label.examples
    assert all(0 <= text.find("[[") < text.find("]]") for text in label.examples)


def test_built_in_attributes_have_values_or_are_free_text():
    attributes = {one.name: one.values for one in built_in_codebook()["stance"].attributes}

    assert "oppose" in attributes["direction"]
    assert attributes["target"] == ()


def test_a_corpus_without_a_codebook_uses_the_built_in_one(tmp_path):
    assert load_codebook(tmp_path / "codebook.toml") == built_in_codebook()


# A codebook of one's own


def test_a_codebook_of_ones_own_takes_the_place_of_the_built_in_one(load, tmp_path):
    codebook = load(label("frame", "f") + label("irony"))

    assert keys(codebook) == {"frame": "f", "irony": None}
    assert codebook.problems == ()
    assert codebook.origin == tmp_path / "codebook.toml"


def test_a_label_is_read_with_all_that_is_said_of_it(load):
    source = label(
        " frame ",
        "f",
        'colour = "#AbC"',
        'definition = """\n  How it is told.\n"""',
        'examples = ["It [[fell]]."]',
        "[[label.attribute]]",
        'name = "kind"',
        'values = ["war", 3]',
        "[[label.attribute]]",
        'name = "note"',
    )
    frame = load(source)["frame"]

    assert (frame.name, frame.key, frame.colour) == ("frame", "f", "#AbC")
    assert frame.definition == "How it is told."
    assert frame.examples == ("It [[fell]].",)
    assert frame.attributes == (Attribute("kind", ("war", "3")), Attribute("note"))


@pytest.mark.parametrize("line", ['colour = "red"', 'color = "red"'])
def test_a_colour_may_be_spelt_either_way(load, line):
    assert load(label("frame", "f", line))["frame"].colour == "red"


@pytest.mark.parametrize("key", ["é", "ж", "中", "F", "%"])
def test_any_character_may_be_a_key(load, key):
    assert keys(load(label("frame", key))) == {"frame": key}


@pytest.mark.parametrize(("key", "letter"), [("x", "x"), (None, "f")])
def test_a_label_is_drawn_as_its_key_or_as_its_first_letter(load, key, letter):
    assert load(label("frame", key))["frame"].letter == letter


def test_a_label_that_only_another_codebook_knew_stays_usable(load):
    codebook = load(label("frame", "f"))
    unknown = codebook.label("claim")

    assert "claim" not in codebook
    assert (unknown.name, unknown.key) == ("claim", None)
    assert codebook.label("frame") == codebook["frame"]


def test_a_label_that_is_asked_for_by_a_wrong_name_is_a_key_error():
    with pytest.raises(KeyError):
        built_in_codebook()["nothing"]


def test_the_digest_names_the_codebook_and_not_its_line_endings(load):
    one = load(label("frame", "f"))
    same = load(label("frame", "f").replace("\n", "\r\n"))
    other = load(label("frame", "g"))

    assert one.digest == same.digest
    assert one.digest != other.digest


# Faults


def test_of_two_labels_on_one_key_the_first_keeps_it_and_both_are_named(load, tmp_path):
    codebook = load(label("frame", "f") + label("fault", "f"))
    problem = only(codebook.problems)

    assert keys(codebook) == {"frame": "f", "fault": None}
    assert (problem.where, problem.line) == (tmp_path / "codebook.toml", 5)
    assert all(part in problem.what for part in ("“frame”", "“fault”", "“f”"))
    assert "“fault”" in problem.remedy


def test_of_two_labels_of_one_name_the_second_is_passed_over(load):
    codebook = load(label("frame", "f") + label("frame", "g"))

    assert keys(codebook) == {"frame": "f"}
    assert only(codebook.problems).line == 5


def test_a_label_that_is_passed_over_for_its_name_is_told_so(load):
    codebook = load(label("one", "o") + label("two", "t") + label("two", "o"))

    assert names(codebook) == ["one", "two"]
    assert "second label “two”" in only(codebook.problems).what


def test_a_key_that_is_taken_is_taken_away_and_told_with_its_use(load):
    codebook = load(label("frame", "f") + label("query", "/")).without_keys({"/": "“Search”"})
    problem = only(codebook.problems)

    assert keys(codebook) == {"frame": "f", "query": None}
    assert problem.line == 5
    assert all(part in problem.what for part in ("“query”", "“/”", "“Search”"))
    assert problem.remedy == Remedy.OTHER_KEY


def test_taking_keys_away_keeps_the_faults_that_were_met_before(load):
    codebook = load(label("frame", "f") + label("fault", "f")).without_keys({"f": "“Find”"})

    assert keys(codebook) == {"frame": None, "fault": None}
    assert len(codebook.problems) == 2


def test_free_keys_stay_as_they_are(load):
    codebook = load(label("frame", "f"))

    assert codebook.without_keys({"g": "“Go”"}) == codebook


@pytest.mark.parametrize(
    "before",
    ["[[label]]\n\n", "\ufeff" + label("one", "o")],
    ids=["a faulty label before it", "a byte-order mark before the first"],
)
def test_the_line_of_a_taken_key_is_that_of_its_label(load, before):
    codebook = load(before + label("query", "/")).without_keys({"/": "“Search”"})

    assert codebook.problems[-1].line == before.count("\n") + 1


FAULTY_LABELS = {
    "no name": '[[label]]\nkey = "q"\n',
    "an empty name": '[[label]]\nname = "  "\n',
    "a number for a name": "[[label]]\nname = 3\n",
    "two characters for a key": label("bad", "qq"),
    "an empty key": '[[label]]\nname = "bad"\nkey = ""\n',
    "a control for a key": '[[label]]\nname = "bad"\nkey = "\\u001b"\n',
    "a number for a key": '[[label]]\nname = "bad"\nkey = 1\n',
    "no colour": label("bad", "q", 'colour = "#12"'),
    "markup for a colour": label("bad", "q", 'colour = "red] [bold"'),
    "examples in a string": label("bad", "q", 'examples = "x"'),
    "an attribute without a name": label("bad", "q", "[[label.attribute]]", "values = []"),
    "values in a string": label("bad", "q", "[[label.attribute]]", 'name = "x"', 'values = "a"'),
    "attributes in a table": label("bad", "q", "[label.attribute]", 'name = "x"'),
}


@pytest.mark.parametrize("faulty", FAULTY_LABELS.values(), ids=FAULTY_LABELS)
def test_a_faulty_label_is_told_with_its_line_and_the_others_are_used(load, tmp_path, faulty):
    codebook = load(label("frame", "f") + faulty + "\n" + label("irony", "i"))
    problem = only(codebook.problems)

    assert keys(codebook) == {"frame": "f", "irony": "i"}
    assert (problem.where, problem.line) == (tmp_path / "codebook.toml", 5)
    assert "label" in problem.what
    assert problem.remedy


def test_a_codebook_with_only_faulty_labels_gives_way_to_the_built_in_one(load):
    codebook = load(label("frame", "ff"))

    assert names(codebook) == NAMES
    assert len(codebook.problems) == 1


NO_CODEBOOKS = {
    "empty": "",
    "no labels": "x = 1\n",
    "a table": '[label]\nname = "x"\n',
    "a number": "label = 3\n",
    "an empty list": "label = []\n",
    "no TOML": "these are words\n",
    "a name twice": '[[label]]\nname = "x"\nname = "y"\n',
    "not UTF-8": b'[[label]]\nname = "\xff"\n',
    "UTF-16": label("frame", "f").encode("utf-16"),
    "NULs": b"\0" * 100,
    "a number of 5,000 digits": f"x = {'9' * 5000}\n",
}


@pytest.mark.parametrize("source", NO_CODEBOOKS.values(), ids=NO_CODEBOOKS)
def test_a_file_that_is_no_codebook_is_told_and_the_built_in_one_stands_in(load, tmp_path, source):
    codebook = load(source)
    problem = only(codebook.problems)

    assert names(codebook) == NAMES
    assert problem.where == tmp_path / "codebook.toml"
    assert "built-in" in problem.remedy


@pytest.mark.parametrize("open_, close", [("[", "]"), ("{a = ", "}")], ids=["lists", "tables"])
def test_a_codebook_nested_500_deep_is_told_and_the_built_in_one_stands_in(load, open_, close):
    codebook = load(f"x = {open_ * 500}1{close * 500}\n" + label("frame", "f"))

    assert names(codebook) in (NAMES, ["frame"])


def test_a_fault_of_the_form_is_told_with_its_line(load):
    assert only(load("[[label]]\nname = \n").problems).line == 2


def test_a_folder_in_the_place_of_the_codebook_is_told(tmp_path):
    (tmp_path / "codebook.toml").mkdir()
    codebook = load_codebook(tmp_path / "codebook.toml")

    assert names(codebook) == NAMES
    assert len(codebook.problems) == 1


def test_a_codebook_may_have_a_byte_order_mark_and_carriage_returns(load):
    codebook = load("\ufeff" + label("frame", "f").replace("\n", "\r\n"))

    assert keys(codebook) == {"frame": "f"}
    assert codebook.problems == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "c", " ", ""]), st.sampled_from(["x", "y", "", None])),
        max_size=6,
    )
)
def test_no_two_labels_of_any_codebook_share_a_name_or_a_key(tmp_path_factory, given_labels):
    path = tmp_path_factory.mktemp("codebook") / "codebook.toml"
    path.write_text("".join(label(name, key) for name, key in given_labels), encoding="utf-8")
    codebook = load_codebook(path)

    used = [label.key for label in codebook.labels if label.key is not None]
    assert len(used) == len(set(used))
    assert len(names(codebook)) == len(set(names(codebook)))
    assert codebook.labels
