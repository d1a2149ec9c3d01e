"""The lines that stand above a plain article's prose, each with what it is: a day, a byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from hedgerow.store.corpus.readers.calendar_names import MONTH_NAME, WEEKDAY_NAME, month_of
from hedgerow.store.corpus.readers.days import day_at

LineKind = Literal["words", "day", "byline", "field", "label", "marker"]
"""What a line is. "words" is all that is none of the others; "label" says what an article belongs
to ("POLITICS", "For Immediate Release"); "marker" is of whoever made the file (".START")."""

LONGEST: Final = 140
"""Code points beyond which a line is running text."""

_LOOK_AT: Final = 6000
_MOST_LINES: Final = 60

FIELD_NAMES: Final = {
    "title": "title headline head hed heading subject",
    "outlet": "outlet source publication publisher newspaper journal site website",
    "published": "date published publisheddate publicationdate publishdate pubdate publishedon"
    " publishedat posted postedon dateline datepublished dateofpublication issued issuedate",
    "url": "url link permalink address weblink sourceurl articleurl weburl storyurl pageurl"
    " sourcelink canonical canonicalurl originalurl href uri",
    "other": "byline by author authors writer reporter section page pages length wordcount words"
    " language copyright loaddate updated lastupdated modified lastmodified edition subjectcode"
    " tags keywords category categories topic topics documenttype publicationtype type id docid"
    " accessionnumber location dateaccessed accessed retrieved contact contacts email phone"
    " mediacontact fullname series column abstract subtitle subhead kicker correction credit"
    " photo graphic body text highlight highlights country region issn volume issue",
}
_FIELDS: Final = {name: field for field, names in FIELD_NAMES.items() for name in names.split()}
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z_ -]{0,24}?)[ \t]*:[ \t]*(.*)\Z")
_COMMENT: Final = re.compile(r"(?:#+|//+|%+|;+|--+)[ \t]*(?=[A-Za-z])")
_IN_A_LIST: Final = re.compile(r"[-*•>]\s+(?=\S)")
# A name in Markdown's marks: "**Date:** …", "**Date**: …", "_Date:_ …".
_MARKED_NAME: Final = re.compile(
    r"(?P<mark>\*{1,3}|_{1,3})(?P<name>[^*_:]{1,26}?)\s*(?::\s*(?P=mark)|(?P=mark)\s*:)\s*"
)
_ADDRESS: Final = re.compile(r"<?((?:https?://|www\.)[^\s<>]+)>?\Z", re.IGNORECASE)
_CHANGED: Final = (
    r"(?:last\s+)?(?:updated|modified|edited)|update|aktualisiert|stand|mise?\s+à\s+jour|modifié"
    r"|actualizado"
)
_PUBLISHED: Final = (
    r"(?:first\s+)?(?:published|posted|issued|released|date|created)|veröffentlicht|erschienen"
    r"|publié|publicado"
)
_OF_A_DAY: Final = re.compile(rf"(?P<updated>{_CHANGED})\b|(?:{_PUBLISHED})\b", re.IGNORECASE)
_AFTER_WORD: Final = re.compile(r"(?:\s+(?:on|at|am|le|el))?\s*:?\s*", re.IGNORECASE)
# Where a second day begins on a line: "Published 2 March 2022 Updated 3 March 2022".
_NEXT_WORD: Final = re.compile(
    rf"[\s,;(]+(?<!first\s)(?<!last\s)(?=(?:{_CHANGED}|{_PUBLISHED})"
    r"(?:\s+(?:on|at|am|le|el))?\s*:?\s*"
    rf"(?:{WEEKDAY_NAME}|{MONTH_NAME}|\d))",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(rf"{WEEKDAY_NAME},?\s+", re.IGNORECASE)
_TIME: Final = (
    r"\d{1,2}(?:[:.h]?\d\d){0,2}(?:\.\d{1,6})?(?!\d)\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{2,5}|Z)\)?)?"
    r"(?:[+-]\d{1,2}:?(?:\d\d)?)?"
)
# The page on which a newspaper had it, behind the day: "p. 4", "Page A1", "S. 12".
_PAGE: Final = r"(?:pp?\.?|pages?|pg\.?|s\.|seite)\s*[A-Z]{0,2}-?\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
_AFTER_DAY: Final = re.compile(
    rf"[\s,.;]*(?:(?:at|um|à|a\s+las|,|T)?\s*{_TIME}[\s.,)]*|{WEEKDAY_NAME}[\s.,]*){{0,4}}"
    rf"(?:{_PAGE}|\(?(?:updated|modified|first published).*|(?:by|in)\s+[^.]{{1,60}})?\Z",
    re.IGNORECASE,
)
_BEFORE_DAY: Final = re.compile(
    r"(?:at\s+)?\d{1,2}[:.]?\d{2}(?:\s*(?i:[ap]\.?m\b\.?))?(?:\s*[A-Z]{2,5}\b)?(?:\s*\([^)]{2,12}\))?,?\s+"
    r"(?=[A-Za-z])",
)
_DAY_WITHOUT_YEAR: Final = re.compile(
    rf"(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,?\s+\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?P<month2>{MONTH_NAME})"
    r"(?!\w|(?:,|\s+del?)?\s+\d{4})",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*(?:[|·•¦]|\t|\s[-–—/]\s|\s{3,})\s*")
_BYLINE: Final = re.compile(
    r"(?:by|from|written by|reported by|reporting by|story by|text by|von|par|por)\s*:?\s+"
    r"(?P<who>\S.{0,98})\Z",
    re.IGNORECASE,
)
_BESIDE_BYLINE: Final = re.compile(r"\s+[|·•]\s+")
_NAME: Final = re.compile(
    r"(?:(?:[A-ZÀ-ÞŁ][\w.'’-]*|de|da|di|del|der|den|van|von|bin|al|el|la|le|du|dos|and|&|Staff"
    r"|Special|to|the|of|for|in|at)[, ]*){1,12}\Z"
)
_RELEASE: Final = re.compile(
    r"(?:for\s+immediate\s+release|press\s+release|news\s+release|media\s+release|embargoed\b.*"
    r"|statement|exclusive|breaking(?:\s+news)?|analysis|opinion|editorial|update\s+\d.*"
    r"|(?:copyright|©|\(c\))\s.*|all rights reserved.*|correct(?:ed|ion)|factbox|explainer|live"
    r"|watch|video|podcast)\s*[:.!-]*\Z",
    re.IGNORECASE,
)
_MARKER: Final = re.compile(
    r"\.[A-Z]{2,}\b.*\Z|<[/!]?[A-Za-z][^>]*>\Z|[-=_*#~+.─]{3,}\Z"
    r"|\d+\s*(?:/|of)\s*\d+(?:\s+documents?)?\Z|\d{1,4}\Z"
    r"|(?:print|share|save|listen|comments?|advertisement|loading\.*)\Z"
    r"|(?:image|photo|picture|media)\s+(?:source|caption|credit)s?\b.*\Z",
    re.IGNORECASE,
)
_PAGE_HEAD: Final = re.compile(r"(?:.*\s)?page\s+\d+(?:\s+of\s+\d+)?\Z", re.IGNORECASE)
_CAPITALS: Final = re.compile(r"[^a-zà-ÿ]*[A-Z][^a-zà-ÿ]*\Z")


@dataclass(slots=True)
class HeadLine:
    """A line above the prose.

    Attributes:
        text: the line, without the white space around it.
        kind: what it is.
        block: which of the blocks it stands in, between blank lines.
        start: where it begins in the article, in code points.
        stated: what a line such as "Source: …" says: its name here, and its value.
        days: the days it may state; one that has no year begins with "XXXX".
        is_updated: whether it says when the article was changed.
        names: what stands beside its day, which may be an outlet.
    """

    text: str
    kind: LineKind
    block: int
    start: int
    stated: tuple[str, str] = ("", "")
    days: tuple[str, ...] = ()
    is_updated: bool = False
    names: list[str] = field(default_factory=list)


def head_lines(text: str) -> Iterator[HeadLine]:
    """Give the first lines of a text that are not blank, in order; `classed` says what each is."""
    block, was_blank = 0, False
    position = 0
    for number, raw in enumerate(text[:_LOOK_AT].split("\n")):
        if number > _MOST_LINES:
            return
        start, position = position, position + len(raw) + 1
        line = raw.strip(" \t\r\f\v\xa0\ufeff\u200b")
        if not line:
            was_blank = True
            continue
        block += was_blank
        was_blank = False
        yield HeadLine(line, "words", block, start + raw.find(line[0]))


def classed(line: HeadLine) -> HeadLine:
    """Find out what a line is, and what it says."""
    if len(line.text) > LONGEST:
        pass
    elif _MARKER.match(line.text):
        line.kind = "marker"
    elif address := _ADDRESS.match(line.text):
        line.kind, line.stated = "field", ("url", address[1])
    elif _read_field(line):
        line.kind = "field"
    elif _read_day(line):
        line.kind = "day"
    elif is_byline(_BESIDE_BYLINE.split(line.text)[0]):
        line.kind, line.names = "byline", _BESIDE_BYLINE.split(line.text)[1:]
    elif _PAGE_HEAD.match(line.text):
        line.kind = "marker"
    elif _RELEASE.match(line.text) or _is_label(line.text):
        line.kind = "label"
    return line


def _read_field(line: HeadLine) -> bool:
    """Read "Source: The Post". Only known names are fields: a speaker's before a colon is none."""
    comment = _COMMENT.match(line.text)
    text = line.text[comment.end() :] if comment else line.text
    if item := _IN_A_LIST.match(text):
        text = text[item.end() :]
    if marked := _MARKED_NAME.match(text):
        text = f"{marked['name']}: {text[marked.end() :]}"
    match = _FIELD.match(text)
    if match is None:
        return False
    name = _FIELDS.get(re.sub(r"[ _-]", "", match[1]).lower())
    if name is None:
        return False
    value = match[2].strip()
    if name != "title" and _is_sentence(value, is_name_expected=name != "other"):
        return False
    line.stated = name, value
    if name == "published":
        if stated := _day_in(value):
            line.days = stated[0]
        else:
            line.days, line.is_updated, _ = _days_among(text)
    return True


