"""What a question speaks of: its noun phrases, apart from what is done and what asks.

"how long does a patent last?" speaks of a patent, "qui délivre le permis de conduire ?" of the permis de conduire. No
list of nouns is needed: a word is taken for a verb by its place (behind "who", behind the subject of "does"), by its
ending or by a short list of English ones, and else for a noun. It can be mistaken where a subject of several words
stands before a verb and an object without an article. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Literal

from bot.answers.questions.wording import ASKED, GRAMMAR, LIGHT, UNCOUNTED, Grammar
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import FUNCTION_WORDS, stem_of
from index.words.terms import is_acronym

Role = Literal["thing", "counted", "done"]
# A word with what a hyphen joins to it, but a French pronoun behind its verb: "a-t-elle", "fonctionne-t-il".
WORD: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\w+(?:-\w+)*"),
    "fr": lazy_pattern(
        r"\w+(?:-(?!(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous|moi|toi|lui|leur|les?|la|y|en)\b)\w+)*"
        r"(?P<inverted>-(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous)\b)?"
    ),
}
BESIDE = lazy_pattern(r"(?:['’]s)?[\s'’-]{1,3}")
# What ties a noun to what it is of: "right of first refusal", "vaccin à ARN", "fines under the GDPR".
OF: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\s(?:of|under)\s(?:(?:the|an?)\s)?"),
    "fr": lazy_pattern(r"\s(?:(?:de|à)\s(?:(?:les?|la|une?)\s|l['’])?|(?:du|des|aux?)\s|d['’](?:une?\s)?)"),
}
PARTICIPLE: Mapping[Language, re.Pattern[str]] = {
    "en": lazy_pattern(r"\w{2,}(?<!e)ed|\w+(?:itten|otten|oken|osen)"),
    "fr": lazy_pattern(r"\w+(?:é|ée|és|ées)"),
}
MOST_READ = 100  # words; nobody's question is longer, and what comes behind is no part of one
INFINITIVE = lazy_pattern(r"\w{2,}(?:er|ir|re)")
# Behind another verb no noun: "savoir lire", "apprendre à nager". "chambre" and "lettre" are no verbs.
SECOND_VERB = lazy_pattern(
    r"\w{2,}(?:er|ir)|\w*(?:[aeo]nd|m[eî]tt?|b[au]tt?|na[iî]t|[cv]iv|sui[v]|li|di|fai|[eé]cri|dui|trui|boi|croi|cri)re"
)
SUBJECTS = frozenset(("i", "we", "they", "he", "she", "you"))  # never what is done to, but "you"
HELPING = frozenset(("do", "does", "did"))  # stand before their subject: "how many moons does Saturn have?"
# What "to" and a verb go on from: "able to read", "how to swim".
BEFORE_TO = vocabulary(
    "able unable allowed possible impossible required necessary need needs needed want wants like love learn try know",
    "have has had how where when what who going used ready supposed plan happy free easy hard obliged",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a question: where each of its nouns stands that is of the one before it, without articles.

    `role` says whether it is a thing, what "how many" or "which" has "counted", or no noun but what is "done"; `named`,
    that it holds a name.
    """

    parts: tuple[Span, ...]
    role: Role
    named: bool

    @property
    def counted(self) -> bool:
        """Whether it is what "how many" or "which" asks for."""
        return self.role == "counted"

    @property
    def span(self) -> Span:
        """Where all of it stands."""
        return Span(self.parts[0].start, self.parts[-1].end)

    @property
    def owner(self) -> Span:
        """Where that stands of which its first noun is: Lyon in "la population de Lyon". All of it if it is of none."""
        return Span(self.parts[min(1, len(self.parts) - 1)].start, self.parts[-1].end)


@dataclass(slots=True)
class _Word:
    span: Span
    text: str  # in small letters
    says: bool  # is no function word
    name: bool
    inverted: bool
    role: Role | None = None  # none of a word that only asks


def phrases_in(text: str, language: Language, *, done: bool = False) -> list[Phrase]:
    """Return the noun phrases of a question in order; with `done`, the words that say what is done among them."""
    found: list[Phrase] = []
    for word in _Sentence(_words(text, language), GRAMMAR[language], language).read():
        if word.role is None or (word.role == "done" and not done):
            continue
        before = found[-1] if found else None
        between = text[before.span.end : word.span.start].lower() if before else ""
        if before is None or "done" in {word.role, before.role}:
            found.append(Phrase((word.span,), word.role, word.name))
        elif BESIDE.fullmatch(between) and (before.counted or word.role == "thing"):
            *parts, last = before.parts
            found[-1] = Phrase((*parts, Span(last.start, word.span.end)), before.role, before.named or word.name)
        elif word.role == "thing" and OF[language].fullmatch(between):
            found[-1] = Phrase((*before.parts, word.span), before.role, before.named or word.name)
        else:
            found.append(Phrase((word.span,), word.role, word.name))
    return found


