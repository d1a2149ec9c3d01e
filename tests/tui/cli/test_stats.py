"""`hedgerow stats`, on tags that were made through the program."""

from __future__ import annotations

import json
import re

import pytest

from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.overview import Stats
from hedgerow.tui.tables.stats import bar_letters, counts, lines, pace
from hedgerow.tui.text.cells import width

SECOND = "001_40ebd96be52325bb"


@pytest.fixture
def tagged(corpus, hedgerow):
    """Three claims and a hedge in one article; the first two are said by Wang Yi."""
    for start, end, label in ((96, 117, "claim"), (9, 40, "claim"), (300, 320, "hedge")):
        span = ["--start", start, "--end", end, "--label", label]
        assert hedgerow("tag", corpus, SECOND, *span).returncode == 0
    return corpus


def test_json_has_every_count(tagged, hedgerow):
    done = hedgerow("stats", tagged, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["articles"] == {"all": 5, "with_tags": 1}
    assert found["tags"] == {"all": 3, "reviewed": 0, "labels": {"claim": 2, "hedge": 1}}
    assert sum(row["all"] for row in found["by"]["speaker"]) == 3
    assert sum(row["all"] for row in found["by"]["date"]) == 3
    assert [day["tags"] for day in found["pace"]] == [3]


def test_the_table_says_the_same_and_draws_it(tagged, hedgerow):
    done = hedgerow("stats", tagged, "--by", "speaker")
    shown = done.stdout.decode()
    assert "1 of 5 articles have tags" in shown
    assert "0 of 3 tags reviewed" in shown
    assert re.search(r"^  speaker +hedge +claim +all   h hedge  c claim$", shown, re.M)
    assert "outlet" not in shown
    assert max(map(width, shown.splitlines())) <= 80


def test_one_label_and_one_annotator_can_be_counted(tagged, hedgerow):
    def tags(*options):
        return json.loads(hedgerow("stats", tagged, "--json", *options).stdout)["tags"]["all"]

    assert tags("--label", "claim") == 2
    assert tags("--annotator", "ann") == 3
    assert tags("--annotator", "ben") == 0


def test_nothing_tagged_is_no_fault(corpus, hedgerow):
    done = hedgerow("stats", corpus)
    assert done.returncode == 0
    assert "0 of 0 tags reviewed" in done.stdout.decode()


def stats(**speakers: dict[str, int]) -> Stats:
    made = Stats(articles=1)
    number = 0
    for name, labels in speakers.items():
        for label, count in labels.items():
            for _ in range(count):
                number += 1
                made.take("", "", [_tag(str(number), label, name)])
    return made


def _tag(key, label, speaker):
    return {
        "id": key, "at": "2026-03-02T10:00:00.000000Z", "type": "annotation", "article": "one",
        "label": label, "start": 0, "end": 3, "quote": "abc", "annotator": "ann",
        "created": "2026-03-01T10:00:00.000000Z", "cue": None, "date": None, "attributes": {},
        "speaker": {"name": speaker, "start": 0, "end": 1}, "origin": "human",
    }  # fmt: skip


def test_a_bar_is_as_long_as_its_share_and_made_of_the_labels_letters():
    made = stats(a={"claim": 30, "hedge": 10}, b={"claim": 20}, c={"hedge": 1})
    table = counts(made, built_in_codebook(), "speaker", 80)
    bars = ["".join(text for text, _ in line.bar).rstrip() for line in table.lines[:3]]
    assert set(bars[0]) == {"c", "h"}
    assert set(bars[1]) == {"c"}
    assert abs(len(bars[1]) / len(bars[0]) - 0.5) < 0.05
    assert abs(bars[0].count("c") / len(bars[0]) - 0.75) < 0.06
    assert 1 <= len(bars[2]) <= 2
    assert [label for _, label in table.lines[0].bar if label] == ["hedge", "claim"] or [
        label for _, label in table.lines[0].bar if label
    ] == ["claim", "hedge"]


@pytest.mark.parametrize("rows", [1, 2, 30, 200])
def test_each_row_has_its_own_bar_however_many_there_are(rows):
    made = stats(**{f"speaker {n:03}": {"claim": n + 1} for n in range(rows)})
    table = counts(made, built_in_codebook(), "speaker", 80)
    lengths = [len("".join(text for text, _ in line.bar).rstrip()) for line in table.lines[:-1]]
    assert len(lengths) == rows
    assert min(lengths) >= 1
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_no_line_is_wider_than_the_screen(columns):
    made = stats(**{"王毅 外交部 and a very long name of somebody": {"claim": 3, "hedge": 99_999}})
    shown = list(lines(made, built_in_codebook(), columns))
    assert max(map(width, shown)) <= max(columns, 50)


def test_what_comes_from_articles_moves_no_cursor():
    made = stats(**{"\x1b[31mred\x07": {"claim": 1}, "a\nb": {"claim": 2}})
    shown = "\n".join(lines(made, built_in_codebook(), 80))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown)
    assert "a b" in shown


def test_labels_of_one_letter_are_drawn_with_different_ones():
    made = stats(a={"claim": 1, "cause": 1, "hedge": 1, "界": 1})
    letters = bar_letters(built_in_codebook(), made)
    assert len(set(letters.values())) == 4
    assert letters["claim"] == "c"
    assert all(width(letter) == 1 for letter in letters.values())


def test_pace_has_a_row_a_day():
    (row, _) = pace(stats(a={"claim": 3}), 80).lines
    assert row.text.split()[:4] == ["2026-03-01", "3", "·", "3"]
