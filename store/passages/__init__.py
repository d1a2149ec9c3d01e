"""A text becomes units that a reader may mean: words, sentences, quotations, paragraphs."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.passages.passages import (
        Passages as Passages,
    )
    from hedgerow.store.passages.sentences import (
        sentences_in as sentences_in,
    )
    from hedgerow.store.passages.words import (
        count_words as count_words,
        shorten as shorten,
        words_in as words_in,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "passages": "Passages",
            "sentences": "sentences_in",
            "words": "count_words shorten words_in",
        },
    )
