"""Days as the archives write them, in the languages of their exports."""

from __future__ import annotations

import datetime
import re
from typing import Final

from hedgerow.store.corpus import parse_date

_NAMES: Final = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "at": "jänner feber maerz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro"
    " novembro dezembro",
    "fr2": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
}
_SHORT: Final = {
    "jan": 1, "feb": 2, "fév": 2, "févr": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "avr": 4,
    "abr": 4, "jun": 6, "jul": 7, "juil": 7, "aug": 8, "ago": 8, "sep": 9, "sept": 9, "oct": 10,
    "okt": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12, "ene": 1,
    "janv": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "gen": 1,
}  # fmt: skip
MONTHS: Final = _SHORT | {
    name: number for names in _NAMES.values() for number, name in enumerate(names.split(), start=1)
}
_WEEKDAYS: Final = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|sat"
    r"|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag"
    r"|vrijdag|zaterdag|zondag|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira)"
)
_LEAD: Final = rf"\s*(?:{_WEEKDAYS}\.?,?\s+)?(?:le\s+|den\s+)?"
_WORD: Final = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY_FIRST: Final = re.compile(
    rf"{_LEAD}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?{_WORD},?\s*(?:del?\s+)?"
    r"(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"{_LEAD}{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
_FIGURES: Final = re.compile(
    rf"{_LEAD}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})\b"
)
_ISO: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\b")
_SLASHES: Final = re.compile(rf"{_LEAD}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<year>\d{{4}})\b")
_AFTER: Final = re.compile(
    rf"[\s,;.|–-]*(?:{_WEEKDAYS}\b.{{0,80}}|\(?\d{{1,2}}[:.h]\d\d.{{0,60}}|[^a-zß-ÿ]{{0,60}}"
    r"|(?:edition|correction|updated|appended|first|final|late|early|national|city|ausgabe|édition)"
    r".{0,80})$",
    re.IGNORECASE | re.DOTALL,
)


def day_at_start(text: str) -> tuple[str, str] | None:
    """Read the day at the beginning of a text.

    Returns:
        The day in ISO 8601, and what follows it; None where there is none.
    """
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _FIGURES):
        if not (match := pattern.match(text)):
            continue
        name = match["month"].lower()
        month = int(name) if name.isdigit() else MONTHS.get(name, 0)
        try:
            day = datetime.date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            continue
        return day.isoformat(), text[match.end() :]
    if (iso := _ISO.match(text)) and (stated := parse_date(iso[1])):
        return stated, text[iso.end() :]
    return _slashed(text)


def _slashed(text: str) -> tuple[str, str] | None:
    """Read 31/12/2021 and 12/31/2021; 3/2/2022 may be either of two days, and is none."""
    if not (match := _SLASHES.match(text)):
        return None
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    try:
        return datetime.date(year, month, day).isoformat(), text[match.end() :]
    except ValueError:
        return None


def stated_day(text: str) -> str | None:
    """Read a day that stands alone in a field, as an archive writes it; None where it is none."""
    found = day_at_start(text)
    return found[0] if found else parse_date(text.strip())


def day_line(text: str) -> str | None:
    """Read a line that holds a day and no more than what goes with one: weekday, time, edition."""
    found = day_at_start(text)
    if found is None or len(text) > 160:
        return None
    return found[0] if _AFTER.match(found[1]) else None
