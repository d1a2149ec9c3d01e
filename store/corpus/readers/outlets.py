"""Names of outlets: which lines are such a name, and which agency a dateline names."""

from __future__ import annotations

import re
from typing import Final

from hedgerow.store.corpus.readers.calendar_names import MONTH_NAME

_AGENCIES: Final = (
    "Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|UPI|Bloomberg"
    r"|Xinhua|TASS|Interfax|RIA|Kyodo|Kyodo News|Jiji|Yonhap|DPA|dpa|ANSA|EFE|PTI|ANI|IANS|Anadolu"
    r"|CNN|BBC|CBS|NBC|ABC|Fox News|NPR|PBS|CNBC|Al Jazeera|Dow Jones|MarketWatch|Thomson Reuters"
    r"|PRNewswire|PR Newswire|Business Wire|BUSINESS WIRE|GLOBE NEWSWIRE|GlobeNewswire|Newsfile"
    r"|Accesswire|ACCESSWIRE|CP|The Canadian Press|AAP|PA|Press Association|NYT|WP|KUNA|WAM|SPA"
    r"|Bernama|Antara|IRNA|Ukrinform|Belga|ANP|TT|NTB|Ritzau|LETA|BNS|PAP|CTK|MTI|KCNA|CNA|TNS|IRIN"
)
_PLACE: Final = r"[A-ZÀ-ÞŁ][\w.'’-]*(?:[ /][A-ZÀ-ÞŁ][\w.'’-]*){0,4}"
_DAY: Final = (
    rf"(?i:{MONTH_NAME}\s+\d{{1,2}}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+)?{MONTH_NAME}(?:(?:\s+del?)?\s+\d{{4}})?)"
)
# Agencies that write their name in small letters, some with that of a desk: "(dpa/lby)".
_SMALL_AGENCIES: Final = "dpa|apa|sda|afp|ots|epd|kna|sid|efe|ansa|lusa|ntb|anp|belga|reuters|ap"
_IN_BRACKETS: Final = re.compile(
    rf"\s*(?:{_PLACE}(?:,\s+{_PLACE}){{0,2}}(?:,?\s+{_DAY})?,?\s*(?:[-–—]+\s*)?)?"
    r"[(/](?:(?P<name>(?![A-Z]-[A-Z])[A-Z][\w&.’' -]{1,28}?)"
    rf"|(?P<small>{_SMALL_AGENCIES})(?:[/-][\w-]{{2,12}})*)[)/]\s*\.?\s*[-–—:_]+\s*"
)
_BARE: Final = re.compile(rf"\s*(?:{_PLACE},?\s+[-–—]\s+)?(?P<name>{_AGENCIES})\s*[-–—:]+\s+(?=\S)")
_AFTER_NAME: Final = re.compile(
    rf"(?:,\s+|\s+[-–—|/]\s+|\s+for\s+|\s+of\s+|\s+)(?P<name>(?:the\s+)?(?:{_AGENCIES}))(?:\s+writers?)?\s*\Z",
    re.IGNORECASE,
)
_AFTER_COMMA: Final = re.compile(r",\s+(?P<name>[^,]{2,50})\Z")
_WORDS: Final = frozenset(
    "post times news herald tribune guardian telegraph journal gazette chronicle star mail express"
    " observer independent press daily agency today standard globe sun mirror review week weekly"
    " magazine wire monitor dispatch courier sentinel bulletin register examiner inquirer record"
    " leader reuters bbc cnn npr afp ap bloomberg economist politico axios atlantic nation mercury"
    " republic advocate argus echo recorder reporter messenger enquirer scotsman spectator tass"
    " statesman hindu xinhua interfax newswire broadcasting network radio tv television online"
    " newspaper newsroom media union digest ledger beacon citizen democrat republican intelligencer"
    " evening sunday morning newsweek time quartz vox slate salon insider hill wall jazeera le der"
    " pravda izvestia figaro monde spiegel zeitung welt pais país gazeta kurier bote anzeiger"
    " nachrichten rundschau tageblatt tagblatt tageszeitung allgemeine volksblatt presse dépêche"
    " libération parisien diario periódico heraldo vanguardia mundo tidende tidning avis corriere"
    " repubblica stampa jornal folha estado".split()
)
# Names of newspapers that are one word with what they are called after: "Handelsblatt".
_ENDINGS: Final = ("posten", "bladet", "tidende", "zeitung", "blatt", "anzeiger", "avisen", "krant")
_OFFICES: Final = frozenset(
    "ministry department office house commission council government parliament agency bureau"
    " institute university foundation committee party court bank union association company inc"
    " corp ltd group court secretariat embassy command police authority nations senate".split()
)
_WRITER: Final = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|staff|columnist|contributor)\Z",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = frozenset(
    "the of and for a an in on at de la le du des und von et & – -".split()
)


def agency_in(opening: str) -> str | None:
    """Give the agency that a dateline names: "LONDON, March 2 (Reuters) -", "(AP) —"."""
    if match := _IN_BRACKETS.match(opening):
        return (match["name"] or match["small"]).strip()
    match = _BARE.match(opening)
    return match["name"].strip() if match else None


def agency_end(opening: str) -> int:
    """Say where a dateline that names an agency ends; 0 where there is none."""
    match = _IN_BRACKETS.match(opening) or _BARE.match(opening)
    return match.end() if match else 0


def outlet_of_byline(text: str) -> str | None:
    """Give the outlet at the end of a byline: "By Anna Writer, Associated Press"."""
    if not re.match(r"by\b", text, re.IGNORECASE):
        return None
    if match := _AFTER_NAME.search(text):
        return match["name"]
    match = _AFTER_COMMA.search(text)
    if (
        match
        and is_outlet(match["name"])
        and not re.search(r"\b(?:staff|writer|editor)\b", text, re.I)
    ):
        return match["name"]
    return None


def is_outlet(text: str, *, is_beside: bool = False) -> bool:
    """Say whether a line names an outlet.

    Args:
        text: the line.
        is_beside: whether a day or a byline stands with it, so that any name may be one.
    """
    words = re.findall(r"[\w&’'.-]+", text)
    if not 1 <= len(words) <= 7 or len(text) > 60 or text.endswith((".", "!", "?", ",", ";", ":")):
        return False
    if _WRITER.search(text) or re.match(r"(?:https?:|www\.)|\S+@\S+\Z", text):
        return False
    small = [word.lower() for word in words]
    is_name = all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS for word in words
    )
    if re.fullmatch(
        r"(?:[\w-]+\.)+(?:com|org|net|co|uk|de|fr|in|au|ca|eu|io|info)\b\S*", text.lower()
    ):
        return True
    if not is_name:
        return False
    known = any(word in _WORDS or word.endswith(_ENDINGS) for word in small)
    if not is_beside:
        return known and len(words) <= 5
    return known or small[0] == "the" or any(word in _OFFICES for word in small)
