"""Small articles in both languages that have much in common: words, acronyms, whole texts. And the folder they lie in.

Every write has a modification time of its own, so that a change is never hidden by the clock.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.article import Language
from corpus.collections import server_collection
from corpus.roots import Root, server_root
from index.scope import Scope

SERVER = "7"
FIRST_TIME_NS = 1_700_000_000_000_000_000
SECOND_NS = 1_000_000_000

TITLES: Mapping[Language, Sequence[str]] = {
    "en": ("Right of first refusal", "Satellites", "The founder", "Board rules", "Power for data centres"),
    "fr": ("Droit de premier refus", "Satellites", "Le fondateur", "Règles du conseil", "Énergie des centres"),
}
HEADINGS: Mapping[Language, Sequence[str]] = {
    "en": ("", "Background", "The agreement", "Oracle"),
    "fr": ("", "Contexte", "L’accord", "Oracle"),
}
SENTENCES: Mapping[Language, Sequence[str]] = {
    "en": (
        "Microsoft holds a right of first refusal (ROFR) on new capacity.",
        "The right of first refusal lapses after ninety days.",
        "The Global Positioning System (GPS) relies on satellites that carry atomic clocks.",
        "GPS receivers compare the clocks of four satellites.",
        "Larry Ellison, the founder of Oracle, spoke at the White House.",
        "Oracle builds data centres whose power comes from gas turbines.",
        "The board may refuse an offer within ninety days.",
        "A power purchase agreement (PPA) fixes the price of energy for years.",
        "Whoever signs a PPA pays for energy that no turbine delivers.",
        "The founder keeps a copy of the agreement in a drawer.",
        "Four satellites left their orbit in March 2019.",
        "No data centre was built without an agreement of the board.",
    ),
    "fr": (
        "Microsoft dispose d’un droit de premier refus (ROFR) sur les nouvelles capacités.",
        "Le droit de premier refus s’éteint après quatre-vingt-dix jours.",
        "Le système mondial de positionnement (GPS) repose sur des satellites qui portent des horloges atomiques.",
        "Les récepteurs GPS comparent les horloges de quatre satellites.",
        "Larry Ellison, le fondateur d’Oracle, a parlé à la Maison-Blanche.",
        "Oracle construit des centres de données dont l’énergie vient de turbines à gaz.",
        "Le conseil peut refuser une offre dans les quatre-vingt-dix jours.",
        "Un contrat d’achat d’énergie (CAE) fixe le prix de l’énergie pour des années.",
        "Qui signe un CAE paie une énergie qu’aucune turbine ne livre.",
        "Le fondateur garde une copie de l’accord dans un tiroir.",
        "Quatre satellites ont quitté leur orbite en mars 2019.",
        "Aucun centre de données ne s’est construit sans accord du conseil.",
    ),
}

BARE = (  # files without a text: empty, blank, boilerplate, a line
    "",
    " \n\n",
    "Share this article\n\nWhatsApp\n",
    "---\ntitle: Satellites\nlang: en\n---\n\n***\n",
)

SHARED: Scope | None = None
BOTH: Scope = frozenset({"articles", "news", server_collection(SERVER)})
OWN: Scope = frozenset({server_collection(SERVER)})
NEWS: Scope = frozenset({"news"})
SCOPES = (SHARED, BOTH, OWN, NEWS)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where it is asked."""

    question: str
    scope: Scope | None


ASKED = (
    *(Asked("what is ROFR?", scope) for scope in SCOPES),
    *(Asked("Où le fondateur garde-t-il l’accord d’Oracle ?", scope) for scope in SCOPES),
    *(Asked("satellites", scope) for scope in (SHARED, BOTH)),
    *(Asked("quatre-vingt-dix jours refus", scope) for scope in (SHARED, OWN)),
    *(Asked("What does the board say about energy from turbines?", scope) for scope in (SHARED, BOTH)),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, empty for none, and paragraphs, each of the numbers of its sentences."""

    heading: int
    paragraphs: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that can be written to a file; numbers say which of the sentences and titles stand in it.

    Without sections there is no text in it, without paragraphs no passage; `bare` is all that the file holds then.
    """

    language: Language
    title: int
    sections: tuple[Section, ...]
    collection: str = "articles"
    bare: str | None = None

    @property
    def has_passages(self) -> bool:
        """Whether anything can be found in it."""
        return self.bare is None and any(section.paragraphs for section in self.sections)

    def markdown(self) -> str:
        """Return the file's text."""
        if self.bare is not None:
            return self.bare
        lines = ["---", f"title: {TITLES[self.language][self.title]}", f"lang: {self.language}"]
        lines += [f"collection: {self.collection}", "---", ""]
        for section in self.sections:
            heading = HEADINGS[self.language][section.heading]
            lines += [f"## {heading}", ""] if heading else []
            for paragraph in section.paragraphs:
                lines += [" ".join(SENTENCES[self.language][number] for number in paragraph), ""]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it lies there."""

    draft: Draft
    modified_ns: int


class Library:
    """A folder of shared articles and one of a server's; names are paths below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.looks: dict[str, Look] = {}
        self._time_ns = FIRST_TIME_NS
        for root in self.roots():
            root.folder.mkdir(parents=True)

    def roots(self) -> tuple[Root, ...]:
        """Return what is built from."""
        return Root(self.folder / "shared"), server_root(self.folder / "servers", SERVER)

    def state(self) -> tuple[tuple[str, Look], ...]:
        """Return all that a build reads."""
        return tuple(sorted(self.looks.items()))

    def write(self, name: str, draft: Draft) -> None:
        """Write an article, new or changed."""
        self._put(name, Look(draft, self._now()))

    def touch(self, name: str) -> None:
        """Give a file another time."""
        self._put(name, replace(self.looks[name], modified_ns=self._now()))

    def delete(self, name: str) -> Look:
        """Take a file away; return it as it was."""
        (self.folder / name).unlink()
        return self.looks.pop(name)

    def move(self, name: str, to: str) -> None:
        """Give a file another name, its time left as it was."""
        self._put(to, self.delete(name))

    def copy(self, name: str, to: str, *, with_time: bool) -> None:
        """Write a file again under another name, with its time or one of its own."""
        look = self.looks[name]
        self._put(to, look if with_time else replace(look, modified_ns=self._now()))

    def has_passages(self) -> bool:
        """Return whether anything can be found in any article."""
        return any(look.draft.has_passages for look in self.looks.values())

    def restore(self, name: str, look: Look) -> None:
        """Put a file back as it was, its time too."""
        self._put(name, look)

    def change_all(self, looks: Mapping[str, Look]) -> None:
        """Have exactly these files."""
        for name in [*self.looks]:
            if name not in looks:
                self.delete(name)
        for name, look in looks.items():
            if self.looks.get(name) != look:
                self.restore(name, look)

    def _put(self, name: str, look: Look) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(look.draft.markdown(), encoding="utf-8")
        os.utime(path, ns=(look.modified_ns, look.modified_ns))
        self.looks[name] = look

    def _now(self) -> int:
        self._time_ns += SECOND_NS
        return self._time_ns


def draft_of(number: int, *, sentences: int = 3) -> Draft:
    """Return one of many articles; those of the same number are the same."""
    language: Language = "fr" if number % 2 else "en"
    first = tuple((number * 5 + step) % 12 for step in range(sentences))
    second = tuple((number * 7 + step * 5) % 12 for step in range(sentences))
    sections = (Section(number % 4, (first,)), Section((number + 2) % 4, (second, first[:1])))
    return Draft(language, number % 5, sections, "news" if number % 6 == 5 else "articles")
