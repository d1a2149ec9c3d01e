"""What people say of a text: annotations, verdicts, and where each stands in the present text."""

from typing import TYPE_CHECKING

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.annotations.annotation import (
        ADJUDICATION as ADJUDICATION,
        Annotation as Annotation,
        Provenance as Provenance,
        Said as Said,
        annotation_from as annotation_from,
        attributes_from as attributes_from,
        in_brief as in_brief,
        is_usable as is_usable,
    )
    from hedgerow.store.annotations.annotations import (
        Annotations as Annotations,
        default_annotator as default_annotator,
        text_order as text_order,
    )
    from hedgerow.store.annotations.changes import (
        TagNews as TagNews,
    )
    from hedgerow.store.annotations.codebook import (
        Codebook as Codebook,
        Label as Label,
        load_codebook as load_codebook,
    )
    from hedgerow.store.annotations.placement import (
        Placed as Placed,
        Placements as Placements,
        find_place_again as find_place_again,
        likely_offset as likely_offset,
        place as place,
        placed_as_made as placed_as_made,
        record_if_possible as record_if_possible,
        stand_as_made as stand_as_made,
    )
    from hedgerow.store.annotations.sampling import (
        sample_rank as sample_rank,
    )
    from hedgerow.store.annotations.tally import (
        Tally as Tally,
    )
    from hedgerow.store.annotations.verdicts import (
        CLAIMED as CLAIMED,
        REJECTION_REASONS as REJECTION_REASONS,
        VERDICT_PAST_TENSE as VERDICT_PAST_TENSE,
        Review as Review,
        Verdict as Verdict,
        dismissals_of as dismissals_of,
        is_verdict as is_verdict,
        keep_newest as keep_newest,
        review_from as review_from,
        reviews_of as reviews_of,
    )
else:
    __getattr__ = hand_out(
        __name__,
        {
            "annotation": (
                "ADJUDICATION Annotation Provenance Said annotation_from attributes_from in_brief "
                "is_usable"
            ),
            "annotations": "Annotations default_annotator text_order",
            "changes": "TagNews",
            "codebook": "Codebook Label load_codebook",
            "placement": (
                "Placed Placements find_place_again likely_offset place placed_as_made "
                "record_if_possible stand_as_made"
            ),
            "sampling": "sample_rank",
            "tally": "Tally",
            "verdicts": (
                "CLAIMED REJECTION_REASONS VERDICT_PAST_TENSE Review Verdict dismissals_of "
                "is_verdict keep_newest review_from reviews_of"
            ),
        },
    )
