"""The words that tell a person from an organisation, a title from a name, a country from a town.

Small closed classes stand here; the two long lists (countries, given names) are data files that
are read once, on first use. Every entry is in lower case unless case tells something.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from hedgerow.store.extract.data_files import data_file

Gender = Literal["m", "f"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS: dict[str, Gender | None] = {
    **dict.fromkeys(_words("mr mister sir lord messrs"), "m"),
    **dict.fromkeys(_words("mrs ms miss madam lady dame"), "f"),
    **dict.fromkeys(
        _words("dr sen sens rep reps gov lt col sgt capt cpl maj gen adm prof rev fr hon"), None
    ),
}
"""Forms of address, without their full stop, and the gender they give away."""

ROLE_GENDER: dict[str, Gender] = {
    **dict.fromkeys(
        _words(
            "spokesman chairman congressman businessman councilman alderman policeman fireman king"
            " prince duke father son brother husband uncle grandfather pope"
        ),
        "m",
    ),
    **dict.fromkeys(
        _words(
            "spokeswoman chairwoman congresswoman businesswoman councilwoman policewoman actress"
            " queen princess duchess mother daughter sister wife widow aunt grandmother"
        ),
        "f",
    ),
}

SURNAME_LIKE_ROLES = _words(
    "king queen prince duke pope bishop judge justice marshal major general page cook baker"
    " carter coach pilot dean chief head father son sister brother mother host state press"
)
"""Roles that are surnames too: inside a capitalised name they don't end a title."""

ROLE_HEADS = (
    _words(
        "president premier minister chancellor secretary spokesperson spokesman spokeswoman"
        " ambassador envoy diplomat senator governor mayor congressman congresswoman lawmaker"
        " representative delegate councilman councilwoman councillor councilor politician candidate"
        " nominee leader chairman chairwoman chairperson chair director officer executive ceo cfo"
        " coo cto founder co-founder owner manager editor publisher reporter journalist"
        " correspondent columnist anchor author writer critic analyst economist strategist adviser"
        " advisor consultant pollster aide assistant attorney lawyer prosecutor solicitor"
        " magistrate sheriff commissioner superintendent detective inspector sergeant lieutenant"
        " colonel commander captain admiral professor lecturer researcher scientist historian"
        " expert engineer astronaut doctor physician surgeon nurse teacher principal student"
        " activist organizer organiser campaigner priest rabbi imam archbishop cardinal speaker"
        " whip official entrepreneur businessman businesswoman investor banker trader activist"
        " actor actress singer musician director producer comedian moderator rival challenger"
        " legend editor-in-chief co-chair co-chairman co-author player striker farmer resident"
        " witness survivor victim suspect defendant treasurer clerk counsel counselor councillor"
        " deputy vice-president undersecretary counterpart operative surrogate veteran"
        " husband wife widow daughter uncle aunt princess duchess"
    )
    | SURNAME_LIKE_ROLES - _words("state press page cook baker carter")
    | ROLE_GENDER.keys()
)
"""Nouns for one person's office, work or kinship; they head a title or a description."""

ROLE_MODIFIERS = _words(
    "foreign prime defence defense finance interior home state press vice deputy assistant"
    " associate attorney chief executive managing senior junior former acting late current"
    " ex incoming outgoing interim top national presidential vice-presidential campaign"
    " transport transportation health education energy agriculture environment labour labor trade"
    " commerce treasury justice security economy economic intelligence culture science"
    " communications information house senate majority minority council committee police army navy"
    " military district city county federal supreme republican democratic democrat gop"
    " conservative liberal democrats party nominee candidate running longtime veteran lead general"
    " affairs crown first second state-run political legal policy media research"
)
"""Words that narrow an office down, before or after its head ("foreign minister")."""

FIELD_MODIFIERS = ROLE_MODIFIERS - _words(
    "senior junior former acting late current ex incoming outgoing interim top"
    " longtime veteran lead first second state-run affairs national"
)
"""Those that tell one office from another, so that two offices that differ in them differ."""

ROLE_SYNONYMS = {
    **dict.fromkeys(_words("spokesman spokeswoman"), "spokesperson"),
    **dict.fromkeys(_words("chairman chairwoman chair"), "chairperson"),
    **dict.fromkeys(_words("congressman congresswoman lawmaker rep sen senator"), "lawmaker"),
    **dict.fromkeys(_words("attorney lawyer counsel solicitor"), "lawyer"),
    **dict.fromkeys(_words("adviser advisor aide assistant strategist"), "adviser"),
    **dict.fromkeys(_words("reporter correspondent columnist"), "journalist"),
    **dict.fromkeys(_words("ceo"), "executive"),
    **dict.fromkeys(_words("officer"), "executive"),
    "gov": "governor",
    "prof": "professor",
    "premier": "minister",
}
"""Role heads that news uses for one and the same office, and the word that stands for them."""

