"""A view of an article: what is open, marked and said in it, as things come and go."""

from __future__ import annotations

from hedgerow.store.span import Span
from hedgerow.tui.screens.article.open_suggestions import OpenSuggestions


def labels(still):
    still.view.sift_suggestions()
    return [one.label for one in still.view.suggestions]


def text_of(pieces):
    return "".join(piece.text for piece in pieces)


def test_a_suggestion_closes_where_its_label_is_given_and_opens_again(still):
    still.find()
    assert labels(still) == ["hedge", "stance"]
    made = still.put("regretted that", label="stance")
    assert labels(still) == ["hedge"]
    still.view.change_tags({made.id: None})
    assert labels(still) == ["hedge", "stance"]


def test_another_label_or_another_annotator_closes_nothing(still):
    still.find()
    still.put("regretted that", label="claim")
    still.put("regretted that", "bob", label="stance")
    assert labels(still) == ["hedge", "stance"]


def test_what_is_dismissed_or_being_saved_is_open_no_more(still):
    still.find()
    hedge, stance = labels(still) and [*still.view.suggestions]
    still.view.dismissed.append((hedge.label, hedge.span))
    assert labels(still) == ["stance"]
    made = still.put("regretted that", label="stance")
    still.view.change_tags({made.id: None})
    still.view.pending.append(made)
    assert labels(still) == []
    assert stance.label == made.label


def test_where_suggestions_are_off_none_is_open(still):
    still.find()
    assert labels(still)
    still.view.sift_suggestions(shown=False)
    assert not still.view.suggestions
    assert not still.view.suggestions.spans


def test_one_by_one_they_come_to_what_is_found_anew(still):
    still.find()
    labels(still)
    for words in ("may", "regretted that"):
        still.put(words, label="hedge")
        still.put(words, label="stance")
    labels(still)
    view = still.view
    taken = [(one.annotation.label, one.span) for one in view.placed]
    fresh = OpenSuggestions(view.findings, view.codebook, taken)
    assert [*view.suggestions] == [*fresh] == []


def test_the_one_that_is_selected_is_meant_before_a_smaller_one(still):
    still.find()
    labels(still)
    hedge, stance = still.view.suggestions
    at = still.view.suggestions.at
    assert at(stance.span, stance.span.start) == stance
    assert at(Span(0, 3), hedge.span.start) == hedge
    assert at(Span(0, 3), 0) is None


def test_highlights_change_by_what_has_come_and_gone(still):
    view = still.view
    view.marks()
    made = still.put("It may rain")
    changes = view.mark_changes()
    assert [(mark.start, count) for mark, count in changes.items()] == [(made.start, 1)]
    assert not +view.mark_changes()
    view.change_tags({made.id: None})
    assert [*view.mark_changes().values()] == [-1]


def test_a_place_is_told_in_words_tags_before_suggestions_before_who_says_it(still):
    still.find()
    still.put("may", "bob", label="claim")
    labels(still)
    start = still.article.text.index("may")
    said = text_of(still.view.context(Span(start, start + 3), start))
    assert said.startswith("claim by bob")
    assert said.index("claim by bob") < said.index("suggested hedge: 'may'")
    assert said.index("suggested") < said.index("said by Ann Lee (said, ")


def test_a_speaker_and_a_date_are_told_where_they_are_named(still):
    still.find()
    assert text_of(still.view.context(Span(0, 7), 0)).startswith("Ann Lee (")
