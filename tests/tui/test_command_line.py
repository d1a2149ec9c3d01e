"""The commands without a screen, each in a process of its own."""

from __future__ import annotations

import json
import shutil

import pytest

FIRST = "000_a3fc5418d35ef088"
SECOND = "001_40ebd96be52325bb"


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
    import os
    import subprocess
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "mentions", str(corpus)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ,
    )  # fmt: skip
    process.stdout.close()
    assert process.wait(60) in (0, 1)
    assert b"Traceback" not in process.stderr.read()
