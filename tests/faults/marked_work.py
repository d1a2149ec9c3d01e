"""The sample work with marked bytes in every text that a stranger may have written.

The marks are what a terminal would act on, in one and two bytes, and what turns the direction of
text around. None of them may ever leave the program as it stands.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from faults.sample_work import make_work

MARK = "\x1b[31m\x1b]52;c;aGk=\x07\x9b31m\x85\u202e\u2066"
"""Red; a clipboard that is set; a bell; red and a new line in C1; two turns of direction."""

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
"""What may not be sent: every control character but newline and tab, and turns of direction."""

_MARKED = frozenset(
    "memo reason created modified text value name what why status origin codebook prefix suffix "
    "published speaker outlet label_name more".split()
)
_WHO = frozenset(["annotator", "reviewer", "by", "of"])


def make_marked_work(folder: Path) -> Path:
    """Make the corpus; all but ann's name, ids, places and the names of fields is marked."""
    corpus = make_work(folder)
    for path in (corpus / "annotations").rglob("*.jsonl"):
        lines = [json.loads(line) for line in path.read_bytes().splitlines()]
        written = (json.dumps(_marked(line)) + "\n" for line in lines)
        path.write_text("".join(written), encoding="utf-8")
    _mark_articles(corpus)
    quoted = json.dumps(MARK + "x")
    example = json.dumps(f"{MARK} [[x{MARK}]]")
    labels = ("claim", "stance", "hedge", f"odd{MARK}")
    (corpus / "codebook.toml").write_text(
        "".join(
            f"[[label]]\nname = {json.dumps(name)}\nkey = {json.dumps(key)}\n"
            f"definition = {quoted}\nexamples = [{example}]\n"
            f"[[label.attribute]]\nname = {quoted}\nvalues = [{quoted}, {json.dumps(MARK)}]\n"
            for name, key in zip(labels, "cshz", strict=True)
        )
        # And what is told of: a label without a name, a colour that is none, a key twice.
        + f'[[label]]\nname = {quoted}\ncolour = {quoted}\n[[label]]\nname = {quoted}\nkey = "c"\n',
        encoding="utf-8",
    )
    return corpus


def settings() -> bytes:
    """Give settings of which nothing can be used, marked."""
    quoted = json.dumps("x" + MARK)
    return f"{quoted} = 1\nsuggestions = {quoted}\nextractor = {quoted}\n".encode()


def _mark_articles(corpus: Path) -> None:
    (corpus / f"odd{MARK.replace('/', '')}.txt").write_text(f"A{MARK} text. “Odd,” said {MARK}Bo.")
    (corpus / "odd.md").write_text(f'---\ntitle: "{MARK[5:]}"\n- {MARK}\n---\n\n# {MARK}x\n')
    (corpus / "odd.html").write_text(f"<title>{MARK}</title><p>{MARK}x<a href='{MARK}'>y</a></p>")
    (corpus / f"bad{MARK[:5]}.txt").write_bytes(b"caf\xe9 " + MARK.encode())
    (corpus / f"none{MARK[:5]}.txt").write_bytes(bytes(500))
    line = {"id": f"n3{MARK}", "text": f"“It{MARK} rains,” said {MARK}Ann Poe on Monday{MARK}."}
    line |= dict.fromkeys(("title", "outlet", "published", "url"), f"x{MARK}")
    with (corpus / "news.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
        file.write(f'{{"id": "{MARK}"\n')


def _marked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        is_queue = name == "queue"
        return {
            key: one if is_queue and key != "name" else _marked(one, key)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [_marked(one, name) for one in value]
    if not isinstance(value, str) or not value:
        return f"{MARK}memo" if name == "memo" else value
    if name in _WHO:
        return value if value == "ann" else value + MARK
    if name == "quote" and len(value) > len(MARK):
        return MARK + value[len(MARK) :]  # as long as its span, and nowhere in the text
    if name == "direction" or name in _MARKED:
        return value + MARK
    return value
