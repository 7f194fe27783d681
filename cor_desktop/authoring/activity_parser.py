"""One activity: its front matter and body, turned into the frozen data of `cor_protocol.module`, type by type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cor_desktop.authoring.markdown import MarkdownReader
from cor_desktop.authoring.source import ActivitySource, Body
from cor_protocol.module import (
    Activity,
    Band,
    Choice,
    ChoiceItem,
    ChoiceOption,
    Ending,
    Html,
    Match,
    Node,
    Notice,
    Order,
    Pair,
    Plan,
    Prompt,
    Rating,
    Reading,
    Reflection,
    Scenario,
    ScenarioOption,
    Step,
)

_MARKDOWN_SIGNS = re.compile(r"\*\*|\[@|\]\(|^#|`")


def parse_activity(source: ActivitySource, texts: MarkdownReader) -> Activity:
    """Build an activity whose front matter is as the schema wants it. Faults in its texts go to `texts.faults`."""
    fields = _Fields(source, texts)
    return _MAKERS[source.front.value["type"]](fields, fields.common())


class _Fields:
    """Reads one activity's fields by path, as plain text or as Markdown."""

    def __init__(self, source: ActivitySource, texts: MarkdownReader) -> None:
        self._source = source
        self._front = source.front
        self._texts = texts

    def common(self) -> dict[str, Any]:
        """The fields that every activity has."""
        fields = self._front.value
        return {
            "id": fields["id"],
            "title": self.plain("title"),
            "minutes": float(fields["minutes"]),
            "objectives": tuple(fields["objectives"]),
            "required": fields.get("required", True),
            "body": self._texts.blocks(self._source.body),
        }

    def places(self, *path: str | int) -> range | list[str]:
        """The places of a list, or the names of the fields, at `path`; none where there is nothing."""
        value = self._value(*path)
        return list(value) if isinstance(value, dict) else range(len(value or ()))

    def has(self, *path: str | int) -> bool:
        """Tell whether the author wrote anything at `path`."""
        return self._value(*path) is not None

    def raw(self, *path: str | int, default: Any = None) -> Any:
        """A number, a true/false or an id."""
        value = self._value(*path)
        return default if value is None else value

    def plain(self, *path: str | int) -> str:
        """A text that is shown as it stands, in one line."""
        text = " ".join(str(self.raw(*path, default="")).split())
        if _MARKDOWN_SIGNS.search(text):
            sentence = f"{path[0]}: this text is shown as it stands, so Markdown signs cannot be used in it"
            self._texts.faults.append(self._front.fault(sentence, *path))
        return text

    def plains(self, *path: str | int) -> tuple[str, ...]:
        """A list of texts that are shown as they stand."""
        return tuple(self.plain(*path, place) for place in self.places(*path))

    def html(self, *path: str | int) -> Html:
        """A text in Markdown."""
        text = self.raw(*path, default="")
        return self._texts.html(Body(self._front.file, self._front.text_line(*path), text))

    def htmls(self, *path: str | int) -> tuple[Html, ...]:
        """A list of texts in Markdown."""
        return tuple(self.html(*path, place) for place in self.places(*path))

    def _value(self, *path: str | int) -> Any:
        try:
            return self._front.at(path)
        except KeyError:
            return None


def _reading(_: _Fields, common: dict[str, Any]) -> Activity:
    return Reading(**common)


def _reflection(fields: _Fields, common: dict[str, Any]) -> Activity:
    return Reflection(**common, prompts=tuple(_prompt(fields, "prompts", place) for place in fields.places("prompts")))


def _prompt(fields: _Fields, *at: str | int) -> Prompt:
    respond = (*at, "respond")
    notice = (*respond, "notice")
    return Prompt(
        ask=fields.plain(*at, "ask"),
        model=fields.htmls(*respond, "model"),
        check_yourself=fields.plains(*respond, "check_yourself"),
        notice=tuple(
            Notice(fields.plains(*notice, place, "any_of"), fields.html(*notice, place, "say"))
            for place in fields.places(*notice)
        ),
        otherwise=fields.html(*respond, "otherwise"),
    )


def _scenario(fields: _Fields, common: dict[str, Any]) -> Activity:
    nodes = tuple(_node(fields, str(name)) for name in fields.places("nodes"))
    return Scenario(**common, start=fields.raw("start"), nodes=nodes)


def _node(fields: _Fields, name: str) -> Node:
    at = ("nodes", name)
    options = tuple(_scenario_option(fields, *at, "options", place) for place in fields.places(*at, "options"))
    ending = None
    if fields.has(*at, "ending"):
        ending = Ending(fields.raw(*at, "ending", "tone"), fields.html(*at, "ending", "takeaway"))
    return Node(name, fields.html(*at, "say"), options, ending)


def _scenario_option(fields: _Fields, *at: str | int) -> ScenarioOption:
    return ScenarioOption(fields.plain(*at, "text"), fields.html(*at, "feedback"), fields.raw(*at, "goto"))


def _choice(fields: _Fields, common: dict[str, Any]) -> Activity:
    return Choice(**common, items=tuple(_choice_item(fields, "items", place) for place in fields.places("items")))


def _choice_item(fields: _Fields, *at: str | int) -> ChoiceItem:
    options = (*at, "options")
    return ChoiceItem(
        id=fields.raw(*at, "id"),
        stem=fields.html(*at, "stem"),
        select=fields.raw(*at, "select"),
        options=tuple(_choice_option(fields, *options, place) for place in fields.places(*options)),
        shuffle=fields.raw(*at, "shuffle", default=False),
        hints=fields.htmls(*at, "hints"),
    )


def _choice_option(fields: _Fields, *at: str | int) -> ChoiceOption:
    correct = fields.raw(*at, "correct", default=False)
    return ChoiceOption(fields.plain(*at, "text"), fields.html(*at, "feedback"), correct)


def _order(fields: _Fields, common: dict[str, Any]) -> Activity:
    return Order(
        **common, prompt=fields.plain("prompt"), sequence=fields.plains("sequence"), feedback=fields.html("feedback")
    )


def _match(fields: _Fields, common: dict[str, Any]) -> Activity:
    pairs = tuple(_pair(fields, "pairs", place) for place in fields.places("pairs"))
    return Match(**common, prompt=fields.plain("prompt"), pairs=pairs)


def _pair(fields: _Fields, *at: str | int) -> Pair:
    return Pair(fields.plain(*at, "left"), fields.plain(*at, "right"), fields.html(*at, "why"))


def _rating(fields: _Fields, common: dict[str, Any]) -> Activity:
    bands = tuple(
        Band(float(fields.raw("bands", place, "up_to")), fields.html("bands", place, "feedback"))
        for place in fields.places("bands")
    )
    return Rating(**common, scale=fields.plains("scale"), statements=fields.plains("statements"), bands=bands)


def _plan(fields: _Fields, common: dict[str, Any]) -> Activity:
    steps = tuple(
        Step(fields.plain("steps", place, "text"), fields.plain("steps", place, "hint"))
        for place in fields.places("steps")
    )
    return Plan(**common, steps=steps, printable=fields.raw("printable", default=True))


_MAKERS: Mapping[str, Callable[[_Fields, dict[str, Any]], Activity]] = {
    "reading": _reading,
    "reflection": _reflection,
    "scenario": _scenario,
    "choice": _choice,
    "order": _order,
    "match": _match,
    "rating": _rating,
    "plan": _plan,
}