WIDER_ROLES = {
    "diplomat": _words("ambassador envoy spokesperson"),
    "leader": _words("president chancellor king queen pope chairperson"),
    "politician": _words("lawmaker president minister governor mayor"),
    "official": _words("minister secretary ambassador commissioner spokesperson director head"),
    "nominee": _words("candidate"),
    "candidate": _words("nominee"),
}
"""Role heads that cover others: "the Chinese leader" may be a president."""

ORGANISATION_WORDS = _words(
    "ministry corp corporation corps inc ltd llc plc company companies group holdings university"
    " college school agency council committee commission party department office bank news times"
    " post daily mail guardian press journal tribune herald gazette magazine radio television"
    " network media airline airlines airways motors motor electric mills dynamics industries"
    " systems technologies institute association federation union nations army navy force forces"
    " court congress senate house board bureau center centre foundation authority administration"
    " organization organisation reserve treasury government parliament assembly cabinet league"
    " club society church fund trust exchange campaign coalition alliance front movement brigade"
    " police hospital museum library partners associates capital management services lab"
    " laboratory labs studios records research team inquirer observer telegraph independent"
    " globe chronicle examiner register dealer beast caller monitor standard mirror stores"
    " broadcasting qaeda jazeera shabaab service command cathedral project initiative ventures"
)
"""Words that mark a capitalised name as an organisation's."""

SURNAME_LIKE_ORGANISATIONS = _words("press house bank mills post church trust reserve front lab")
"""Of those, the ones that are surnames after a given name ("Jim Press")."""

CORPORATE_SUFFIXES = _words("inc corp corporation co company ltd llc plc lp n.v. s.a. ag group")
"""Endings of a company's name that its other mentions drop."""

ORGANISATION_NOUNS = _words(
    "agency airline airlines automaker band bank broadcaster bureau business carrier channel"
    " charity club commission committee company corporation council court daily department firm"
    " foundation government group institute institution magazine maker manufacturer ministry"
    " network newspaper organisation organization outlet paper parent party publisher publication"
    " retailer station store studio subsidiary supplier team tabloid thinktank think-tank union"
    " university watchdog website white-house newswire parliament army administration authority"
    " campaign"
)
"""Nouns that a later sentence uses for an organisation it has named ("the firm")."""

LOCAL_BODIES = _words(
    "office police hospital embassy regulator panel coalition board military navy association"
)
"""Nouns for organisations too, but for one of many: "the board" is seldom the one just named."""

COUNTRY_NOUNS = _words("country nation republic kingdom state")
"""Nouns that a later sentence uses for a country it has named."""

GOVERNMENT_NOUNS = _words("government side state administration regime")
"""Nouns that, after a nationality, stand for the country itself ("the Chinese side")."""

DOCUMENT_NOUNS = _words(
    "statement release readout communique communiqué report letter memo email e-mail tweet post"
    " document filing announcement press-release bulletin dispatch note remarks comments website"
    " briefing speech interview call chat conversation testimony answer response reply comment"
    " message words"
)
"""Things that speak for whoever issued them."""

GROUP_NOUNS = frozenset(f"{head}s" for head in ROLE_HEADS) | _words(
    "students residents voters critics experts protesters demonstrators scientists researchers"
    " authorities investigators rescuers firefighters parents neighbours neighbors fans workers"
    " opponents supporters allies troops soldiers rebels militants refugees migrants passengers"
    " families relatives people men women children others sources observers commentators users"
    " viewers readers historians economists campaigners lawmakers attorneys secretaries friends"
    " witnesses members participants hackers crowds dozens hundreds thousands millions proponents"
    " insiders netizens superdelegates employees locals"
)
"""Nouns for several people: alone, their capital only opens a sentence."""

