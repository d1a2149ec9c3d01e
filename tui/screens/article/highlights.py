"""What is highlighted in an article, and how: labels, owners, speakers and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hedgerow.store.annotations import Annotation, Codebook, Label
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction, Suggestion
from hedgerow.tui.screens.article.article_tags import ArticleTags
from hedgerow.tui.screens.article.whose import PAIR_ROOM, looks_of
from hedgerow.tui.screens.base.label_looks import State, label_kind, label_looks
from hedgerow.tui.text.runs import Highlight
from hedgerow.tui.widgets.looks import FIXED, Look, Looks, speaker_look


def looks(tags: ArticleTags, codebook: Codebook, speakers: int, owners: Sequence[str]) -> Looks:
    """Give the look of each kind of mark, in the order in which they are laid over each other.

    Args:
        tags: all tags of the article.
        codebook: gives the labels their colours.
        speakers: how many speakers are named.
        owners: those whose tags are told from one another; empty where all look alike.
    """
    labels = _labels_in_use(tags, codebook)
    kinds: dict[str, Look] = {}
    kinds |= label_looks(labels)
    kinds |= looks_of(labels, owners) if owners else {}
    kinds |= FIXED
    kinds |= {speaker_kind(position): speaker_look(position) for position in range(speakers)}
    room = {"letter_room": PAIR_ROOM} if owners else {}
    return Looks(kinds, **room)


def _labels_in_use(tags: ArticleTags, codebook: Codebook) -> tuple[Label, ...]:
    known = {label.name: label for label in codebook.labels}
    for name in dict.fromkeys(one.annotation.label for one in tags.by_id.values()):
        known.setdefault(name, codebook.label(name))
    return tuple(known.values())


def speaker_kind(position: int) -> str:
    """Name the kind of highlight that a speaker has, by their position among the speakers."""
    return f"speaker {position}"


def marks_found(article: Article, found: Extraction) -> Iterator[Highlight]:
    """Give the highlights of what the article has by itself: its styles, speakers and dates."""
    for style in article.styles:
        yield Highlight(style.start, style.end, style.style)
    for position, speaker in enumerate(found.speakers):
        for mention in speaker.mentions:
            yield Highlight(*mention, speaker_kind(position))
    for date in found.dates:
        yield Highlight(*date.span, "date")


def marks_in(annotations: Iterable[Annotation], state: State) -> Iterator[Highlight]:
    """Give the highlights of tags that are in a state, each with its own passage."""
    for annotation in annotations:
        yield Highlight(*annotation.span, label_kind(annotation.label, state))


def highlight_of(suggestion: Suggestion) -> Highlight:
    """Give the highlight of a suggestion."""
    return Highlight(*suggestion.span, label_kind(suggestion.label, "suggested"))
