"""What can be printed of a module: a plan, always blank, and the page for a school team. HTML, for paper.

No answer comes here: what is printed stays in the printer's queue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from cor_desktop.words import _, marked
from cor_protocol.module import Block, EvidenceBox, Html, Module, Plan, Prose, Reference, Step, Sureness, TryTomorrow

_SURENESS: dict[Sureness, str] = {
    "strong": marked("Strong"),
    "promising": marked("Promising"),
    "idea": marked("An idea"),
}
_CITATION = re.compile(r'<a href="cite:([^"]*)">(.*?)</a>', re.DOTALL)
_LINE = """<tr><td></td><td style="border-bottom: 1px solid #8b8074"><span class="room">&nbsp;</span></td></tr>
<tr><td></td><td style="font-size: 8px">&nbsp;</td></tr>"""
"""A line to write on, and a little room below it."""
_GAP, _BELOW = (f"<p style='font-size: {size}px; margin-bottom: 0'>&nbsp;</p>" for size in (5, 10))
_FRAME = "width='100%' border='1' cellspacing='0' cellpadding='8' style='border-style: solid; border-color: #85500a'"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something to print: its title and the line at the foot of each page in plain text, and HTML between them.

    The HTML may show `box`, a box to tick with a pen; text of the class `room` is as high as one page has room for.
    """

    title: str
    html: str
    foot: str


def plan_sheet(module: Module, plan: Plan) -> Sheet:
    """A plan with what it is for, and for each step an empty box and a line to write on."""
    rows = "".join(_row(step) for step in plan.steps)
    parts = (_head(module, plan.title), _aims(module, plan), _tries(plan.body), f"<table width='100%'>{rows}</table>")
    return Sheet(plan.title, "".join(parts), _("Printed blank. What you write here is yours."))


def team_sheet(module: Module) -> Sheet:
    """The page for a school team that works on a module together; its sources stand in full at its end."""
    title = _("For your school team")
    body = "".join(_block(block) for block in module.facilitation)
    html = _head(module, title) + _uncited(body) + _sources(module, body)
    return Sheet(f"{module.title} – {title}", html, module.title)


def how_sure(sureness: Sureness) -> str:
    """The heading of the box about a claim, in words alone."""
    return " ".join((_("How sure are we?"), _(_SURENESS[sureness])))


def _head(module: Module, title: str) -> str:
    above = _("Module {number}: {title}").format(number=module.number, title=module.title)
    return f"<p class='above'>{escape(above)}</p><h1>{escape(title)}</h1>"


def _aims(module: Module, plan: Plan) -> str:
    aims = [escape(one.text) for one in module.objectives if one.id in plan.objectives]
    return "".join(f"<p class='aim'>{aim}</p>" for aim in aims)


def _tries(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks if isinstance(block, TryTomorrow))


def _row(step: Step) -> str:
    hint = f"<br><span class='hint'>{escape(step.hint)}</span>" if step.hint else ""
    box = "<img src='box' width='18' height='18'>"
    return f"<tr><td width='30'>{box}</td><td><b>{escape(step.text)}</b>{hint}</td></tr>{_LINE}"


def _block(block: Block) -> str:
    match block:
        case Prose(html):
            return html
        case EvidenceBox(sureness, html):
            return _box(how_sure(sureness), html)
        case TryTomorrow(html):
            return _box(_("Try tomorrow"), html)
        case _:
            return ""  # a picture is for the screen


def _box(heading: str, html: Html) -> str:
    inside = f"<p><b>{escape(heading)}</b></p>{_uncited(html)}"
    return f"{_GAP}<table {_FRAME}><tr><td>{inside}</td></tr></table>{_BELOW}"


def _uncited(html: str) -> str:
    """The same with citations as words: paper has no links."""
    return _CITATION.sub(r"\2", html)


def _sources(module: Module, body: str) -> str:
    cited = {found.group(1) for found in _CITATION.finditer(body)}
    entries = "".join(f"<p class='hint'>{_source(one)}</p>" for one in module.bibliography if one.id in cited)
    heading = escape(_("Sources"))
    return f"<h3>{heading}</h3>{entries}" if entries else ""


def _source(reference: Reference) -> str:
    doi = f" https://doi.org/{reference.doi}" if reference.doi else ""
    return escape(f"{reference.full}{doi}")
