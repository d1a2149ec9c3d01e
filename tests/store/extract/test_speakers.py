"""Who is who: names, surnames, titles, roles, pronouns and organisations of one article."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract.findings import Speaker
from hedgerow.store.extract.speakers import Cast, find_speakers
from hedgerow.store.span import Span


def span_of(text: str, phrase: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(phrase, start + 1)
    return Span(start, start + len(phrase))


def cast_of(text: str, *phrases: str) -> Cast:
    """Ask who the phrases mean; "he#2" is the second "he" in the text."""
    sources = []
    for phrase in phrases:
        wording, _, nth = phrase.partition("#")
        sources.append(span_of(text, wording, int(nth or 1)))
    return find_speakers(text, sources)


def who(text: str, *phrases: str) -> list[str | None]:
    return list(cast_of(text, *phrases).speaker_of)


def speaker(cast: Cast, name: str) -> Speaker:
    return next(speaker for speaker in cast.speakers if speaker.name == name)


def mentions(text: str, cast: Cast, name: str) -> list[str]:
    return [mention.of(text) for mention in speaker(cast, name).mentions]


def names(cast: Cast) -> list[str]:
    return [speaker.name for speaker in cast.speakers]


# Names and titles


def test_an_article_without_names_has_no_speakers() -> None:
    assert find_speakers("it rained all day and nobody came.", []) == Cast((), ())


def test_a_full_name_is_given_without_its_title() -> None:
    assert names(cast_of("Finance Minister Elena Ortiz opened the fair.")) == ["Elena Ortiz"]


def test_a_mention_takes_in_the_title_before_the_name() -> None:
    text = "Peruvian Finance Minister Elena Ortiz opened the fair."
    assert mentions(text, cast_of(text), "Elena Ortiz") == ["Peruvian Finance Minister Elena Ortiz"]


def test_a_title_in_lower_case_counts_too() -> None:
    text = "The talks were led by Peruvian finance minister Elena Ortiz in Lima."
    assert mentions(text, cast_of(text), "Elena Ortiz") == ["Peruvian finance minister Elena Ortiz"]


def test_a_title_before_a_comma_belongs_to_the_mention() -> None:
    text = "Then the Peruvian finance minister, Elena Ortiz, opened the fair."
    mention = "the Peruvian finance minister, Elena Ortiz"
    assert mentions(text, cast_of(text), "Elena Ortiz") == [mention]


def test_a_countrys_genitive_belongs_to_the_mention() -> None:
    text = "Peru's Elena Ortiz opened the fair."
    assert mentions(text, cast_of(text), "Elena Ortiz") == ["Peru's Elena Ortiz"]


def test_his_counterpart_is_no_title() -> None:
    text = "He rang his Peruvian counterpart Elena Ortiz."
    assert mentions(text, cast_of(text), "Elena Ortiz") == ["Elena Ortiz"]


def test_an_employer_before_a_title_is_no_part_of_the_name() -> None:
    assert names(cast_of("Norvex CEO Martin Hale resigned.")) == ["Martin Hale"]


def test_an_office_of_state_is_no_person() -> None:
    assert names(cast_of("The State Department and the Foreign Ministry were closed.")) == []


def test_events_and_places_are_no_people() -> None:
    assert (
        names(cast_of("The Cold War ended. New York and Los Angeles hosted the Winter Games."))
        == []
    )


def test_a_name_with_no_break_spaces_has_plain_ones() -> None:
    text = "President\xa0Elena\xa0Ortiz left."
    assert names(cast_of(text)) == ["Elena Ortiz"]


def test_a_mention_with_no_break_spaces_keeps_its_offsets() -> None:
    text = "President\xa0Elena\xa0Ortiz left."
    assert cast_of(text).speakers[0].mentions == (Span(0, 21),)


@pytest.mark.parametrize(
    "name", ["Bashar al-Hadi", "Sean O’Neal", "Anna van der Berg", "Łucja Żak"]
)
def test_names_with_particles_and_accents_stay_whole(name: str) -> None:
    assert names(cast_of(f"Yesterday Dr. {name} left.")) == [name.replace("’", "'")]


def test_a_decomposed_accent_stays_in_its_name() -> None:
    assert names(cast_of("Mr. Andre\u0301 Roy left.")) == ["Andre\u0301 Roy"]


@pytest.mark.parametrize("month", ["April", "June", "Jan"])
def test_a_month_may_be_a_given_name(month: str) -> None:
    assert names(cast_of(f"The bill was signed by Governor {month} Moss.")) == [f"{month} Moss"]


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    assert names(cast_of("Since last April Karen Boyle has been away.")) == ["Karen Boyle"]


def test_a_title_is_found_between_an_office_and_a_name() -> None:
    assert names(cast_of("Harbour Police Chief Martin Hale resigned.")) == ["Martin Hale"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Mahmoud el-Tayeb", "Tayeb"),
        ("Mahmoud el-Tayeb", "El-Tayeb"),
        ("Ursula von Hagen", "Von Hagen"),
        ("Andrés Manuel López Ibarra", "López Ibarra"),
        ("Andrés Manuel López Ibarra", "López"),
        ("Søren Kjær", "Kjær"),
        ("Mehmet Emin Yıldırım", "Yıldırım"),
        ("Nguyễn Văn Hùng", "Hùng"),
        ("Ann Reyes-Castillo", "Reyes-Castillo"),
        ("P. T. Marlowe Jr.", "Marlowe"),
    ],
)
def test_a_surname_of_any_language_means_its_bearer(full: str, short: str) -> None:
    text = f"President {full} came. Then {short} said no."
    assert who(text, f"{short}#{full.count(short) + 1}") == [full]


def test_an_all_capitals_surname_means_the_person_of_the_text() -> None:
    text = "MARLOWE: no more taxes\nMayor Paul Marlowe spoke."
    assert mentions(text, cast_of(text), "Paul Marlowe")[0] == "MARLOWE"


def test_a_headline_in_capitals_names_nobody_the_text_does_not() -> None:
    text = "Town Rejects Harbour Speaker Proposal\nThe town has said no."
    assert names(cast_of(text)) == []


def test_a_verb_in_a_headline_is_no_part_of_a_name() -> None:
    text = "Karen Boyle Says Harbour Is Safe\nKaren Boyle spoke on Monday."
    assert mentions(text, cast_of(text), "Karen Boyle")[0] == "Karen Boyle"


# One person, many names


def test_a_surname_means_the_person_named_in_full() -> None:
    assert who("Elena Ortiz came. Ortiz said no.", "Ortiz#2") == ["Elena Ortiz"]


def test_a_surname_in_the_headline_means_the_person_named_later() -> None:
    assert who("Ortiz: no more taxes\nMinister Elena Ortiz spoke.", "Ortiz") == ["Elena Ortiz"]


def test_a_given_name_used_as_a_surname_is_understood() -> None:
    assert who("Foreign Minister Liu Wei came. Wei said no.", "Wei#2") == ["Liu Wei"]


def test_two_people_with_one_surname_stay_two() -> None:
    text = "Minister Liu Wei met spokesman Liu Jianmin."
    assert names(cast_of(text)) == ["Liu Wei", "Liu Jianmin"]


def test_a_shared_surname_means_whoever_bore_it_last() -> None:
    text = "Minister Liu Wei left. Liu said no. Spokesman Liu Jianmin came. Liu said yes."
    assert who(text, "Liu#2", "Liu#4") == ["Liu Wei", "Liu Jianmin"]


def test_a_form_of_address_tells_namesakes_apart() -> None:
    text = "Karen Boyle and Thomas Boyle came. Mrs. Boyle said no. Mr. Boyle agreed."
    assert who(text, "Mrs. Boyle", "Mr. Boyle") == ["Karen Boyle", "Thomas Boyle"]


def test_a_middle_initial_makes_no_second_person() -> None:
    assert names(cast_of("Karen Boyle came. Karen J. Boyle spoke.")) == ["Karen J. Boyle"]


def test_a_single_name_with_a_title_is_a_person() -> None:
    assert names(cast_of("Then President Orbez left.")) == ["Orbez"]


def test_every_mention_of_a_person_is_found() -> None:
    text = "Minister Elena Ortiz came. Ortiz left. Ms. Ortiz was tired."
    assert mentions(text, cast_of(text), "Elena Ortiz") == [
        "Minister Elena Ortiz",
        "Ortiz",
        "Ms. Ortiz",
    ]


def test_a_title_tells_namesakes_apart() -> None:
    text = (
        "President Karl Brandt met Mayor Otto Brandt. Mayor Brandt left. President Brandt said no."
    )
    assert who(text, "President Brandt") == ["Karl Brandt"]


def test_a_namesake_named_first_by_title_and_surname_is_not_the_other() -> None:
    text = "Mayor Brandt spoke. Karl Brandt, the treasurer, disagreed. Mayor Otto Brandt said yes."
    assert who(text, "Mayor Brandt") == ["Otto Brandt"]


def test_husband_and_wife_stay_two() -> None:
    text = "Carl Lindqvist and his wife Anna Lindqvist came. Mr. Lindqvist spoke. Anna left."
    assert names(cast_of(text)) == ["Carl Lindqvist", "Anna Lindqvist"]


def test_a_surname_means_the_company_once_that_is_named() -> None:
    text = "Harold Ford spoke. Ford Motor Company fell. Ford said it would sell."
    assert who(text, "Ford#3") == ["Ford Motor Company"]


def test_a_form_of_address_means_the_person_even_so() -> None:
    text = "Harold Ford spoke. Ford Motor Company fell. Mr. Ford said no."
    assert who(text, "Mr. Ford") == ["Harold Ford"]


def test_a_company_of_the_surname_is_not_who_is_taken_up_by_who() -> None:
    text = "Harold Ford spoke. Ford Motor Company fell. Ford, who was ill, said no."
    assert who(text, "Ford#3") == ["Harold Ford"]


def test_titles_before_and_after_a_name_are_one_persons() -> None:
    text = "Ingrid Dahl, Norway's foreign minister, came. Foreign Minister Ingrid Dahl said no."
    assert names(cast_of(text)) == ["Ingrid Dahl"]


@pytest.mark.parametrize("name", ["Wang", "Kowalski", "Nguyen", "Hillary"])
def test_a_lone_common_name_that_speaks_is_a_person(name: str) -> None:
    assert cast_of(f"{name} said so to all of them.", name).speakers[0].kind == "person"


@pytest.mark.parametrize("verb", ["smiled", "laughed", "nodded and left"])
def test_a_lone_name_that_does_what_people_do_is_a_person(verb: str) -> None:
    assert names(cast_of(f"Then Ostrowicz {verb}.")) == ["Ostrowicz"]


@pytest.mark.parametrize("name", ["Reuters", "Xinhua", "Norvex"])
def test_a_lone_name_of_an_organisation_stays_one(name: str) -> None:
    assert cast_of(f"Then {name} said so.", name).speakers[0].kind == "organisation"


@pytest.mark.parametrize("word", ["Waivers", "Legislation", "Shortness"])
def test_a_word_that_only_opens_its_sentence_is_no_organisation(word: str) -> None:
    assert cast_of(f"{word} said it all.", word).speakers[0].kind == "other"


def test_a_surname_before_a_given_name_makes_a_person() -> None:
    assert names(cast_of("Later Zhou Minhao left.")) == ["Zhou Minhao"]


# Roles


def test_a_role_means_the_person_who_holds_it() -> None:
    text = "Peruvian Foreign Minister Elena Ortiz met Mayor Paul Kent. The foreign minister smiled."
    assert who(text, "The foreign minister") == ["Elena Ortiz"]


def test_a_nationality_chooses_between_two_ministers() -> None:
    text = (
        "Peruvian Foreign Minister Elena Ortiz met Chilean Foreign Minister Luis Vega. "
        "The Peruvian foreign minister smiled."
    )
    assert who(text, "The Peruvian foreign minister") == ["Elena Ortiz"]


def test_a_role_from_an_apposition_is_remembered() -> None:
    text = "Elena Ortiz, a spokeswoman for the fund, spoke. The spokeswoman said no."
    assert who(text, "The spokeswoman") == ["Elena Ortiz"]


def test_spokesperson_and_spokesman_are_one_role() -> None:
    assert who("Spokesman Paul Kent came. The spokesperson said no.", "The spokesperson") == [
        "Paul Kent"
    ]


def test_a_top_diplomat_may_be_named_only_later() -> None:
    text = "Peru’s top diplomat agreed. Peru’s foreign minister Elena Ortiz spoke to Chile."
    assert who(text, "Peru’s top diplomat") == ["Elena Ortiz"]


def test_counterparts_share_their_office() -> None:
    text = (
        "Chilean foreign minister Luis Vega came. "
        "Peru's Elena Ortiz met her Chilean counterpart Luis Vega. "
        "The Peruvian foreign minister was glad."
    )
    assert who(text, "The Peruvian foreign minister") == ["Elena Ortiz"]


def test_a_role_that_is_no_source_is_a_mention_too() -> None:
    text = "Peruvian President Elena Ortiz came. Crowds met the president."
    assert mentions(text, cast_of(text), "Elena Ortiz")[-1] == "the president"


def test_an_unnamed_official_is_a_speaker_by_description() -> None:
    assert who("Minister Elena Ortiz left. A Chilean official said no.", "A Chilean official") == [
        "Chilean official"
    ]


def test_the_name_after_a_role_and_a_comma_is_the_speaker() -> None:
    text = "The firm's chief executive, Martin Hale, said no."
    assert who(text, "The firm's chief executive, Martin Hale") == ["Martin Hale"]


def test_a_spokesman_for_someone_is_someone_else() -> None:
    text = "Minister Elena Ortiz left. A spokesman for Ms. Ortiz said no."
    assert who(text, "A spokesman for Ms. Ortiz") != ["Elena Ortiz"]


def test_a_former_minister_unnamed_is_a_speaker_by_description() -> None:
    assert who("Peru waits. The former minister said no.", "The former minister") == [
        "former minister"
    ]


def test_a_persons_call_is_not_a_person() -> None:
    text = "Mr. Ostrow's phone chat with his colleague underscored the danger."
    assert names(cast_of(text, "Mr. Ostrow's phone chat with his colleague")) == ["Ostrow"]


def test_a_letter_to_someone_is_not_from_them() -> None:
    source = "A letter to Karen Boyle"
    assert who(f"{source} said that all was well.", source) != ["Karen Boyle"]


def test_the_chancellors_spokesman_is_not_the_chancellor() -> None:
    source = "German Chancellor Heike Vogt’s spokesman"
    assert who(f"{source} said no.", source) == ["German Chancellor Heike Vogt's spokesman"]


# Pronouns


def test_he_means_the_last_speaker() -> None:
    text = "Paul Kent said yes. He added thanks."
    assert who(text, "Paul Kent", "He") == ["Paul Kent", "Paul Kent"]


def test_she_means_a_woman() -> None:
    text = "Karen Boyle said yes. Paul Kent agreed. She added thanks."
    assert who(text, "Karen Boyle", "Paul Kent", "She")[-1] == "Karen Boyle"


def test_he_means_the_subject_rather_than_the_object() -> None:
    text = "Paul Kent has met Martin Hale. He said no."
    assert who(text, "He") == ["Paul Kent"]


def test_he_outside_a_quotation_is_nobody_named_only_inside_it() -> None:
    text = "Paul Kent said yes. “We like Martin Hale. Martin Hale is great,” he added."
    assert who(text, "Paul Kent", "he#1")[-1] == "Paul Kent"


def test_he_means_a_name_of_two_words_that_spoke_if_there_is_nobody_else() -> None:
    text = "Oddvar Tveitan said no. He added thanks."
    assert who(text, "Oddvar Tveitan", "He") == ["Oddvar Tveitan", "Oddvar Tveitan"]


def test_they_means_the_group_that_spoke() -> None:
    text = "Students at the school said no. They added thanks."
    assert who(text, "Students at the school", "They")[1] == "Students at the school"


def test_we_means_the_organisation_that_spoke() -> None:
    text = "The Harbour Commission said no. “We are late,” it added."
    assert who(text, "The Harbour Commission", "We") == ["Harbour Commission"] * 2


def test_it_means_the_country_that_spoke() -> None:
    text = "Peru said no. It added that talks go on."
    assert who(text, "Peru", "It") == ["Peru", "Peru"]


def test_i_means_the_speaker_named_after_the_quotation() -> None:
    text = "“I think so,” said Paul Kent."
    assert who(text, "I", "Paul Kent") == ["Paul Kent", "Paul Kent"]


def test_a_pronoun_with_nobody_before_it_stays_unresolved() -> None:
    assert who("He said no.", "He") == [None]


def test_a_resolved_pronoun_is_a_mention() -> None:
    text = "Paul Kent said yes. He added thanks."
    assert mentions(text, cast_of(text, "Paul Kent", "He"), "Paul Kent") == ["Paul Kent", "He"]


# Organisations and countries


def test_a_country_that_does_not_speak_is_no_speaker() -> None:
    assert names(cast_of("Elena Ortiz flew to Chile.")) == ["Elena Ortiz"]


def test_a_country_that_speaks_has_all_its_mentions() -> None:
    text = "Chile said no. Peru likes Chile."
    assert mentions(text, cast_of(text, "Chile"), "Chile") == ["Chile", "Chile"]


def test_a_countrys_name_inside_a_title_stays_with_the_person() -> None:
    text = "Chile said no. Chile's President Elena Ortiz left."
    assert mentions(text, cast_of(text, "Chile"), "Chile") == ["Chile"]


@pytest.mark.parametrize(("capital", "country"), [("Oslo", "Norway"), ("Beijing", "China")])
def test_a_capital_that_speaks_is_its_country(capital: str, country: str) -> None:
    assert who(f"The day after, {capital} said no.", capital) == [country]


def test_a_capital_and_its_country_are_one_speaker() -> None:
    text = "Norway said no. Oslo added that fish are safe."
    assert mentions(text, cast_of(text, "Norway", "Oslo"), "Norway") == ["Norway", "Oslo"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Kremlin", "Kremlin"),
        ("the White House", "White House"),
        ("The ministry", "ministry"),
        ("The harbour office", "harbour office"),
        ("The Bergen police", "Bergen police"),
    ],
)
def test_an_institution_that_speaks_is_an_organisation(source: str, name: str) -> None:
    cast = cast_of(f"Then {source} said no.", source)
    assert [(one.name, one.kind) for one in cast.speakers] == [(name, "organisation")]


def test_an_unsigned_statement_is_a_speaker_of_its_own() -> None:
    cast = cast_of("A statement said that all was well.", "A statement")
    assert [(one.name, one.kind) for one in cast.speakers] == [("statement", "other")]


def test_an_organisation_is_known_by_the_end_of_its_name() -> None:
    text = "The National Harbour Office met. The harbour office said no."
    assert who(text, "The harbour office") == ["National Harbour Office"]


@pytest.mark.parametrize("people", ["Students", "Critics", "Norwegians", "Democrats", "Dozens"])
def test_many_people_are_no_organisation(people: str) -> None:
    assert cast_of(f"{people} said no.", people).speakers[0].kind == "other"


@pytest.mark.parametrize(
    "phrase", ["the Chilean government", "the Chilean side", "a Chilean readout"]
)
def test_a_government_or_its_paper_is_the_country(phrase: str) -> None:
    assert who(f"Chile waits. Talks were good, {phrase} said.", phrase) == ["Chile"]


def test_the_country_means_the_one_that_spoke() -> None:
    text = "Chile said no to the offer that Peru made. The country said so again."
    assert who(text, "Chile", "The country") == ["Chile", "Chile"]


def test_the_firm_means_the_company_named_before() -> None:
    assert who("Norvex Motors Inc. fell. The firm said no.", "The firm") == ["Norvex Motors Inc."]


def test_a_company_is_one_under_its_short_name() -> None:
    text = "Norvex fell. Norvex Motor Company said no."
    assert who(text, "Norvex", "Norvex Motor Company") == ["Norvex Motor Company"] * 2


def test_an_acronym_in_brackets_is_the_same_organisation() -> None:
    text = "The Harbour Pilots Union (HPU) met. HPU said no."
    assert who(text, "HPU#2") == ["Harbour Pilots Union"]


def test_a_ministry_is_one_with_and_without_its_nationality() -> None:
    text = "The Foreign Ministry said no. The Chilean Foreign Ministry is old."
    assert who(text, "The Foreign Ministry") == ["Chilean Foreign Ministry"]


def test_a_statement_speaks_for_its_issuer() -> None:
    text = "All is well, says a statement released by the Chilean Foreign Ministry."
    source = "a statement released by the Chilean Foreign Ministry"
    assert who(text, source) == ["Chilean Foreign Ministry"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Paul Kent", "person"),
        ("Chile", "country"),
        ("The Harbour Commission", "organisation"),
        ("Several voters", "other"),
    ],
)
def test_kinds_are_told_apart(source: str, kind: str) -> None:
    cast = cast_of(f"{source} said no.", source)
    assert [speaker.kind for speaker in cast.speakers] == [kind]


# Confidence


def test_a_titled_full_name_is_surer_than_an_unexplained_word() -> None:
    text = "Minister Elena Ortiz left. Then Norvex said no."
    cast = cast_of(text, "Norvex")
    assert speaker(cast, "Elena Ortiz").confidence > speaker(cast, "Norvex").confidence


def test_a_name_is_surer_than_a_pronoun() -> None:
    named, pronoun = cast_of("Paul Kent said yes. He added no.", "Paul Kent", "He").confidence_of
    assert named > pronoun > 0


def test_a_source_without_a_speaker_has_no_confidence() -> None:
    assert cast_of("He said no.", "He").confidence_of == (0.0,)


# What always holds


def test_speakers_come_in_order_of_first_mention() -> None:
    text = "Chile fears Paul Kent. Chile said that Elena Ortiz is ill."
    assert names(cast_of(text, "Chile#2")) == ["Chile", "Paul Kent", "Elena Ortiz"]


def test_answers_stand_in_the_order_of_the_sources_given() -> None:
    text = "Paul Kent said yes. Karen Boyle said no."
    assert who(text, "Karen Boyle", "Paul Kent") == ["Karen Boyle", "Paul Kent"]


WORDS = st.sampled_from(
    "Wang Yi Mr. Ms. Elena Ortiz he She it They I we the The Chinese China's China Foreign"
    " Minister minister spokesman , . “ ” \" 's ’s said of and \n \xa0 firm country Bank Inc."
    " (HPU) who".split(" ")
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map(" ".join))
PLACES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=8)


def any_sources(text: str, places: list[tuple[float, float]]) -> list[Span]:
    ends = [sorted((int(a * len(text)), int(b * len(text)))) for a, b in places]
    return sorted(Span(start, end) for start, end in ends)


@settings(max_examples=200, deadline=None)
@given(TEXTS, PLACES)
def test_mentions_lie_in_any_text_in_order_without_overlap(
    text: str, places: list[tuple[float, float]]
) -> None:
    cast = find_speakers(text, any_sources(text, places))
    every = sorted(mention for speaker in cast.speakers for mention in speaker.mentions)
    assert all(0 <= start < end <= len(text) for start, end in every)
    assert all(one.end <= two.start for one, two in pairwise(every))
    assert all(list(s.mentions) == sorted(s.mentions) and s.mentions for s in cast.speakers)


@settings(max_examples=200, deadline=None)
@given(TEXTS, PLACES)
def test_each_source_of_any_text_gets_a_speaker_of_the_cast_or_none(
    text: str, places: list[tuple[float, float]]
) -> None:
    sources = any_sources(text, places)
    cast = find_speakers(text, sources)
    assert len(cast.speaker_of) == len(cast.confidence_of) == len(sources)
    assert all(0 <= share <= 1 for share in cast.confidence_of)
    assert set(cast.speaker_of) <= {None, *names(cast)}
    assert len(set(names(cast))) == len(cast.speakers)


@settings(max_examples=50, deadline=None)
@given(TEXTS, PLACES)
def test_the_same_text_gives_the_same_cast(text: str, places: list[tuple[float, float]]) -> None:
    sources = any_sources(text, places)
    assert find_speakers(text, sources) == find_speakers(text, sources)


def test_another_process_gives_the_same_cast() -> None:
    program = (
        "from hedgerow.store.extract.speakers import find_speakers\n"
        "from hedgerow.store.span import Span\n"
        "text = 'Peru met Chile. Wang Yi and Wang Li spoke. A Chilean and Greek side said so.'\n"
        "print(find_speakers(text, [Span(43, 67)]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "unit", ["a", "A", "A.", "Aa-", "Capital ", '"', "1", ",", " ", "\n", "the president ", "A's "]
)
def test_the_work_for_hostile_text_grows_no_faster_than_its_length(unit: str) -> None:
    def work(length: int) -> int:
        text = (unit * length)[:length]
        return lines_run(find_speakers, text, [Span(0, len(text))])

    work(1_000)  # what is loaded once
    # A quadratic rule would do 16 times as much.
    assert work(16_000) < 6 * work(4_000) + 1_000
