"""
The error-injection study: how often is an error seen, and how often is the wrong cell named.

Run ``python benchmarks/injection.py`` for the full study (some ten minutes on two cores), with ``--quick`` for a sample
of it. ``--json FILE`` keeps every number and every failing case; ``--docs`` writes the tables into both pages.
The same seed gives the same errors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TypeVar

from attrs import asdict, evolve, frozen

import budgetperf as bp
from budgetperf.testing.departments import random_accounts
from budgetperf.testing.printing import print_accounts, print_previous
from chinese import in_chinese
from costs import costs_table, measure_costs
from learning import Lessons
from slips import KINDS
from study import Case, Double, Single, Subject
from tally import Tally, doubles_table, failures, share, singles_table

ROOT = Path(__file__).parent.parent
PAGE, CHINESE_PAGE = (ROOT / "docs" / lang / "injection.md" for lang in ("en", "zh"))
BOOK = "hunan-2022"
_START, _END = "<!-- tables -->", "<!-- end of tables -->"
_CHUNK = 40
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@frozen(kw_only=True)
class Plan:
    """
    How much is done.

    Attributes:
        sizes_of_kind: How many slips of each kind are tried on each figure at most, chosen by the seed.

        generated: Numbers of 专项 of the generated filings.

        example_errors: How many errors in each example at most, chosen by the seed.

        generated_errors: How many errors in each generated filing at most.

        doubles: How many pairs of errors in each filing.

        triples: How many triples.

        consistent: How many consistent filings are searched for false alarms.

        sizes: Numbers of project scorecards of the cost curve.

        rounds: How often each time is taken.
    """

    sizes_of_kind: int
    generated: tuple[int, ...]
    example_errors: int
    generated_errors: int
    doubles: int
    triples: int
    consistent: int
    sizes: tuple[int, ...]
    rounds: int


FULL = Plan(
    sizes_of_kind=2,
    generated=(1, 3, 10),
    example_errors=100_000,
    generated_errors=600,
    doubles=150,
    triples=30,
    consistent=10_000,
    sizes=(1, 3, 10, 30, 100, 300),
    rounds=7,
)
QUICK = Plan(
    sizes_of_kind=1,
    generated=(2,),
    example_errors=60,
    generated_errors=30,
    doubles=6,
    triples=2,
    consistent=200,
    sizes=(1, 3, 10, 30),
    rounds=3,
)


@frozen
class Task:
    """Some errors to inject into one filing, for one worker."""

    name: str
    filing: bp.Filing
    lessons: Lessons
    groups: tuple[tuple[Case, ...], ...]


# Filings


def filings(seed: int, sizes: Iterable[int]) -> Mapping[str, bp.Filing]:
    """The filings that errors are injected into: the two examples, and one with each number of 专项."""
    book = bp.load_rulebook(BOOK)
    examples = {
        name: bp.from_yaml((ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("filing-clean", "filing-2022")
    }
    generated = {f"generated, {projects} 专项": _consistent(seed, projects, book) for projects in sizes}
    return examples | generated


def _consistent(seed: int, projects: int, book: bp.Rulebook) -> bp.Filing:
    """A filing in which the ledger sees no contradiction; whether there are others is another question."""
    for number in count():
        books = random_accounts(Random(f"{seed} {projects} {number}"), projects)  # noqa: S311 - the same every time
        filing = print_accounts(evolve(books, umbrella=False), rulebook=book)
        if all(entry.outcome is not bp.Outcome.VIOLATED for entry in bp.reconcile(filing).ledger):
            break
    return filing


def _learn(named: tuple[str, bp.Filing]) -> Lessons:
    return _subject(*named, None).oracle.lessons


def _subject(name: str, filing: bp.Filing, lessons: Lessons | None) -> Subject:
    return Subject(name, filing, bp.load_rulebook(BOOK), lessons)


def _cases(task: Task, seed: int, plan: Plan) -> list[Case]:
    """The errors to inject: every figure and every kind of slip, as many sizes of it as the plan says."""
    found: dict[tuple[str, str], list[Case]] = {}
    for case in _subject(task.name, task.filing, task.lessons).cases(seed):
        found.setdefault((case.path, case.slip.kind), []).append(case)
    random = Random(f"{seed} {task.name}")  # noqa: S311 - the same errors every time
    few = plan.sizes_of_kind
    cases = list(chain.from_iterable(each if len(each) <= few else random.sample(each, few) for each in found.values()))
    most = plan.generated_errors if task.name.startswith("generated") else plan.example_errors
    return cases if len(cases) <= most else random.sample(cases, most)


def _judge(task: Task) -> list[Single]:
    subject = _subject(task.name, task.filing, task.lessons)
    return [subject.single(case) for (case,) in task.groups]


def _judge_several(task: Task) -> list[Double]:
    subject = _subject(task.name, task.filing, task.lessons)
    return [found for cases in task.groups if (found := subject.several(cases)) is not None]


def _split(task: Task, groups: Iterable[tuple[Case, ...]], size: int) -> Iterator[Task]:
    rest = iter(groups)
    while chunk := tuple(islice(rest, size)):
        yield evolve(task, groups=chunk)


def _several(task: Task, singles: Sequence[Single], seed: int, count: int, errors: int) -> Iterator[tuple[Case, ...]]:
    """Errors at once, of those that contradict something when they come alone."""
    seen = [one.case for one in singles if one.said is not None]
    random = Random(f"{seed} {task.name} {errors}")  # noqa: S311 - the same errors every time
    for _ in range(count):
        cases = tuple(random.sample(seen, errors)) if len(seen) >= errors else ()
        if cases and len({case.path for case in cases}) == errors:
            yield cases


# False alarms


def find_alarms(span: tuple[int, int, int]) -> Counter[str]:
    """The codes of what is violated in consistent filings, with last year's filing and without; and all diagnoses."""
    seed, first, last = span
    book = bp.load_rulebook(BOOK)
    found: Counter[str] = Counter()
    for number in range(first, last):
        random = Random(f"{seed} consistent {number}")  # noqa: S311 - the same filings every time
        books = random_accounts(random, random.randint(1, 3))
        filing = print_accounts(books, rulebook=book)
        before = print_previous(books, rulebook=book) if number % 2 else None
        reconciled = bp.reconcile(filing, previous=before)
        found.update(entry.code for entry in reconciled.ledger if entry.outcome is bp.Outcome.VIOLATED)
        found["diagnoses"] += len(bp.diagnose(reconciled))
        found["filings"] += 1
    return found


