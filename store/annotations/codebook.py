"""The codebook: which labels there are, what they mean, and the key that tags each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hedgerow.store.problem import Problem, Remedy

BUILT_IN = "built in"
"""Where the codebook comes from when the corpus has none of its own."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*label[ \t]*\]\]", re.MULTILINE)
_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}")
_NAMED_COLOURS = frozenset(
    "red green blue yellow orange purple pink brown cyan magenta gray grey white black teal olive"
    " navy maroon lime aqua gold coral salmon violet indigo turquoise tomato orchid plum".split()
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something more to be said of a tag: one of `values`, or free text where there are none."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the codebook.

    `key` is the one character that tags with it, or None where it has none; `letter` is what the
    gutter shows. `examples` set the tagged passage in [[double brackets]]. `line` is where it
    stands in its file.
    """

    name: str
    key: str | None
    colour: str
    definition: str
    examples: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    line: int | None = field(default=None, compare=False)

    @property
    def letter(self) -> str:
        """The one character that stands for the label where there is no room for its name."""
        return self.key or self.name[:1]


@dataclass(frozen=True)
class Codebook:
    """The labels of a corpus, in the order of their definition.

    `source` is what it was read from, as text. `problems` are the faults that were met in reading
    it.
    """

    labels: tuple[Label, ...]
    origin: Path | str
    source: str = field(repr=False)
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def digest(self) -> str:
        """What names this very codebook in each annotation made with it (of its SHA-256)."""
        import hashlib

        return hashlib.sha256(self.source.encode()).hexdigest()[:16]

    def __getitem__(self, name: str) -> Label:
        for label in self.labels:
            if label.name == name:
                return label
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(label.name == name for label in self.labels)

    def label(self, name: str) -> Label:
        """Give a label by name; one that only an older or another codebook knew stays usable."""
        if name in self:
            return self[name]
        return Label(name, None, "#888888", "This label is not in the codebook.")

    def without_keys(self, taken: Mapping[str, str]) -> Codebook:
        """Take away the keys that already mean something else.

        Args:
            taken: what each key of the program does, by key.

        Returns:
            A codebook whose labels have only free keys, with a problem for each that lost its own.
        """
        labels, problems = [], list(self.problems)
        for label in self.labels:
            if label.key is not None and label.key in taken:
                what = (
                    f"label “{label.name}” wants the key “{label.key}”, which is {taken[label.key]}"
                )
                problems.append(Problem(self.origin, what, Remedy.OTHER_KEY, label.line))
                label = replace(label, key=None)
            labels.append(label)
        return replace(self, labels=tuple(labels), problems=tuple(problems))


def load_codebook(path: Path) -> Codebook:
    """Read the corpus's own codebook, or the built-in one where it has none.

    Args:
        path: where the corpus's own would stand.

    Returns:
        A usable codebook, whatever the file holds. A file that can't be read as one is named in
        `problems`, and the built-in codebook stands in; a label that is faulty is passed over, and
        of two labels on one key the second has none.
    """
    if not path.exists():
        return built_in_codebook()
    import tomllib

    from hedgerow.store.files import CODEBOOK, read_text

    try:
        source = read_text(path, CODEBOOK)
        entries = tomllib.loads(source).get("label", [])
        if not isinstance(entries, list) or not entries:
            raise ValueError("it has no [[label]]")
    except (OSError, ValueError, RecursionError) as error:  # TOML's errors are ValueErrors
        line = re.search(r"at line (\d+)", str(error))
        problem = Problem(
            path,
            f"no codebook ({error})",
            "the built-in labels are used until it is corrected",
            int(line[1]) if line else None,
        )
        return replace(built_in_codebook(), problems=(problem,))
    return _make(source, entries, path)


def built_in_codebook() -> Codebook:
    """Give the codebook that Hedgerow brings: stance, hedge and claim."""
    import tomllib

    source = Path(__file__).with_name("codebook.toml").read_text(encoding="utf-8")
    return _make(source, tomllib.loads(source)["label"], BUILT_IN)


def _make(source: str, entries: Iterable[Any], origin: Path | str) -> Codebook:
    labels: list[Label] = []
    problems: list[Problem] = []
    lines = _lines_of_labels(source) if isinstance(origin, Path) else iter(())
    for entry in entries:
        line = next(lines, None)
        try:
            label = replace(_read_label(entry), line=line)
        except ValueError as error:
            remedy = "passed over; see the built-in codebook for the form"
            problems.append(Problem(origin, str(error), remedy, line))
            continue
        if clash := _clash(label, labels):
            problems.append(Problem(origin, *clash, line))
            if any(label.name == other.name for other in labels):
                continue
            label = replace(label, key=None)
        labels.append(label)
    if not labels:
        return replace(built_in_codebook(), problems=tuple(problems))
    return Codebook(tuple(labels), origin, source, tuple(problems))


def _clash(label: Label, others: list[Label]) -> tuple[str, str] | None:
    if any(other.name == label.name for other in others):
        return f"a second label “{label.name}”", "passed over; give it another name"
    for other in others:
        if label.key is not None and other.key == label.key:
            what = f"labels “{other.name}” and “{label.name}” both have the key “{label.key}”"
            return what, f"“{other.name}” keeps it; give “{label.name}” another"
    return None


def _read_label(entry: Any) -> Label:
    if not isinstance(entry, dict):
        raise ValueError("a label is not a table")
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a label has no name")
    key = entry.get("key")
    if key is not None and not (isinstance(key, str) and len(key) == 1 and key.isprintable()):
        raise ValueError(f"label “{name}”: its key must be one character")
    colour = str(entry.get("colour", entry.get("color", "#888888")))
    if colour not in _NAMED_COLOURS and not _HEX_COLOUR.fullmatch(colour):
        raise ValueError(f"label “{name}”: “{colour}” is no colour (write #rrggbb, or “orange”)")
    return Label(
        name=name.strip(),
        key=key,
        colour=colour,
        definition=str(entry.get("definition", "")).strip(),
        examples=tuple(map(str, _list(entry, "examples", name))),
        attributes=tuple(
            _read_attribute(attribute, name) for attribute in _list(entry, "attribute", name)
        ),
    )


def _read_attribute(entry: Any, label: str) -> Attribute:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise ValueError(f"label “{label}”: an attribute has no name")
    return Attribute(entry["name"], tuple(map(str, _list(entry, "values", label))))


def _list(entry: dict[str, Any], name: str, label: str) -> list[Any]:
    value = entry.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"label “{label}”: “{name}” must be a list")
    return value


def _lines_of_labels(source: str) -> Iterator[int]:
    """Give the line, from 1, on which each [[label]] stands."""
    line = 1
    at = 0
    for header in _HEADER.finditer(source):
        line += source.count("\n", at, header.start())
        at = header.start()
        yield line
