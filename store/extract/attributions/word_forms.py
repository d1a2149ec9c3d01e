"""Brings the forms of a verb together, so that what is known of "said" helps with "says"."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "thought": "think",
    "knew": "know",
    "known": "know",
    "saw": "see",
    "seen": "see",
    "spoke": "speak",
    "spoken": "speak",
    "felt": "feel",
    "found": "find",
    "held": "hold",
    "made": "make",
    "gave": "give",
    "given": "give",
    "took": "take",
    "taken": "take",
    "swore": "swear",
    "sworn": "swear",
    "sought": "seek",
    "heard": "hear",
    "shown": "show",
    "drew": "draw",
    "understood": "understand",
    "began": "begin",
}
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST_STEM = 3


@lru_cache(maxsize=4096)
def stem_of(word: str) -> str:
    """Return what the forms of a verb have in common: "argu" for "argue", "argues", "arguing".

    `word` is in lower case. The stem need not be a word; it only has to be the same for all forms.
    """
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    for ending, replacement in _ENDINGS:
        if (
            word.endswith(ending)
            and not word.endswith("ss")
            and len(word) - len(ending) >= _SHORTEST_STEM
        ):
            word = word[: -len(ending)] + replacement
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "lse":
        return word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
