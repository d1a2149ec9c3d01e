"""Which columns of the world's records hold an article's text, title, outlet, day, address and id.

A name is compared without regard to case and to what stands between its words: "pub_date",
"pubDate" and "Pub Date" are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

FIELDS: Final = ("text", "title", "outlet", "published", "url", "id")
"""What a record may say of an article; a person may name the column of each."""

_NAMES: Final = {
    "text": (
        "text fulltext articletext articlebody articlecontent maintext maincontent plaintext"
        " cleantext cleanedtext bodytext textbody body storytext storybody story contenttext"
        " textcontent fullcontent content contents postcontent article document documenttext"
        " newstext newscontent newsbody news transcript rawtext paragraphs bodyhtml contenthtml"
        " articlehtml html main mainhtml"
        " volltext artikeltext artikel inhalt texte contenu texto contenido cuerpo"
    ),
    "title": (
        "title headline articletitle articleheadline newstitle storytitle newsheadline webtitle"
        " headlinetext titletext headlinemain mainheadline documenttitle pagetitle posttitle head"
        " heading hed ogtitle name"
        " titel überschrift schlagzeile titre título titulo titular"
    ),
    "outlet": (
        "outlet newsoutlet mediaoutlet outletname newspaper newspapername paper papername"
        " publication"
        " publicationname publicationtitle publisher sourcename namesource sourcetitle titlesource"
        " publishername source souce newssource medianame mediasource media journal"
        " containertitle site sitename ogsitename website brand provider sourceid"
        " sourcedomain domain hostname netloc mediaurl domainurl cleanurl"
        " quelle zeitung quellenname fuente medio periódico periodico"
    ),
    "published": (
        "published publishedat publisheddate publishedon publisheddatetime publishedtime"
        " publishedutc publishdate publishdatetime publishtime publicationdate"
        " publicationdatetime publicationtime publishingdate datepublish datepublished"
        " datepublication datepub pubdate pubdatetime pubtime datetimepub webpublicationdate"
        " firstpublicationdate firstpublished firstpublishedat articlepublishedtime issued"
        " issuedate dateissued releasedate articledate storydate newsdate postdate posteddate"
        " dateposted postedat postedon date datetime pdate isodate datum erscheinungsdatum"
        " veröffentlicht veröffentlichtam veröffentlichungsdatum fecha fechapublicacion"
        " fechadepublicación created createdat createdutc datecreated creationdate"
        " timestamp time day"
    ),
    "url": (
        "url articleurl storyurl newsurl weburl pageurl posturl sourceurl link articlelink"
        " newslink canonicalurl canonicallink canonical permalink originalurl resolvedurl givenurl"
        " ogurl mainentityofpage href"
        " links uri lien enlace"
    ),
    "id": (
        "id uid uuid guid articleid articleuuid docid documentid storyid storiesid newsid postid"
        " itemid recordid externalid uri url articleurl weburl pageurl link articlelink"
        " canonicalurl permalink"
    ),
}
# What the names of columns end in that are none of these, and what they must not hold then.
_ENDINGS: Final = {
    "text": (
        ("text", "body", "content", "plaintext"),
        "title headline alt caption anchor comment summary short lead snippet excerpt tag type"
        " length raw html context",
    ),
    "title": (("title", "headline"), "page source site journal sub section series publication"),
    "outlet": (("newspaper", "outlet", "publisher", "publication", "sourcename"), "date time url"),
    "published": (
        ("published", "date", "publishedat", "pubdate", "publishtime"),
        "warc crawl download update modif edit access index seen scrap retriev collect insert fetch"
        " process archive expire valid event birth start end added is",
    ),
    "url": (
        ("url", "link", "permalink"),
        "image img thumb logo icon media video audio author source home feed archive short video"
        " api parent",
    ),
    "excerpt": (("summary", "description", "abstract", "snippet", "excerpt"), "image meta"),
}
_EXCERPTS: Final = "leadparagraph lead abstract summary description snippet excerpt teaser intro"
_WRAPPERS: Final = frozenset(
    "article data doc document record story post item fields attributes payload thread"
    " meta metadata info properties details content entry feedentry node result".split()
)
_RANKS: Final = {
    field: {name: rank for rank, name in enumerate(names.split())}
    for field, names in _NAMES.items()
}
_EXCERPT_RANKS: Final = {name: rank for rank, name in enumerate(_EXCERPTS.split())}
_OF_HEDGEROW: Final = frozenset(FIELDS) | {"published_from"}


class ColumnsOfRecords(NamedTuple):
    """The columns of records that have the same names: for each field, those to try in turn.

    `within` names the columns in which a record of its own may stand, for what is missing.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    @property
    def are_hedgerows(self) -> bool:
        """Whether each field stands under the name that Hedgerow itself gives it."""
        firsts = ((field, getattr(self, field)[:1]) for field in FIELDS if field != "id")
        return all(columns in ((), (field,)) for field, columns in firsts)


