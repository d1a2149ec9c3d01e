"""`hedgerow import`: whose lines they are is said before anything is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from terminal import Terminal

from hedgerow.store.journal import written_instant

ARTICLE = "001_40ebd96be52325bb"


@pytest.fixture
def tag(hedgerow):
    """Tag a passage as somebody."""

    def run(folder, who, start=9, end=40, label="claim"):
        span = ("--start", start, "--end", end, "--label", label, "--annotator", who)
        done = hedgerow("tag", folder, ARTICLE, *span)
        assert done.returncode == 0, done.stderr

    return run


@pytest.fixture
def empty(corpus, tmp_path):
    """The samples once more, without tags."""
    copy = tmp_path / "copy"
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("annotations"))
    return copy


@pytest.fixture
def exported(corpus, tag, hedgerow, tmp_path):
    """A file with two lines of ann's and one of bob's."""
    tag(corpus, "ann")
    tag(corpus, "ann", 96, 117, "stance")
    tag(corpus, "bob", label="hedge")
    path = tmp_path / "lines.jsonl"
    path.write_bytes(hedgerow("export", corpus).stdout)
    return path


@pytest.fixture
def owners(hedgerow):
    """Give the annotators of what stands in a corpus, in the order of its export."""

    def run(folder):
        return [json.loads(line)["annotator"] for line in exported_from(hedgerow, folder)]

    return run


def exported_from(hedgerow, folder):
    return hedgerow("export", folder).stdout.splitlines()


@pytest.mark.parametrize("through", ["a file", "a pipe"])
@pytest.mark.parametrize("who", ["ann", "bob", "carol"])
def test_lines_of_others_are_not_imported_unasked(exported, empty, hedgerow, through, who):
    name, stdin = (exported, b"") if through == "a file" else ("-", exported.read_bytes())
    done = hedgerow("import", empty, name, "--annotator", who, stdin=stdin)
    source = exported if through == "a file" else "standard input"
    assert done.stderr.decode() == (
        f"hedgerow: {source}: 2 of ann, 1 of bob; nothing was imported; "
        "say --as NAME, --only NAME or --yes\n"
    )
    assert done.returncode == 2
    assert not (empty / "annotations").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--yes"], ["ann", "ann", "bob"]),
        (["--only", "bob"], ["bob"]),
        (["--only", "bob", "--only", "ann"], ["ann", "ann", "bob"]),
        (["--as", "carol"], ["carol", "carol", "carol"]),
        (["--as", "carol", "--only", "ann"], ["carol", "carol"]),
        (["--only", "nobody"], []),
    ],
)
def test_what_is_said_is_imported(exported, empty, hedgerow, owners, options, expected):
    done = hedgerow("import", empty, exported, *options)
    assert done.returncode == 0, done.stderr
    assert f"{len(expected)} annotations imported".encode() in done.stderr
    assert sorted(owners(empty)) == expected
    assert (b"of others passed over" in done.stderr) == (len(expected) < 3)


@pytest.mark.usefixtures("exported")
def test_one_s_own_export_needs_no_word(corpus, empty, hedgerow, owners):
    mine = hedgerow("export", corpus, "--annotator", "ann").stdout
    assert hedgerow("import", empty, stdin=mine).returncode == 0
    assert owners(empty) == ["ann", "ann"]


def test_lines_that_name_nobody_are_the_importer_s_and_need_no_word(empty, hedgerow, owners):
    line = json.dumps({"article": ARTICLE, "start": 9, "end": 40, "label": "claim"}).encode()
    assert hedgerow("import", empty, stdin=line).returncode == 0
    assert owners(empty) == ["ann"]


def test_an_empty_file_needs_no_word(empty, hedgerow):
    assert hedgerow("import", empty, stdin=b"").returncode == 0


def test_lines_through_a_named_pipe_are_read_twice(exported, empty, hedgerow, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", exported, pipe]) as writing:
        done = hedgerow("import", empty, pipe, "--only", "ann")
        writing.wait()
    assert b"2 annotations imported" in done.stderr


def test_a_name_does_nothing_to_the_terminal(empty, hedgerow):
    line = {"article": ARTICLE, "start": 9, "end": 40, "label": "claim", "annotator": "\x1b[31mx"}
    done = hedgerow("import", empty, stdin=json.dumps(line).encode())
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_many_names_are_told_on_a_short_line(empty, hedgerow):
    line = {"article": ARTICLE, "start": 9, "end": 40, "label": "claim"}
    lines = [json.dumps({**line, "annotator": f"a{n:03}"}) for n in range(100)]
    done = hedgerow("import", empty, stdin="\n".join(lines).encode())
    assert b"1 of a011, 88 of 88 others; nothing was imported" in done.stderr


def test_a_name_that_is_empty_is_wrong_usage(exported, empty, hedgerow):
    assert hedgerow("import", empty, exported, "--as", "").returncode == 2


# On a terminal it asks


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", ["ann", "ann", "bob"]),
        ("y", ["ann", "ann", "bob"]),
        ("as carol", ["carol", "carol", "carol"]),
        ("--as carol", ["carol", "carol", "carol"]),
        ("only bob", ["bob"]),
        ("", []),
        ("no", []),
        ("only", []),
    ],
)
def test_on_a_terminal_it_asks_first(exported, empty, owners, answer, expected):
    with Terminal("import", str(empty), str(exported), columns=200) as terminal:
        terminal.expect_shown("2 of ann, 1 of bob")
        terminal.expect_shown(
            "yes takes them so; or: as NAME, only NAME; anything else takes none:"
        )
        assert not (empty / "annotations").exists()
        terminal.send(f"{answer}\n")
        assert terminal.wait() == (0 if expected else 2)
        terminal.read()
        assert (f"{len(expected)} annotations imported" in terminal.text) == bool(expected)
        assert ("nothing was imported" in terminal.text) != bool(expected)
    assert sorted(owners(empty)) == expected


def test_on_a_terminal_an_answer_that_is_no_text_takes_none(exported, empty):
    with Terminal("import", str(empty), str(exported), columns=200) as terminal:
        terminal.expect_shown("anything else takes none:")
        os.write(terminal._master, b"\xff\xfe\n")
        assert terminal.wait() == 2
    assert not (empty / "annotations").exists()


def test_on_a_terminal_one_s_own_lines_are_not_asked_about(exported, empty, owners):
    lines = exported.read_bytes().splitlines(keepends=True)
    exported.write_bytes(b"".join(line for line in lines if b'"annotator":"ann"' in line))
    with Terminal("import", str(empty), str(exported), columns=200) as terminal:
        assert terminal.wait() == 0
    assert owners(empty) == ["ann", "ann"]


# What others' lines can't do, as the one who imports sees it


def forged(line, **fields):
    return (json.dumps({**line, **fields}) + "\n").encode()


@pytest.fixture
def hers(corpus, tag, hedgerow):
    """The exported line of ann's only tag."""
    tag(corpus, "ann")
    return json.loads(hedgerow("export", corpus).stdout)