def _words(text: str, language: Language) -> list[_Word]:
    found: list[_Word] = []
    little = _little_words(language)
    for match in islice(WORD[language].finditer(text), MOST_READ):
        inverted = language == "fr" and match["inverted"] is not None
        end = match.start("inverted") if inverted else match.end()
        surface, lower = text[match.start() : end], text[match.start() : end].lower()
        capital = surface[0].isupper() and bool(found)
        acronym = is_acronym(surface)
        says = acronym or not all(part in little for part in lower.split("-"))
        name = says and (acronym or capital or any(letter.isupper() for letter in surface[1:]))
        found.append(_Word(Span(match.start(), end), lower, says and not lower.isdigit(), name, inverted))
    for one, other in pairwise(found):  # "He Jiankui", "Le Petit Prince"
        capitals = [text[each.span.start].isupper() for each in (one, other)]
        if one is not found[0] and all(capitals) and (one.name or other.name):
            one.says = one.name = other.says = other.name = True
    letters = [word for word in found if word.span.of(text).isalpha()]
    if len(letters) > 2 and all(word.span.of(text).isupper() for word in letters):
        for word in found:  # a question in capitals names nothing by them
            word.name = False
            word.says = word.says and word.text not in little
    return found


@cache
def _little_words(language: Language) -> frozenset[str]:
    little = frozenset(FUNCTION_WORDS[language]) | GRAMMAR[language].auxiliaries
    return little | GRAMMAR["fr"].pronouns if language == "fr" else little


@cache
def _verb_stems(language: Language) -> frozenset[str]:
    return frozenset(stem_of(verb, language) for verb in GRAMMAR[language].verbs)


