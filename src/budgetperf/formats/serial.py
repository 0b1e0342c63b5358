"""
A filing as JSON or YAML and back: exact, strict, and the same shape in both.

Figures are text with their digits and unit as printed, a blank is null, and what could not be read stays
``{"unreadable": …}``. What is written is always read back as an equal filing. All that is wrong with a document is
told at once, each problem with its path.
"""

from __future__ import annotations

from functools import cache

from cattrs import Converter
from cattrs.errors import BaseValidationError

from budgetperf.domain.model import Filing
from budgetperf.errors import StructureError
from budgetperf.formats.plain.json_text import read_json, write_json
from budgetperf.formats.plain.problems import gather
from budgetperf.formats.plain.quick import Doubt, make_quickly, read_quickly
from budgetperf.formats.plain.quick_writing import write_quickly
from budgetperf.formats.plain.records import FORMAT, is_record, optional_keys, record_reader, record_writer
from budgetperf.formats.plain.strict import figure_reader, is_figure, write_figure
from budgetperf.formats.plain.yaml_text import read_yaml, write_yaml

__all__ = ["configure_converter", "from_json", "from_yaml", "make_converter", "to_json", "to_yaml"]


def configure_converter(converter: Converter) -> None:
    """
    Teach a converter the types of this library; it is left as it was for every other type.

    * a `Filing` is written with ``format: budgetperf/1`` as its first key, and refused without it
    * records (`Filing`, `Scorecard`, `Funds`, …) are written with every key in the order of the fields; a few
      optional keys are left out at their default; unknown keys are refused, and keys starting with ``x-`` are kept
    * null, where a field has a default record or list, is read as that default
    * `Money`, `Rate`, `Count`, `Target` and `Actual` are text as printed; points and weights are decimal text
    * `Unreadable` is ``{"unreadable": "8O.5"}``, wherever a figure may stand
    * enumerations are their words; years and levels are ints; tuples are lists; labels are an object, sorted by key
    * inside records ``str``, ``int`` and ``bool`` are strict: no value is turned into another type

    Problems are collected with detailed validation whatever the converter's own setting: each is a
    `budgetperf.errors.StructureError` inside cattrs' exception groups.

    >>> from budgetperf.domain.model import Goal
    >>> converter = Converter()
    >>> configure_converter(converter)
    >>> converter.unstructure(Goal(expected="建成一座书库"))
    {'expected': '建成一座书库', 'actual': None}
    """
    converter.register_structure_hook_factory(is_figure, figure_reader)
    converter.register_unstructure_hook_factory(is_figure, lambda _: write_figure)
    converter.register_structure_hook_factory(is_record, record_reader)
    converter.register_unstructure_hook_factory(is_record, record_writer)


def make_converter() -> Converter:
    """
    A new converter that knows the types of this library; see `configure_converter`.

    >>> from budgetperf.domain.quantity import Money
    >>> make_converter().structure("96.730万元", Money)
    Money('96.730万元')
    """
    converter = Converter()
    configure_converter(converter)
    return converter


_converter = cache(make_converter)


def _structure(data: object) -> Filing:
    try:
        return _converter().structure(data, Filing)
    except (BaseValidationError, StructureError) as error:
        raise gather(error) from None


def _unstructure(filing: Filing) -> object:
    data: object = _converter().unstructure(filing)
    # A filing built by hand may hold what no reader takes. Better to hear of it now than when the file is opened.
    _structure(data)
    return data


def to_json(filing: Filing) -> str:
    """
    Write a filing as JSON: indented by two, the same bytes every time.

    Raises:
        StructureError: The filing holds what could not be read back, such as a number for a name.

    >>> print(to_json(Filing(year=2022, department="县图书馆")), end="")
    {
      "format": "budgetperf/1",
      "year": 2022,
      "department": "县图书馆",
      "base_table": null,
      "scorecards": [],
      "reports": []
    }
    """
    try:
        return write_quickly(filing, FORMAT, optional_keys)
    except Doubt:
        return write_json(_unstructure(filing))


def from_json(text: str | bytes) -> Filing:
    """
    Read a filing from JSON text, or from bytes in UTF-8 with or without a byte order mark.

    Raises:
        StructureError: The text is no JSON, or does not fit the model: every problem, with its path, in
            Chinese and English. A document of another format is refused without a look at the rest.

    >>> from_json('{"format": "budgetperf/1", "year": 2022, "department": "县图书馆"}').department
    '县图书馆'
    >>> try:
    ...     from_json('{"format": "budgetperf/1", "scorecards": [{"kind": "project", "stated_points": 98}]}')
    ... except StructureError as error:
    ...     print(*error.problems[0][::2], sep=": ")
    scorecards[0].stated_points: found the number 98, expected plain points without a unit, as text: write "98"
    """
    try:
        return read_quickly(text, FORMAT)
    except Doubt:
        return _structure(read_json(text))


def to_yaml(filing: Filing) -> str:
    """
    Write a filing as YAML in block style, the same bytes every time; what another reader would take for a number,
    a date or a bool stands in quotes.

    Raises:
        StructureError: The filing holds what could not be read back, such as a number for a name.

    >>> print(to_yaml(Filing(year=2022, department="县图书馆")), end="")
    format: budgetperf/1
    year: 2022
    department: 县图书馆
    base_table: null
    scorecards: []
    reports: []
    """
    return write_yaml(_unstructure(filing))


def from_yaml(text: str | bytes) -> Filing:
    """
    Read a filing from YAML text, or from bytes in UTF-8 with or without a byte order mark.

    Nothing is guessed: ``9.5`` without quotes is exact text, ``no``, ``012``, ``12:30`` and dates stay text.
    Anchors, aliases, tags and further documents are refused.

    Raises:
        StructureError: The text is no such YAML, or does not fit the model: every problem, with its path.

    >>> from_yaml("{format: budgetperf/1, year: 2022, department: 012}")
    Filing(year=2022, department='012', base_table=None, scorecards=(), reports=())
    """
    data = read_yaml(text)
    try:
        return make_quickly(data, FORMAT)
    except Doubt:
        return _structure(data)
