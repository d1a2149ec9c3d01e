"""What `docs/security.md` says is held by tests is held by tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_test_that_holds_a_promise_is_there():
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests/)?[\w/]*test_\w+\.py|tests/[\w/]+)`", text)

    assert len(named) > 25
    found = [ROOT / name if "/" in name else ROOT / "tests/faults" / name for name in named]
    assert [path for path in found if not path.exists()] == []
