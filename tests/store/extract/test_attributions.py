"""What `find_attributions` makes of the ways in which news reports what people say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st

from hedgerow.store.extract.attributions import FoundAttribution, find_attributions

SEEDS = Path(__file__).resolve().parents[3] / "seeds"

Found = tuple[str, str, str]


def parts(text: str, threshold: float = 0.5) -> list[Found]:
    """Return source, cue and content of each attribution, pieces joined by " / "."""
    return [
        (
            " / ".join(span.of(text) for span in found.source),
            " / ".join(span.of(text) for span in found.cue),
            " / ".join(span.of(text) for span in found.content),
        )
        for found in find_attributions(text, threshold)
    ]


def the_one_by(text: str, cue: str) -> FoundAttribution:
    """Return the attribution whose cue contains the word `cue`."""
    found = [a for a in find_attributions(text) if cue in a.cue[0].of(text).split()]
    assert len(found) == 1, parts(text, 0.0)
    return found[0]


class TestContentBeforeItsSource:
    def test_a_quotation_belongs_to_the_speaker_behind_it(self) -> None:
        text = "“The bridge will open in May,” Mayor Ana Lopez said."
        assert parts(text) == [("Mayor Ana Lopez", "said", "“The bridge will open in May,”")]

    def test_the_verb_may_stand_before_the_speaker(self) -> None:
        text = "“The bridge will open in May,” said Ana Lopez, the mayor of the town."
        assert parts(text)[0][0] == "Ana Lopez, the mayor of the town"

    def test_a_quotation_goes_on_behind_its_speaker(self) -> None:
        text = "“It will open,” Lopez said. “It will last.”"
        assert parts(text) == [("Lopez", "said", "“It will open,” / “It will last.”")]

    def test_a_second_quotation_with_its_own_speaker_is_not_given_to_the_first(self) -> None:
        text = "“It will open,” Lopez said. “It will fall,” Brown said."
        assert [content for _, _, content in parts(text)] == [
            "“It will open,”",
            "“It will fall,”",
        ]

    def test_words_that_run_into_a_quotation_are_part_of_the_content(self) -> None:
        text = "The bridge “will never open on time,” Lopez said."
        assert parts(text)[0][2] == "The bridge “will never open on time,”"

    def test_reported_words_may_stand_before_their_speaker(self) -> None:
        text = "The bridge will open in May, the mayor said on Monday."
        assert parts(text) == [("the mayor", "said", "The bridge will open in May")]

    def test_reported_words_may_stand_before_the_verb_and_its_speaker(self) -> None:
        text = "The bridge will open in May, said the city council."
        assert parts(text) == [("the city council", "said", "The bridge will open in May")]

    def test_one_told_another_behind_the_content(self) -> None:
        text = (
            "Beijing: Norway is saddened by the flood and “deeply worried” over the farmers, "
            "Norwegian Prime Minister Kari Nordmann has told her Swedish colleague Lars Berg and "
            "called on Oslo and Stockholm to share the costs through talks."
        )
        told = the_one_by(text, "told")
        assert told.source[0].of(text) == "Norwegian Prime Minister Kari Nordmann"
        assert told.content[0].of(text) == (
            "Norway is saddened by the flood and “deeply worried” over the farmers"
        )

    def test_a_place_before_a_colon_is_no_speaker(self) -> None:
        text = "Lisbon: The bridge will open in May, the mayor said."
        assert [source for source, _, _ in parts(text, 0.0)].count("Lisbon") == 0


class TestContentBehindItsSource:
    def test_reported_words_follow_their_cue(self) -> None:
        text = "The mayor said that the bridge would open in May."
        assert parts(text) == [("The mayor", "said", "that the bridge would open in May")]

    def test_the_listener_is_not_part_of_the_content(self) -> None:
        text = "Lopez told reporters that the bridge would open in May."
        assert parts(text)[0][2] == "that the bridge would open in May"

    def test_a_day_between_cue_and_content_is_not_part_of_it(self) -> None:
        text = "The mayor said Tuesday that the bridge would open in May."
        assert parts(text)[0][2] == "that the bridge would open in May"

    def test_an_aside_of_time_and_place_is_no_part_of_the_source(self) -> None:
        text = "Mayor Ana Lopez, in a briefing, Wednesday, said, “The bridge will open in May.”"
        assert parts(text)[0][0] == "Mayor Ana Lopez"

    def test_a_description_is_part_of_the_source(self) -> None:
        text = "Ana Lopez, a spokeswoman for the town, said that the bridge would open."
        assert parts(text)[0][0] == "Ana Lopez, a spokeswoman for the town"

    def test_what_a_described_speaker_says_is_not_taken_for_the_speaker(self) -> None:
        text = "Jim Brown, who lives near the river, said Lopez had promised a bridge."
        assert the_one_by(text, "said").source[0].of(text).startswith("Jim Brown")

    def test_words_that_open_the_sentence_are_not_the_content(self) -> None:
        text = "During the visit, Lopez said in a statement that the bridge would open in May."
        assert parts(text)[0][2] == "that the bridge would open in May"

    def test_a_quotation_may_stand_on_the_line_below_its_cue(self) -> None:
        text = "Lopez said in a statement:\n“The bridge will open in May.”"
        assert parts(text)[0][2] == "“The bridge will open in May.”"

    def test_a_no_break_space_is_a_space(self) -> None:
        text = "Ana\xa0Lopez said\xa0that the bridge would open in May."
        assert parts(text) == [("Ana\xa0Lopez", "said", "that the bridge would open in May")]


class TestSharedSources:
    def test_a_participle_takes_the_source_of_the_clause_before(self) -> None:
        text = "Lopez said that the bridge would open, adding that it would last."
        assert parts(text) == [
            ("Lopez", "said", "that the bridge would open"),
            ("Lopez", "adding", "that it would last"),
        ]

    def test_a_second_verb_takes_the_source_of_the_first(self) -> None:
        text = "Lopez said that the bridge would open and announced that it would be free."
        assert parts(text) == [
            ("Lopez", "said", "that the bridge would open"),
            ("Lopez", "announced", "that it would be free"),
        ]

    def test_a_leading_clause_takes_the_source_behind_it(self) -> None:
        text = "In announcing that the bridge would open, Lopez, however, was careful."
        found = the_one_by(text, "announcing")
        assert found.source[0].of(text) == "Lopez"

    @pytest.mark.parametrize("cue", ["called on", "has also called on"])
    def test_one_who_told_something_may_call_on_somebody_in_the_same_breath(self, cue: str) -> None:
        text = f"Lopez has told her colleague that the bridge is safe and {cue} Norway to pay."
        assert parts(text) == [
            ("Lopez", "has told", "that the bridge is safe"),
            ("Lopez", cue, "Norway to pay"),
        ]

    def test_a_leading_clause_ends_before_the_subject_behind_it(self) -> None:
        text = "While expressing his doubts about the bridge, the mayor signed the plan."
        assert parts(text) == [("the mayor", "expressing", "his doubts about the bridge")]

    def test_a_dateline_is_not_the_subject_that_a_participle_continues(self) -> None:
        text = "OSLO, Norway (Reuters) - Lopez opened the bridge, saying that it would last."
        assert the_one_by(text, "saying").source[0].of(text) == "Lopez"

    def test_whoever_releases_a_statement_says_what_is_in_it(self) -> None:
        text = "The ministry released a statement saying that the bridge would open in May."
        assert parts(text) == [("The ministry", "saying", "that the bridge would open in May")]

    def test_going_on_to_add_is_a_cue(self) -> None:
        text = "The spokesperson further went on to add that the bridge should be closed."
        assert parts(text) == [
            ("The spokesperson", "further went on to add", "that the bridge should be closed")
        ]


class TestSourcesOfSources:
    def test_an_agency_has_the_whole_report_as_its_content(self) -> None:
        text = "Lopez said that the bridge was safe, Reuters reported."
        assert ("Reuters", "reported", "Lopez said that the bridge was safe") in parts(text)

    def test_the_report_ends_where_its_agency_is_named(self) -> None:
        text = "Lopez said that the bridge was safe, Reuters reported."
        assert the_one_by(text, "said").content[0].of(text) == "that the bridge was safe"

    def test_an_agency_that_another_cites_has_the_same_content(self) -> None:
        text = "The bridge was closed on Sunday, PTI reported citing Xinhua news agency."
        assert ("Xinhua news agency", "citing", "The bridge was closed on Sunday") in parts(text)

    @pytest.mark.parametrize("cue", ["according to", "as per"])
    def test_according_to_may_follow_the_content(self, cue: str) -> None:
        text = f"The bridge was closed on Sunday, {cue} the ministry."
        assert parts(text) == [("the ministry", cue, "The bridge was closed on Sunday")]

    def test_according_to_may_open_the_sentence(self) -> None:
        text = "According to the ministry, the bridge was closed on Sunday."
        assert parts(text) == [("the ministry", "According to", "the bridge was closed on Sunday")]

    def test_according_to_may_interrupt_the_content(self) -> None:
        text = "The bridge, according to the ministry, was closed on Sunday."
        assert parts(text)[0][2] == "The bridge / was closed on Sunday"

    def test_according_to_may_interrupt_another_attribution(self) -> None:
        text = "Lopez said, according to the ministry, that the bridge was closed on Sunday."
        assert the_one_by(text, "said").content[0].of(text).startswith("that the bridge")


class TestSources:
    @pytest.mark.parametrize(
        "source",
        [
            "Norway and Sweden",
            "Norway and the United States",
            "Lopez and the minister",
            "The ministry and the builders",
        ],
    )
    def test_two_speakers_of_one_sentence_are_one_source(self, source: str) -> None:
        text = f"{source} said the bridge would open in May."
        assert parts(text) == [(source, "said", "the bridge would open in May")]

    def test_two_speakers_may_stand_behind_a_quotation(self) -> None:
        text = "“The bridge is safe,” Lopez and her lawyer said."
        assert parts(text) == [("Lopez and her lawyer", "said", "“The bridge is safe,”")]

    @pytest.mark.parametrize(
        "aside",
        [
            ", in a briefing, Wednesday,",
            ", at a news conference on Monday,",
            " on Wednesday",
            " in a statement",
        ],
    )
    def test_when_and_where_one_speaks_is_no_part_of_the_source(self, aside: str) -> None:
        text = f"Ana Lopez{aside} said the bridge would open."
        assert parts(text)[0][:2] == ("Ana Lopez", "said")

    @pytest.mark.parametrize(
        "source",
        [
            "Ana Lopez (D-Ohio), chair of the council,",
            "The film, called “Rain”,",
            "Lopez, who founded Pontes, a builder of bridges,",
        ],
    )
    def test_a_description_may_hold_brackets_names_and_commas(self, source: str) -> None:
        text = f"{source} said the bridge would open in May."
        assert the_one_by(text, "said").source[0].of(text) == source.removesuffix(",")

    def test_a_verb_before_an_infinitive_is_no_part_of_the_source(self) -> None:
        text = "Lopez, the mayor, used her speech to announce that the bridge would open."
        assert the_one_by(text, "announce").source[0].of(text) == "Lopez, the mayor"

    def test_a_speaker_behind_a_verb_may_start_with_a_small_letter(self) -> None:
        text = "“The bridge is safe,” said former Mayor Ana Lopez. “It will last.”"
        assert parts(text) == [
            ("former Mayor Ana Lopez", "said", "“The bridge is safe,” / “It will last.”")
        ]

    @pytest.mark.parametrize(
        "source",
        [
            "A statement",
            "A statement released by the ministry",
            "A statement released on Monday",
            "A ministry statement",
        ],
    )
    def test_a_statement_may_be_the_source(self, source: str) -> None:
        text = f"{source} said the bridge would open in May."
        assert parts(text) == [(source, "said", "the bridge would open in May")]

    def test_according_to_takes_in_who_released_the_statement(self) -> None:
        text = "According to a statement released by the ministry, the bridge would open."
        assert parts(text)[0][0] == "a statement released by the ministry"


class TestNounsAsCues:
    @pytest.mark.parametrize(
        ("source", "cue"),
        [
            ("Berg’s", "remarks"),
            ("His", "claim"),
            ("The ministry's", "statement"),
            ("The engineer’s", "warnings"),
        ],
    )
    def test_a_noun_has_the_one_it_belongs_to_as_its_source(self, source: str, cue: str) -> None:
        text = f"{source} {cue} that the bridge was unsafe came late."
        assert parts(text) == [(source, cue, "that the bridge was unsafe")]

    def test_a_noun_may_be_within_what_another_says(self) -> None:
        text = "The mayor dismissed his claim that the bridge was unsafe."
        assert ("his", "claim", "that the bridge was unsafe") in parts(text)

    def test_the_source_of_a_noun_may_stand_behind_it(self) -> None:
        text = "The mayor spoke of criticism from Norway that the bridge was too dear."
        assert ("Norway", "criticism", "that the bridge was too dear") in parts(text)

    def test_the_form_of_what_is_said_is_no_cue_of_its_own(self) -> None:
        text = "Lopez said in a statement that the bridge would open."
        assert [cue for _, cue, _ in parts(text)] == ["said"]


class TestCuesOfWhichTheSubjectIsSpokenOf:
    def test_the_subject_of_a_passive_is_part_of_the_content(self) -> None:
        text = "The bridge is expected to open in May."
        assert parts(text) == [("", "is expected", "The bridge / to open in May")]

    def test_the_source_of_a_passive_stands_behind_by(self) -> None:
        text = "The plan was criticized by Lopez as a waste of money."
        assert parts(text) == [
            ("Lopez", "was criticized", "The plan / as a waste of money"),
        ]

    def test_what_seems_so_has_no_source(self) -> None:
        text = "The council seemed to like the bridge."
        assert parts(text) == [("", "seemed", "The council / to like the bridge")]

    @pytest.mark.parametrize("cue", ["was quoted as saying", "was cited as saying"])
    def test_one_who_is_quoted_speaks(self, cue: str) -> None:
        text = f"Berg {cue} that the bridge was safe."
        assert parts(text) == [("Berg", cue, "that the bridge was safe")]

    def test_a_question_ends_where_its_answer_begins(self) -> None:
        text = "Asked by a reporter on Monday whether the bridge was safe, Lopez said it was new."
        assert parts(text) == [
            ("a reporter", "Asked", "whether the bridge was safe"),
            ("Lopez", "said", "it was new"),
        ]

    def test_a_noun_in_a_question_ends_with_it(self) -> None:
        text = "Asked about Berg’s claim that the bridge was unsafe, Lopez said it was new."
        assert the_one_by(text, "claim").content[0].of(text) == "that the bridge was unsafe"


class TestNegatedCues:
    @pytest.mark.parametrize("cue", ["declined to say", "refused to say", "did not say"])
    def test_one_who_does_not_say_is_reported_with_the_negation(self, cue: str) -> None:
        text = f"Lopez {cue} whether the bridge would open."
        assert parts(text) == [("Lopez", cue, "whether the bridge would open")]

    @pytest.mark.parametrize(
        "text",
        [
            "Lopez was careful not to accuse the builders.",
            "The mayor was cautious not to blame Norway for the flood.",
            "Berg took care not to criticize the plan.",
        ],
    )
    def test_what_one_takes_care_not_to_say_is_not_said(self, text: str) -> None:
        assert parts(text) == []


class TestWhereContentEnds:
    def test_content_ends_before_another_subject_does_something(self) -> None:
        text = "Lopez denied the charges, and the council voted on Monday to open the bridge."
        assert parts(text)[0] == ("Lopez", "denied", "the charges")

    def test_content_ends_before_a_comment_in_a_participle(self) -> None:
        text = "Lopez praised the builders, making their firm known in the country."
        assert parts(text)[0] == ("Lopez", "praised", "the builders")

    def test_content_goes_on_over_a_comma_within_a_clause(self) -> None:
        text = "Lopez said that the bridge, which is new, has been closed."
        assert parts(text)[0][2] == "that the bridge, which is new, has been closed"


class TestLevels:
    def levels(self, text: str, threshold: float = 0.5) -> dict[str, str]:
        """Return the level of each source."""
        return {
            found.source[0].of(text): found.level
            for found in find_attributions(text, threshold)
            if found.source
        }

    def test_an_agency_that_relays_a_speaker_is_outer(self) -> None:
        text = "Lopez noted that the bridge was unsafe, PTI reported citing Xinhua news agency."
        assert self.levels(text) == {
            "Lopez": "main",
            "PTI": "outer",
            "Xinhua news agency": "outer",
        }

    def test_a_paper_that_has_the_same_words_as_a_speaker_is_outer(self) -> None:
        text = "“The bridge is safe,” Lopez said, as per PTI."
        assert self.levels(text) == {"Lopez": "main", "PTI": "outer"}

    def test_a_document_that_holds_what_somebody_said_is_outer(self) -> None:
        text = "According to a press release, Lopez said that the bridge was safe."
        assert self.levels(text) == {"a press release": "outer", "Lopez": "main"}

    def test_a_paper_that_reports_what_happened_relays_nobody(self) -> None:
        text = "The bridge was closed on Sunday, Reuters reported."
        assert self.levels(text) == {"Reuters": "main"}

    def test_of_two_agencies_with_the_same_words_the_cited_one_is_main(self) -> None:
        text = "The bridge was closed on Sunday, PTI reported citing Xinhua news agency."
        assert self.levels(text) == {"PTI": "outer", "Xinhua news agency": "main"}

    def test_what_is_told_within_the_words_of_another_is_nested(self) -> None:
        text = "Lopez said that Berg had announced that the bridge was safe."
        assert self.levels(text, 0.1) == {"Lopez": "main", "Berg": "nested"}

    def test_what_a_paper_tells_within_the_words_of_a_speaker_is_nested(self) -> None:
        text = "Lopez said that Reuters had reported that the bridge was safe."
        assert self.levels(text, 0.1) == {"Lopez": "main", "Reuters": "nested"}

    def test_a_spokesman_of_a_paper_speaks_for_himself(self) -> None:
        text = "A spokesman for the newspaper said that Lopez had denied the claim."
        assert self.levels(text)["A spokesman for the newspaper"] == "main"

    def test_nobody_is_told_of_by_a_cue_without_a_source(self) -> None:
        text = "It was reported that Lopez said the bridge was safe."
        assert self.levels(text, 0.1)["Lopez"] == "main"


class TestHeadlinesAndTranscripts:
    @pytest.mark.parametrize("speaker", ["Norway", "Kremlin", "Ana Lopez"])
    def test_a_headline_may_start_with_its_speaker(self, speaker: str) -> None:
        text = f"{speaker}: Bridge will never open on time"
        assert parts(text) == [(speaker, ":", "Bridge will never open on time")]

    @pytest.mark.parametrize("lead", ["Lopez", "Lopez was blunt"])
    def test_a_colon_alone_may_lead_to_a_quotation(self, lead: str) -> None:
        text = f"{lead}: “The bridge is not safe.”"
        assert parts(text) == [("Lopez", ":", "“The bridge is not safe.”")]

    def test_a_headline_may_use_words_of_its_own(self) -> None:
        text = "Norway bats for a new bridge over the river"
        assert parts(text) == [("Norway", "bats for", "a new bridge over the river")]

    def test_a_headline_may_end_with_its_speaker(self) -> None:
        text = "Also Read | Bridge will never open on time: Kremlin"
        assert parts(text) == [("Kremlin", ":", "Bridge will never open on time")]

    def test_a_headline_may_quote_in_the_present_tense(self) -> None:
        text = "Norway expresses “grave doubts” about the bridge"
        assert parts(text) == [("Norway", "expresses", "“grave doubts” about the bridge")]


class TestQuotationMarks:
    def test_a_quotation_opened_curly_may_close_straight(self) -> None:
        text = '“The bridge will open in May," Lopez said.'
        assert parts(text)[0][2] == '“The bridge will open in May,"'

    @pytest.mark.parametrize(
        "quotation",
        [
            "‘The bridge will open in May,’",
            "‘It’s the farmers’ bridge,’",
            "‘The bridge will open in May’,",
            "'The bridge will open in May,'",
        ],
    )
    def test_a_quotation_may_stand_in_single_marks(self, quotation: str) -> None:
        text = f"{quotation} Ana Lopez said. She left."
        assert parts(text) == [("Ana Lopez", "said", quotation.rstrip(","))]

    def test_an_apostrophe_opens_and_closes_nothing(self) -> None:
        text = "Lopez said the ministers’ bridge was the builders’ shame in the ’90s."
        assert find_attributions(text)[0].kind == "indirect"

    def test_words_in_single_marks_make_content_mixed(self) -> None:
        text = "Lopez said the ministers’ plan was ‘not worth the paper’ it was written on."
        assert find_attributions(text)[0].kind == "mixed"

    def test_a_quotation_in_single_marks_goes_on_over_paragraphs(self) -> None:
        text = "‘The bridge will open.\n‘The bridge will last,’ Lopez said."
        assert parts(text)[0][2] == "‘The bridge will open. / ‘The bridge will last,’"

    def test_a_quotation_in_a_quotation_may_end_with_it(self) -> None:
        text = "“She told me, ‘It is over,’” Lopez said."
        assert parts(text) == [("Lopez", "said", "“She told me, ‘It is over,’”")]

    def test_an_unknown_verb_beside_a_quotation_is_a_cue(self) -> None:
        text = "“Never on my watch,” Lopez thundered."
        assert parts(text) == [("Lopez", "thundered", "“Never on my watch,”")]

    def test_two_apostrophes_are_a_quotation_mark(self) -> None:
        text = "''The bridge will open in May,'' Lopez said."
        assert parts(text)[0][2] == "''The bridge will open in May,''"

    def test_a_quotation_never_closed_hides_no_later_speaker(self) -> None:
        text = "“The bridge, according to Ana Lopez, has opened late. It is closed, Brown said."
        assert [source for source, _, _ in parts(text)] == ["Ana Lopez", "Brown"]

    def test_words_in_a_quotation_never_closed_count_as_quoted(self) -> None:
        text = "“The bridge, according to Ana Lopez, has opened late. It is closed, Brown said."
        assert find_attributions(text)[0].kind == "direct"

    def test_a_quotation_that_runs_over_paragraphs_has_one_speaker(self) -> None:
        text = "“It will open,” Lopez said. “It will last.\n“It will be free.\n“It is ours.”"
        assert parts(text)[0][2] == (
            "“It will open,” / “It will last. / “It will be free. / “It is ours.”"
        )

    def test_a_speaker_named_in_the_last_paragraph_has_the_ones_before(self) -> None:
        text = "“The bridge will open.\n“The bridge will last,” Lopez said."
        assert parts(text)[0][2] == "“The bridge will open. / “The bridge will last,”"


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("“The bridge will open in May,” Lopez said.", "direct"),
            ("Lopez said that the bridge “will open” in May.", "mixed"),
            ("Lopez said that the bridge will open in May.", "indirect"),
        ],
    )
    def test_the_kind_tells_how_many_words_are_quoted(self, text: str, kind: str) -> None:
        assert find_attributions(text)[0].kind == kind


class TestThreshold:
    def test_nothing_below_the_threshold_is_returned(self) -> None:
        text = "Lopez said that the bridge would open. China wants the bridge."
        assert all(found.confidence >= 0.9 for found in find_attributions(text, 0.9))

    def test_text_without_a_speaker_yields_nothing(self) -> None:
        assert find_attributions("The bridge is 300 metres long. It has four lanes.") == ()


class TestSamples:
    def test_the_first_paragraph_of_sample_001_is_what_wang_told_kuleba(self) -> None:
        text = (SEEDS / "001_40ebd96be52325bb.txt").read_bytes().decode()
        told = next(a for a in find_attributions(text) if "told" in a.cue[0].of(text))
        concerned = text.index("“extremely concerned”")
        assert told.source[0].of(text) == "Chinese Foreign Minister Wang Yi"
        assert told.content[0].start <= concerned < told.content[0].end


NEWS_WORDS = st.sampled_from(
    "said told Wang according to “ ” \" '' , . : ; — - ( ) and that he the adding citing in who "
    "which Reuters per as even it’s D-N.Y. ? ! \n \xa0 6,000 | reported went on expressed ‘ ’ ' "
    "claim Lopez’s by from statement released saying to not was expected declined asked".split(" ")
)
NEWS_LIKE = st.lists(NEWS_WORDS, max_size=60).map(" ".join)


def check_spans(text: str) -> None:
    found = find_attributions(text, 0.0)
    starts = [min(a.cue[0].start, a.content[0].start) for a in found]
    assert starts == sorted(starts)
    for attribution in found:
        assert attribution.cue
        assert attribution.content
        assert 0.0 <= attribution.confidence <= 1.0
        for role in (attribution.source, attribution.cue, attribution.content):
            assert list(role) == sorted(role)
            assert all(0 <= span.start < span.end <= len(text) for span in role)


class TestAnyText:
    @given(st.text(max_size=300))
    def test_any_text_gives_ordered_spans_within_it(self, text: str) -> None:
        check_spans(text)

    @given(NEWS_LIKE)
    @settings(max_examples=400)
    def test_any_jumble_of_news_words_gives_ordered_spans_within_it(self, text: str) -> None:
        check_spans(text)

    def test_another_process_finds_the_same(self) -> None:
        text = (SEEDS / "000_a3fc5418d35ef088.txt").read_bytes().decode()
        script = (
            "import sys; from hedgerow.store.extract.attributions import find_attributions;"
            "sys.stdout.buffer.write(repr(find_attributions("
            "sys.stdin.buffer.read().decode())).encode())"
        )
        other = subprocess.run(
            [sys.executable, "-c", script],
            input=text.encode(),
            capture_output=True,
            check=True,
            cwd=SEEDS.parent,
            env={"PYTHONHASHSEED": "7"},
        )
        assert other.stdout.decode() == repr(find_attributions(text))

    @pytest.mark.parametrize(
        "unit",
        [
            *("said ", "Wang said ", "“", '"', "“a” said ", ", ", "A", "1,", " ", "\n", "claims "),
            *("‘a ", "‘a’ said ", "said: “a” ", "his claim that ", "expected by Wang ", "used, "),
            *("a statement saying ", "Wang, who is, ", "asked by Wang about, ", "said and "),
        ],
    )
    def test_the_work_for_hostile_text_grows_no_faster_than_its_length(self, unit: str) -> None:
        def work(length: int) -> int:
            return lines_run(find_attributions, unit * (length // len(unit)))

        work(1_000)  # what is loaded once
        # A quadratic rule would do 16 times as much.
        assert work(16_000) < 6 * work(4_000) + 1_000