@pytest.fixture
def later():
    """An instant some hours from now."""
    return written_instant(datetime.now(UTC) + timedelta(hours=5))


def test_bob_changes_none_of_ann_s(corpus, hers, later, hedgerow):
    before = hedgerow("export", corpus).stdout
    lines = forged(hers, label="hedge", memo="x", at=later) + forged(hers, removed=True, at=later)
    done = hedgerow("import", corpus, "--yes", "--annotator", "bob", stdin=lines)
    assert done.returncode == 1
    told = done.stderr.decode()
    assert "standard input:1: ann’s tag of this id says something else here, and stays" in told
    assert "standard input:2: it removes what isn't yours; refused" in told
    assert "0 annotations imported, 0 known already, 2 refused" in told
    assert hedgerow("export", corpus).stdout == before


def test_bob_judges_none_of_ann_s(corpus, hers, later, hedgerow):
    said = {"reviewer": "ann", "verdict": "reject", "reason": "slip", "at": later}
    line = forged(hers, reviews=[{"id": "x", **said}, {"id": hers["id"], **said}])
    done = hedgerow("import", corpus, "--yes", "--annotator", "bob", stdin=line)
    assert done.returncode == 0
    assert b"2 verdicts on them, 2 of these not yours" in done.stderr
    assert hedgerow("export", corpus, "--verdict", "rejected").stdout == b""
    (now_there,) = map(json.loads, exported_from(hedgerow, corpus))
    assert [one["origin"] for one in now_there.pop("reviews")] == ["import", "import"]
    assert now_there == hers
    stats = json.loads(hedgerow("stats", corpus, "--json", "--annotator", "ann").stdout)
    assert stats["tags"]["reviewed"] == 0
    assert stats["pace"][0]["verdicts"] == 0


def test_ann_brings_her_own_up_to_date_and_is_told(corpus, hers, later, hedgerow):
    done = hedgerow("import", corpus, stdin=forged(hers, memo="newer", at=later))
    assert done.returncode == 0
    assert b"0 annotations imported, 1 of yours brought up to date, 0 known" in done.stderr
    assert json.loads(hedgerow("export", corpus).stdout)["memo"] == "newer"


@pytest.mark.parametrize("start", ["null", "[]", "{}", '"x"', "-1", "0.5", "1e400", "9" * 40])
def test_an_anchor_is_told_in_words_of_our_own(corpus, hers, hedgerow, start):
    origin = f'{{"start":{start},"end":40,"quote":"x","text_sha256":"x"}}'
    line = json.dumps({**hers, "anchor": {"from": "ORIGIN"}}).replace('"ORIGIN"', origin)
    done = hedgerow("import", corpus, stdin=line.encode())
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()[-1]
    assert told.startswith("hedgerow: standard input:1: ")
    assert '"anchor' in told or start == "1e400"
    assert "Traceback" not in done.stderr.decode()


def test_an_instant_of_the_year_9998_is_told_and_not_imported(corpus, hers, hedgerow):
    line = forged(hers, memo="x", at="9998-12-31T23:59:59.999999Z")
    done = hedgerow("import", corpus, stdin=line)
    assert done.returncode == 1
    assert b'standard input:1: its "at" is 9998-12-31T23:59:59.999999Z, more than' in done.stderr
