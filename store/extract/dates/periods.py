"""Stretches of the calendar: years, quarters, halves, seasons, decades, centuries, eras."""

from __future__ import annotations

import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import (
    PHASE,
    SEASON,
    SEASON_CODES,
    SEASON_MONTHS,
    YEAR,
    YEAR_IN_WORDS,
    ordinal_number,
)
from hedgerow.store.extract.dates.relative import anchor_of, year_in_words
from hedgerow.store.extract.dates.values import year_or_none

_SHORT_YEAR = "'[0-9]{2}"
_OF_YEAR = f"(?: ?(?:of |in )?(?:fiscal )?(?P<year>{YEAR}|{_SHORT_YEAR})| of {YEAR_IN_WORDS})"

_DECADE_NAMES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_PHASE_OF_ERA = (
    "(?:(?:the )?(?:beginning|end|start|middle) of the "
    "|(?:the )?(?:early|late|mid|middle)(?:~to~(?:mid|late))?~)"
)
# "1500 people", "2000 miles": the number counts something.
_COUNTED_THINGS = (
    "people men women children troops soldiers percent points million billion dollars euros "
    "pounds tons tonnes miles kilometers kilometres metres meters feet acres shares jobs workers "
    "employees units aircraft civilians pages seats members votes homes barrels students words "
    "patients cases deaths residents index"
).replace(" ", "|")


def _full_year(digits: str) -> int:
    """Return the year that "1999", "'99" or "99" means; two digits lie in 1941 … 2040."""
    number = int(digits.lstrip("'’"))
    if number >= 100:
        return number
    return number + (1900 if number > 40 else 2000)


def _year_beside(match: re.Match[str], context: Context) -> int | None:
    if match["year"]:
        return _full_year(match["year"])
    return year_in_words(match["year_word"], context, match.start())


def _quarter(match: re.Match[str], context: Context) -> DateReading:
    number = ordinal_number(match["name"] or match["digit"])
    if match["owner"]:
        year = year_in_words(match["owner"], context, match.start())
    elif match["year_before"]:
        year = int(match["year_before"])
    elif match["year"] or match["year_word"]:
        year = _year_beside(match, context)
    else:
        year = context.year_of(3 * number - 2, None, *match.span())
    return DateReading("DATE", f"{year:04d}-Q{number}" if year else None)


def _half(match: re.Match[str], context: Context) -> DateReading:
    year = _year_beside(match, context)
    number = 1 if match["which"].lower() == "first" else 2
    return DateReading("DATE", f"{year:04d}-H{number}" if year else None)


def _bare_half(match: re.Match[str], context: Context) -> DateReading:
    number = 1 if match["which"].lower() == "first" else 2
    year = context.year_of(6 * number - 5, None, *match.span())
    return DateReading("DATE", f"{year:04d}-H{number}" if year else None)


def _season_of_year(match: re.Match[str], context: Context) -> DateReading:
    year = _year_beside(match, context)
    code = SEASON_CODES[match["season"].lower()]
    return DateReading("DATE", f"{year:04d}-{code}" if year else None)


def _season_beside(match: re.Match[str], context: Context) -> DateReading:
    """Read "last summer", "this coming winter"."""
    season, which = match["season"].lower(), match["which"].lower().split()[-1]
    today = anchor_of(context, "month", match.start(), in_story=False)
    if today is None or today.month is None:
        return DateReading("DATE", None)
    year, month = today.year, SEASON_MONTHS[season]
    if which == "last" and month >= today.month - 1:
        year -= 1
    if which in ("next", "coming") and month <= today.month:
        year += 1
    code = SEASON_CODES[season]
    return DateReading("DATE", f"{year:04d}-{code}" if year_or_none(year) else None)


