"""The commands without a screen, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from terminal import Terminal

FIRST = "000_a3fc5418d35ef088"
SECOND = "001_40ebd96be52325bb"
CODEBOOK = Path(__file__).parents[3] / "store" / "annotations" / "codebook.toml"


@pytest.fixture
def tagged(corpus, hedgerow):
    """The samples with three tags."""
    for article, start, end, label in (
        (SECOND, 96, 117, "claim"),
        (FIRST, 153, 168, "stance"),
        (SECOND, 9, 40, "hedge"),
    ):
        done = hedgerow("tag", corpus, article, "--start", start, "--end", end, "--label", label)
        assert done.returncode == 0, done.stderr
    return corpus


def lines(output):
    return list(map(json.loads, output.stdout.splitlines()))


@pytest.mark.parametrize(
    "name", ["codebook.toml", f"{FIRST}.txt", f"annotations/{FIRST}.jsonl", "annotations/new.jsonl"]
)
def test_no_export_is_written_over_what_the_corpus_lives_on(tagged, hedgerow, name):
    shutil.copy(CODEBOOK, tagged / "codebook.toml")
    before = {path: path.read_bytes() for path in tagged.rglob("*") if path.is_file()}
    done = hedgerow("export", tagged, "--output", tagged / name, "--force")
    assert done.returncode == 1
    assert f"{name}: belongs to the corpus; name another file" in done.stderr.decode()
    assert {path: path.read_bytes() for path in tagged.rglob("*") if path.is_file()} == before


def test_version_is_told(hedgerow):
    done = hedgerow("--version")
    assert done.stdout.startswith(b"hedgerow ")


def test_mentions_gives_a_line_an_article(corpus, hedgerow):
    found = lines(hedgerow("mentions", corpus))
    assert len(found) == 5
    assert set(found[0]) == {
        "article", "text_sha256", "published", "published_from", "speakers", "attributions", "dates"
    }  # fmt: skip
    assert found[0]["published"] == "2022-03-02"
    assert found[0]["published_from"] == "text"


def test_every_mention_is_the_slice_that_it_says(corpus, hedgerow):
    for found in lines(hedgerow("mentions", corpus)):
        text = (corpus / f"{found['article']}.txt").read_bytes().decode("utf-8")
        spans = [*found["dates"]]
        spans += [mention for speaker in found["speakers"] for mention in speaker["mentions"]]
        for attribution in found["attributions"]:
            spans += attribution["source"] + attribution["cue"] + attribution["content"]
        assert spans
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_mentions_in_several_processes_are_the_same_bytes(corpus, hedgerow):
    assert hedgerow("mentions", corpus, "--jobs", 2).stdout == hedgerow("mentions", corpus).stdout


def test_a_publication_date_is_given_to_articles_that_state_none(corpus, hedgerow):
    found = lines(hedgerow("mentions", corpus, "--published", "2022-03-03"))
    assert [one["published_from"] for one in found] == ["text", *["given"] * 4]
    assert found[1]["dates"][0]["value"] == "2022-03-01"


def test_a_tag_takes_its_speaker_along(tagged, hedgerow):
    found = lines(hedgerow("export", tagged, "--label", "claim"))
    assert [one["speaker"]["name"] for one in found] == ["Wang Yi"]


def test_export_is_ordered_by_article_and_position(tagged, hedgerow):
    found = lines(hedgerow("export", tagged))
    assert [(one["article"], one["start"]) for one in found] == [
        (FIRST, 153),
        (SECOND, 9),
        (SECOND, 96),
    ]


def test_export_into_import_into_export_is_the_same_bytes(tagged, corpus, tmp_path, hedgerow):
    copy = tmp_path / "copy"
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("annotations"))
    first = hedgerow("export", tagged).stdout
    assert hedgerow("import", copy, stdin=first).returncode == 0
    assert hedgerow("export", copy).stdout == first
    again = hedgerow("import", copy, stdin=first)
    assert b"0 annotations imported, 3 known already" in again.stderr
    assert hedgerow("export", copy).stdout == first


def test_export_never_replaces_a_file_untold(tagged, tmp_path, hedgerow):
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    refused = hedgerow("export", tagged, "--output", target)
    assert refused.returncode == 1
    assert b"--force replaces it" in refused.stderr
    assert target.read_text() == "mine"
    assert hedgerow("export", tagged, "--output", target, "--force").returncode == 0
    assert len(target.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("name", [f"{FIRST}.txt", f"annotations/{SECOND}.jsonl", "annotations/new"])
def test_export_never_replaces_what_belongs_to_the_corpus(tagged, hedgerow, name):
    target = tagged / name
    before = target.read_bytes() if target.exists() else None
    refused = hedgerow("export", tagged, "--output", target, "--force")
    assert refused.returncode == 1
    assert b"belongs to the corpus" in refused.stderr
    assert (target.read_bytes() if target.exists() else None) == before


def test_export_writes_into_a_pipe_and_leaves_it_one(tagged, tmp_path, hedgerow):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert hedgerow("export", tagged, "--output", pipe).returncode == 0
    assert len(reader.communicate(timeout=30)[0].splitlines()) == 3
    assert pipe.is_fifo()


def test_export_through_a_link_writes_the_file_it_leads_to(tagged, tmp_path, hedgerow):
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert hedgerow("export", tagged, "--output", link, "--force").returncode == 0
    assert link.is_symlink()
    assert len(real.read_bytes().splitlines()) == 3
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_faulty_codebook_is_told_but_fails_no_export(tagged, hedgerow):
    (tagged / "codebook.toml").write_text('[[label]]\nname = "irony"\nkey = "j"\n')
    done = hedgerow("export", tagged)
    assert done.returncode == 0
    assert "codebook.toml:1: label “irony” wants the key “j”" in done.stderr.decode()
    assert len(done.stdout.splitlines()) == 3


def test_a_tag_that_was_saved_is_a_success_whatever_else_is_wrong(corpus, hedgerow):
    (corpus / "bad.jsonl").write_text("nonsense\n")
    done = hedgerow("tag", corpus, FIRST, "--start", 17, "--end", 49, "--label", "claim")
    assert done.returncode == 0
    assert b"bad.jsonl:1: not JSON" in done.stderr


def test_a_journal_line_that_cannot_be_read_is_told_with_its_reason(tagged, hedgerow):
    with (tagged / "annotations" / f"{SECOND}.jsonl").open("a") as journal:
        journal.write('{"id": 5}\nnot json\n')
    said = hedgerow("export", tagged).stderr.decode()
    assert '.jsonl:3: it has no "id"' in said
    assert ".jsonl:4: not JSON" in said


def test_a_review_of_a_label_that_is_none_is_refused(corpus, hedgerow):
    with Terminal("review", str(corpus), "--label", "nosuch") as terminal:
        terminal.expect_shown("no label “nosuch”; there are: stance, hedge, claim")
        assert terminal.wait() == 1


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--since", "soon"], "“soon” is no day"),
        (["--since", "2022-05", "--until", "2022-03"], "nothing is published since 2022-05"),
        (["--suggested", "--of", "bob"], "nobody's tag"),
        (["--seed", "3"], "--sample N"),
        (["--sample", "0"], "no whole number from 1"),
        (["--confidence-below", "2"], "between 0 and 1"),
        (["--verdict", "nice"], "invalid choice"),
    ],
)
def test_a_queue_that_makes_no_sense_is_refused(corpus, hedgerow, options, fault):
    done = hedgerow("review", corpus, *options)
    assert done.returncode == 2
    assert fault in done.stderr.decode()


def test_an_article_that_is_none_can_not_be_reviewed(corpus):
    with Terminal("review", str(corpus), "--article", "nosuch") as terminal:
        terminal.expect_shown("no article “nosuch”")
        assert terminal.wait() == 1


def test_without_a_named_queue_there_is_none_to_list(corpus, hedgerow):
    done = hedgerow("review", corpus, "--list")
    assert (done.returncode, done.stdout) == (0, b"")


def test_check_counts_and_is_content(tagged, hedgerow):
    done = hedgerow("check", tagged, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["anchored"] == 3


def test_check_names_a_tag_whose_passage_has_gone(tagged, corpus, hedgerow):
    path = corpus / f"{SECOND}.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("extremely concerned", "silent"), encoding="utf-8"
    )
    done = hedgerow("check", tagged)
    assert done.returncode == 1
    assert "claim" in done.stderr.decode()
    assert "orphaned" in done.stderr.decode()


def test_check_names_the_line_of_what_needs_a_person(tagged, corpus, hedgerow):
    path = corpus / "annotations" / f"{SECOND}.jsonl"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    done = hedgerow("check", tagged, "--json")
    assert (done.returncode, json.loads(done.stdout)["unreadable_lines"]) == (1, 1)
    assert f"{SECOND}.jsonl:1: not JSON".encode() in done.stderr


def test_tags_that_have_moved_with_their_text_are_exported_where_they_stand(
    tagged, corpus, hedgerow
):
    path = corpus / f"{SECOND}.txt"
    path.write_bytes(b"Correction.\n\n" + path.read_bytes())
    done = hedgerow("export", tagged, "--article", SECOND)
    assert (done.returncode, done.stderr) == (0, b"")
    text = path.read_text(encoding="utf-8")
    for line in map(json.loads, done.stdout.splitlines()):
        assert text[line["start"] : line["end"]] == line["quote"]
        assert line["anchor"]["status"] == "anchored"
        assert line["anchor"]["from"]["start"] == line["start"] - len("Correction.\n\n")
    assert json.loads(hedgerow("check", tagged, "--json").stdout)["moved"] > 0


def test_check_compacts_when_it_is_told_to(tagged, corpus, hedgerow):
    path = corpus / "annotations" / f"{SECOND}.jsonl"
    lines = path.read_bytes()
    path.write_bytes(lines + lines)  # as a careless merge would have it
    done = hedgerow("check", tagged, "--compact")
    assert done.returncode == 0
    assert b"lines dropped, of 1 articles" in done.stderr
    assert path.read_bytes() == lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mentions", "nowhere"), "nowhere: no such file or folder; check the path"),
        (("export", "nowhere"), "nowhere: no such file or folder"),
        (
            ("tag", "{corpus}", "none", "--start", 0, "--end", 3, "--label", "claim"),
            "no article “none”",
        ),
        (
            ("tag", "{corpus}", FIRST, "--start", 0, "--end", 3, "--label", "irony"),
            "no label “irony”",
        ),
        (
            ("tag", "{corpus}", FIRST, "--start", 3, "--end", 3, "--label", "claim"),
            "no passage 3–3",
        ),
        (("import", "{corpus}", "nowhere.jsonl"), "No such file"),
    ],
)
def test_what_cannot_be_done_is_told_and_exits_1(corpus, hedgerow, arguments, said):
    done = hedgerow(*(str(one).replace("{corpus}", str(corpus)) for one in arguments))
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [("export", "--nonsense"), ("tag", "seeds"), ("mentions", "seeds", "--jobs", "0")]
)
def test_wrong_usage_exits_2(hedgerow, arguments):
    assert hedgerow(*arguments).returncode == 2


def test_the_reader_without_a_terminal_says_so(corpus, hedgerow):
    done = hedgerow(corpus)
    assert done.returncode == 1
    assert b"needs a terminal" in done.stderr


def test_faults_in_a_corpus_are_told_and_the_rest_is_done(corpus, hedgerow):
    (corpus / "news.jsonl").write_text(
        '{"id": "a", "text": "One."}\nnonsense\n{"id": "b", "text": "Two."}\n'
    )
    done = hedgerow("mentions", corpus)
    assert len(lines(done)) == 7
    assert done.returncode == 1
    assert "news.jsonl:2: not JSON" in done.stderr.decode()


def test_a_message_is_one_visible_line_whatever_a_file_is_called(tmp_path, hedgerow):
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"\0\1\2\3" * 100)
    done = hedgerow("mentions", tmp_path)
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_pipe_that_closes_early_is_no_fault(corpus, hedgerow):
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "hedgerow.tui", "mentions", str(corpus)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ,
    )  # fmt: skip
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""


def test_what_was_decided_is_exported_by_its_verdict_only_where_somebodys_tags_are_asked_for(
    corpus, hedgerow
):
    from hedgerow.store.adjudication import AdjudicationSession
    from hedgerow.store.workspace import Workspace

    article = "001_40ebd96be52325bb"
    for who, end in (("ann", 40), ("ben", 50)):
        span = ("--start", 9, "--end", end, "--label", "claim", "--annotator", who)
        hedgerow("tag", corpus, article, *span)
    own = Workspace(corpus, annotator="ann")
    session = AdjudicationSession(own.corpus, own.read, own.annotations, own.history)
    session.decide("b", "longer")

    def exported(*options):
        return hedgerow("export", corpus, *options).stdout.splitlines()

    (result,) = exported("--verdict", "adjudicated")
    assert json.loads(result)["provenance"]["why"] == "longer"
    assert len(exported()) == 3
    assert len(exported("--annotator", "ann")) == 1
    assert exported("--annotator", "ann", "--verdict", "adjudicated") == [result]
    assert exported("--annotator", "ben", "--verdict", "adjudicated") == []