def _is_sentence(value: str, *, is_name_expected: bool) -> bool:
    """Say whether what stands behind a colon is prose: "Source: he would not say who told him."."""
    words = len(value.split())
    is_long = words > 3 if value[:1].islower() else is_name_expected and words > 5
    return is_long and value.endswith((".", "!", "?"))


def is_entry_in_comment(line: HeadLine, *, is_known: bool) -> bool:
    """Say whether a line such as "# crawled: 2022" is a comment; where `is_known`, with a field."""
    comment = _COMMENT.match(line.text)
    if comment is None or is_known:
        return comment is not None and _read_field(line)
    return _FIELD.match(line.text, comment.end()) is not None


def _read_day(line: HeadLine) -> bool:
    """Read a line that holds a day and little else: "Updated 2 March 2022, 10:00 | The Post"."""
    line.days, line.is_updated, line.names = _days_among(line.text.strip("*_"))
    return bool(line.days) and not any(_is_said(name) for name in line.names)


def _days_among(text: str) -> tuple[tuple[str, ...], bool, list[str]]:
    """Give the day on a line, whether it is that of a change, and what stands beside it."""
    days: tuple[str, ...] = ()
    is_updated = False
    names = []
    for part in _with_commas(
        piece for whole in _PARTS.split(text) for piece in _NEXT_WORD.split(whole)
    ):
        word = _OF_A_DAY.match(part)
        stated = _day_in(part[_AFTER_WORD.match(part, word.end()).end() :] if word else part)  # type: ignore[union-attr]
        if stated is None:
            names.append(part)
        elif not days or is_updated:
            days = stated[0]
            is_updated = bool(word and word["updated"])
    return days, is_updated, names


