"""What the names of classes, and the words of short lines, say about a piece of a page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from hedgerow.store.corpus.readers.days import day_at
from hedgerow.store.corpus.readers.markup import Element

_WORDS = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_COMMENTS: Final = frozenset("comments commentlist disqus respond comment livefyre".split())
_FURNITURE: Final = frozenset(
    """
    share sharing sharebar shareline social socials addthis sharedaddy sharethis
    related recirc recirculation recommended recommendation recommendations promo promos promotion
    newsletter newsletters subscribe subscription signup donate donation
    advert adverts advertisement advertisements advertising ads adslot sponsor sponsored
    taboola outbrain zergnet revcontent dfp gpt
    cookie cookies consent gdpr onetrust didomi
    breadcrumb breadcrumbs crumbs pagination pager toolbar popup modal overlay lightbox
    trending popular mostread teaser teasers sidebar nav navbar navigation menu footer
    widget widgets tags taglist topics keywords byline bylines author authors dateline timestamp
    copyright disclaimer caption figcaption credit printonly hidden visuallyhidden
    offscreen skip login signin paywall regwall poll quiz rating ratings readmore
    """.split()
)
_OTHERS: Final = _COMMENTS | frozenset(
    "related recirc recommended recommendations trending popular mostread teaser teasers sidebar"
    " widget promo latest".split()
)
_PAIRS: Final = frozenset(
    """
    most-read read-more read-next also-read more-from more-on more-stories more-news sign-up log-in
    tag-list post-tags entry-tags entry-meta post-meta article-meta story-meta meta-info
    sr-only visually-hidden screen-reader skip-link posted-on published-date
    publish-date date-published post-date entry-date article-date author-bio about-author
    up-next next-article previous-article prev-next post-navigation follow-us print-only ad-slot
    ad-container ad-wrapper ad-unit
    """.split()
)
# How lines begin that belong to the page; and what others, which could begin a sentence, say whole.
_SCRAP = re.compile(
    r"(?:read (?:more|next|also)\b|see also\b|also read\b|more on this\b|follow us\b"
    r"|click here\b"
    r"|share (?:this\b|via\b|on (?:facebook|twitter|x|whatsapp|linkedin)\b)"
    r"|skip to (?:content|main)"
    r"|sign up (?:to|for|now|here)\b|subscribe (?:to|for|now|today)\b|(?:story|article) continues\b"
    r"|continue reading\b|all rights reserved|©|copyright (?:©|\(c\)|\d{4})|we use cookies\b"
    r"|this (?:web)?site uses cookies|please enable\b|enable javascript|image (?:source|caption)\b"
    r"|photo(?:graph)?(?: by\b|:)|listen to this\b|watch:|read:|related:|by signing up\b"
    r"|get (?:the|our) .{0,30}newsletter|lee también|lea también|mehr zum thema|lesen sie auch"
    r"|lire aussi|leggi anche|leia também|más en "
    r"|(?:advertisements?|publicidad|anzeige|werbung|publicité|pubblicità|publicidade|subscribe"
    r"|related(?: (?:articles|stories|content|topics))?|share|loading|scroll down|your email"
    r"|more (?:news|stories))\W*$)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:[Bb]y|BY) [A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|and|de|van|von|[|,])){1,8}$"
)
_LED_IN = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|date)(?: on| at)?:?|[•|-])?\s*", re.I
)
_NO_MORE_THAN_A_TIME = re.compile(
    r"[\s,|•·–—-]*(?:at |um )?(?:\d\d?[:.h]\d\d(?::\d\d)?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:\(?[A-Z]{2,4}\)?|Uhr|h)?\s*",
    re.IGNORECASE,
)
_LONGEST_FACTS: Final = 90
_LONGEST_SCRAP: Final = 200


def is_comments(element: Element) -> bool:
    """Say whether an element's names call it what readers wrote beneath the article."""
    words = _words(element)
    return bool(words) and not _COMMENTS.isdisjoint(words)


def is_furniture(element: Element) -> bool:
    """Say whether an element is named as something that stands around an article."""
    if element.tag in ("figcaption", "address"):
        return True
    if element.get("itemprop") in ("author", "datePublished", "dateModified"):
        return True
    words = _words(element)
    if not words:
        return False
    if not _FURNITURE.isdisjoint(words):
        return True
    pairs = map("-".join, pairwise(words))
    return not _PAIRS.isdisjoint(pairs)


def is_about_others(element: Element) -> bool:
    """Say whether an element is named as a list of other articles, or of comments."""
    return not _OTHERS.isdisjoint(_words(element))


def is_scrap(text: str) -> bool:
    """Say whether a short line is an advertisement's, a link's or a notice's."""
    return len(text) <= _LONGEST_SCRAP and _SCRAP.match(text) is not None


def _words(element: Element) -> list[str]:
    attributes = element.attributes
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(names) == 1:
        return []
    return _WORDS.findall(_CAMEL.sub("-", names).lower())


def is_line_of_facts(text: str) -> bool:
    """Say whether a line says only who wrote an article, or when it appeared."""
    if len(text) > _LONGEST_FACTS:
        return False
    return _BYLINE.match(text) is not None or day_alone(text) is not None


def day_alone(text: str) -> str | None:
    """Give the day of a line that says nothing else: "Published: 2 March 2022, 10:00 GMT"."""
    if len(text) > _LONGEST_FACTS:
        return None
    start = _LED_IN.match(text)
    found = day_at(text, start.end() if start else 0)
    if found is None or len(found.days) > 1:
        return None
    return found.days[0] if _NO_MORE_THAN_A_TIME.fullmatch(text, found.end) else None