PLACE_WORDS = _words(
    "north south east west northern southern eastern western new los las san santa saint el fort"
    " mount lake port cape street avenue road square park city town county province region island"
    " islands river sea ocean gulf bay valley beach hills heights airport station stadium bridge"
    " strait peninsula district territory republic states kingdom korea york hampshire jersey"
    " mexico carolina dakota angeles francisco kong hong"
)
EVENT_WORDS = _words(
    "war olympics games cup championship day week month year eve christmas easter summit conference"
    " act bill law treaty agreement accord deal amendment constitution resolution prize award"
    " awards festival show tour series season review crisis convention debate election elections"
    " primary caucus caucuses hall tower building palace hotel center plan program programme"
    " security medicare facebook twitter youtube republicans democrats americans comment rights"
    " reserved also read share this poll polls"
)
KNOWN_ORGANISATIONS = _words(
    "reuters xinhua tass interfax politico breitbart kremlin pentagon wikileaks nato opec hamas"
    " hezbollah interpol unicef unesco boeing airbus google microsoft amazon samsung siemens"
    " toyota honda volkswagen renault chrysler walmart starbucks gazprom rosneft huawei"
    " alibaba tencent exxonmobil chevron citigroup barclays netflix uber airbnb tesla nokia nissan"
    " greenpeace fifa uefa"
)
"""Single names that everyone knows to be no person's."""

PEOPLES = _words(
    "republicans democrats conservatives liberals socialists greens independents muslims christians"
    " catholics protestants jews hindus buddhists evangelicals europeans africans asians arabs"
    " latinos hispanics african-americans kurds palestinians tibetans uyghurs"
)
"""Names of parties' and religions' members and of peoples without a state in the list."""

PARTICLES = _words("de da do dos du del della di la le van von der den ter bin ibn al el")
"""Small words inside surnames ("Ursula von der Leyen")."""

US_STATES = _words(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho"
    " illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan"
    " minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania"
    " tennessee texas utah vermont virginia wisconsin wyoming"
)
NOT_A_PERSON_WORDS = PLACE_WORDS | EVENT_WORDS | US_STATES
"""Words that no person's name in news holds (names of places, events, laws, buildings)."""

FUNCTION_WORDS = _words(
    "the a an his her their its our my your this that these those in on at as but and or if when"
    " while after before he she they it we i you for from to of with by according meanwhile however"
    " not yes no all some many most what who why how there here also even further notably moreover"
    " rather although though because since until unlike like despite during throughout amid asked"
    " speaking given refusing ever neither both each such more one two three then now so nor yet"
    " still only just where which"
    " whose him them us me is was are were be been has have had do does did would could should can"
    " may might must earlier later today yesterday tomorrow tonight monday tuesday wednesday"
    " thursday friday saturday sunday january february march april june july august september"
    " october november december jan feb mar apr aug sept oct nov dec photo image source via about"
    " across around behind below beyond inside near off outside past toward towards up upon within"
    " without out down last next late former perhaps maybe finally instead indeed among plus i've"
    " we've they've several others none you've you're"
    " against between into over under through per let let's it's that's he's she's i'm we're"
    " they're don't didn't isn't having being including following regarding continuing"
    " once twice nine ten twenty fifty fewer part says said tells told calls asks announces"
    " explains slams blasts urges warns vows denies"
)
"""Words that are capitalised for their place in a sentence (or as a date), never as a name."""

OF_HEADS = _words(
    "bank university ministry department bureau court board council institute federation church"
    " house office college academy association league commission committee chamber museum"
    " organization organisation secretariat school times daily republic states bank's"
)
"""Words after which "of" goes on with the name ("Bank of England")."""

SUBJECT_FOLLOWERS = _words(
    "has have had is was are were will would can could may might should did does said says say"
    " told also has hasn't hadn't isn't wasn't won't doesn't didn't"
)
"""Words that follow the subject of a sentence at once."""


class Countries(NamedTuple):
    """Names, adjectives and capitals, each mapped to the usual name of the country."""

    names: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]

    def of_word(self, word: str) -> str | None:
        """Return the country that a name or an adjective means, or None."""
        return self.adjectives.get(word) or self.names.get(word)


def _data_lines(name: str) -> list[str]:
    """Return the lines of a data file below its heading of comments."""
    lines = data_file(name).splitlines()
    heading = next((n for n, line in enumerate(lines) if not line.startswith("#")), 0)
    return lines[heading:]


@cache
def countries() -> Countries:
    """Return the country list, read on first use. Keys keep their capitals ("US" is not "us")."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for line in _data_lines("countries.tsv"):
        called, adjective, capital = line.split("\t")
        usual = called.split(",")[0]
        for column, table in ((called, names), (adjective, adjectives), (capital, capitals)):
            table.update((form, usual) for form in column.split(",") if form)
    return Countries(names, adjectives, capitals)


@cache
def given_names() -> dict[str, Gender | None]:
    """Return given names in lower case, with the gender that most bearers have."""
    genders: dict[str, Gender | None] = {"m": "m", "f": "f", "-": None}
    return {line[:-2]: genders[line[-1]] for line in _data_lines("given_names.txt")}
