"""A text becomes units that a reader may mean: words, sentences, quotations, paragraphs."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.passages.passages import (
        Passages as Passages,
        count_words as count_words,
        sentences_in as sentences_in,
        shorten as shorten,
        words_in as words_in,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "passages": "Passages count_words sentences_in shorten words_in",
        },
    )
