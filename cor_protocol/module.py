"""A learning module as frozen data, to and from the compiled JSON of a pack, and what counts as complete.

Authors write YAML and Markdown (docs/authoring.md); `cor-content pack` compiles them to this. Fields named here are
of three kinds: plain text (shown as it stands), `Html` (the safe subset of `SAFE_TAGS`), and ids.

There is no field by which an author could ask to keep an answer (M3).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NewType

from cor_protocol.ids import ActivityKey, ModuleKey, activity_key

FORMAT = 1
"""Version of the compiled JSON. A pack of a newer format is refused with a sentence."""

Html = NewType("Html", str)
"""HTML of the safe subset only; the client checks it again when it opens a pack."""

SAFE_TAGS = frozenset({"p", "h2", "h3", "ul", "ol", "li", "em", "strong", "a", "blockquote", "br", "sub", "sup"})
"""Elements that Html may hold. Only `a` has an attribute: `href`, which starts with `cite:` or `https://`."""

Sureness = Literal["strong", "promising", "idea"]
"""How sure research is of a claim, the levels of the box "How sure are we?"."""


class ModuleFault(ValueError):
    """The compiled JSON is not a module this program understands. The text says where and why."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text."""

    html: Html


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture from the pack's media. `alt` is empty only where the picture is decoration."""

    src: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceBox:
    """The box "How sure are we?" beside a research claim."""

    sureness: Sureness
    html: Html


@dataclass(frozen=True, slots=True)
class TryTomorrow:
    """The box "Try tomorrow": one small thing to do in the next lesson."""

    html: Html


Block = Prose | Figure | EvidenceBox | TryTomorrow


@dataclass(frozen=True, slots=True)
class ActivityBase:
    """What every activity has. `minutes` is the author's estimate; `objectives` are ids of the module's objectives."""

    id: str
    title: str
    minutes: float
    objectives: tuple[str, ...]
    required: bool
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reading(ActivityBase):
    """Text to read, nothing to answer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A word hint: where a word whose stem is that of one of `any_of` occurs, `say` points at what to look at again."""

    any_of: tuple[str, ...]
    say: Html


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to write about, and what answers: model responses, a self-check, word hints, or `otherwise`."""

    ask: str
    model: tuple[Html, ...]
    check_yourself: tuple[str, ...] = ()
    notice: tuple[Notice, ...] = ()
    otherwise: Html = Html("")


@dataclass(frozen=True, slots=True)
class Reflection(ActivityBase):
    """Free writing that stays in memory."""

    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class ScenarioOption:
    """One way to act; `feedback` says what follows from it, `goto` names the next node."""

    text: str
    feedback: Html
    goto: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a scenario comes to rest."""

    tone: Literal["strong", "mixed", "costly"]
    takeaway: Html


@dataclass(frozen=True, slots=True)
class Node:
    """One moment of a scenario: either options (2 to 4) or an ending."""

    id: str
    say: Html
    options: tuple[ScenarioOption, ...] = ()
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Scenario(ActivityBase):
    """A branching scene that can be gone back over."""

    start: str
    nodes: tuple[Node, ...]

    def node(self, node_id: str) -> Node:
        """Return the node of that id. Raises KeyError where there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One option; `correct` is what the research supports, `feedback` what follows from choosing it."""

    text: str
    feedback: Html
    correct: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A question with options, one or many of which are supported."""

    id: str
    stem: Html
    select: Literal["one", "many"]
    options: tuple[ChoiceOption, ...]
    shuffle: bool = False
    hints: tuple[Html, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice(ActivityBase):
    """Questions to choose in."""

    items: tuple[ChoiceItem, ...]


@dataclass(frozen=True, slots=True)
class Order(ActivityBase):
    """Steps to bring into an order; `sequence` stands in the order that `feedback` explains."""

    prompt: str
    sequence: tuple[str, ...]
    feedback: Html


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together, and why."""

    left: str
    right: str
    why: Html


@dataclass(frozen=True, slots=True)
class Match(ActivityBase):
    """Pairs to find."""

    prompt: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Feedback for a mean rating up to and including `up_to` (1 is the first step of the scale)."""

    up_to: float
    feedback: Html


@dataclass(frozen=True, slots=True)
class Rating(ActivityBase):
    """Statements to rate for oneself; the bands are ascending and the last covers the whole scale."""

    scale: tuple[str, ...]
    statements: tuple[str, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan."""

    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Plan(ActivityBase):
    """Steps to tick for oneself and to print blank; never saved."""

    steps: tuple[Step, ...]
    printable: bool = True


Activity = Reading | Reflection | Scenario | Choice | Order | Match | Rating | Plan


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do afterwards."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: `short` as in the text ("Roorda et al., 2011"), `full` as in the bibliography, DOI without a prefix."""

    id: str
    short: str
    full: str
    doi: str = ""


