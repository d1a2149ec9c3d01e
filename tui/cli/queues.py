"""What the options of `review` ask for: a queue, or a sample for a second look."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.store.review import Queue
    from hedgerow.store.second_look import SecondLookSample


def queue_of(options: Namespace) -> Queue:
    """Give the queue that the options of `review` describe."""
    from hedgerow.store.review import Queue

    return Queue(
        label=options.label or None,
        suggested=options.suggested,
        of=options.of or None,
        doubtful=options.doubtful,
        speaker=options.speaker or None,
        outlet=options.outlet or None,
        since=options.since,
        until=options.until,
        article=options.article or None,
        verdict=options.verdict,
        confidence_below=options.confidence_below,
        difficult=options.difficult,
        sample=options.sample,
        seed=1 if options.seed is None else options.seed,
        name=options.name or None,
    )


def sample_of(options: Namespace) -> SecondLookSample:
    """Give the sample of one's own tags that the options of a second look describe."""
    from hedgerow.store.second_look import SecondLookSample

    usual = SecondLookSample()
    return SecondLookSample(
        usual.size if options.sample is None else options.sample,
        usual.seed if options.seed is None else options.seed,
        options.older_than,
    )
