"""A copy to read: one HTML page that needs nothing else, with the words of the page My data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import cor_desktop
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.devices import DeviceLine
from cor_desktop.presenters.my_data.about import not_held
from cor_desktop.presenters.my_data.parts import Line, Part
from cor_desktop.presenters.my_data.whole import Whole
from cor_desktop.words import _, is_right_to_left, language_tag

_STYLE = """
:root { color-scheme: light dark; --ink: #2a2521; --muted: #635a51; --ground: #faf7f2; --card: #fff; --line: #e4dacc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f4eee7; --muted: #c2b7ab; --ground: #1b1816; --card: #262220; --line: #3d3632; } }
body { margin: 2rem auto; max-width: 52rem; padding: 0 1rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.5 "Noto Sans", system-ui, sans-serif; }
section { margin: 1rem 0; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; } h3, h4 { margin: 0 0 .5rem; } h4 { margin-top: 1.25rem; }
p { margin: .5rem 0; } .muted, td:last-child:nth-child(3) { color: var(--muted); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th { width: 34%; font-weight: normal; color: var(--muted); } td:last-child:nth-child(3) { width: 22%; }
@media print { body { margin: 0; max-width: none; } section { border: none; padding: 0; } tr { break-inside: avoid; } }
"""


def as_html(whole: Whole, devices: Iterable[DeviceLine]) -> str:
    """The page. It loads nothing and runs nothing; keys, tokens and passwords are not in it."""
    title = _("My data")
    direction = "rtl" if is_right_to_left() else "ltr"
    made = _("Copied on {day} by {program}.").format(
        day=day(whole.now.date()), program=f"COR Desktop {cor_desktop.__version__}"
    )
    devices_part = Part(_("Where you are signed in"), (), tuple(Line(each.title, each.words) for each in devices))
    there = (whole.there, devices_part) if devices_part.lines else (whole.there,)
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1>",
            f'<p class="muted">{escape(made)}</p>',
            _section(not_held()),
            f"<h2>{escape(_('On this computer'))}</h2>",
            *map(_section, whole.here),
            f"<h2>{escape(_('On the server'))}</h2>",
            *map(_section, there),
        )
    )
    return f"""<!doctype html>
<html lang="{language_tag()}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _section(part: Part) -> str:
    return "\n".join(("<section>", *_inside(part), "</section>"))


def _inside(part: Part) -> Iterator[str]:
    yield f"<h3>{escape(part.title)}</h3>"
    for sentence in part.sentences:
        yield f"<p>{escape(sentence)}</p>"
    yield from _table(part.lines)
    for group in part.groups:
        yield f"<h4>{escape(group.words)}</h4>"
        yield from _table(group.lines())


def _table(lines: Iterable[Line]) -> Iterator[str]:
    rows = [_row(line) for line in lines]
    if rows:
        yield from ("<table>", *rows, "</table>")


def _row(line: Line) -> str:
    cells = "".join(f"<td>{escape(words)}</td>" for words in line[1:] if words)
    return f'<tr><th scope="row">{escape(line.left)}</th>{cells}</tr>'
