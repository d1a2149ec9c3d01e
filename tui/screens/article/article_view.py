"""What is known of an article, put in terms of marks, rows and pieces of a bar."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hedgerow.store.adjudication import Decision, decision_in_words
from hedgerow.store.annotations import Annotation, Codebook, Label, Placed
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction, Suggestion
from hedgerow.store.span import Span
from hedgerow.store.tagging import SettledPassage, suggestions_still_open
from hedgerow.tui.screens.article.article_tags import ArticleTags
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.screens.article.whose import PAIR_ROOM, Shown, kind_of, looks_of
from hedgerow.tui.screens.base.label_looks import label_kind, label_looks
from hedgerow.tui.text.runs import Mark
from hedgerow.tui.text.span_list import SpanList
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.looks import FIXED, Look, Looks, speaker_look


class ArticleView:
    """An article with what was found and marked in it, ready to be shown.

    `findings`, `placed`, `pending` (being saved), `unsaved` (could not be) and `dismissed` are set
    as they become known; everything else follows from them. What changes one by one costs what
    stands at its place, however much stands elsewhere.
    """

    def __init__(self, article: Article, codebook: Codebook, annotator: str) -> None:
        self.article = article
        self.codebook = codebook
        self.annotator = annotator
        self.pending: list[Annotation] = []
        self.unsaved: list[Annotation] = []
        self.dismissed: list[SettledPassage] = []
        self.decisions: Mapping[str, Decision] = {}  # on tags, by their ids
        self._shown: Shown | None = None
        self._findings = Findings(Extraction((), (), ()))
        self._tags = self._shown_tags = ArticleTags()
        self._looks: Looks | None = None
        self._open = _OpenSuggestions()
        self._touched: list[Span] | None = None  # where tags have changed; None: anywhere
        # What the open suggestions were sifted by, besides the tags.
        self._settled: set[SettledPassage] = set()
        self._shows = True
        # By how much each highlight is there more often than when it was last drawn.
        self._changes: Counter[Mark] | None = None
        self._passing: Counter[Mark] = Counter()  # what is being saved, as it was last drawn

    @property
    def findings(self) -> Findings:
        """What was found, by position."""
        return self._findings

    @findings.setter
    def findings(self, findings: Findings) -> None:
        self._findings = findings
        self._begin_anew()

    @property
    def found(self) -> Extraction:
        """What was found."""
        return self._findings.found

    @found.setter
    def found(self, found: Extraction) -> None:
        self.findings = Findings(found)

    @property
    def tags(self) -> ArticleTags:
        """The tags, by position and by id; change them by way of the view."""
        return self._tags

    @property
    def placed(self) -> list[Placed]:
        """The tags, with where they stand."""
        return list(self._tags.by_id.values())

    @placed.setter
    def placed(self, placed: Iterable[Placed]) -> None:
        self._tags = ArticleTags(placed)
        self._sift_tags()
        self._begin_anew()

    @property
    def shown(self) -> Shown:
        """Whose tags are shown, each told from the others'; everybody's, all alike, at first."""
        return self._shown or Shown(None)

    @shown.setter
    def shown(self, shown: Shown) -> None:
        self._shown = shown
        self._sift_tags()
        self._begin_anew()

    @property
    def shown_owner(self) -> str | None:
        """The one whose tags are shown; None for everybody."""
        return self.shown.owner

    @property
    def shown_tags(self) -> ArticleTags:
        """The tags that are shown."""
        return self._shown_tags

    @property
    def owners(self) -> list[str]:
        """Those who have tags here, the annotator included, in order of their names."""
        if self.shown.among:
            return list(self.shown.among)
        there = (owner for owner, count in self._tags.owners.items() if count)
        return sorted({*there, self.annotator})

    def _sift_tags(self) -> None:
        """Find the tags that are shown; where that is all, they are not kept twice."""
        all_tags = self._tags.by_id.values()
        there = [one for one in all_tags if self.shown.includes(one.annotation)]
        self._shown_tags = self._tags if len(there) == len(all_tags) else ArticleTags(there)

    def _kind(self, annotation: Annotation) -> str:
        return kind_of(annotation) if self._tells_owners else label_kind(annotation.label)

    def change_tags(self, changes: Mapping[str, Placed | None]) -> None:
        """Put some tags in the place of those with their ids; None takes one out."""
        for key, placed in changes.items():
            before = self._tags.take_out(key)
            if placed is not None:
                self._tags.put(placed)
            for one, step in ((before, -1), (placed, 1)):
                if one is not None and self.shown.includes(one.annotation):
                    if one.is_anchored:
                        self._note(Mark(*one.span, self._kind(one.annotation)), step)
                elif one is not None and self._shown_tags is self._tags:
                    self._sift_tags()
            if self._shown_tags is not self._tags:
                self._shown_tags.take_out(key)
                if placed is not None and self.shown.includes(placed.annotation):
                    self._shown_tags.put(placed)

    def successor(self) -> ArticleView:
        """Give a view of the same article to be filled elsewhere, with all of this but its tags.

        What is being saved is in both until the one takes the place of the other.
        """
        view = ArticleView(self.article, self.codebook, self.annotator)
        view.pending, view.unsaved, view.dismissed = self.pending, self.unsaved, self.dismissed
        view.decisions, view._shown = self.decisions, self._shown
        view.findings = self.findings
        return view

    def _begin_anew(self) -> None:
        self._looks = self._changes = self._touched = None

    def _note(self, mark: Mark, step: int) -> None:
        """Note that a highlight of a label has come or gone."""
        if self._looks is not None and mark.kind not in self._looks:
            self._begin_anew()  # a label that nothing had so far
        if self._changes is not None:
            self._changes[mark] += step
        if self._touched is not None:
            self._touched.append(Span(mark.start, mark.end))

    # Suggestions

    @property
    def suggestions(self) -> list[Suggestion]:
        """Those that nobody has settled, in text order; `sift_suggestions` finds them."""
        return [self.found.suggestions[position] for position in self._open.positions]

    @property
    def suggestion_count(self) -> int:
        """How many suggestions nobody has settled."""
        return len(self._open.positions)

    def nth_suggestion(self, position: int) -> Suggestion:
        """Give one of the suggestions that nobody has settled."""
        return self.found.suggestions[self._open.positions[position]]

    def sift_suggestions(self, *, shown: bool = True) -> None:
        """Take the suggestions that are still open, or none where they are not `shown`."""
        waiting = [(made.label, made.span) for made in (*self.pending, *self.unsaved)]
        settled = {*waiting, *self.dismissed}
        if self._touched is None or self._shows != shown:
            self._sift_all(waiting, shown=shown)
        elif shown:
            for span in {*self._touched, *(span for _, span in settled ^ self._settled)}:
                self._sift_at(span, waiting)
        self._settled, self._shows, self._touched = settled, shown, []

    def _sift_all(self, waiting: list[SettledPassage], *, shown: bool) -> None:
        taken = [*self._own_taken(self._tags.by_id.values()), *waiting, *self.dismissed]
        found = self.found.suggestions if shown else ()
        still = {id(one) for one in suggestions_still_open(found, taken, self.codebook)}
        positions = [position for position, one in enumerate(found) if id(one) in still]
        self._open = _OpenSuggestions((position, found[position].span) for position in positions)
        self._changes = None

    def _sift_at(self, span: Span, waiting: list[SettledPassage]) -> None:
        """Open or close the suggestions that touch a span."""
        for position, suggestion in self._findings.suggestions_touching(span):
            own = self._own_taken(self._tags.touching(suggestion.span))
            taken = [*own, *waiting, *self.dismissed]
            is_open = bool(suggestions_still_open((suggestion,), taken, self.codebook))
            if is_open != (position in self._open):
                self._open.toggle(position, suggestion.span)
                if self._changes is not None:
                    self._changes[_mark_of(suggestion)] += 1 if is_open else -1

    def _own_taken(self, tags: Iterable[Placed]) -> Iterator[SettledPassage]:
        for placed in tags:
            if placed.is_anchored and placed.annotation.is_own_of(self.annotator):
                yield placed.annotation.label, placed.span

    # Where things stand

    @property
    def mentions(self) -> list[Span]:
        """The speakers' mentions and the dates, in text order."""
        return self._findings.mentions

    @property
    def tag_spans(self) -> list[Span]:
        """The tags that are shown and have a place, in text order."""
        return self._shown_tags.spans

    @property
    def suggestion_spans(self) -> list[Span]:
        """The passages that are suggested, in text order."""
        return self._open.spans

    def suggestion_at(self, selected: Span, caret: int) -> Suggestion | None:
        """Give the suggestion that is selected, or else the smallest one at the caret."""
        near = [*self._open_at(Span(caret, caret + 1)), *self._open_at(selected)]
        exact = [one for one in near if one.span == selected]
        here = [one for one in near if one.span.start <= caret < one.span.end]
        return min(exact or here, key=lambda one: one.span.length, default=None)

    def _open_at(self, span: Span) -> Iterator[Suggestion]:
        """Give the open suggestions at the first character of a span."""
        start, _ = span
        for position, suggestion in self._findings.suggestions_touching((start, start + 1)):
            if position in self._open:
                yield suggestion

    def tags_at(self, offset: int) -> list[Placed]:
        """Give the tags shown that cover an offset, the smallest and newest first."""
        return self._shown_tags.at(offset)

    # Highlights

    @property
    def looks(self) -> Looks:
        """The look of each kind of mark, in the order in which they are laid over each other."""
        if self._looks is None:
            looks: dict[str, Look] = {}
            looks |= label_looks(self._labels_in_use())
            looks |= self._looks_of_owners()
            looks |= FIXED
            looks |= {
                speaker_kind(position): speaker_look(position)
                for position in range(len(self.found.speakers))
            }
            room = {"letter_room": PAIR_ROOM} if self._tells_owners else {}
            self._looks = Looks(looks, **room)
        return self._looks

    @property
    def _tells_owners(self) -> bool:
        return self._shown is not None and self._shown.owner != self.annotator

    def _looks_of_owners(self) -> dict[str, Look]:
        return looks_of(self._labels_in_use(), self.owners) if self._tells_owners else {}

    def marks(self) -> list[Mark]:
        """Give everything that is highlighted in the text; `mark_changes` goes on from there."""
        self._passing = Counter(self._passing_marks())
        self._changes = Counter()
        return [*self._found_marks(), *self._tag_marks(), *self._passing_marks()]

    def mark_changes(self) -> Counter[Mark] | None:
        """Say how much more often each highlight is there than when it was last asked for.

        None where the marks have to be taken anew, since they have changed as a whole.
        """
        if self._changes is None:
            return None
        passing = Counter(self._passing_marks())
        changes, self._changes = self._changes, Counter()
        changes.update(passing)
        changes.subtract(self._passing)
        self._passing = passing
        return changes

    def _found_marks(self) -> Iterator[Mark]:
        for style in self.article.styles:
            yield Mark(style.start, style.end, style.style)
        for position, speaker in enumerate(self.found.speakers):
            for mention in speaker.mentions:
                yield Mark(*mention, speaker_kind(position))
        for date in self.found.dates:
            yield Mark(*date.span, "date")

    def _tag_marks(self) -> Iterator[Mark]:
        yield from map(_mark_of, self.suggestions)
        for placed in self._shown_tags.by_id.values():
            if placed.is_anchored:
                yield Mark(*placed.span, self._kind(placed.annotation))

    def _passing_marks(self) -> Iterator[Mark]:
        for annotation in self.pending:
            yield Mark(*annotation.span, label_kind(annotation.label, "pending"))
        for annotation in self.unsaved:
            yield Mark(*annotation.span, label_kind(annotation.label, "unsaved"))

    def _labels_in_use(self) -> tuple[Label, ...]:
        known = {label.name: label for label in self.codebook.labels}
        for name in dict.fromkeys(one.annotation.label for one in self._tags.by_id.values()):
            known.setdefault(name, self.codebook.label(name))
        return tuple(known.values())

    # The context line

    def context(self, selected: Span, caret: int) -> list[Piece]:
        """Say what is known of the place: the date's value, the tags there, who says it."""
        pieces: list[Piece] = []
        for date in self._findings.dates_at(caret):
            words = one_line(date.span.of(self.article.text))
            value = date.value or "not known without a publication date (D sets it)"
            pieces += [Piece(f"“{words}” "), Piece(f"{value}", "key"), Piece(f" {date.type}  ")]
        if speaker := self._findings.speaker_at(caret):
            named = one_line(f"{speaker.name} ({speaker.kind})")
            pieces += [Piece(named, "title"), Piece("  ")]
        for placed in self.tags_at(caret)[:2]:
            pieces += self._tag_pieces(placed.annotation)
        if (suggestion := self.suggestion_at(selected, caret)) is not None:
            pieces += [
                Piece("suggested ", "muted"),
                Piece(one_line(suggestion.reason), "key"),
                Piece("   "),
            ]
        attribution = self._findings.attribution_around(selected)
        if attribution is not None:
            who = attribution.speaker or "someone"
            cue = " ".join(span.of(self.article.text) for span in attribution.cue)
            pieces += [
                Piece("said by ", "muted"),
                Piece(one_line(who), "title"),
                Piece(f" ({one_line(cue)}, {attribution.kind})", "muted"),
            ]
        return pieces

    def decided_on(self, annotation: Annotation) -> str:
        """Say what was decided on a tag, by whom and why; empty where nothing was."""
        decision = self.decisions.get(annotation.id)
        if decision is None:
            return ""
        there = (self._tags.by_id.get(key) for key in decision.results)
        return decision_in_words(
            decision, annotation.id, (one.annotation for one in there if one is not None)
        )

    def _tag_pieces(self, annotation: Annotation) -> Iterator[Piece]:
        yield Piece(one_line(annotation.label), "key")
        if (provenance := annotation.provenance) is not None:
            why = f": {provenance.why}" if provenance.why else ""
            yield Piece(" " + one_line(f"{provenance.status}, by {provenance.by}{why}"))
        elif annotation.annotator != self.annotator:
            yield Piece(f" by {one_line(annotation.annotator)}")
        if words := self.decided_on(annotation):
            yield Piece(" · decided: ", "muted")
            yield Piece(one_line(words))
        for name, value in describe(annotation):
            if name != "cue":
                yield Piece(" · ", "muted")
                yield Piece("" if name == "speaker" else f"{one_line(name)} ", "muted")
                yield Piece(value)
        yield Piece("   ")


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


def speaker_kind(position: int) -> str:
    """Name the kind of highlight that a speaker has, by their position among the speakers."""
    return f"speaker {position}"


class _OpenSuggestions:
    """The suggestions that nobody has settled: their positions among all, and their passages."""

    def __init__(self, suggestions: Iterable[tuple[int, Span]] = ()) -> None:
        known = dict(suggestions)
        self.positions = sorted(known)
        self._known = set(known)
        self._spans = SpanList(known.values())

    def __contains__(self, position: int) -> bool:
        return position in self._known

    @property
    def spans(self) -> list[Span]:
        """The passages, in text order, each once."""
        return self._spans.spans

    def toggle(self, position: int, span: Span) -> None:
        """Take a suggestion out, or in."""
        if position in self._known:
            self._known.remove(position)
            del self.positions[bisect_left(self.positions, position)]
            self._spans.remove(span)
        else:
            self._known.add(position)
            insort(self.positions, position)
            self._spans.add(span)


def _mark_of(suggestion: Suggestion) -> Mark:
    return Mark(*suggestion.span, label_kind(suggestion.label, "suggested"))
