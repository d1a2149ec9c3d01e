"""How far a person's work on an article has come: tags, verdicts, what is to be settled.

The list of articles needs to know of it before anything has been read; what is only needed to find
it out is loaded then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.store.annotations import Annotation, Annotations, Placements


@dataclass(frozen=True, slots=True)
class Headway:
    """Of one article: a person's tags by label, how many have a verdict, how many are unsettled.

    `published` is the publication date that an annotator has set, "" where none has.
    """

    tags: Mapping[str, int] = field(default_factory=dict)
    reviewed: int = 0
    unsettled: int = 0
    published: str = ""

    @property
    def tagged(self) -> int:
        """The number of tags of all labels."""
        return sum(self.tags.values())

    def document(self) -> bytes:
        """Write it down."""
        import orjson

        return orjson.dumps((dict(self.tags), self.reviewed, self.unsettled, self.published))


NO_HEADWAY = Headway()
"""Where an article has no annotations."""


def headway_from(document: bytes) -> Headway:
    """Read what `Headway.document` wrote."""
    import orjson

    return Headway(*orjson.loads(document))


def has_its_places(annotations: Annotations, article: str, text_sha256: str) -> bool:
    """Say whether every annotation of an article stands where it was made, in a text."""
    return all(
        made.is_history or made.text_sha256 == text_sha256 for made in annotations.of(article)
    )


def headway_of(
    annotations: Annotations, article: str, placements: Placements | None = None
) -> Headway:
    """Say how far the annotator's work on an article has come.

    Args:
        annotations: the corpus's annotations.
        article: the article's id.
        placements: where the annotations stand; without it, all have their places.
    """
    from hedgerow.store.annotations import reviews_of
    from hedgerow.store.workspace import count_unsettled

    made = [p.annotation for p in placements] if placements else annotations.of(article)
    own = [one for one in made if one.is_own_of(annotations.annotator)]
    reviews = reviews_of(annotations, article) if own else {}
    return Headway(
        tags=_by_label(own),
        reviewed=sum(1 for one in own if one.id in reviews),
        unsettled=count_unsettled(placements, annotations.annotator) if placements else 0,
        published=annotations.published(article) or "",
    )


def _by_label(own: Iterable[Annotation]) -> Counter[str]:
    return Counter(one.label for one in own)