class ColumnFinder:
    """Finds the columns of records, once for all that have the same names.

    Attributes:
        given: the column of a field, where a person has named it.
        takes_excerpts: whether a summary may stand for a text, since nothing better was seen.
    """

    def __init__(
        self, given: Mapping[str, str] | None = None, *, takes_excerpts: bool = False
    ) -> None:
        self.given = dict(given or {})
        self.takes_excerpts = takes_excerpts
        self._known: dict[tuple[str, ...], ColumnsOfRecords] = {}

    def columns_of(self, record: Mapping[str, object]) -> ColumnsOfRecords:
        """Give the columns of a record, by its names."""
        names = tuple(record)
        columns = self._known.get(names)
        if columns is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            columns = self._known[names] = self._find(names)
        return columns

    def _find(self, names: tuple[str, ...]) -> ColumnsOfRecords:
        plain = [(plain_name(name.removeprefix(f"{_HIT}.")), name) for name in names]
        found = {
            field: _ranked(plain, ranks) or _ending_in(plain, field, ranks)
            for field, ranks in _RANKS.items()
        }
        found["outlet"] = tuple(name for name in found["outlet"] if name != _HIT)
        if not found["text"] and self.takes_excerpts:
            found["text"] = _ranked(plain, _EXCERPT_RANKS) or _ending_in(
                plain, "excerpt", _EXCERPT_RANKS
            )
        for field, column in self.given.items():
            found[field] = tuple(name for name in names if name == column) or tuple(
                name for ending, name in plain if ending == plain_name(column)
            )
        within = tuple(name for known, name in plain if known in _WRAPPERS or name == _HIT)
        return ColumnsOfRecords(**found, within=within)


_HIT: Final = "_source"  # in what a search engine gives, the record itself; no source of news
_MOST_KNOWN: Final = 1000


def plain_name(name: str) -> str:
    """Give the letters and digits of a column's name, in small letters."""
    return "".join(character for character in name.casefold() if character.isalnum())


def is_of_hedgerow(names: Iterable[str]) -> bool:
    """Say whether records with these names have the form that Hedgerow itself writes."""
    return {"id", "text"} <= (found := set(names)) and found <= _OF_HEDGEROW | {"source"}


def _ranked(plain: list[tuple[str, str]], ranks: Mapping[str, int]) -> tuple[str, ...]:
    known = [(ranks[name], original) for name, original in plain if name in ranks]
    return tuple(original for _, original in sorted(known, key=lambda pair: pair[0]))


def _ending_in(
    plain: list[tuple[str, str]], field: str, ranks: Mapping[str, int]
) -> tuple[str, ...]:
    """Give the columns whose names end as those of a field do, such as "document_url"."""
    if field not in _ENDINGS:
        return ()
    endings, words = _ENDINGS[field]
    excluded = words.split()
    return tuple(
        original
        for name, original in plain
        if name.endswith(endings)
        and name not in ranks
        and not any(map(name.__contains__, excluded))
    )