# The study


@frozen(kw_only=True)
class Study:
    """All that was measured."""

    singles: Mapping[str, Sequence[Single]]
    doubles: Mapping[str, Sequence[Double]]
    triples: Mapping[str, Sequence[Double]]
    alarms: Counter[str]
    costs: Sequence[Mapping[str, float]]


def run(seed: int, plan: Plan) -> Study:
    """Run the study on all cores; the cost is measured last, when nothing else runs."""
    with ProcessPoolExecutor() as pool:
        named = filings(seed, plan.generated)
        lessons = list(pool.map(_learn, named.items()))
        tasks = [Task(name, filing, learnt, ()) for (name, filing), learnt in zip(named.items(), lessons, strict=True)]
        cases = {task.name: [(case,) for case in _cases(task, seed, plan)] for task in tasks}
        singles = _spread(pool, _judge, tasks, cases, _CHUNK)
        several = {
            errors: _spread(
                pool,
                _judge_several,
                tasks,
                {task.name: list(_several(task, singles[task.name], seed, count, errors)) for task in tasks},
                5,
            )
            for errors, count in ((2, plan.doubles), (3, plan.triples))
        }
        step = max(1, plan.consistent // 50)
        spans = [(seed, first, min(first + step, plan.consistent)) for first in range(0, plan.consistent, step)]
        alarms = sum(pool.map(find_alarms, spans), Counter())
    return Study(
        singles=singles,
        doubles=several[2],
        triples=several[3],
        alarms=alarms,
        costs=_costs(seed, plan),
    )


def _costs(seed: int, plan: Plan) -> list[dict[str, float]]:
    """The cost curve, in a process of its own: the collector would walk all that the study holds on to, every time."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(measure_costs, seed, plan.sizes, plan.rounds).result()


def _spread(
    pool: ProcessPoolExecutor,
    job: Callable[[Task], list[_Result]],
    tasks: Sequence[Task],
    groups: Mapping[str, Sequence[tuple[Case, ...]]],
    size: int,
) -> dict[str, list[_Result]]:
    """Let the workers judge the errors in every filing."""
    chunks = [chunk for task in tasks for chunk in _split(task, groups[task.name], size)]
    found: dict[str, list[_Result]] = {task.name: [] for task in tasks}
    for chunk, results in zip(chunks, pool.map(job, chunks), strict=True):
        found[chunk.name] += results
    return found


# Reports


def report(study: Study) -> str:
    """The tables, as Markdown."""
    every = list(chain.from_iterable(study.singles.values()))
    by_filing = {**study.singles, "all": every}
    by_kind = {kind: [one for one in every if one.case.slip.kind == kind] for kind in KINDS}
    tally = Tally.of(every, lambda one: one.said)
    violated = sum(count for code, count in study.alarms.items() if code not in ("filings", "diagnoses"))
    parts = {
        "One error, by the figures alone": singles_table("filing", by_filing, lambda one: one.said),
        "One error, with the score intervals": singles_table("filing", by_filing, lambda one: one.said_with_scores),
        "The same, by the kind of slip": singles_table("slip", by_kind, lambda one: one.said_with_scores),
        "Sums": (
            "Of the errors that break a sum by more than rounding explains, "
            f"{share(tally.tied - tally.tied_missed, tally.tied)} contradict the ledger."
        ),
        "Two errors at once": doubles_table(_with_all(study.doubles)),
        "Three errors at once": doubles_table(_with_all(study.triples)),
        "False alarms": (
            f"{violated} violated identities and {study.alarms['diagnoses']} diagnoses in "
            f"{study.alarms['filings']} consistent filings."
        ),
        "Cost": costs_table(study.costs),
    }
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts.items())


def _with_all(groups: Mapping[str, Sequence[_Item]]) -> dict[str, Sequence[_Item]]:
    return {**groups, "all": list(chain.from_iterable(groups.values()))}


def as_data(study: Study) -> dict[str, object]:
    """Every count and every failing case, for a program."""
    return {
        "singles": {
            name: {
                "figures": asdict(Tally.of(singles, lambda one: one.said)),
                "scores": asdict(Tally.of(singles, lambda one: one.said_with_scores)),
            }
            for name, singles in study.singles.items()
        },
        "failures": [asdict(one) for name, singles in study.singles.items() for one in failures(name, singles)],
        "several": {
            str(errors): {name: [asdict(one) for one in found] for name, found in groups.items()}
            for errors, groups in ((2, study.doubles), (3, study.triples))
        },
        "alarms": dict(study.alarms),
        "costs": [dict(row) for row in study.costs],
    }


def write_page(text: str, page: Path = PAGE) -> None:
    """Put the tables between the two comments of the page."""
    old = page.read_text(encoding="utf-8")
    before, start, rest = old.partition(_START)
    page.write_text(f"{before}{start}\n\n{text}\n\n{rest[rest.index(_END) :]}", encoding="utf-8")


def tables_of(page: Path) -> str:
    """The tables that stand on a page."""
    return page.read_text(encoding="utf-8").partition(_START)[2].partition(_END)[0].strip()


def main() -> None:
    """Run the study and show it."""
    parser = argparse.ArgumentParser(description="How often is an injected error seen, and the wrong cell named?")
    parser.add_argument("--quick", action="store_true", help="a sample, in under a minute")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every number and every failing case")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/*/injection.md")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    study = run(chosen.seed, QUICK if chosen.quick else FULL)
    text = report(study)
    sys.stdout.write(f"{text}\n")
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(as_data(study), ensure_ascii=False, indent=1), encoding="utf-8")
    if chosen.docs:
        write_page(text)
        write_page(in_chinese(text), CHINESE_PAGE)


if __name__ == "__main__":
    main()