@dataclass(frozen=True, slots=True)
class ContactHours:
    """Contact time that a certificate states, in hours, under a category of the program."""

    category: str
    hours: float


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the course. `number` is its place in the program; `facilitation` is a page for a school team."""

    key: str
    version: int
    number: int
    language: str
    title: str
    summary: str
    cover: str
    contact_hours: tuple[ContactHours, ...]
    objectives: tuple[Objective, ...]
    bibliography: tuple[Reference, ...]
    activities: tuple[Activity, ...]
    facilitation: tuple[Block, ...]

    @property
    def minutes(self) -> float:
        """The estimated time for the whole module, in minutes."""
        return sum(activity.minutes for activity in self.activities)

    @property
    def item(self) -> str:
        """The item by which facts name this version of the module, e.g. `what-a-relationship-changes:1`."""
        return module_item(ModuleKey(self.key), self.version)

    def activity(self, activity_id: str) -> Activity:
        """Return the activity of that id. Raises KeyError where there is none."""
        for activity in self.activities:
            if activity.id == activity_id:
                return activity
        raise KeyError(activity_id)

    def key_of(self, activity: Activity) -> ActivityKey:
        """The key by which facts name one of this module's activities."""
        return activity_key(ModuleKey(self.key), activity.id)

    def required_keys(self) -> frozenset[ActivityKey]:
        """The activities that must be finished before the module can be."""
        return frozenset(self.key_of(activity) for activity in self.activities if activity.required)

    def is_complete(self, finished: Collection[ActivityKey]) -> bool:
        """Tell whether every required activity is among the finished ones."""
        return self.required_keys() <= set(finished)


def module_item(key: ModuleKey, version: int) -> str:
    """The item by which a fact names one version of a module: a learner finishes the version they began."""
    return f"{key}:{version}"


def split_module_item(item: str) -> tuple[ModuleKey, int]:
    """Split what `module_item` joined. Raises ValueError on anything else."""
    key, _, version = item.rpartition(":")
    if not key or not version.isdecimal():
        raise ValueError(f"not a module and version: {item!r}")
    return ModuleKey(key), int(version)


_TAGS: Mapping[str, type] = {
    "prose": Prose,
    "figure": Figure,
    "evidence": EvidenceBox,
    "try": TryTomorrow,
    "reading": Reading,
    "reflection": Reflection,
    "scenario": Scenario,
    "choice": Choice,
    "order": Order,
    "match": Match,
    "rating": Rating,
    "plan": Plan,
}
_TAG_OF = {cls: tag for tag, cls in _TAGS.items()}


def type_name(activity: Activity) -> str:
    """The word an author writes for this activity's type, e.g. `choice`."""
    return _TAG_OF[type(activity)]


def to_json(module: Module) -> dict[str, Any]:
    """Turn a module into plain JSON values, with the format's version."""
    return {"format": FORMAT, "module": _encode(module)}


def from_json(data: object) -> Module:
    """Build a module from what `to_json` gave. Raises ModuleFault with the place and the reason."""
    if not isinstance(data, dict) or "format" not in data:
        raise ModuleFault("this is not a compiled module")
    if data["format"] != FORMAT:
        raise ModuleFault(f"the module has format {data['format']!r}; this program reads format {FORMAT}")
    module = _decode(Module, data.get("module"), "module")
    assert isinstance(module, Module)
    return module


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
        tag = _TAG_OF.get(type(value))
        return {"type": tag, **fields} if tag else fields
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return value


def _decode(kind: Any, value: Any, where: str) -> Any:
    """Read `value` as `kind`: a dataclass, tuple, union, Literal or scalar as the classes above declare them."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(typing.get_args(kind), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise ModuleFault(f"{where}: a list is needed")
        (item_kind, _) = typing.get_args(kind)
        return tuple(_decode(item_kind, item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin is Literal:
        if value not in typing.get_args(kind):
            raise ModuleFault(f"{where}: {value!r} is none of {typing.get_args(kind)}")
        return value
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(typing.cast(type, kind), value, where)
    return _decode_scalar(getattr(kind, "__supertype__", kind), value, where)


def _decode_union(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    choices = [kind for kind in kinds if kind is not type(None)]
    if len(choices) == 1:
        return _decode(choices[0], value, where)
    tag = value.get("type") if isinstance(value, dict) else None
    kind = _TAGS.get(tag) if isinstance(tag, str) else None
    if kind not in choices:
        raise ModuleFault(f"{where}: {tag!r} is not a type this program knows")
    return _decode_dataclass(typing.cast(type, kind), value, where)


def _decode_dataclass(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise ModuleFault(f"{where}: an object is needed")
    hints = typing.get_type_hints(kind)
    arguments = {}
    for field in dataclasses.fields(kind):
        if field.name in value:
            arguments[field.name] = _decode(hints[field.name], value[field.name], f"{where}.{field.name}")
        elif field.default is dataclasses.MISSING:
            raise ModuleFault(f"{where}: {field.name} is missing")
    return kind(**arguments)


def _decode_scalar(kind: type, value: Any, where: str) -> Any:
    accepted: tuple[type, ...] = (int, float) if kind is float else (kind,)
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise ModuleFault(f"{where}: {kind.__name__} is needed, not {value!r:.40}")
    return value
