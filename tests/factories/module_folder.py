"""A small module with one activity of each type, to be damaged by the tests one line at a time."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.authoring.check import Checked, check

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#456"/></svg>\n'

FILES = {
    "module.yaml": """\
key: small-steps
version: 3
number: 1
language: en
title: Small steps
summary: A module that exists to be tested, in one plain sentence.
cover: cover.svg
contact_hours:
  - category: Professional learning
    hours: 0.5
objectives:
  - id: notice
    text: Notice what a small step changes.
  - id: try-it
    text: Try one small step in a lesson.
bibliography:
  - id: frost1916
    short: Frost, 1916
    full: "Frost, R. (1916). The road not taken: a reading for tests."
    doi: 10.1000/test.1916
order:
  - begin
  - think
  - decide
  - weigh
  - arrange
  - join
  - rate
  - promise
retired:
  - old-one
""",
    "facilitation.md": "## For a team\n\nTake ten minutes together.\n",
    "media/cover.svg": SVG,
    "media/path.svg": SVG,
    "activities/begin.md": """\
---
id: begin
type: reading
title: The beginning
minutes: 3.5
objectives: [notice]
---

## A fork

Two ways, *one* choice [@frost1916].

![A path that parts in a wood](path.svg "Where it began")

> [!PROMISING]
> One poem says so [@frost1916]. **Caveat:** it is a poem.

Then on.

> [!TRY]
> Greet one person by name.
""",
    "activities/think.md": """\
---
id: think
type: reflection
title: A thought
minutes: 3.5
objectives: [notice]
required: false
prompts:
  - ask: What did you see?
    respond:
      model:
        - I saw **two** ways.
      check_yourself:
        - Did you name one?
      notice:
        - any_of: [road, path]
          say: You name the way itself.
      otherwise: Look at the ground once more.
---
""",
    "activities/decide.md": """\
---
id: decide
type: scenario
title: A decision
minutes: 3.5
objectives: [try-it]
start: fork
nodes:
  fork:
    say: |
      You stand at the fork.

      It is early.
    options:
      - text: Go left
        feedback: The grass is wet.
        goto: home
      - text: Go right
        feedback: The way is longer.
        goto: home
  home:
    say: You are home.
    ending:
      tone: mixed
      takeaway: Both ways led home.
---
""",
    "activities/weigh.md": """\
---
id: weigh
type: choice
title: A choice
minutes: 3.5
objectives: [try-it]
items:
  - id: first
    stem: Which way was *taken*?
    select: one
    shuffle: true
    hints:
      - Read the poem again.
    options:
      - text: The one less traveled
        correct: true
        feedback: So says the poem.
      - text: NO
        feedback: The poem says otherwise.
---
""",
    "activities/arrange.md": """\
---
id: arrange
type: order
title: An order
minutes: 3.5
objectives: [try-it]
prompt: Bring the steps into order.
sequence:
  - Look
  - Choose
  - Walk
feedback: Looking comes before walking.
---
""",
    "activities/join.md": """\
---
id: join
type: match
title: A match
minutes: 3.5
objectives: [notice]
prompt: What belongs together?
pairs:
  - left: Wood
    right: Tree
    why: Trees make a wood.
  - left: Road
    right: Foot
    why: Feet make a road.
---
""",
    "activities/rate.md": """\
---
id: rate
type: rating
title: A rating
minutes: 3.5
objectives: [notice]
scale: [never, sometimes, always]
statements:
  - I look before I walk.
bands:
  - up_to: 1.5
    feedback: There is a step to try.
  - up_to: 3
    feedback: Keep to it.
---
""",
    "activities/promise.md": """\
---
id: promise
type: plan
title: A plan
minutes: 3.5
objectives: [try-it]
steps:
  - text: Choose a day
    hint: Tomorrow is a day.
  - text: Take the step
---
""",
}


class ModuleFolder:
    """The small module on disk, as an author has it, and what `check` says about it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def checked(self) -> Checked:
        return check([self.folder])

    def faults(self) -> list[str]:
        """The faults as they are printed, from the module's folder on."""
        return [f"{fault}".removeprefix(f"{self.folder.as_posix()}/") for fault in self.checked().faults]