class _Sentence:
    """A question read word by word.

    `expects` is what the next word that says something is: "done", "counted", "measured", "said" or, empty, a noun.
    `wants_verb` says that the verb comes behind its subject, `wants_state` the same of an adjective, `quantity` that it
    is asked how many; `run` holds the nouns read last, side by side, `bare` if without an article.
    """

    def __init__(self, words: list[_Word], grammar: Grammar, language: Language) -> None:
        self.words, self.grammar, self.language = words, grammar, language
        self.expects, self.asked, self.pronoun = "", "", ""
        self.wants_verb = self.wants_state = self.subject = self.quantity = self.bare = False
        self.run: list[_Word] = []

    def read(self) -> list[_Word]:
        """Give each word its role, and return the words."""
        for place, word in enumerate(self.words):
            if word.says:
                self._say(place, word)
            else:
                self._close(word.text)
                self._bind(place, word)
        self._close("")
        return self.words

    def _behind(self, place: int) -> _Word | None:
        return self.words[place + 1] if place + 1 < len(self.words) else None

    def _bind(self, place: int, word: _Word) -> None:
        """Take in a function word."""
        grammar, text, follows = self.grammar, word.text, self._behind(place)
        if text in grammar.askers:
            self.asked = self.asked or text
            # "c'est où, Paris ?" names behind what asks
            self.expects, self.wants_verb = "" if self.pronoun == "c" else grammar.askers[text], False
        elif text in grammar.of and self.asked == "combien" and self.words[place - 1].text == "combien":
            self.expects, self.quantity = "counted", True
        elif text in grammar.determiners:
            infinitive = follows is not None and INFINITIVE.fullmatch(follows.text) is not None
            if self.expects == "done" and self.language == "fr":
                if self.asked == "qui" or (infinitive and self.subject):
                    return  # a pronoun: "qui la vend", "peut-on les prévoir"
                self.wants_verb = self.asked not in {"", "quoi"}
            self.expects = ""
        elif text in grammar.modals:
            self.wants_verb = self.language == "en"
            behind_counted = place > 0 and self.words[place - 1].role == "counted" and text not in HELPING
            self.expects = "done" if self.language == "fr" or self.asked == "who" or behind_counted else ""
            self.subject = True
        elif text in grammar.be or text in grammar.have:
            is_state = text in grammar.be and self.subject
            self.wants_verb = False
            self.wants_state = (
                self.language == "en" and text in grammar.be and not is_state and self.asked not in grammar.naming
            )
            self.expects = "said" if is_state else ""
        elif text in grammar.pronouns:
            does = self.wants_verb or self.language == "fr" or (text in SUBJECTS and not self.wants_state)
            self.expects = "done" if does else "said" if self.wants_state else self.expects  # "is it old?"
            self.pronoun, self.subject = text, self.subject or text == "c" or text in SUBJECTS
        elif text in grammar.prepositions:
            self.expects = "done" if self._is_before_verb(place, follows) else ""

    def _is_before_verb(self, place: int, follows: _Word | None) -> bool:
        """Return whether an English "to" stands before what is done: "able to read", "what must I do to get"."""
        if self.words[place].text != "to" or self.language != "en" or follows is None or not place:
            return False
        return self.words[place - 1].text in BEFORE_TO or stem_of(follows.text, "en") in _verb_stems("en")

    def _say(self, place: int, word: _Word) -> None:
        """Take in a word that says something, and tell its role."""
        before, follows = self.words[place - 1] if place else None, self._behind(place)
        if word.text == "lieu" and before is not None and before.text in self.grammar.have:
            self.wants_verb = False  # "a lieu" says that something is, and names no place
        elif word.text in LIGHT[self.language] or (self.expects == "measured" and not word.name):
            if self.expects == "measured":
                self.quantity = word.text in {"many", "much"}
                self.expects, self.asked = (
                    "counted" if self.quantity else "",
                    "what",
                )  # "how tall is" names, as "what is"
        elif word.text in self.grammar.states and self._is_said_of(before, follows):
            self.expects = ""  # "for free"
        elif self.expects == "counted" or self._is_counted(place):
            self._count(word, before, follows)
        elif self._is_done(word, before) or self._is_second_verb(place, word):
            word.role, self.expects, self.wants_verb, self.run = "done", "", False, []
        elif self.expects != "said" or word.name:
            word.role, self.subject, self.expects = "thing", True, ""
            self.bare = self.bare if self.run else before is None or before.text not in self.grammar.determiners
            self.run.append(word)

    def _count(self, word: _Word, before: _Word | None, follows: _Word | None) -> None:
        """Take in what is counted, or the verb behind it: "how many people live in", "quels pays ont signé"."""
        goes_on = follows is not None and follows.says and not follows.name
        helped = follows is not None and follows.text in self.grammar.auxiliaries
        noun_before = before is not None and before.says and before.text not in LIGHT[self.language]
        if noun_before and not goes_on and not helped:
            word.role, self.expects = "done", ""
        else:
            word.role = None if word.text in (UNCOUNTED if self.quantity else ASKED) else "counted"
            self.expects = "counted" if goes_on else ""

    def _is_counted(self, place: int) -> bool:
        """Return whether "what" asks which: "what fines does it impose?", and not "what causes earthquakes?"."""
        if self.expects != "done" or self.asked != "what":
            return False
        return next((one.text for one in self.words[place:] if not one.says), "") in self.grammar.auxiliaries

    def _is_done(self, word: _Word, before: _Word | None) -> bool:
        if word.name or word.inverted or self.expects == "done":
            return not word.name
        if before is None or before.text in self.grammar.determiners or before.text in self.grammar.prepositions:
            return False
        if PARTICIPLE[self.language].fullmatch(word.text) or word.text in self.grammar.participles:
            return self.language == "en" or not before.says or before.text in LIGHT["fr"]
        return self.wants_verb and bool(self.run) and stem_of(word.text, self.language) in _verb_stems(self.language)

    def _is_said_of(self, before: _Word | None, follows: _Word | None) -> bool:
        """Return whether a state stands alone behind a preposition, of which nothing is: "for free"."""
        alone = follows is None or not follows.says
        return before is not None and before.text in self.grammar.prepositions and alone

    def _is_second_verb(self, place: int, word: _Word) -> bool:
        """Return whether a French infinitive goes on from a verb: "savoir nager", "capable de lire"."""
        if self.language != "fr" or not place or SECOND_VERB.fullmatch(word.text) is None:
            return False
        if self.words[place - 1].text in {"pour", "sans"}:
            return True
        joined = self.words[place - 1].text in {"de", "d", "à"}
        behind = self.words[place - 2] if joined and place > 1 else self.words[place - 1]
        return behind.role == "done"

    def _close(self, text: str) -> None:
        """End a run of nouns before a function word: where a verb was due, the last of them is it."""
        run, self.run = self.run, []
        if self.language == "fr" and len(run) > 1 and text in self.grammar.askers and not self.asked:
            run[-1].role, self.asked = "done", text  # "le cours coûte combien ?"
            return
        if text in self.grammar.behind_subject or len(run) < 2 or run[-1].name:
            return
        # "are vaccines safe for children?", but not "is the eiffel tower in Paris?" nor "when is the pottery class?"
        event = self.asked == "when" and run[-1].text not in self.grammar.states
        ends = not text or (len(run) == 2 and self.bare and text in self.grammar.prepositions)
        state = self.wants_state and ends and not event
        if self.wants_verb or state:
            run[-1].role, self.wants_verb, self.wants_state = "done", False, False
