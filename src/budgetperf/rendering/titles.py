"""What a rulebook and the laws call things: their own words, in Chinese, and in English for every other reader."""

from __future__ import annotations

from typing import Protocol

from budgetperf.rendering.catalogue import SOURCE
from budgetperf.scoring.laws.violation import Law
from budgetperf.scoring.policy import Waiver

__all__ = ["Titled", "law_title", "reason_of", "title_of"]


class Titled(Protocol):
    """A rulebook, a rule, a band or a grade."""

    @property
    def title(self) -> str:
        """Its title in Chinese."""

    @property
    def title_en(self) -> str:
        """Its title in English."""


def title_of(value: Titled, lang: str) -> str:
    """The title of a rulebook, a rule, a band or a grade."""
    return value.title if lang == SOURCE else value.title_en


def law_title(law: Law, lang: str) -> str:
    """
    What a law asks, in one sentence.

    >>> law_title(Law.GRADES, "en")
    'the grades cover 0 to 100 without gap or overlap'
    """
    return law.zh if lang == SOURCE else law.en


def reason_of(waiver: Waiver, lang: str) -> str:
    """Why a rulebook breaks a law on purpose."""
    return waiver.reason if lang == SOURCE else waiver.reason_en
