"""A review as JSON: the fixed keys, every number as text, and nobody's name."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

import budgetperf as bp
from consistent import BOOK, changed, reviewed

BOOKS = "scorecards[1].indicators[0]"
# A row without a score, one without a weight, a card without execution, a wrong sum, a blank, an unreadable cell.
TROUBLE: dict[str, object] = {
    f"{BOOKS}.actual": "4000册",
    f"{BOOKS}.points": None,
    "scorecards[1].indicators[1].weight": None,
    "scorecards[2].budget.execution.weight": None,
    "scorecards[2].stated_points": None,
    "base_table.three_public.total.spent": "9万元",
    "base_table.staffing.actual": bp.Unreadable("1O"),
    "base_table.operating.total.initial": None,
}
# The keys of the contract, each with the types that its value may have.
TEXT, MAYBE = (str,), (str, type(None))
REVIEW = {
    "format": TEXT, "version": TEXT, "inputs": (list,), "rulebook": (dict,), "verdict": TEXT, "scorecards": (list,),
    "rates": (list,), "ledger": (dict,), "findings": (list,), "diagnoses": (list,),
}  # fmt: skip
RULEBOOK = {"name": TEXT, "sha256": TEXT, "why": TEXT}
CARD = {
    "path": TEXT, "kind": TEXT, "subject": MAYBE, "stated": MAYBE, "recomputed": (dict, type(None)),
    "grade": (dict, type(None)), "execution": (dict, type(None)), "indicators": (list,),
}  # fmt: skip
ROW = {
    "path": TEXT, "weight": MAYBE, "stated": MAYBE, "recomputed": (dict, type(None)), "standing": MAYBE, "rule": MAYBE,
    "clause": MAYBE, "trace": (list,),
}  # fmt: skip
DIAGNOSIS = {"cluster": (int,), "rank": (int,), "explains": (list,), "changes": (list,), "complete": (bool,)}
CORRECTION = {"path": TEXT, "stated": MAYBE, "proposed": MAYBE, "pattern": TEXT, "confirmed_by": (list,)}
RATE = {"id": TEXT, "value": MAYBE, "inputs": (list,), "score": (type(None),), "note": MAYBE}
ENTRY = {"id": TEXT, "code": TEXT, "outcome": TEXT, "paths": (list,), "residual": MAYBE, "reason": MAYBE}
FINDING = {
    "id": TEXT, "code": TEXT, "severity": TEXT, "path": MAYBE, "cell": (dict, type(None)), "stated": MAYBE,
    "expected": MAYBE, "difference": MAYBE, "message": TEXT, "clause": MAYBE, "caused_by": MAYBE,
}  # fmt: skip
CELL = {
    "file": TEXT, "table": MAYBE, "row": (int, type(None)), "column": (int, type(None)), "address": MAYBE,
    "label": MAYBE,
}  # fmt: skip


def data_of(review: bp.Review, lang: str = "zh") -> dict[str, Any]:
    """The JSON of a review, read by somebody who knows nothing of this library."""
    read: dict[str, Any] = json.loads(bp.to_json(review, lang=lang))
    return read


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The JSON of a filing with all sorts of trouble, read from a file."""
    locations = {
        "base_table": bp.Location(file="自评表.docx", table="附件1", row=3, column=2, label="“三公”经费"),
        "scorecards": bp.Location(file="自评表.xlsx", table="附件3", address="I28"),
    }
    source = bp.Source(file="自评表.docx", sha256="0" * 64)
    reading = bp.Reading(filing=changed(TROUBLE), locations=locations, sources=[source])
    return data_of(bp.review(reading, BOOK))


def fits(value: Mapping[str, object], keys: Mapping[str, tuple[type, ...]]) -> bool:
    """Whether every key of the contract is there, with a value of its type; more keys may be."""
    return all(key in value and isinstance(value[key], kinds) for key, kinds in keys.items())


