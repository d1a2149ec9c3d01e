"""The line that says how far a long run has come."""

from __future__ import annotations

import io

import pytest

from hedgerow.tui.cli.progress import Progress


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def stream():
    return io.StringIO()


def last(stream: io.StringIO) -> str:
    return stream.getvalue().rsplit("\r", 1)[-1].rstrip()


def after(progress: Progress, clock: Clock, seconds: float, articles: int) -> None:
    """Let so many articles be done in so much time."""
    for _ in range(articles - 1):
        progress.advance()
    clock.now += seconds
    progress.advance()


@pytest.mark.parametrize(
    ("total", "seconds", "articles", "line"),
    [
        (5000, 4, 1000, "1,000 of 5,000 articles · 250 a second · 16 s left"),
        (50_000, 4, 1000, "1,000 of 50,000 articles · 250 a second · 3 min left"),
        (1_000_000, 5, 1000, "1,000 of 1,000,000 articles · 200 a second · 1 h 23 min left"),
        (20, 40, 10, "10 of 20 articles · 15 a minute · 40 s left"),
    ],
)
def test_it_tells_what_is_done_how_fast_and_what_is_left(
    stream, clock, total, seconds, articles, line
):
    with Progress(total, stream=stream, clock=clock) as progress:
        after(progress, clock, seconds, articles)
        assert last(stream) == line


def test_speed_is_that_of_the_last_while(stream, clock):
    with Progress(1_000_000, stream=stream, clock=clock) as progress:
        after(progress, clock, 1, 500_000)
        for _ in range(120):
            after(progress, clock, 0.125, 25)
        assert "· 200 a second ·" in last(stream)


def test_it_is_drawn_ten_times_a_second_at_most(stream, clock):
    with Progress(100_000, stream=stream, clock=clock) as progress:
        for _ in range(1000):
            after(progress, clock, 0.001, 20)
        assert 5 <= stream.getvalue().count("\r") <= 11


def test_it_is_gone_at_the_end(stream, clock):
    with Progress(5, stream=stream, clock=clock) as progress:
        after(progress, clock, 1, 5)
        line = last(stream)
    _, blank, after_it = stream.getvalue().rsplit("\r", 2)
    assert (blank, after_it) == (" " * len(line), "")


def test_a_shorter_line_leaves_nothing_of_a_longer_one(stream, clock):
    with Progress(1000, stream=stream, clock=clock) as progress:
        after(progress, clock, 100, 900)
        longer = stream.getvalue().rsplit("\r", 1)[-1]
        after(progress, clock, 1, 100)
        assert len(stream.getvalue().rsplit("\r", 1)[-1]) >= len(longer.rstrip())


def test_it_fits_a_narrow_terminal(stream, clock, monkeypatch):
    monkeypatch.setattr("hedgerow.tui.cli.progress._columns", lambda _: 20)
    with Progress(1_000_000, stream=stream, clock=clock) as progress:
        after(progress, clock, 5, 1000)
        assert len(last(stream)) <= 19


def test_nothing_is_drawn_where_it_is_not_to_be_shown(stream, clock):
    with Progress(5, shown=False, stream=stream, clock=clock) as progress:
        after(progress, clock, 1, 5)
        progress.clear()
    assert stream.getvalue() == ""
