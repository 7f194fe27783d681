"""Translations for tests: a PO file filled by whatever turns one text into another."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.translate import write_translation

MOMENT = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)


def a_translation(folder: Path, language: str, turn: Callable[[str, str], str]) -> Path:
    """Make the PO file of a module; `turn` gives the translation of a text, by its place and its words."""
    path = write_translation(read_source(folder), language, MOMENT)
    catalog = read_catalog(path)
    for message in catalog:
        if message.id:
            message.string = turn(str(message.context), str(message.id))
    write_catalog(path, catalog)
    return path


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def write_catalog(path: Path, catalog: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalog, width=100, no_location=True)


def small_steps_in_spanish(place: str, text: str) -> str:
    """The small module of `module_folder` in Spanish."""
    return SPANISH[text]


SPANISH = {
    "Small steps": "Pasos pequeños",
    "A module that exists to be tested, in one plain sentence.": "Un módulo que existe para probarlo, en una frase.",
    "Professional learning": "Desarrollo profesional",
    "Notice what a small step changes.": "Notar lo que cambia un paso pequeño.",
    "Try one small step in a lesson.": "Probar un paso pequeño en una clase.",
    "Frost, 1916": "Frost, 1916",
    "The beginning": "El comienzo",
    "A fork": "Dos caminos",
    "Two ways, *one* choice [@frost1916].": "Dos caminos, *una* elección [@frost1916].",
    '![A path that parts in a wood](path.svg "Where it began")': (
        '![Un camino que se divide en un bosque](path.svg "Donde todo empezó")'
    ),
    "One poem says so [@frost1916]. **Caveat:** it is a poem.": (
        "Lo dice un poema [@frost1916]. **Cuidado:** es un poema."
    ),
    "Then on.": "Y adelante.",
    "Greet one person by name.": "Saluda a una persona por su nombre.",
    "A thought": "Un pensamiento",
    "What did you see?": "¿Qué viste?",
    "I saw **two** ways.": "Vi **dos** caminos.",
    "Did you name one?": "¿Nombraste uno?",
    "road, path": "camino, senda, vereda",
    "You name the way itself.": "Nombras el camino mismo.",
    "Look at the ground once more.": "Mira el suelo una vez más.",
    "A decision": "Una decisión",
    "You stand at the fork.\n\nIt is early.": "Estás ante dos caminos.\n\nEs temprano.",
    "Go left": "Ir a la izquierda",
    "The grass is wet.": "La hierba está mojada.",
    "Go right": "Ir a la derecha",
    "The way is longer.": "El camino es más largo.",
    "You are home.": "Estás en casa.",
    "Both ways led home.": "Los dos caminos llevaban a casa.",
    "A choice": "Una elección",
    "Which way was *taken*?": "¿Qué camino se *tomó*?",
    "Read the poem again.": "Lee otra vez el poema.",
    "The one less traveled": "El menos transitado",
    "So says the poem.": "Así lo dice el poema.",
    "NO": "NO",
    "The poem says otherwise.": "El poema dice otra cosa.",
    "An order": "Un orden",
    "Bring the steps into order.": "Ordena los pasos.",
    "Look": "Mirar",
    "Choose": "Elegir",
    "Walk": "Caminar",
    "Looking comes before walking.": "Mirar viene antes de caminar.",
    "A match": "Parejas",
    "What belongs together?": "¿Qué va junto?",
    "Wood": "Bosque",
    "Tree": "Árbol",
    "Trees make a wood.": "Los árboles hacen el bosque.",
    "Road": "Camino",
    "Foot": "Pie",
    "Feet make a road.": "Los pies hacen el camino.",
    "A rating": "Una valoración",
    "never": "nunca",
    "sometimes": "a veces",
    "always": "siempre",
    "I look before I walk.": "Miro antes de caminar.",
    "There is a step to try.": "Hay un paso que probar.",
    "Keep to it.": "Sigue así.",
    "A plan": "Un plan",
    "Choose a day": "Elegir un día",
    "Tomorrow is a day.": "Mañana es un día.",
    "Take the step": "Dar el paso",
    "For a team": "Para un equipo",
    "Take ten minutes together.": "Tomad diez minutos juntos.",
}
