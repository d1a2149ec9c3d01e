"""Closed classes of English words, and classes of verbs, that the attribution patterns ask about.

All words are lower-case. Open-ended knowledge (which words are cues, and how strongly) is not
here but in the fitted model; see `scorer`.
"""

from __future__ import annotations

from hedgerow.store.extract.prose.tokens import Token

OPENING_MARK = "“"
CLOSING_MARK = "”"
STRAIGHT_MARKS = frozenset(('"', "''"))
QUOTATION_MARKS = STRAIGHT_MARKS | {OPENING_MARK, CLOSING_MARK}
CLOSING_MARKS = STRAIGHT_MARKS | {CLOSING_MARK}
SENTENCE_ENDS = frozenset(".?!")
DASHES = frozenset(("—", "–", "-", "--"))
LOOSE_PUNCTUATION = frozenset(",;:") | DASHES

AUXILIARIES = frozenset(
    """
    has have had is are was were be been being will would could can may might should did does do
    to n't
    """.split()
)
"""Verbs that stand before a cue and belong to its verb group ("has said", "would not say")."""

VERB_GROUP_ADVERBS = frozenset(
    """
    also then later now reportedly repeatedly not never just further still once even again often
    always already only publicly previously first both all each quickly recently instead went
    goes on since long
    """.split()
)
"""Words between subject and cue ("also said", "went on to add"); those in -ly besides."""

PREPOSITIONS = frozenset(
    """
    of for in at from on with by to near inside outside under over during amid about against
    between among through into despite without within toward towards across
    """.split()
)

CLAUSE_WORDS = frozenset(
    """
    and but while that because when if as after before which who whom although though since where
    whether than so or nor yet until unless what how why said says say
    """.split()
)
"""Words that end a noun phrase read from right to left."""

PERSONAL_PRONOUNS = frozenset("he she they it we i you who".split())
OBJECT_PRONOUNS = frozenset("him her them me us you".split())

DETERMINERS = frozenset(
    """
    the a an his her their its our my this that these those some many most several both one two
    three another other no any all
    """.split()
)

DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight
    """.split()
)

APPOSITION_STARTS = frozenset(
    """
    a an the who whose director president chief chairman former co-founder founder head spokesman
    spokeswoman spokesperson professor senior executive vice one its his her mayor governor author
    editor managing senator deputy secretary minister ceo cfo analyst lawyer attorney
    """.split()
)
"""What begins a description after a name: "said Robert Mason, a professor"."""

PHRASE_ENDS = frozenset(
    "on in at during after when while as by last this before about told but because if".split()
)
"""Words that end a source that follows its cue ("said the mayor on …")."""

ASIDE_STARTS = PREPOSITIONS | DAYS | frozenset("however meanwhile though too again".split())
"""First words of an aside that tells when or where, not who: "Wang, in a briefing, said"."""

SAYING_VERBS = frozenset(
    """
    said says say saying told wrote added tweeted stated announced argued claimed declared
    responded replied explained insisted tells asked noted
    """.split()
)

TELLING_VERBS = frozenset(
    """
    told tell tells telling asked ask asks asking reminded assured informed warned warns advised
    convinced persuaded
    """.split()
)
"""Verbs that take a recipient before the content ("told reporters that …")."""

REQUESTING_VERBS = frozenset("ask asks asked asking".split())
"""Telling verbs whose recipient belongs to a requested content ("asked the minister to help")."""

BROADCASTERS = frozenset("reporters cnn fox nbc abc cbs msnbc npr".split())
"""Recipients of one word that need no "that" after them."""

CONTENT_OPENERS = frozenset("that to whether if how why what not".split())
"""Words that open the content after a recipient."""

TIME_AND_PLACE = frozenset("in on at during via after to".split())
"""Prepositions of an adverbial between cue and content ("said in a statement that …")."""

COMMUNICATIONS = frozenset(
    """
    statement interview briefing speech tweet letter email memo conference report post message
    remarks comments address rally debate hearing
    """.split()
)
"""What one says something in: "the ministry in a statement said"."""

FEELINGS = frozenset(
    """
    alarmed amused angered astonished committed concerned confused convinced dedicated delighted
    determined devoted disappointed dismayed embarrassed excited focused frustrated grieved
    impressed inclined interested opposed outraged persuaded pleased prepared puzzled relieved
    resigned saddened satisfied scared shocked supposed surprised thrilled tired troubled worried
    """.split()
)
"""Participles behind "was" that tell what the subject itself thinks ("was concerned that …")."""

_VERB_GROUP = AUXILIARIES | VERB_GROUP_ADVERBS
_VERB_GROUP_ENDINGS = ("ly", "n't", "n’t")


def in_verb_group(token: Token) -> bool:
    """Say whether the token may stand between a subject and its verb ("has also repeatedly")."""
    word = token.lower
    return (word in _VERB_GROUP or word.endswith(_VERB_GROUP_ENDINGS)) and token.quotation < 0
