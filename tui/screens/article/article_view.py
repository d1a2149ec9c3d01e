"""What is known of an article, put in terms of marks, rows and pieces of a bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from hedgerow.store.adjudication import Decision, decision_in_words
from hedgerow.store.annotations import Annotation, Codebook, Placed
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.span import Span
from hedgerow.store.tagging import SettledPassage
from hedgerow.tui.screens.article import facts, highlights
from hedgerow.tui.screens.article.article_tags import ArticleTags
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.screens.article.open_suggestions import OpenSuggestions, taken_by
from hedgerow.tui.screens.article.whose import Shown, kind_of
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.text.runs import Highlight
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.looks import Looks


class ArticleView:
    """An article with what was found and marked in it, ready to be shown.

    `findings`, `placed`, `pending` (being saved), `unsaved` (could not be) and `dismissed` are set
    as they become known; everything else follows from them, the open `suggestions` once they are
    asked for with `sift_suggestions`. What changes one by one costs what stands at its place,
    however much stands elsewhere.
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
        self.suggestions = OpenSuggestions(self._findings, codebook)
        self._touched: list[Span] | None = None  # where tags have changed; None: anywhere
        # What the open suggestions were sifted by, besides the tags.
        self._settled: set[SettledPassage] = set()
        self._shows = True
        # By how much each highlight is there more often than when it was last drawn.
        self._changes: Counter[Highlight] | None = None
        self._passing: Counter[Highlight] = Counter()  # what is being saved, as it was last drawn

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
                        self._note(Highlight(*one.span, self._kind(one.annotation)), step)
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

    def _note(self, mark: Highlight, step: int) -> None:
        """Note that a highlight of a label has come or gone."""
        if self._looks is not None and mark.kind not in self._looks:
            self._begin_anew()  # a label that nothing had so far
        if self._changes is not None:
            self._changes[mark] += step
        if self._touched is not None:
            self._touched.append(Span(mark.start, mark.end))

    # Suggestions

    def sift_suggestions(self, *, shown: bool = True) -> None:
        """Take the suggestions that are still open, or none where they are not `shown`."""
        waiting = [(made.label, made.span) for made in (*self.pending, *self.unsaved)]
        settled = {*waiting, *self.dismissed}
        if self._touched is None or self._shows != shown:
            own = taken_by(self.annotator, self._tags.by_id.values())
            taken = [*own, *waiting, *self.dismissed] if shown else None
            self.suggestions = OpenSuggestions(self._findings, self.codebook, taken)
            self._changes = None
        elif shown:

            def taken_at(span: Span) -> list[SettledPassage]:
                own = taken_by(self.annotator, self._tags.touching(span))
                return [*own, *waiting, *self.dismissed]

            for span in {*self._touched, *(span for _, span in settled ^ self._settled)}:
                for suggestion, is_open in self.suggestions.sift_at(span, taken_at):
                    if self._changes is not None:
                        self._changes[highlights.highlight_of(suggestion)] += 1 if is_open else -1
        self._settled, self._shows, self._touched = settled, shown, []

    # Highlights

    @property
    def looks(self) -> Looks:
        """The look of each kind of mark, in the order in which they are laid over each other."""
        if self._looks is None:
            owners = self.owners if self._tells_owners else ()
            speakers = len(self.found.speakers)
            self._looks = highlights.looks(self._tags, self.codebook, speakers, owners)
        return self._looks

    @property
    def _tells_owners(self) -> bool:
        return self._shown is not None and self._shown.owner != self.annotator

    def marks(self) -> list[Highlight]:
        """Give everything that is highlighted in the text; `mark_changes` goes on from there."""
        self._passing = Counter(self._passing_marks())
        self._changes = Counter()
        return [
            *highlights.marks_found(self.article, self.found),
            *self._tag_marks(),
            *self._passing_marks(),
        ]

    def mark_changes(self) -> Counter[Highlight] | None:
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

    def _found_marks(self) -> Iterator[Highlight]:
        return highlights.marks_found(self.article, self.found)

    def _tag_marks(self) -> Iterator[Highlight]:
        yield from map(highlights.highlight_of, self.suggestions)
        for placed in self._shown_tags.by_id.values():
            if placed.is_anchored:
                yield Highlight(*placed.span, self._kind(placed.annotation))

    def _passing_marks(self) -> Iterator[Highlight]:
        yield from highlights.marks_in(self.pending, "pending")
        yield from highlights.marks_in(self.unsaved, "unsaved")

    # In words

    def context(self, selected: Span, caret: int) -> list[Piece]:
        """Say what is known of the place: the date's value, the tags there, who says it."""
        pieces = [*facts.of_mentions(self.article, self._findings, caret)]
        for placed in self._shown_tags.at(caret)[:2]:
            decided = self.decided_on(placed.annotation)
            pieces += facts.of_tag(placed.annotation, self.annotator, decided)
        pieces += facts.of_suggestion(self.suggestions.at(selected, caret))
        pieces += facts.of_attribution(self.article, self._findings, selected)
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
