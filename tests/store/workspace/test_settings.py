"""What a person has set for every corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from hedgerow.store.extract import extract
from hedgerow.store.extract.plugged import CheckedExtractor
from hedgerow.store.workspace import Settings, load_settings
from hedgerow.store.workspace.settings import NOTHING_SET, settings_path


def settings(tmp_path: Path, source: str) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(source, encoding="utf-8")
    return load_settings(path)


def fault(tmp_path: Path, source: str) -> str:
    (problem,) = settings(tmp_path, source).problems
    return str(problem)


def test_without_a_file_nothing_is_set(tmp_path):
    found = load_settings(tmp_path / "none.toml")
    assert (found.extractor, found.suggestions, found.problems) == (None, True, ())


def test_what_is_set_is_taken(tmp_path):
    found = settings(tmp_path, 'extractor = "my_rules:find"\nsuggestions = false\n')
    assert (found.extractor, found.suggestions) == ("my_rules:find", False)
    assert not found.problems


def test_the_environment_names_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("HEDGEROW_CONFIG", str(tmp_path / "mine.toml"))
    assert settings_path() == tmp_path / "mine.toml"


def test_else_it_is_in_the_persons_own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("HEDGEROW_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path().name == "config.toml"
    assert settings_path().parent.name == "hedgerow"


def test_a_setting_that_there_is_not_is_told_with_its_line(tmp_path):
    told = fault(tmp_path, 'suggestions = true\nsugestions = "x"\n')
    assert "config.toml, line 2" in told or "config.toml:2" in told
    assert "no setting “sugestions”" in told


def test_a_value_of_the_wrong_kind_is_told_and_passed_over(tmp_path):
    found = settings(tmp_path, 'suggestions = "yes"\nextractor = "a:b"\n')
    assert found.suggestions is True
    assert found.extractor == "a:b"
    assert "“suggestions” must be true or false" in str(found.problems[0])


@pytest.mark.parametrize("source", ["extractor = ", "[[", "a = 1\na = 2\n", "\x00"])
def test_a_file_that_is_no_toml_sets_nothing_and_is_told(tmp_path, source):
    found = settings(tmp_path, source)
    assert found.extractor is None
    assert len(found.problems) == 1


def test_a_folder_in_its_place_is_told(tmp_path):
    assert len(load_settings(tmp_path).problems) == 1


def test_the_built_in_rules_are_used_where_nothing_is_named():
    assert NOTHING_SET.load_extractor() == (extract, [])


def test_a_module_beside_the_settings_can_be_named(tmp_path):
    (tmp_path / "rules_beside.py").write_text(
        "from hedgerow.store.extract.findings import Extraction\n"
        "def find(text, published): return Extraction()\n"
    )
    found, problems = settings(tmp_path, 'extractor = "rules_beside:find"').load_extractor()
    assert isinstance(found, CheckedExtractor)
    assert not problems


def test_one_that_can_not_be_had_is_told_and_the_built_in_rules_are_used(tmp_path):
    found, (problem,) = settings(tmp_path, 'extractor = "no_such:find"').load_extractor()
    assert found is extract
    assert "“no_such” can't be imported" in str(problem)
    assert "config.toml" in str(problem)
    assert problem.line == 1
