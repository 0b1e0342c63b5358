"""The page of every engine, run as it stands: the same sums as without one. Says so where it is not installed."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from batched import BOOKS, card_of, filing_of, funded

from budgetperf.batch import SCORED_ROWS, plain, rows_table, score_batches, score_table
from budgetperf.domain.model import Filing, Indicator

PAGES = Path(__file__).parents[2] / "docs" / "en" / "engines"
CARDS_OF_FILE = 40


def filings(first: int) -> list[Filing]:
    """Cards of numbers, words, blanks and money, each a little different."""
    numbers = range(first, first + CARDS_OF_FILE)
    rows = [
        [
            Indicator(name="册数", target="≥90册", actual=f"{60 + card % 50}册", weight="10", points="9"),
            Indicator(name="成本", level1="效益指标", target="≤88万元", actual=f"{80 + card}.73万元", weight="7.5"),
            Indicator(name="验收", target="已完成", actual="已完成" if card % 3 else "未完成", weight="20", points="9"),
            Indicator(name="满意度", target="95%", actual=None, weight="10"),
        ]
        for card in numbers
    ]
    return [filing_of(card_of(some, budget=funded("100万元", "93.335万元", "10", "9.3"))) for some in rows]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows in several files; no card lies in two."""
    place = tmp_path_factory.mktemp("rows")
    for number in range(3):
        table = rows_table(filings(number * CARDS_OF_FILE))
        column = pc.add(table.column("card"), number * CARDS_OF_FILE)
        pq.write_table(table.set_column(0, table.schema.field("card"), column), place / f"{number}.parquet")
    return place


@pytest.fixture
def tidy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Engines that leave nothing running, use the two cores of a small machine, and this Python."""
    for name in ("PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON"):
        monkeypatch.setenv(name, sys.executable)
    options = ("--master local[2]", "--conf spark.ui.enabled=false", "--conf spark.sql.shuffle.partitions=2",
               "--conf spark.driver.bindAddress=127.0.0.1", "--conf spark.driver.host=127.0.0.1")  # fmt: skip
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", " ".join((*options, "pyspark-shell")))
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    yield
    ray, spark = sys.modules.get("ray"), sys.modules.get("pyspark.sql")
    if ray is not None:
        ray.shutdown()
    if spark is not None and (session := spark.SparkSession.getActiveSession()) is not None:
        session.stop()


def sums(folder: Path) -> tuple[int, Decimal, Decimal]:
    """How many rows there are, and their sums, without any engine."""
    scored = score_table(
        pa.concat_tables(pq.read_table(file) for file in sorted(folder.iterdir())), BOOKS["hunan-2022"]
    )
    low, high = (pc.sum(scored.column(name)).as_py() for name in ("low", "high"))
    return scored.num_rows, low, high


@pytest.mark.parametrize("engine", ["polars", "duckdb", "dask", "ray", "spark"])
@pytest.mark.filterwarnings("ignore")  # what engines warn of among themselves
@pytest.mark.usefixtures("tidy")
def test_page(engine: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The code of the page gives the sums that there are."""
    package = {"spark": "pyspark"}.get(engine, engine)
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed: pip install --group engines")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs a Java runtime, and there is none")
    if engine == "ray":
        import ray

        ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200_000_000, logging_level="ERROR")
    text = (PAGES / f"{engine}.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {"folder": str(folder), "__name__": "page"}
    exec(compile(code, f"{engine}.md", "exec"), names)  # noqa: S102 - a page of this checkout
    capfd.readouterr()
    assert sums(folder) == names["answer"]


def test_rows_for_polars_keep_their_decimals() -> None:
    """The line of the docs reads every row, not only the first hundred, whose points may all be whole."""
    if find_spec("polars") is None:
        pytest.skip("polars is not installed: pip install --group engines")
    import polars as pl

    rows = [{"points": Decimal(1), "note": None}] * 150 + [{"points": Decimal("9.5"), "note": "未完成"}]
    (line,) = set(re.findall(r"`(polars\.DataFrame\(rows.*?\))`", (PAGES.parent / "html.md").read_text("utf-8")))
    frame = eval(line, {"polars": pl, "rows": rows})  # noqa: S307 - a line of a page of this checkout
    assert rows == frame.to_dicts()


def test_every_engine_has_its_page() -> None:
    """The list of engines leads to the pages that there are."""
    listed = set(re.findall(r"\]\((\w+)\.md\)", (PAGES / "README.md").read_text(encoding="utf-8")))
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == listed


def test_partitions_that_fall_are_refused(folder: Path) -> None:
    """An engine that has not sorted is told, before rows of one card are taken for those of two."""
    table = pq.read_table(folder / "0.parquet")
    back = [*table.slice(50).to_batches(), *table.slice(0, 50).to_batches()]
    with pytest.raises(ValueError, match="sort by it"):
        list(score_batches(back, BOOKS["hunan-2022"]))


def test_plain_text(folder: Path) -> None:
    """What engines without dictionaries are given has the schema that was declared, and says the same."""
    batches = pq.read_table(folder / "0.parquet").to_batches()
    found = list(plain(score_batches(batches, BOOKS["hunan-2022"])))
    assert {SCORED_ROWS} == {batch.schema.remove_metadata() for batch in found}
    scored = score_table(pa.Table.from_batches(batches), BOOKS["hunan-2022"])
    assert scored.to_pylist() == [row for batch in found for row in batch.to_pylist()]
