"""A catalogue gives what a look at every article would give, in less time."""

from __future__ import annotations

from hypothesis import given, strategies as st

from hedgerow.store.index.catalogue import NOT_COUNTED, Catalogue, Facts

WORDS = st.text("abAB é2-", max_size=6)
FACTS = st.builds(
    Facts, WORDS, st.sampled_from(["", "AP", "ap", "Bee"]), st.sampled_from(["", "2022-03-02"]),
    st.integers(0, 5),
)  # fmt: skip
CORPORA = st.dictionaries(st.text("xyz", min_size=1, max_size=3), FACTS, max_size=12)


def listed(corpus):
    catalogue = Catalogue(corpus)
    catalogue.update(corpus.items())
    return catalogue


def naive(corpus, filter_):
    """Look at every article."""
    wanted = filter_.casefold().split()
    lines = [
        f"{one.title}\n{one.outlet}\n{one.published}\n{article}".casefold()
        for article, one in corpus.items()
    ]
    return [at for at, line in enumerate(lines) if all(word in line for word in wanted)]


@given(CORPORA, st.lists(WORDS, max_size=6))
def test_filters_one_after_the_other_give_what_each_gives_alone(corpus, filters):
    catalogue = listed(corpus)
    for filter_ in filters:
        assert list(catalogue.matching(filter_)) == naive(corpus, filter_)


@given(CORPORA, st.text("abé2 ", max_size=5))
def test_typing_a_filter_letter_by_letter_gives_what_typing_it_at_once_gives(corpus, filter_):
    catalogue = listed(corpus)
    typed = [list(catalogue.matching(filter_[:end])) for end in range(len(filter_) + 1)]
    assert typed[-1] == naive(corpus, filter_)


@given(CORPORA, CORPORA, WORDS)
def test_what_is_learnt_of_articles_counts_at_once(corpus, learnt, filter_):
    catalogue = listed(corpus)
    catalogue.matching(filter_)
    catalogue.ordered("title")
    catalogue.update(learnt.items())
    now = {article: learnt.get(article, one) for article, one in corpus.items()}
    assert list(catalogue.matching(filter_)) == naive(now, filter_)


@given(CORPORA)
def test_each_order_holds_every_article_once(corpus):
    catalogue = listed(corpus)
    for order in ("folder", "title", "date", "outlet", "words"):
        assert sorted(catalogue.ordered(order)) == list(range(len(corpus)))


@given(CORPORA)
def test_titles_are_ordered_whatever_their_case(corpus):
    catalogue = listed(corpus)
    titles = [catalogue.facts(at).title.casefold() for at in catalogue.ordered("title")]
    assert titles == sorted(titles)


def catalogue_of(**facts):
    return listed(facts)


def in_order(catalogue, order):
    return "".join(catalogue.article(at) for at in catalogue.ordered(order))


def test_dates_are_ordered_newest_first_and_unknown_ones_last():
    made = catalogue_of(
        a=Facts("", published=""),
        b=Facts("", published="2021-01-01"),
        c=Facts("", "", "2022-01-01"),
    )
    assert in_order(made, "date") == "cba"


def test_outlets_are_ordered_by_name_and_unknown_ones_last():
    assert (
        in_order(catalogue_of(a=Facts(""), b=Facts("", "b"), c=Facts("", "A")), "outlet") == "cba"
    )


def test_words_are_ordered_longest_first():
    assert in_order(catalogue_of(a=Facts("", words=1), b=Facts("", words=9)), "words") == "ba"


def test_ties_stay_as_in_the_folder():
    made = catalogue_of(b=Facts("same", "AP"), a=Facts("same", "AP"))
    assert in_order(made, "outlet") == "ba"


def test_an_article_that_has_not_been_read_goes_by_its_id():
    made = Catalogue(["a/b"])
    assert made.facts(0) == Facts("a/b", "", "", NOT_COUNTED)
    assert list(made.matching("a/b")) == [0]


def test_it_counts_what_it_knows():
    made = Catalogue(["a", "b"])
    made.update([("a", Facts("A", words=3))])
    assert made.known == 1
    made.update([("b", Facts("B", words=0)), ("stranger", Facts("C", words=1))])
    assert made.known == 2


def test_a_filter_keeps_an_order_of_ones_own():
    made = catalogue_of(a=Facts("one"), b=Facts("two"), c=Facts("one"))
    assert list(made.matching("one", [2, 1, 0])) == [2, 0]


def test_words_of_different_columns_do_not_run_together():
    made = catalogue_of(x=Facts("ab", "cd"))
    assert list(made.matching("bc")) == []
