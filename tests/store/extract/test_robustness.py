"""Whatever the text, `extract` answers: in order, within it, the same each time, in linear work."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, product
from pathlib import Path

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.corpus.article import Article
from hedgerow.store.exchange.mentions import mentions_line
from hedgerow.store.extract import extract, extract_mentions
from hedgerow.store.extract.findings import Extraction
from hedgerow.store.span import Span

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = datetime.date(2022, 3, 2)

# Any text

PIECES = (
    *("“", "”", "‘", "’", "«", "»", "„", "‟", '"', "'", "''", "``", "＂"),
    *("\x00", "\ud800", "\udfff", "\ufeff", "\u200b", "\u0301", "\u2028", "\r\n", "\n", "\n\n"),
    *(
        " ",
        "\xa0",
        "\t",
        "-",
        "—",
        "…",
        "(",
        ")",
        ",",
        ".",
        ":",
        ";",
        "?",
        "!",
        "©",
        "🦔",
        "İ",
        "ß",
    ),
    *("0", "7", "31", "99", "1,000", "2022", "10:30", "2022-13-45", "٣", "²", "½", "Ⅻ"),
    *(
        "A",
        "A.",
        "U.S.",
        "Mr.",
        "Wang",
        "Wang Yi",
        "O’Neill",
        "ÉLAN",
        "China",
        "Chinese",
        "he",
        "They",
    ),
    *(
        "said",
        " said ",
        " told ",
        "according to ",
        "citing ",
        "that ",
        "the minister ",
        "’s ",
        "who ",
    ),
    *("may", "reportedly", "condemned", "called on", "must", "not", "concerned about", "over 300"),
    *("March", "Tuesday", "last week", "’80s", "two days ago", "the end of ", "morning", "BC"),
)
ANY_CHARACTER = st.characters(exclude_categories=())  # lone surrogates too
ANY_TEXT = st.lists(st.sampled_from(PIECES) | ANY_CHARACTER, max_size=80).map("".join)
NEWS_LIKE = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
PUBLICATIONS = st.none() | st.dates()


def check_pieces(spans: Sequence[Span], text: str) -> None:
    """Make sure that spans are in order, apart, within the text and not empty."""
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= another.start for one, another in pairwise(spans))


def check_findings(found: Extraction, text: str) -> None:
    """Make sure that what was found keeps what `findings` promises."""
    names = [speaker.name for speaker in found.speakers]
    assert all(names)
    assert len(set(names)) == len(names)
    for speaker in found.speakers:
        assert speaker.mentions
        check_pieces(speaker.mentions, text)
    firsts = [speaker.mentions[0] for speaker in found.speakers]
    assert firsts == sorted(firsts)
    check_pieces(sorted(span for one in found.speakers for span in one.mentions), text)

    starts = [min(one.cue[0].start, one.content[0].start) for one in found.attributions]
    assert starts == sorted(starts)
    for attribution in found.attributions:
        for role in (attribution.source, attribution.cue, attribution.content):
            check_pieces(role, text)
        assert attribution.speaker is None or attribution.speaker in names
        assert attribution.speaker is None or attribution.source
        assert 0.0 <= attribution.confidence <= 1.0

    check_pieces([date.span for date in found.dates], text)
    assert all(0.0 <= one.confidence <= 1.0 for one in (*found.dates, *found.speakers))

    spans = [suggestion.span for suggestion in found.suggestions]
    assert spans == sorted(spans)
    for label in ("hedge", "claim", "stance"):
        check_pieces([one.span for one in found.suggestions if one.label == label], text)
    for suggestion in found.suggestions:
        assert suggestion.label in ("hedge", "claim", "stance")
        assert suggestion.reason.startswith(f"{suggestion.label}: ")
        assert "\n" not in suggestion.reason
        assert 0.0 <= suggestion.confidence <= 1.0
        assert all(name and value for name, value in suggestion.attributes)
        if suggestion.source is not None:
            check_pieces([suggestion.source], text)


@settings(max_examples=400)
@given(ANY_TEXT | NEWS_LIKE, PUBLICATIONS)
def test_any_text_gives_findings_in_order_and_within_it(text, published):
    check_findings(extract(text, published), text)


@settings(max_examples=100)
@given(ANY_TEXT | NEWS_LIKE, PUBLICATIONS)
def test_any_text_gives_the_same_twice(text, published):
    assert extract(text, published) == extract(text, published)


@settings(max_examples=100)
@given(ANY_TEXT | NEWS_LIKE, PUBLICATIONS)
def test_mentions_alone_are_all_but_the_suggestions(text, published):
    everything = extract(text, published)
    assert extract_mentions(text, published) == replace(everything, suggestions=())


def reported_places(record: object) -> Iterator[dict]:
    """Give whatever has a start, an end and the words between, however deep it stands."""
    if isinstance(record, dict):
        if "start" in record:
            yield record
        record = list(record.values())
    if isinstance(record, list):
        for part in record:
            yield from reported_places(part)


def check_reported_words(text: str) -> int:
    """Make sure that reported words are those of the text; say how many places there are."""
    article = Article("article", text, "", Path("article.txt"), published="2022-03-02")
    places = list(reported_places(json.loads(mentions_line(article, suggestions=True))))
    for place in places:
        assert place["text"] == text[place["start"] : place["end"]]
    return len(places)


@settings(max_examples=200)
@given(ANY_TEXT | NEWS_LIKE)
def test_the_words_reported_are_those_at_the_offsets_reported(text):
    # JSON is UTF-8, and so is every file that is read: neither has a lone surrogate.
    check_reported_words(text.encode("utf-8", "ignore").decode())


# Samples


def sample_texts() -> list[str]:
    return [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]


def test_the_samples_give_sound_findings_with_the_words_at_their_offsets():
    for text in sample_texts():
        check_findings(extract(text, PUBLISHED), text)
        assert check_reported_words(text) > 50


def test_other_processes_with_other_hashes_find_the_same_in_the_samples():
    program = (
        "import datetime, sys\n"
        "from pathlib import Path\n"
        "from hedgerow.store.extract import extract\n"
        "for path in sorted(Path('seeds').glob('*.txt')):\n"
        "    text = path.read_bytes().decode()\n"
        "    for published in (None, datetime.date(2022, 3, 2)):\n"
        "        sys.stdout.buffer.write(repr(extract(text, published)).encode())\n"
    )
    here = "".join(
        repr(extract(text, published)) for text in sample_texts() for published in (None, PUBLISHED)
    )
    for seed in ("0", "1", "4294967295"):
        other = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert other.stdout.decode() == here


# Worst inputs

UNITS = (
    *("said ", "said that ", "according to ", "citing ", "PTI reported citing ", "that ", "who "),
    *('"', "“", "”", "‘", "“a\n", '"a" he said ', "“a” said ", "said: “", "''"),
    *(
        "A",
        "A.",
        "A. ",
        "Mr. ",
        "Wang ",
        "Wang, ",
        "Wang and ",
        "Wang's ",
        "(Wang ",
        "Wang (who said ",
    ),
    *("Wang said ", "Wang Yi and Li Wei said that ", "he ", "the president ", "the U.S. ", "’s "),
    *("the Ministry of ", "of the ", "1", "1, ", "2022-", "10:", "March 1 ", "Jan. ", "in 2022, "),
    *(
        "must not ",
        "may ",
        "about 3 ",
        "called on ",
        "condemned the ",
        "concern over ",
        "some say ",
    ),
    *(", ", "(", ")", "- ", "— ", ": ", "\n", " ", "\xa0", "a", "é ", "\x00", "\ud800"),
)


def invented_names(count: int) -> list[str]:
    """Make up so many names, all of them different."""
    syllables = ("ba", "do", "ki", "lu", "me", "ro", "sha", "ti", "va", "zo")
    names = ("".join(parts).capitalize() for parts in product(syllables, repeat=4))
    return list(islice(names, count))


STORIES = {
    "of people with surnames alone": "{0} said so.",
    "of people with their own surnames": "Ana {0} said so. {0} agreed. He left.",
    "of people with the same surname": "{0} Wang said so. Wang agreed.",
    "of people with the same first name": "Wang {0} said so. He agreed.",
    "of ministers": "Minister Ana {0} said so. The minister agreed.",
    "of banks": "The {0} Bank said so. The bank agreed. The group said no.",
}
"""Stories with a new name in each sentence, where many may be meant by what follows."""


MOST_GROWTH = 2.2  # linear work has 2, quadratic work 4


def growth(text_of: Callable[[int], str], size: int) -> float:
    """Say how many times the lines of Python run for a text are run for one twice as long."""
    extract(text_of(10))  # what is loaded once
    shorter, longer = (lines_run(extract, text_of(length)) for length in (size, 2 * size))
    return longer / shorter


@pytest.mark.parametrize("size", [300, pytest.param(3_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_twice_the_same_over_and_over_is_twice_the_work(unit, size):
    assert growth(lambda count: unit * count, size) <= MOST_GROWTH


@pytest.mark.parametrize("size", [60, pytest.param(1_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_twice_the_names_are_twice_the_work(story, size):
    def text_of(count: int) -> str:
        return " ".join(story.format(name) for name in invented_names(count))

    assert growth(text_of, size) <= MOST_GROWTH


# Hundreds of articles


@pytest.mark.slow
@pytest.mark.skipif(
    not os.environ.get("HEDGEROW_GOLD"), reason="HEDGEROW_GOLD names no folder of articles"
)
def test_hundreds_of_articles_give_sound_findings_and_the_same_twice():
    path = Path(os.environ["HEDGEROW_GOLD"]) / "attribution/polnear_train.jsonl"
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert texts
    for text in texts:
        found = extract(text, PUBLISHED)
        check_findings(found, text)
        assert extract(text, PUBLISHED) == found
        check_reported_words(text)
