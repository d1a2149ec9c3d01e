"""What is known of an article, put in terms of marks, rows and pieces of a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.annotations import Annotation
from store.article import Article
from store.codebook import Codebook, Label
from store.extract.findings import Extraction, Suggestion
from store.placement import Placed
from store.span import Span
from store.suggesting import Taken, still_open
from store.tagging import attribution_around
from tui.screens.label_looks import label_kind, label_looks
from tui.text.runs import Mark
from tui.text.visible import one_line
from tui.widgets.bar import Piece
from tui.widgets.line_list import Cell, Row
from tui.widgets.looks import FIXED, Look, Looks, speaker_look


class ArticleView:
    """An article with what was found and marked in it, ready to be shown.

    `found`, `placed`, `pending` (being saved), `unsaved` (could not be) and `dismissed` are set as
    they become known; everything else follows from them.
    """

    def __init__(self, article: Article, codebook: Codebook, annotator: str) -> None:
        self.article = article
        self._codebook = codebook
        self._annotator = annotator
        self.found = Extraction((), (), ())
        self.placed: list[Placed] = []
        self.pending: list[Annotation] = []
        self.unsaved: list[Annotation] = []
        self.dismissed: list[Taken] = []
        self.suggestions: list[Suggestion] = []
        """Those that nobody has settled; `sift_suggestions` brings them up to date."""

    def sift_suggestions(self, *, shown: bool = True) -> None:
        """Take the suggestions that are still open, or none where they are not `shown`."""
        own = [p for p in self.placed if p.annotation.annotator == self._annotator]
        taken = [(p.annotation.label, p.span) for p in own if p.is_anchored]
        taken += [(made.label, made.span) for made in (*self.pending, *self.unsaved)]
        found = self.found.suggestions if shown else ()
        self.suggestions = still_open(found, (*taken, *self.dismissed), self._codebook)

    # Where things stand

    @property
    def mentions(self) -> list[Span]:
        """The speakers' mentions and the dates, in text order."""
        speakers = (mention for speaker in self.found.speakers for mention in speaker.mentions)
        return sorted({*speakers, *(date.span for date in self.found.dates)})

    @property
    def tag_spans(self) -> list[Span]:
        """The tags that have a place, in text order."""
        return sorted({placed.span for placed in self.placed if placed.is_anchored})

    @property
    def suggestion_spans(self) -> list[Span]:
        """The passages that are suggested, in text order."""
        return sorted({suggestion.span for suggestion in self.suggestions})

    def suggestion_at(self, selected: Span, caret: int) -> Suggestion | None:
        """Give the suggestion that is selected, or else the smallest one at the caret."""
        here = [one for one in self.suggestions if one.span.start <= caret < one.span.end]
        exact = [one for one in self.suggestions if one.span == selected]
        return min(exact or here, key=lambda one: one.span.length, default=None)

    def tags_at(self, offset: int) -> list[Placed]:
        """Give the tags that cover an offset, the smallest and newest first."""
        covering = [
            placed
            for placed in self.placed
            if placed.is_anchored and placed.span.start <= offset < placed.span.end
        ]
        covering.sort(key=lambda placed: placed.annotation.created, reverse=True)
        return sorted(covering, key=lambda placed: placed.span.length)

    # Highlights

    @property
    def looks(self) -> Looks:
        """The look of each kind of mark, in the order in which they are laid over each other."""
        looks: dict[str, Look] = {}
        looks |= label_looks(self._labels_in_use())
        looks |= FIXED
        looks |= {
            _speaker_kind(position): speaker_look(position)
            for position in range(len(self.found.speakers))
        }
        return Looks(looks)

    def marks(self, matches: Iterable[tuple[int, int]] = ()) -> list[Mark]:
        """Give everything that is highlighted in the text."""
        return [*self._found_marks(), *self._tag_marks(), *(Mark(*m, "match") for m in matches)]

    def _found_marks(self) -> Iterator[Mark]:
        for style in self.article.styles:
            yield Mark(style.start, style.end, style.style)
        for position, speaker in enumerate(self.found.speakers):
            for mention in speaker.mentions:
                yield Mark(*mention, _speaker_kind(position))
        for date in self.found.dates:
            yield Mark(*date.span, "date")

    def _tag_marks(self) -> Iterator[Mark]:
        for suggestion in self.suggestions:
            yield Mark(*suggestion.span, label_kind(suggestion.label, "suggested"))
        for placed in self.placed:
            if placed.is_anchored:
                yield Mark(*placed.span, label_kind(placed.annotation.label))
        for annotation in self.pending:
            yield Mark(*annotation.span, label_kind(annotation.label, "pending"))
        for annotation in self.unsaved:
            yield Mark(*annotation.span, label_kind(annotation.label, "unsaved"))

    def _labels_in_use(self) -> tuple[Label, ...]:
        known = {label.name: label for label in self._codebook.labels}
        for placed in self.placed:
            name = placed.annotation.label
            known.setdefault(name, self._codebook.label(name))
        return tuple(known.values())

    # The side panel

    def panel_rows(self) -> list[Row]:
        """List the speakers, dates, tags and suggestions.

        The value of a row is the spans it stands for, or the id of a tag without a certain place.
        """
        rows = [*self._speaker_rows(), *self._date_rows(), *self._tag_rows()]
        return [*rows, *self._suggestion_rows()]

    def _speaker_rows(self) -> Iterator[Row]:
        named = (Cell("said", 5, is_right=True), Cell("named", 5, is_right=True))
        yield Row((Cell(f"Speakers {len(self.found.speakers)}"), *named))
        for position, speaker in enumerate(self.found.speakers):
            said = sum(1 for one in self.found.attributions if one.speaker == speaker.name)
            cells = (
                Cell("●", 1, _speaker_kind(position)),
                Cell(one_line(speaker.name)),
                Cell(str(said or ""), 5, is_right=True),
                Cell(str(len(speaker.mentions)), 5, is_right=True),
            )
            yield Row(cells, speaker.mentions)

    def _date_rows(self) -> Iterator[Row]:
        is_undated = any(date.value is None for date in self.found.dates)
        hint = (Cell("D sets the day", 14, is_right=True),) if is_undated else ()
        yield Row((Cell(f"Dates {len(self.found.dates)}"), *hint))
        for date in self.found.dates:
            words = one_line(date.span.of(self.article.text))
            yield Row((Cell(words), Cell(date.value or "?", 14, is_right=True)), (date.span,))

    def _tag_rows(self) -> Iterator[Row]:
        there = [placed for placed in self.placed if placed.is_anchored]
        unsettled = [placed for placed in self.placed if placed.needs_a_person]
        history = [p for p in self.placed if not p.is_anchored and not p.needs_a_person]
        yield _heading("Tags", len(there))
        for placed in sorted(there, key=lambda placed: placed.span):
            yield self._tag_row(placed, (placed.span,))
        if unsettled:
            yield _heading("To settle (A)", len(unsettled))
            yield from (self._tag_row(placed, placed.annotation.id) for placed in unsettled)
        if history:
            yield _heading("Kept as history", len(history))
            yield from (self._tag_row(placed, placed.annotation.id) for placed in history)

    def _tag_row(self, placed: Placed, value: object) -> Row:
        annotation = placed.annotation
        letter = self._codebook.label(annotation.label).letter
        cells = [
            Cell(letter, 1, label_kind(annotation.label)),
            Cell(one_line(annotation.quote)),
        ]
        if annotation.annotator != self._annotator:
            cells.append(Cell(one_line(annotation.annotator), 8, is_right=True))
        if placed.needs_a_person:
            cells.append(Cell(placed.anchor.status, 9, is_right=True))
        return Row(tuple(cells), value)

    def _suggestion_rows(self) -> Iterator[Row]:
        if self.suggestions:
            yield _heading("Suggestions (f)", len(self.suggestions))
        for suggestion in self.suggestions:
            words = one_line(suggestion.span.of(self.article.text))
            letter = self._codebook.label(suggestion.label).letter
            cells = (Cell(letter, 1, label_kind(suggestion.label)), Cell(words))
            yield Row(cells, (suggestion.span,))

    # The context line

    def context(self, selected: Span, caret: int) -> list[Piece]:
        """Say what is known of the place: the date's value, the tags there, who says it."""
        pieces: list[Piece] = []
        for date in self.found.dates:
            if date.span.start <= caret < date.span.end:
                words = one_line(date.span.of(self.article.text))
                value = date.value or "not known without a publication date (D sets it)"
                pieces += [Piece(f"“{words}” "), Piece(f"{value}", "key"), Piece(f" {date.type}  ")]
        if speaker := self._speaker_at(caret):
            pieces += [Piece(one_line(speaker), "title"), Piece("  ")]
        for placed in self.tags_at(caret)[:2]:
            pieces += self._tag_pieces(placed.annotation)
        if (suggestion := self.suggestion_at(selected, caret)) is not None:
            pieces += [
                Piece("suggested ", "muted"),
                Piece(one_line(suggestion.reason), "key"),
                Piece("   "),
            ]
        attribution = attribution_around(selected, self.found.attributions)
        if attribution is not None:
            who = attribution.speaker or "someone"
            cue = " ".join(span.of(self.article.text) for span in attribution.cue)
            pieces += [
                Piece("said by ", "muted"),
                Piece(one_line(who), "title"),
                Piece(f" ({one_line(cue)}, {attribution.kind})", "muted"),
            ]
        return pieces

    def _tag_pieces(self, annotation: Annotation) -> Iterator[Piece]:
        yield Piece(one_line(annotation.label), "key")
        if annotation.annotator != self._annotator:
            yield Piece(f" by {one_line(annotation.annotator)}")
        for name, value in describe(annotation):
            if name != "cue":
                yield Piece(" · ", "muted")
                yield Piece("" if name == "speaker" else f"{one_line(name)} ", "muted")
                yield Piece(value)
        yield Piece("   ")

    def _speaker_at(self, offset: int) -> str | None:
        for speaker in self.found.speakers:
            for mention in speaker.mentions:
                if mention.start <= offset < mention.end:
                    return f"{speaker.name} ({speaker.kind})"
        return None


def describe(annotation: Annotation) -> list[tuple[str, str]]:
    """List what is known of an annotation, as names and values."""
    facts = [
        ("speaker", annotation.speaker.value if annotation.speaker else ""),
        ("cue", annotation.cue.value if annotation.cue else ""),
        ("date", annotation.date.value if annotation.date else ""),
        *annotation.attributes.items(),
        ("memo", annotation.memo),
    ]
    return [(name, one_line(str(value))) for name, value in facts if value]


def _heading(name: str, count: int) -> Row:
    return Row((Cell(f"{name} {count}"),))


def _speaker_kind(position: int) -> str:
    return f"speaker {position}"
