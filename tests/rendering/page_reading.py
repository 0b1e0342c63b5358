"""A page as a browser takes it in: its elements in order, read with the parser of the standard library."""

from __future__ import annotations

from html.parser import HTMLParser

from attrs import Factory, define

__all__ = ["Element", "Page", "read_page"]

_EMPTY = ("meta", "br")


@define
class Element:
    """An element with its attributes, the elements that it stands in, those within it, and its text in pieces."""

    tag: str
    attributes: dict[str, str | None]
    above: tuple[str, ...]
    inner: list[str] = Factory(list)
    said: list[str] = Factory(list)

    @property
    def text(self) -> str:
        """The text right within it and below."""
        return "".join(self.said)


class Page(HTMLParser):
    """The elements of a page; anything that is not balanced, or no element, is in `faults`."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{element.tag}> is not closed" for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and whether an attribute stands there twice."""
        element = Element(tag, dict(attrs), tuple(one.tag for one in self._open))
        if len(element.attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append(element)
        for one in self._open:
            one.inner.append(tag)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes nothing")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text belongs to every element that is open."""
        for one in self._open:
            one.said.append(data)

    def handle_comment(self, data: str) -> None:
        """The pages have no comments: one would be text of a file that broke out."""
        self.faults.append(f"comment {data!r}")

    def handle_pi(self, data: str) -> None:
        """Nor processing instructions."""
        self.faults.append(f"instruction {data!r}")

    def unknown_decl(self, data: str) -> None:
        """Nor sections of any kind."""
        self.faults.append(f"section {data!r}")

    def all(self, *tags: str) -> list[Element]:
        """The elements of these names, in order."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        """The one element of a name."""
        (element,) = self.all(tag)
        return element

    def at(self, name: str) -> Element:
        """The element of an id."""
        (element,) = [element for element in self.elements if element.attributes.get("id") == name]
        return element


def read_page(text: str) -> Page:
    """Take in a page."""
    return Page(text)
