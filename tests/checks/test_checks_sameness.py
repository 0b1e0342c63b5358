"""X15: name, year, date and preparer are the same in every attachment."""

import pytest

import budgetperf as bp
from budgetperf.domain.finding import Finding
from consistent import reviewed

HOLDS, VIOLATED, NOT_APPLICABLE = bp.Outcome.HOLDS, bp.Outcome.VIOLATED, bp.Outcome.NOT_APPLICABLE
BASE, CARD = "base_table.heading.signature", "scorecards[0].heading.signature"


def found(changes: dict[str, object]) -> list[Finding]:
    """The findings of X15."""
    return [finding for finding in reviewed(changes).findings if finding.code == "BP102"]


def outcome(what: str, changes: dict[str, object]) -> tuple[bp.Outcome, str | None]:
    """What the ledger says of one of the four."""
    entry = next(entry for entry in reviewed(changes).ledger if entry.id == f"X15:{what}")
    return entry.outcome, None if entry.reason is None else entry.reason.key


def dated(*dates: str) -> dict[str, object]:
    """A date on 附件1, 附件2, …."""
    return {path: bp.Signature(date=date) for path, date in zip((BASE, CARD), dates, strict=False)}


@pytest.mark.parametrize("what", ["name", "year"])
def test_holds(what: str) -> None:
    """The library says the same name and the same year everywhere."""
    assert outcome(what, {}) == (HOLDS, None)


def test_other_name() -> None:
    """Another unit on a project card is named, beside the one on 附件2."""
    review = reviewed({"scorecards[2].implementer": "某县档案馆"})
    (finding,) = [each for each in review.findings if each.code == "BP102"]
    assert (finding.severity, finding.path) == ("warning", "scorecards[2].implementer")
    assert (finding.stated, finding.expected) == ("某县档案馆", "某县图书馆")
    assert finding.entry == "X15:name"
    assert bp.look_up(review.filing, dict(finding.details)["first"]) == "某县图书馆"


@pytest.mark.parametrize("name", ["县图书馆", "某县 图书馆", "（某县）图书馆", "图书馆"])
def test_other_spelling_of_the_name(name: str) -> None:
    """A short form, white space and brackets do not make another unit."""
    assert found({"scorecards[2].implementer": name}) == []


def test_other_year() -> None:
    """A form of last year among this year's."""
    (finding,) = [each for each in found({"scorecards[1].heading.year": 2021}) if dict(each.details)["what"] == "year"]
    assert (finding.path, finding.stated, finding.expected) == ("scorecards[1].heading.year", "2021", "2022")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("2023.6.15", "2023年6月15日", HOLDS),
        ("2023-06-15", "2023.6.15", HOLDS),
        ("２０２３.6.15", "2023.6.15", HOLDS),
        ("2023.6.15", "2023.6.16", VIOLATED),
        ("2023.6.15", "2023.61.5", VIOLATED),
        ("9" * 5000, "2023.6.15", VIOLATED),
    ],
)
def test_dates(one: str, two: str, expected: bp.Outcome) -> None:
    """Dates are compared by their numbers, however they are written, and however long they are."""
    assert outcome("date", dated(one, two)) == (expected, None)


def test_stated_once_or_nowhere() -> None:
    """One date cannot contradict itself."""
    assert outcome("date", {}) == (NOT_APPLICABLE, "nowhere_stated")
    assert outcome("date", dated("2023.6.15")) == (NOT_APPLICABLE, "stated_once")
    assert outcome("preparer", {}) == (NOT_APPLICABLE, "nowhere_stated")


def test_names_of_persons_are_never_repeated() -> None:
    """Different preparers are found without a word of who they are."""
    (finding,) = found({BASE: bp.Signature(prepared_by="甲某"), CARD: bp.Signature(prepared_by="乙某")})
    assert (finding.path, finding.stated, finding.expected) == (f"{CARD}.prepared_by", None, None)
    assert "某" not in "".join(value for _, value in finding.details)


def test_same_preparer() -> None:
    """White space within a name is no difference."""
    changes: dict[str, object] = {BASE: bp.Signature(prepared_by="甲 某"), CARD: bp.Signature(prepared_by="甲某")}
    assert outcome("preparer", changes) == (HOLDS, None)


def test_paths_of_what_was_compared() -> None:
    """The entry names every place that was looked at; each of them is a path of the filing."""
    review = reviewed(dated("2023.6.15", "2023.6.15"))
    entry = next(entry for entry in review.ledger if entry.id == "X15:date")
    assert entry.paths == (f"{BASE}.date", f"{CARD}.date")
    assert [bp.look_up(review.filing, path) for path in entry.paths] == ["2023.6.15", "2023.6.15"]
