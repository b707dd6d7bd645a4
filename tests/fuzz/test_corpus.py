"""What the fuzzer found worth keeping is read again by every run of the tests."""

import pytest

from tests.fuzz.mutators import MUTATORS
from tests.fuzz.seeds import CORPUS, LONGEST, seeds
from tests.fuzz.targets import TARGETS
from tests.hostile import TEXTS


@pytest.mark.parametrize("name", TARGETS)
def test_the_kept_corpus_breaks_no_promise(name: str) -> None:
    inputs = sorted((CORPUS / name).iterdir())
    assert len(inputs) > 1
    for one in inputs:
        TARGETS[name](one.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_texts_break_no_promise(name: str) -> None:
    for text in TEXTS.values():
        written = text.encode("utf-8", "surrogatepass")
        TARGETS[name](written)
        TARGETS[name](b"\x01<html><h1>" + written + b"</h1><p>" + written * 3 + b"</p>")


def test_a_broken_promise_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.targets.clean_line", lambda text: text)
    with pytest.raises(AssertionError):
        TARGETS["text"](b"\x1b]52;c;eA==\x07")


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzer_makes_of_its_seeds_breaks_no_promise(name: str) -> None:
    known = seeds(name)
    made = {MUTATORS[name](one[: LONGEST[name]], LONGEST[name], seed) for seed, one in enumerate(known)}
    assert len(made - set(known)) > len(known) // 2
    for one in made:
        assert len(one) <= LONGEST[name]
        TARGETS[name](one)