class TestContract:
    """The keys and types of the review format."""

    def test_top(self, data: dict[str, Any]) -> None:
        """The review itself, its inputs, and its rulebook."""
        assert fits(data, REVIEW)
        assert data["format"] == "budgetperf-review/1"
        assert data["version"] == bp.__version__
        assert data["verdict"] in ("clean", "advice", "warnings", "errors")
        assert data["inputs"] == [{"file": "自评表.docx", "sha256": "0" * 64}]
        assert fits(data["rulebook"], RULEBOOK)
        assert data["rulebook"]["name"] == "hunan-2022"
        assert data["rulebook"]["sha256"] == BOOK.sha256

    def test_coverage(self, data: dict[str, Any]) -> None:
        """How many figures something ties, and the paths of the others."""
        coverage = data["coverage"]
        assert coverage["figures"] == coverage["tied"] + len(coverage["untied"])
        assert "scorecards[0].indicators[0].target" in coverage["untied"]

    def test_diagnoses(self, data: dict[str, Any]) -> None:
        """Each says what it explains and which cells are to change; ranks count from 1 within a cluster."""
        violated = {entry["id"] for entry in data["ledger"]["entries"] if entry["outcome"] == "violated"}
        ranks: dict[int, list[int]] = {}
        for diagnosis in data["diagnoses"]:
            assert fits(diagnosis, DIAGNOSIS)
            ranks.setdefault(diagnosis["cluster"], []).append(diagnosis["rank"])
            assert set() == set(diagnosis["explains"]) - violated
            for change in diagnosis["changes"]:
                assert all(fits(correction, CORRECTION) for correction in change["any_of"])
        assert ranks
        assert list(ranks) == list(range(1, len(ranks) + 1))
        assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())

    def test_scorecards(self, data: dict[str, Any]) -> None:
        """Every card with its rows; intervals have two ends."""
        assert [card["path"] for card in data["scorecards"]] == [f"scorecards[{index}]" for index in range(4)]
        for card in data["scorecards"]:
            assert fits(card, CARD)
            assert card["kind"] in ("department", "project")
            assert set(card["recomputed"]) == set(card["grade"]) == {"low", "high"}
            rows = [*card["indicators"], *([card["execution"]] if card["execution"] else [])]
            for row in rows:
                assert fits(row, ROW)
                assert row["recomputed"] is None or set(row["recomputed"]) == {"low", "high"}
                assert row["standing"] in ("equal", "explained", "within", "outside", "open", None)
                assert all(isinstance(line, str) for line in row["trace"])

    def test_rows_that_are_not_judged(self, data: dict[str, Any]) -> None:
        """Without weight nothing is recomputed; without a stated score nothing is compared."""
        no_points, no_weight = data["scorecards"][1]["indicators"][:2]
        assert (no_points["stated"], no_points["standing"]) == (None, None)
        assert no_points["recomputed"] == {"low": "16.00", "high": "16.00"}
        assert (no_weight["weight"], no_weight["recomputed"], no_weight["standing"]) == (None, None, None)
        assert data["scorecards"][2]["execution"] is None
        assert data["scorecards"][2]["stated"] is None

    def test_rates(self, data: dict[str, Any]) -> None:
        """A rate has a value or says which figure is missing; its inputs are paths."""
        rates = {rate["id"]: rate for rate in data["rates"]}
        assert all(fits(rate, RATE) for rate in data["rates"])
        assert rates["building_area_control"]["value"] == "100.00%"
        assert rates["operating_control"]["value"] is None
        assert rates["operating_control"]["note"] == "缺少 附件1公用经费预算数"
        assert rates["operating_control"]["inputs"][1] == "base_table.operating.total.initial"

    def test_ledger(self, data: dict[str, Any]) -> None:
        """The counts are those of the entries; all five outcomes are counted."""
        counts, entries = data["ledger"]["counts"], data["ledger"]["entries"]
        assert list(counts) == ["holds", "within_rounding", "violated", "not_applicable", "not_evaluable"]
        outcomes = [entry["outcome"] for entry in entries]
        assert counts == {outcome: outcomes.count(outcome) for outcome in counts}
        for entry in entries:
            assert fits(entry, ENTRY)
            assert (entry["reason"] is None) or entry["reason"]

    def test_findings(self, data: dict[str, Any]) -> None:
        """Every finding with its cell; rows and columns are the only numbers."""
        assert data["findings"]
        for finding in data["findings"]:
            assert fits(finding, FINDING)
            assert finding["severity"] in ("error", "warning", "advice")
            assert finding["cell"] is None or fits(finding["cell"], CELL)
        wrong = next(finding for finding in data["findings"] if finding["code"] == "BP301")
        assert wrong["cell"] == {
            "file": "自评表.docx", "table": "附件1", "row": 3, "column": 2, "address": None, "label": "“三公”经费",
        }  # fmt: skip
        assert (wrong["stated"], wrong["expected"], wrong["difference"]) == ("9万元", "3.7万元", "+5.3万元")

    def test_every_number_is_text(self, data: dict[str, Any]) -> None:
        """Counts, ranks, rows and columns are ints; every other figure is exact text; nothing is a float."""

        def numbers(value: object, key: str = "") -> list[tuple[str, object]]:
            if isinstance(value, dict):
                return [found for name, inner in value.items() for found in numbers(inner, name)]
            if isinstance(value, list):
                return [found for inner in value for found in numbers(inner, key)]
            return [(key, value)] if isinstance(value, (int, float)) else []

        places = {key for key, _ in numbers({**data, "ledger": data["ledger"]["entries"]})}
        assert places <= {"row", "column", "places", "cluster", "rank", "complete", "figures", "tied"}
        assert not any(isinstance(number, float) for _, number in numbers(data))


