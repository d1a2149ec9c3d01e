"""A text becomes units that a reader may mean: words, sentences, quotations, paragraphs."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.passages.abbreviations import (
        TITLES as TITLES,
    )
    from hedgerow.store.passages.flowing_text import (
        flowing as flowing,
    )
    from hedgerow.store.passages.passages import (
        Passages as Passages,
    )
    from hedgerow.store.passages.quotation import (
        Quotation as Quotation,
    )
    from hedgerow.store.passages.quotations import (
        paired_marks as paired_marks,
    )
    from hedgerow.store.passages.sentences import (
        sentence_ends as sentence_ends,
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
            "abbreviations": "TITLES",
            "flowing_text": "flowing",
            "passages": "Passages",
            "quotation": "Quotation",
            "quotations": "paired_marks",
            "sentences": "sentence_ends sentences_in",
            "words": "count_words shorten words_in",
        },
    )