def _bare_season(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "during the summer", not "the Winter Olympics", "the fall of Saigon"."""
    season = match["season"]
    if season[0].isupper() or match[0][-1] == "\n":
        return None
    if context.word_before(match.start()) not in _BEFORE_A_SEASON and not _follows_season(
        match, context
    ):
        return None
    year = context.year_of(SEASON_MONTHS[season], None, *match.span())
    return DateReading("DATE", f"{year:04d}-{SEASON_CODES[season]}" if year else None)


def _follows_season(match: re.Match[str], context: Context) -> bool:
    between = context.since_last(match.start()).strip()
    return (context.last_value or "")[5:] in _SEASON_CODES and between in ("and", "or", "to", "-")


_SEASON_CODES = frozenset(SEASON_CODES.values())
_BEFORE_A_SEASON = frozenset("in during throughout over until since by through".split())


def _decade(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "the 1990s", "the '60s", "the 60s", "the sixties"; a bare "60s" may be an age."""
    if match["full"]:
        return DateReading("DATE", match["full"])
    tens = _DECADE_NAMES[match["name"].lower()] if match["name"] else int(match["tens"])
    sure = match["lead"] or match["apostrophe"] or _follows_decade(match, context)
    if not sure or (not match["lead"] and context.word_before(match.start()) in _OWNERS):
        return None
    return DateReading("DATE", f"{19 if tens > 2 or match['name'] else 20}{tens}")


# "in his sixties" tells an age.
_OWNERS = frozenset("his her their my our your its".split())


def _follows_decade(match: re.Match[str], context: Context) -> bool:
    between = context.since_last(match.start()).strip()
    return len(context.last_value or "") == 3 and between in ("and", "or", "to", "-", "–")


def _century(match: re.Match[str], _context: Context) -> DateReading | None:
    number = ordinal_number(match["which"])
    before_christ = match["era"] is not None and match["era"][0].upper() == "B"
    if not 1 <= number <= 99:
        return None
    return DateReading("DATE", f"{'BC' if before_christ else ''}{number - 1:02d}")


def _year_of_era(match: re.Match[str], _context: Context) -> DateReading:
    number = int(match["before"] or match["after"] or match["common"])
    return DateReading("DATE", f"BC{number:04d}" if match["before"] else f"{number:04d}")


def _plain_year(match: re.Match[str], context: Context) -> DateReading | None:
    # "Route 1990", "No. 1812" and "Russell 2000" name other things.
    if context.word_before(match.start()) in ("russell", "no", "route", "flight", "page"):
        return None
    return DateReading("DATE", match["year"])


def _fiscal_year(match: re.Match[str], _context: Context) -> DateReading:
    """Read "fiscal 1990", which has a value of its own since it isn't the calendar's year."""
    return DateReading("DATE", f"FY{match['year']}")


def _short_year(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "since '82", but not "the '99 Boys"."""
    leads = ("in", "since", "of", "from", "until", "to", "by", "summer", "winter", "spring")
    if context.word_before(match.start()) not in leads:
        return None
    return DateReading("DATE", str(_full_year(match["year"])))


_BC = "(?:BCE?|B[.] ?C[.]?)"

FAMILIES = (
    Family(
        "the third quarter of 2021, Q3 2021",
        (DateHead.QUARTER,),
        f"(?:(?P<owner>last|this|next) year's |(?:the )?(?P<year_before>{YEAR})(?:'s)? )?"
        "(?:(?:the )?(?:fiscal~)?(?P<name>first|second|third|fourth|final|[1-3](?:st|nd|rd)|4th)"
        f"(?:~fiscal)?~quarter|Q(?P<digit>[1-4])){_OF_YEAR}?",
        _quarter,
    ),
    Family(
        "the first half of 2021",
        (DateHead.PERIOD_NAME,),
        f"(?:the )?(?P<which>first|second|latter) half{_OF_YEAR}",
        _half,
    ),
    Family(
        "first-half (profit)",
        (DateHead.PERIOD_NAME,),
        "(?:the )?(?P<which>first|second)~half(?= (?:profits?|net|earnings|results|sales|loss"
        "|income|revenues?|pretax|operating))",
        _bare_half,
    ),
    Family(
        "fiscal year 1990",
        (DateHead.YEAR,),
        f"(?:the )?fiscal(?:~year)? (?P<year>{YEAR})",
        _fiscal_year,
    ),
    Family(
        "the summer of 1990, early spring 2021",
        (DateHead.SEASON,),
        f"(?:the )?{PHASE}?(?P<season>{SEASON}){_OF_YEAR}",
        _season_of_year,
    ),
    Family(
        "last summer",
        (DateHead.SEASON,),
        "(?:(?:early|late|later) )?(?P<which>last|next|this(?: past| coming)?) "
        f"(?P<season>{SEASON})",
        _season_beside,
    ),
    Family(
        "(during) the summer",
        (DateHead.SEASON,),
        f"(?P<the>the )?(?P<season>{SEASON})(?! of| in )",
        _bare_season,
    ),
    Family(
        "the 1990s, the late '60s, the sixties",
        (DateHead.YEAR, DateHead.SHORT_YEAR, DateHead.PERIOD_NAME),
        f"(?P<lead>{_PHASE_OF_ERA}|the )?(?:(?P<full>(?:1[4-9]|20)[0-9])0(?:')?s"
        f"|(?P<apostrophe>')?(?P<tens>[0-9])0'?s|(?P<name>{'|'.join(_DECADE_NAMES)}))"
        "(?! (?:percent|per cent|degrees))",
        _decade,
    ),
    Family(
        "the early 20th century, the third century BC",
        (DateHead.CENTURY,),
        f"(?:{_PHASE_OF_ERA}|the )?(?P<which>[0-9]{{1,2}}(?:st|nd|rd|th)"
        "|(?:four|fif|six|seven|eigh|nine)teenth|twentieth|twenty~first)~centur(?:y|ies)"
        f"(?: (?P<era>{_BC}|A[.]?D[.]?))?",
        _century,
    ),
    Family(
        "264 BC, AD 79, 79 CE",
        (DateHead.PERIOD_NAME,),
        f"(?P<before>[1-9][0-9]{{0,3}}) {_BC}|A[.]?D[.]? (?P<after>[1-9][0-9]{{0,3}})"
        "|(?P<common>[1-9][0-9]{0,3}) (?:AD|CE)",
        _year_of_era,
    ),
    Family(
        "1990, mid-1990, the year 1990",
        (DateHead.YEAR,),
        f"(?:{PHASE}|(?:the )?year )?(?P<year>{YEAR})"
        f"(?![%]|,[0-9]|[.][0-9]|~(?:{_COUNTED_THINGS})"
        "|(?:'s)? (?:first|second|third|fourth|final)~quarter)",
        _plain_year,
    ),
    Family("(since) '82", (DateHead.SHORT_YEAR,), "(?P<year>'[0-9]{2})", _short_year),
)