def test_names_of_persons_never_go_in() -> None:
    """Who prepared, who is responsible, and their telephone numbers stay in the filing, even where they differ."""
    signatures = [bp.Signature(prepared_by=f"※{index}", phone="※号", responsible="※人") for index in (1, 2)]
    changes: dict[str, object] = {
        "base_table.heading.signature": signatures[0],
        "scorecards[1].heading.signature": signatures[1],
        "reports[0].heading.signature": signatures[0],
    }
    review = reviewed(changes)
    assert "BP102" in [finding.code for finding in review.findings]
    for lang in ("zh", "en"):
        assert "※" not in bp.to_json(review, lang=lang)


def test_same_review_same_bytes() -> None:
    """Nothing in it depends on when or where it was written."""
    assert bp.to_json(reviewed(TROUBLE)) == bp.to_json(reviewed(TROUBLE))


def test_languages_differ_in_sentences_only() -> None:
    """English changes the sentences and nothing else."""
    review = reviewed(TROUBLE)
    sentences = {"message", "identity", "reason", "why", "trace", "note", "clause", "grade"}

    def without_sentences(value: object) -> object:
        if isinstance(value, dict):
            return {key: without_sentences(inner) for key, inner in value.items() if key not in sentences}
        return [without_sentences(inner) for inner in value] if isinstance(value, list) else value

    zh, en = data_of(review), data_of(review, "en")
    assert without_sentences(zh) == without_sentences(en)
    messages = [(one["message"], other["message"]) for one, other in zip(zh["findings"], en["findings"], strict=True)]
    assert all(one != other for one, other in messages)


def test_decimals_are_plain() -> None:
    """A figure with ten decimals is never written with an exponent."""
    changes: dict[str, object] = {f"{BOOKS}.points": "0.0000000001", f"{BOOKS}.deviation_note": "因故"}
    assert data_of(reviewed(changes))["scorecards"][1]["indicators"][0]["stated"] == "0.0000000001"


def test_a_rulebook_and_a_filing_are_json_too() -> None:
    """`to_json` takes whatever a tool holds."""
    assert json.loads(bp.to_json(BOOK))["name"] == "hunan-2022"
    assert json.loads(bp.to_json(changed({})))["format"] == "budgetperf/1"


def test_an_empty_filing() -> None:
    """A review of nothing is complete JSON."""
    data = data_of(bp.review(bp.Filing(), evolve(BOOK, sha256="")))
    assert fits(data, REVIEW)
    assert (data["scorecards"], data["rates"]) == ([], [])
