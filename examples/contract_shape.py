"""Small constructors for the dictionaries that a filing consists of in JSON and YAML.

The examples stand beside the library as an independent witness, so nothing here imports it.
"""

from typing import Any

Record = dict[str, Any]


def money(amount: str) -> str | None:
    """An amount in 万元 as the YAML writes it; an empty text is a blank cell."""
    return f"{amount}万元" if amount else None


def funds(*, prior: str = "", initial: str = "", revised: str = "", spent: str = "") -> Record:
    """The four amounts of one line; what a form has no column for stays blank."""
    return {"prior": money(prior), "initial": money(initial), "revised": money(revised), "spent": money(spent)}


def base_line(prior: str = "", initial: str = "", spent: str = "") -> Record:
    """A row of 附件1, in the order of its columns."""
    return funds(prior=prior, initial=initial, spent=spent)


def named_line(name: str, prior: str = "", initial: str = "", spent: str = "") -> Record:
    """A row of 附件1 whose name the department chooses."""
    return {"name": name, "funds": base_line(prior, initial, spent)}


def base_table(*, year: int, notes: str, signature: Record, figures: Record) -> Record:
    """附件1 with its heading; ``figures`` holds the blocks from staffing to austerity."""
    years = {"prior": str(year - 1), "initial": str(year), "spent": str(year)}
    title = f"{year}年度部门整体支出绩效评价基础数据表"
    return {
        "heading": heading(title, year, notes=notes, signature=signature),
        "column_years": years,
        "labels": {"special": "县级专项资金"},
        **figures,
    }


def signature(*, prepared_by: str | None, date: str | None, phone: str | None, responsible: str | None) -> Record:
    """The signature line under a form."""
    return {"prepared_by": prepared_by, "date": date, "phone": phone, "responsible": responsible}


def heading(
    title: str, year: int, *, unit_name: str | None = None, notes: str | None = None, signature: Record | None = None
) -> Record:
    """What an attachment says about itself."""
    return {"title": title, "unit_name": unit_name, "year": year, "notes": notes, "signature": signature}


def budget_row(name: str, role: str, amounts: Record, *, parent: str | None = None) -> Record:
    """A row of the fund block of 附件2 or 附件3."""
    return {
        "name": name,
        "role": role,
        "parent": parent,
        "funds": amounts,
    }


def execution(rate: str, points: str) -> Record:
    """The printed execution rate and its points out of ten."""
    return {"stated_rate": rate, "weight": "10", "points": points}


def project_budget(initial: str, revised: str, spent: str, *, rate: str, points: str) -> Record:
    """The fund block of a project paid from this year's appropriation alone."""
    total, amounts = "年度资金总额", funds(initial=initial, revised=revised, spent=spent)
    return {
        "rows": [
            budget_row(total, "total", amounts),
            budget_row("当年财政拨款", "appropriation", amounts, parent=total),
            budget_row("上年结转资金", "carryover", funds(), parent=total),
            budget_row("其他资金", "other", funds(), parent=total),
        ],
        "by_source": [],
        "by_nature": [],
        "execution": execution(rate, points),
    }


def department_budget(
    initial: str, revised: str, spent: str, *, basic: str, project: str, rate: str, points: str
) -> Record:
    """The fund block of 附件2 for a department paid from the general public budget alone."""
    sources = {"一般公共预算": spent, "政府性基金拨款": "", "纳入专户管理的非税收入拨款": "", "其他资金": ""}
    natures = {"基本支出": basic, "项目支出": project}
    return {
        "rows": [budget_row("年度资金总额", "total", funds(initial=initial, revised=revised, spent=spent))],
        "by_source": [{"name": name, "amount": money(amount)} for name, amount in sources.items()],
        "by_nature": [{"name": name, "amount": money(amount)} for name, amount in natures.items()],
        "execution": execution(rate, points),
    }


def stated_weights(**weights: str) -> list[Record]:
    """The bracketed weights of the level-1 headings, in printed order."""
    return [{"level1": level1, "level2": None, "weight": weight} for level1, weight in weights.items()]


def indicators(level1: str, level2: str, *rows: tuple[str, ...]) -> list[Record]:
    """Level-3 rows: name, target, actual, weight, points and, where one is written, the deviation note."""
    keys = ("name", "direction", "target", "actual", "weight", "points", "deviation_note")
    return [
        {"level1": level1, "level2": level2}
        | dict(zip(keys, (name, None, target, actual, weight, points, note[0] if note else None), strict=True))
        for name, target, actual, weight, points, *note in rows
    ]


def section(ordinal: str, title: str, *paragraphs: str) -> Record:
    """A heading of a report and its text; the look of the ordinal tells the level."""
    level = 2 if ordinal.startswith("（") else 3 if ordinal.isdecimal() else 1
    return {"level": level, "ordinal": ordinal, "title": title, "paragraphs": list(paragraphs)}
