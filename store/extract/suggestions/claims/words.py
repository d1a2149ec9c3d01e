"""Classes of English words that tell a statement of fact from an opinion, a wish or an order.

A word has one grammatical class, by which it is seen beside its neighbours, and may have classes of
meaning besides. Words in none of them are classed by their shape; see `features`.
"""

from __future__ import annotations

from collections.abc import Mapping

GRAMMAR: Mapping[str, str] = {
    "i": "i me my mine myself",
    "we": "we us our ours ourselves let's",
    "you": "you your yours yourself",
    "they": "he she him her his they them their theirs",
    "it": "it its this these those there",
    "that": "that",
    "will": "will shall gonna",
    "would": "would could might may can cannot",
    "ought": "should must ought need needs",
    "not": "not never no nothing nobody none neither nor without",
    "have": "have has having",
    "had": "had",
    "be": "is are am be being",
    "was": "was were",
    "do": "do does",
    "believe": """
        think believe feel guess suppose opinion view agree disagree personally judgment know say
        mean thought seems seem understand convinced sure believes thinks feels
        concerned worried saddened grieved pleased disappointed determined committed interested
        regret regrets dedicated
    """,
    "want": """
        want wants wish hope hopes like love urge propose support favor promise intend plan prefer
        try trying going
    """,
    "please": "let please thank look listen",
    "if": "if unless whether",
    "who": "who what why how when where which whose",
    "than": "than",
    "more": """
        more less higher lower larger smaller greater faster slower fewer better worse longer older
        younger cheaper bigger stronger weaker earlier
    """,
    "most": """
        most least highest lowest largest smallest greatest biggest best worst first ever fastest
        longest shortest strongest weakest deadliest richest poorest youngest oldest newest latest
        busiest hottest coldest deepest steepest toughest heaviest
    """,
    "two": """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred hundreds thousand thousands dozen dozens
    """,
    "million": "million millions billion billions trillion trillions",
    "percent": "percent percentage % cent cents",
    "dollars": "$ dollars dollar £ € ¥ pounds euros",
    "half": """
        half double twice triple third quarter majority every all each both average total per rate
        level times single some many several much only few
        one
    """,
    "year": """
        ago year years month months week weeks day days yesterday today decade decades since past
        recently during century hours hour last
    """,
    "may": """
        january february march april june july august september october november december monday
        tuesday wednesday thursday friday saturday sunday
    """,
    "the": "the a an",
    "of": """
        of in on at by from for with into over under between against through about after before
        within as to up out down off around toward towards amid near
    """,
    "and": "and or but so because while although though yet",
    "past": """
        did went came took gave made said told got saw knew became began brought bought built caught
        chose drew drove fell felt fought found flew forgot froze grew heard held kept led left lent
        lost met paid ran rose sat sold sent shook shot slept spent spoke stood stole struck swore
        taught threw understood wrote won wore broke gone come taken given seen known begun chosen
        done drawn driven fallen flown forgotten frozen grown risen shaken spoken stolen thrown
        written worn broken been cut put hit set hurt cost
    """,
}
"""Grammatical classes, each named after a member; a word belongs to the first that lists it."""

MEANING: Mapping[str, str] = {
    "judging": """
        great good bad terrible wonderful best worst better tremendous strong weak fair unfair
        important proud honor difficult tough hard disaster disgrace serious crucial vital real
        fundamental clear moral wrong right unacceptable shameful brave beautiful sad happy
        dangerous reckless foolish smart responsible irresponsible honest excellent brilliant
        decent sensible horrible awful outrageous ridiculous essential necessary appropriate
        adequate possible extraordinary amazing fantastic incredible glad grateful sorry legitimate
        genuine true false
    """,
    "acting": """
        voted vote passed signed vetoed veto cut cuts raised raise increased increase reduced
        doubled tripled created lost added spent paid opposed supported proposed introduced
        appointed invaded attacked killed eliminated inherited shipped dropped gained grew fell rose
        rises falls built closed opened sent sold bought bombed captured arrested elected won
        defeated launched deployed withdrew moved received gave provided funded balanced owned hired
        fired wrote published ordered banned blocked filibustered repealed enacted endorsed approved
        rejected refused failed announced negotiated costs spends pays makes pay spend creates
        includes contains requires allows covers declined climbed slipped shrank expanded crossed
        occupied evacuated wounded injured died born founded joined resigned retired sued convicted
        sentenced charged acquitted exported imported produced borrowed owed owes earned earns
        employed employs ended began started stopped cancelled canceled cosponsored sponsored
        authored ran served worked met visited called took brought tried cast opposes supports
        advocated urged recommended adopted submitted sustained overturned threatened released
        destroyed bombarded seized shelled struck fled returned arrived signs violates violated
        indicted investigated taxed regulated deregulated privatized permitted denied granted
        invested collected transferred hit hurt forced testified admitted declared declares
    """,
    "measured": """
        jobs job tax taxes deficit deficits unemployment inflation budget income incomes rate rates
        wages wage exports imports prices price spending debt revenue revenues surplus economy
        growth gdp poverty crime population benefits loans loan premiums mortgage housing homes
        barrels oil gas gasoline tons acres troops soldiers weapons missiles nuclear warheads
        employees workers students teachers schools uninsured insurance medicare medicaid social
        security defense military planes production trade interest welfare deaths births companies
        businesses factories plants families children subsidies bill amendment legislation law laws
        program programs agency treaty sanctions cases votes civilians refugees casualties aid coal
        steel energy farmers doctors hospitals patients drugs guns police prisoners immigrants
        credits cuts profits sales percent score deduction deductions loophole loopholes pension
        pensions stocks shares mortgages bombs tanks submarines aircraft missile weapon reserves
        forces bases troop contracts contract proposal proposals agreement agreements ban cuts fund
        funds funding grants bonds coverage pollution emissions immigration bankruptcy bankruptcies
        veterans seniors taxpayers citizens women corporations industry products goods capacity
        murders prisons handguns border borders hostages attacks attack bombing bombings
    """,
    "governing": """
        congress senate house administration court government president governor senator
        vice-president secretary party democrats republicans democratic republican states united
        country countries nation nations federal state union bank commission committee department
        city county council parliament minister ministry army navy company opponent legislature
        congressman congressional constitution supreme mayor ambassador general attorney embassy
        corporation university bipartisan coalition regime communist communists embargo
    """,
    "abstract": """
        freedom future hope dream values leadership character respect trust faith peace courage
        principle principles opportunity strength destiny challenge challenges problem problems
        issue issues question questions answer idea ideas thing things people way ways reason kind
        sort lot bit matter deal difference chance vision policy policies decision judgment
        responsibility point something everything somebody someone everybody anybody nobody
        experience life heart spirit sense fairness confidence community communities commitment
        priority opportunities progress success goal goals choice choices hand hands step steps
    """,
    "debating": """
        tonight debate debates audience moderator ladies gentlemen applause question sir
    """,
}
"""Classes of meaning; a word may be in several."""
