"""Words that have a full stop of their own, which ends no sentence, or not always."""

from __future__ import annotations

import re
from typing import Final

TITLES: Final = frozenset(
    # addresses, offices, the church
    "mr mrs ms mx dr drs prof profs sen sens rep reps gov govs pres sec secy amb cllr cllrs atty "
    "asst assoc dist dep dir hon rt rev revs fr msgr mgr archbp bp ald supt mme mmes mlle messrs "
    "st ste sr sra srta judg "
    # ranks of soldiers, sailors, the police
    "gen gens lt col cols maj capt cpt cmdr comdr cdr adm vadm radm brig sgt sgts cpl pfc pvt spc "
    "com comm commr comdt ens det insp ofc dets supts const "
    # before names of places
    "mt ft".split()
)
"""Titles before a name, in small letters without their full stop."""

_OTHERS: Final = frozenset(
    "vs viz cf e.g i.e no nos art arts ch chs fig figs sect para pp vol vols ed eds approx est ca "
    "tel jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
NEVER_LAST: Final = TITLES - {"sr", "com", "ch"} | _OTHERS
"""Words whose full stop never ends a sentence; "No." is one before a number."""

SOMETIMES_LAST: Final = frozenset(
    "inc corp co cos ltd llc plc bros jr sr esq etc al com ch u.s u.k u.n e.u u.s.a d.c a.m p.m "
    "ph.d m.d b.c a.d dept depts univ assn ave blvd rd sq hwy pkwy int'l nat'l "
    # states, as the American press writes them
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo".split()
)
"""Words whose full stop ends a sentence only where a word follows that opens one."""

OPENERS: Final = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here "
    "in on at by for from to with after before since when while as if but and or so yet however "
    "meanwhile although though because what who how why no not some many most all both".split()
)
"""Words that open a sentence far more often than they follow an abbreviation within one."""

_NO_VOWEL: Final = re.compile(r"(?!.*(.)\1)[A-Z][b-df-hj-np-tv-xz]{1,4}")


def is_title(word: str) -> bool:
    """Say whether a word before a full stop and a name is a title: listed, or without a vowel.

    Args:
        word: without its full stop, as the text has it.
    """
    return word.lower() in TITLES or _NO_VOWEL.fullmatch(word) is not None