def _is_said(text: str) -> bool:
    """Whether a text is running text, not a name."""
    return len(text) > 60 or (text.endswith((".", "!", "?")) and len(text.split()) > 1)


def _with_commas(parts: Iterable[str]) -> Iterator[str]:
    """Part "The Post, March 2, 2022" before the first comma behind which a day stands."""
    for part in filter(None, parts):
        word = _OF_A_DAY.match(part)
        if word or _day_in(part):
            yield part
            continue
        commas = list(re.finditer(r",\s*", part))
        cuts = [comma for comma in commas if _day_in(part[comma.end() :])]
        cuts += [comma for comma in reversed(commas) if _day_in(part[: comma.start()])]
        if cuts:
            yield from (part[: cuts[0].start()], part[cuts[0].end() :])
        else:
            yield part


def _day_in(text: str) -> tuple[tuple[str, ...], int] | None:
    """Read a text that is a day, with a weekday and a time at most; None where it is more."""
    time = _BEFORE_DAY.match(text)
    first = time.end() if time else 0
    weekday = _WEEKDAY.match(text, first)
    start = weekday.end() if weekday else first
    for at in (first, start):
        if (found := day_at(text, at)) and _AFTER_DAY.match(text, found.end):
            return found.days, found.end
    match = _DAY_WITHOUT_YEAR.match(text, start)
    if match is None or not _AFTER_DAY.match(text, match.end()):
        return None
    month = month_of(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    if month is None or not day_at(f"2024-{month:02d}-{day:02d}"):
        return None
    return (f"XXXX-{month:02d}-{day:02d}",), match.end()


def is_byline(text: str) -> bool:
    """Say whether a line names who wrote the article: "By Anna Writer", "By ANNA WRITER, AP"."""
    match = _BYLINE.match(text)
    return match is not None and _NAME.match(match["who"].rstrip(" .")) is not None


def _is_label(text: str) -> bool:
    """Whether a line is a few words in capitals, "WORLD NEWS", a way to a page, or an edition."""
    words = len(text.split())
    if words <= 3 and len(text) <= 30 and _CAPITALS.match(text):
        return True
    if text.casefold() in _SECTIONS:
        return True
    parts = re.split(r"\s+[|>/»›]\s+", text)
    is_way = len(parts) > 1 and all(len(part.split()) <= 2 for part in parts)
    return is_way or (words <= 6 and _EDITION.search(text) is not None)


# The pages of a newspaper, or of its site, whose names stand above its headlines.
_SECTIONS: Final = frozenset(
    "markets|business|world|politics|sport|sports|technology|tech|science|health|culture|arts|media"
    "|economy|economics|environment|climate|finance|energy|education|travel|entertainment|lifestyle"
    "|europe|asia|africa|americas|middle east|asia pacific|national|international|local|law|legal"
    "|local news|world news|uk news|us news|business news|breaking news|latest news|top stories"
    "|national news|international news|news|comment|features|obituaries|money|companies|society"
    "|wirtschaft|politik|panorama|kultur|gesellschaft|wissenschaft|ausland|inland|monde|politique"
    "|économie|société|internacional|política|economía|sociedad|cultura|deportes|mundo".split("|")
)
_EDITION: Final = re.compile(r"\beditions?\b", re.IGNORECASE)
