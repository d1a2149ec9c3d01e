"""The names of months and weekdays in the languages of the news, for days that texts state."""

from __future__ import annotations

from typing import Final

# In the order of the year; the names of one month between commas, whole or short.
_MONTHS: Final = {
    "English": "january jan, february feb, march mar, april apr, may, june jun, july jul"
    ", august aug, september sept sep, october oct, november nov, december dec",
    "German": "januar jänner jan, februar feber feb, märz maerz mär mrz, april apr, mai, juni jun"
    ", juli jul, august aug, september sept sep, oktober okt, november nov, dezember dez",
    "French": "janvier janv, février fevrier févr fév, mars, avril avr, mai, juin, juillet juil"
    ", août aout, septembre sept, octobre oct, novembre nov, décembre decembre déc",
    "Spanish": "enero ene, febrero feb, marzo mar, abril abr, mayo, junio jun, julio jul"
    ", agosto ago, septiembre setiembre sept sep, octubre oct, noviembre nov, diciembre dic",
}
_WEEKDAYS: Final = {
    "English": "monday mon, tuesday tues tue, wednesday wednes wed, thursday thurs thur thu"
    ", friday fri, saturday satur sat, sunday sun",
    "German": "montag, dienstag, mittwoch, donnerstag, freitag, samstag sonnabend, sonntag",
    "French": "lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche",
    "Spanish": "lunes, martes, miércoles miercoles, jueves, viernes, sábado sabado, domingo",
}


def _numbered(tables: dict[str, str], first: int) -> dict[str, int]:
    return {
        name: number
        for table in tables.values()
        for number, names in enumerate(table.split(", "), start=first)
        for name in names.split()
    }


MONTHS: Final = _numbered(_MONTHS, 1)
"""The number of a month by its name or a short form of it, lower case and without a full stop."""

WEEKDAYS: Final = _numbered(_WEEKDAYS, 0)
"""The number of a weekday by its name, as `MONTHS`; Monday is 0, as in Python's calendar."""


def _pattern(names: dict[str, int]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return rf"(?:{'|'.join(longest_first)})\b\.?"


MONTH_NAME: Final = _pattern(MONTHS)
"""A pattern of the months' names, whole or short; use it without regard to case."""

WEEKDAY_NAME: Final = _pattern(WEEKDAYS)
"""A pattern of the weekdays' names; use it without regard to case."""


def month_of(name: str) -> int | None:
    """Give the number of a month by its name, in any case; None where it is none's."""
    return MONTHS.get(name.casefold().rstrip("."))


def weekday_of(name: str) -> int | None:
    """Give the number of a weekday by its name, in any case; None where it is none's."""
    return WEEKDAYS.get(name.casefold().rstrip("."))
