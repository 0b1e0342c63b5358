"""The one maker of elements refuses what a page may not have."""

import pytest

from budgetperf.rendering.html.markup import element, raw_style


@pytest.mark.parametrize("tag", ["script", "iframe", "img", "SCRIPT", "p onclick"])
def test_other_elements(tag: str) -> None:
    """An element that runs or loads something cannot be made."""
    with pytest.raises(ValueError, match=tag):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc", "a b"])
def test_other_attributes(name: str) -> None:
    """Nor can an attribute that does."""
    with pytest.raises(ValueError, match=name):
        element("p", **{name: "x"})


@pytest.mark.parametrize("href", ["https://example.org", "javascript:alert(1)", "//example.org", ""])
def test_links_stay_on_the_page(href: str) -> None:
    """A link leads to a place of the page, and nowhere else."""
    with pytest.raises(ValueError, match="href"):
        element("a", "f1", href=href)


def test_a_style_sheet_cannot_end_its_element() -> None:
    """What would close the element is no style."""
    with pytest.raises(ValueError, match="script"):
        raw_style("</style><script>")
