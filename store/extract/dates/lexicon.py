"""The words that dates are made of: pattern fragments, and what each word counts or names.

Fragments are regular expressions in the small dialect of `family.Family`: a space stands for
white space, `~` for white space or a hyphen, `'` for either apostrophe.
"""

from __future__ import annotations

# Any word that might be a month: `month_number` says whether it is one. Naming all of them in each
# pattern would make patterns slow to compile.
MONTH_NAME = "[JFMASOND][a-z]{2,8}"
MONTH = rf"(?:(?!May|June|July)[JFMASOND][a-z]{{2,3}}\.|{MONTH_NAME})"
WEEKDAY_NAMES = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# A shortened weekday counts only with its full stop: "Sun" and "Sat" are words.
WEEKDAY = rf"(?:{WEEKDAY_NAMES}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.)"
DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = "(?:1[4-9][0-9]{2}|20[0-9]{2})"
PART_OF_DAY = "(?:morning|afternoon|evening|night)"
SEASON = "(?:spring|summer|fall|autumn|winter)"
UNIT = "(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie)s?"
UNITS = "(?:seconds|minutes|hours|days|weeks|weekends|months|years|decades|centuries)"

# "early March", "the end of 2021": TIMEX3 keeps these words in the extent (its `mod` attribute).
PHASE = (
    "(?:(?:the )?(?:very )?(?:beginning|end|start|middle|rest|remainder) of "
    "|(?:very )?(?:early|late|mid)(?:~| in ))"
)
# "October of last year": the year that stands in words.
YEAR_IN_WORDS = (
    "(?P<year_word>last|next|this|that|the same|the previous|the following|the current|the) year"
)

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL_NUMBERS = {word: number for number, word in enumerate(_SMALL, start=1)}
_ROUND_NUMBERS = {word: number for number, word in enumerate(_TENS, start=2)}
_MULTIPLES = {"hundred": 100, "thousand": 1000}

_DIGIT_WORDS = "one|two|three|four|five|six|seven|eight|nine"
_SMALL_WORDS = (
    "one|two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten"
    "|eleven|twelve|thirteen|fifteen"
)
_TENS_WORDS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
NUMBER = (
    "(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|(?:[0-9]{1,2}~)?[1-3]/[2-4]|[0-9]{1,6}(?:[.][0-9]{1,3})?"
    f"|{_TENS_WORDS}(?:~(?:{_DIGIT_WORDS}))?"
    f"|(?:(?:an?|{_SMALL_WORDS}) )?(?:hundred|thousand)|{_SMALL_WORDS})"
)
COUNT = (
    f"(?:{NUMBER}(?:~and(?:~a)?~half)?|a few|a couple of|half(?:~an?)?|an?|several|few|many|some)"
)
APPROXIMATION = (
    "(?:about|around|approximately|nearly|almost|roughly|some|another|up to|at (?:least|most)"
    "|(?:(?:no|slightly|a little|well|just) )?(?:over|under|(?:more|less|fewer) than))"
)

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first"
).split()
_ORDINAL_NUMBERS = {word: number for number, word in enumerate(_ORDINALS, start=1)}

_WEEKDAY_KEYS = "mon tue wed thu fri sat sun".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_WEEKDAY_NUMBERS = {key: number for number, key in enumerate(_WEEKDAY_KEYS)}

# TIMEX3 codes (TimeML 1.2.1; TIDES TIMEX2 2005, table of date values).
PART_OF_DAY_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
SEASON_CODES = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
# The month in whose season we stand when only the season is named.
SEASON_MONTHS = {"spring": 4, "summer": 7, "fall": 10, "autumn": 10, "winter": 1}


def month_number(word: str) -> int | None:
    """Return 1 for "January", "Jan." or "JAN" … 12; None for what is no month, as is "may"."""
    return None if word[0].islower() else _MONTH_NUMBERS.get(word.lower().rstrip("."))


def weekday_number(word: str) -> int:
    """Return 0 for "Monday", "Mon." or "Mondays" … 6, as `datetime.date.weekday` counts."""
    return _WEEKDAY_NUMBERS[word[:3].lower()]


def ordinal_number(word: str) -> int:
    """Return 19 for "nineteenth", "19th" or "19"; 4 for "final" (of quarters)."""
    digits = "".join(character for character in word if character.isdigit())
    if digits:
        return int(digits)
    if word.lower() == "final":
        return 4
    return _ORDINAL_NUMBERS[word.lower().replace(" ", "-")]


def unit_name(word: str) -> str:
    """Return the singular, lower-case name of a unit: "Centuries" gives "century"."""
    singular = word.lower().removesuffix("s")
    return "century" if singular == "centurie" else singular


def count_of(words: str) -> float | None:
    """Return the number that `words` (matched by COUNT) name, or None where they are vague.

    "a couple of" is 2, as TimeML's examples have it; "a few", "several" and "many" are vague.
    """
    normal = " ".join(words.lower().replace("-", " ").split())
    whole, _, half = normal.partition(" and ")
    number = _plain_count(whole)
    return number + 0.5 if half and number is not None else number


def _plain_count(words: str) -> float | None:
    if "/" in words:
        whole, _, fraction = words.rpartition(" ")
        return float(whole or 0) + int(fraction[0]) / int(fraction[2])
    if words[0].isdigit():
        return float(words.replace(",", ""))
    if words in ("a", "an"):
        return 1
    if words.startswith("half"):
        return 0.5
    if words.endswith("couple of"):
        return 2
    total = 0
    for word in words.split():
        if word in _MULTIPLES:
            total = max(total, 1) * _MULTIPLES[word]
        elif word in _ROUND_NUMBERS:
            total += 10 * _ROUND_NUMBERS[word]
        else:
            total += _SMALL_NUMBERS.get(word, 0)
    return total or None
