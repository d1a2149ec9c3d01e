"""How a fault in somebody's files is told."""

from __future__ import annotations

import pickle
from pathlib import Path

from hedgerow.store.problem import Problem, ProblemError, Remedy


def test_a_problem_reads_as_place_fault_and_way_out():
    problem = Problem(Path("news/a.txt"), "not a text file", "convert it", 3)
    assert str(problem) == f"{Path('news/a.txt')}:3: not a text file; convert it"


def test_a_problem_without_a_line_names_the_file_alone():
    assert str(Problem("a.txt", "gone", "put it back")) == "a.txt: gone; put it back"


def test_a_way_out_that_takes_the_screen_has_its_words_there():
    assert str(Problem("a.txt", "exists", Remedy.REPLACE)) == "a.txt: exists"


def test_a_problem_is_placed_as_one_would_find_it_in_a_folder(tmp_path):
    problem = Problem(tmp_path / "news" / "a.txt", "gone", "put it back", 3)
    assert problem.place(tmp_path) == f"{Path('news/a.txt')}:3"
    assert problem.place(tmp_path / "elsewhere") == problem.place()


def test_an_error_carries_its_problem_and_its_words():
    problem = Problem("a.txt", "gone", Remedy.LOOK_UP_ID)
    assert ProblemError(problem).problem is problem
    assert str(ProblemError(problem)) == str(problem)


def test_an_error_carries_its_problem_to_another_process():
    error = ProblemError(Problem("a.txt", "exists", Remedy.REPLACE, 3))
    assert pickle.loads(pickle.dumps(error)).problem == error.problem
