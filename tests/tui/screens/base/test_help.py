"""The help screen."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("width", [50, 60, 80, 160])
async def test_what_a_command_does_stands_beside_its_keys_at_any_width(article, width):
    async with article() as reader:
        await reader.press("question_mark")
        await reader.pilot.resize_terminal(width, 200)
        await reader.expect_shown("Labels (built in)")
        lines = [line for line in reader.screen_text().split("\n") if line.strip()]
    begin = next(line.index("Show the keys and labels") for line in lines if "? f1" in line)
    commands = lines[2 : next(at for at, line in enumerate(lines) if "Labels (" in line)]
    below_keys = [line for line in commands if not line[: begin - 2].strip()]
    assert all(line[:begin].isspace() for line in below_keys)
    assert (width < 70) == bool(below_keys)
    assert all(len(line) <= width - 2 for line in lines[1:])
