"""A folder of Markdown files, one an article, that read as what they were made from."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Final

from hedgerow.store.corpus import Article
from hedgerow.store.files import write_whole
from hedgerow.store.problem import Problem, ProblemError, Remedy

_UNSAFE: Final = re.compile(r"[^\w.-]+")
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_LINE_MARKS: Final = re.compile(r"^(\s*)([-+=>]|\d{1,9}[.)])", re.MULTILINE)


class ArticleFolder:
    """Writes articles into a folder, each as a file of its own.

    A file's name is made of the article's id: it leads nowhere else, whatever the id says.
    """

    def __init__(self, path: Path, *, resume: bool = False, replace: bool = False) -> None:
        """Make the folder, if it isn't there.

        Args:
            path: the folder.
            resume: whether files that are there already are kept.
            replace: whether they are written anew.

        Raises:
            ProblemError: there are files in it, or it is no folder.
            OSError: it can't be made.
        """
        self.path = path
        self.written = self.kept = 0
        self._resume, self._replace = resume, replace
        if path.exists() and not path.is_dir():
            raise ProblemError(Problem(path, "no folder", "name a folder"))
        path.mkdir(parents=True, exist_ok=True)
        if not (resume or replace) and next(path.iterdir(), None) is not None:
            raise ProblemError(Problem(path, "not empty", Remedy.RESUME_OR_BEGIN_ANEW))

    def write(self, article: Article) -> None:
        """Write an article, whole or not at all.

        Raises:
            OSError: it can't be written.
        """
        file = self.path / name_for(article.id)
        if self._resume and file.exists():
            self.kept += 1
            return
        write_whole(
            file,
            [markdown_of(article).encode("utf-8", "replace")],
            replace=self._replace,
            follow=False,
        )
        self.written += 1


def name_for(identity: str) -> str:
    """Make a file's name of an id: short, of letters and figures, no name of a device."""
    plain = _UNSAFE.sub("-", identity).strip(".-")
    name = plain[:100].strip(".-")
    if not name or name != identity or name.lower().split(".")[0] in _RESERVED:
        mark = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{name}-{mark}" if name else mark
    return f"{name}.md"


def markdown_of(article: Article) -> str:
    """Write an article as Markdown with front matter; read again, its text is the same."""
    stated = {
        "title": article.title, "outlet": article.outlet, "published": article.published,
        "url": article.url,
    }  # fmt: skip
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in stated.items()
        if value
    ]
    body = "\n\n".join(_paragraph(one) for one in re.split(r"\n{2,}", article.text.strip()))
    return "\n".join(["---", *lines, "---", "", body, ""])


def _paragraph(text: str) -> str:
    escaped = _LINE_MARKS.sub(_escaped, _MARKS.sub(r"\\\1", text))
    return "\\\n".join(line.strip() for line in escaped.split("\n"))


def _escaped(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
