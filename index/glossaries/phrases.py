"""Where the name or noun phrase begins that stands before a short form.

The letters of a short form do not always say it. Those of a name in another language come in another order, as in
"Station spatiale internationale (ISS)", or are first syllables, as in "Communauté des Caraïbes (CARICOM)"; and they may
fit the end of a name alone, as in "Organisation [internationale de normalisation] (ISO)". Then grammar says it: a
name begins with its head noun, after a determiner, a comma or nothing. Knows no brackets.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from corpus.number_words import FROM_TWO
from corpus.vocabulary import vocabulary
from index.glossaries.letters import AND, Fit, Word, content_count

# Prepositions that `Word.holds` does not know; a determiner may follow them.
TOWARDS = vocabulary("vers selon devant depuis pendant après avant hors sans during after about against over under")
UNDEFINED = frozenset({"un", "une", "a", "an"})
DEFINITE = frozenset({"le", "la", "les", "l", "the"})
GOVERNED = frozenset({"du", "des", "au", "aux", "d", "de"})
OF = frozenset({"de", "du", "des", "d", "la", "l"})
ABOUT = OF | {"pour", "sur", "contre"}  # between the head of a name and what it is about
CONTRACTED = frozenset({"du", "des", "au", "aux"})  # a preposition and the determiner after it in one word
FRENCH = vocabulary(
    "de du des d le la les l et un une à au aux pour sur par dans",
)
GOVERNING = vocabulary(
    "de d à sur pour par dans en contre sous of on for in by to with",
)
NUMERALS = frozenset(FROM_TWO["fr"][:9]) | vocabulary(
    "plusieurs certains certaines divers diverses différents différentes",
    "quelques chaque aucun aucune",
)
# What stands before a noun and counts or orders it, but belongs to no name; and what opens a sentence with a capital.
COUNTING = NUMERALS | vocabulary(
    "premier première premiers premières deuxième deuxièmes troisième troisièmes dernier dernière derniers",
    "dernières tout toute tous toutes autre autres nouveau nouvelle nouveaux nouvelles principal principale",
    "principaux principales futur future futurs futures ancien ancienne même mêmes seul seule seuls seules",
)
# Who or what is of a body is not the body, unless the short form has a letter for it: "[président de l'] association
# des familles victimes … (AFVLCS)". Each, in one number or gender, takes a wrong long form out of the texts that the
# models were trained on, and no right one; twelve other forms changed nothing there.
BELONGING = vocabulary("président présidente présidents officiers responsable responsables rapport étude")
# Endings of adjectives that follow their noun in French.
ADJECTIVE = re.compile(r"(?:al|ale|ales|aux|iques?|ifs?|ives?|iens?|iennes?|aires?|els?|elles?|eux|euses?)$")

PERFECT = 0.35  # a fit's cost where at most one letter is not the initial of a content word
SYLLABLE = 3  # letters of a word's beginning that are no chance: "CARI-COM"
MISSING = 2  # what a letter that no word gives costs; a word too many or too few costs 1
NAMED = MISSING  # a name with a capital and a determiner may lack one letter more than a phrase inside it
STEPS = 6  # words from a complement back to its head noun


def covered(words: Sequence[Word], letters: str, *, syllables: bool) -> tuple[int, int]:
    """Return how many of `letters` are initials of content words in any order, or `syllables`, and of how many."""
    left = Counter(word.letters for word in words if not word.holds)
    place = count = parts = 0
    while place < len(letters):
        best = max((_beginning(letters, place, word), word) for word in left) if left else (0, "")
        taken = best[0] if syllables and best[0] >= SYLLABLE else min(best[0], 1)
        if taken:
            count += taken
            parts += 1
            left[best[1]] -= 1
            left += Counter()
        place += taken or 1
    return count, parts


def _beginning(letters: str, place: int, word: str) -> int:
    """Return how many of the first letters of `word` stand in `letters` at `place`."""
    most = min(len(word), len(letters) - place)
    return next((count for count in range(most) if word[count] != letters[place + count]), most)


def noun_phrase(words: Sequence[Word], short: str, letters: str, *, opens: bool) -> Fit | None:
    """Return the noun phrase that ends with `words` and may be what `short` stands for in another language.

    `opens` says that nothing of the sentence part stands before the first of `words`.
    """
    if len(letters) < 3 or not _shouted(short):
        return None
    parted = not short.isalpha()
    best: Fit | None = None
    for first in range(len(words) - 2, -1, -1):
        if words[first].holds or not _leads(words, first, opens=opens) or not _goes_on(words, first):
            continue
        if words[first].lower in BELONGING and words[first].letters[0] not in letters:
            continue
        cost = _phrase_cost(words, first, letters, parted=parted)
        if cost is None:
            continue
        allowed = NAMED if best and _is_name(words, first) and not words[best.first].capital else -1
        if best is None or cost <= best.cost + allowed:
            best = Fit(first, len(words) - 1, cost)
    return best


def is_surer(words: Sequence[Word], phrase: Fit, fit: Fit, letters: str) -> bool:
    """Return whether `phrase` is a name that begins before `fit`, whose letters are not all initials.

    More of the letters are initials in it: "Code international pour la sûreté [des installations portuaires] (ISPS)".
    All are, where the letters fit from a capital on, as in "United Nations Organization [Mission in the … Congo]
    (MONUC)", or the name is not French.
    """
    if phrase.first >= fit.first or not words[phrase.first].capital:
        return False
    more, less = (covered(words[one.first :], letters, syllables=True) for one in (phrase, fit))
    if words[fit.first].capital or not _is_name(words, phrase.first):
        return more == (len(letters), len(letters)) > less
    return more > less


def _is_name(words: Sequence[Word], first: int) -> bool:
    """Return whether a French name with a capital begins with word `first`, after its determiner."""
    led = first > 0 and words[first - 1].lower in DEFINITE | CONTRACTED
    return led and words[first].capital and is_french(words[first:])


def _shouted(short: str) -> bool:
    """Return whether `short` is in capitals, or the first of its parts is: "ONU-Femmes"."""
    plain = re.sub(r"[.&-]", "", short)
    opening = re.split(r"[.&-]", short)[0]
    return plain.isalpha() and (plain.isupper() or (len(opening) > 1 and opening.isupper()))


def _goes_on(words: Sequence[Word], first: int) -> bool:
    """Return whether a phrase may go on from word `first` to the last: no new sentence or item of a list in between."""
    after = words[first + 1 :]
    if any(one.lower in UNDEFINED or (one.capital and one.lower in DEFINITE) for one in after):
        return False
    if any(_parts(one, two) for one, two in itertools.pairwise(words[first:])):
        return False
    if any(one.lower == "et" and _names(after[place + 1 :]) for place, one in enumerate(after)):
        return False  # "Radio France et France Médias Monde"
    if not words[first].capital and any(
        one.lower == "à" and two.lower in DEFINITE for one, two in itertools.pairwise(after)
    ):
        return False  # "un complément d'enquête à la police fédérale", where "un radar à pénétration de sol" goes on
    commas = [place for place, one in enumerate(after) if one.comma]
    if not commas:
        return True
    # "l'éducation, la science et la culture"
    lowered = not any(one.capital for one in after[commas[0] :])
    return words[first].capital and lowered and any(one.lower in AND for one in after[commas[-1] :])


def _parts(one: Word, two: Word) -> bool:
    """Return whether a noun phrase ends between two words: "160 motards", "récupère les", "orbite trois".

    No noun has a determiner directly after it, and a verb has.
    """
    if one.letters.isdigit() or two.lower in NUMERALS:
        return not two.holds
    return two.lower in DEFINITE and not one.holds and not two.comma and one.lower not in TOWARDS


def _names(words: Sequence[Word]) -> bool:
    """Return whether `words` begin with a name, its determiner before it or not."""
    return next((word.capital for word in words if word.lower not in DEFINITE), False)


def _leads(words: Sequence[Word], first: int, *, opens: bool) -> bool:
    """Return whether a noun phrase may begin with word `first`."""
    word = words[first]
    if word.lower in COUNTING or word.letters.isdigit():
        return False
    after = words[first + 1 : first + 3]
    if len(after) > 1 and after[0].lower in AND and after[1].lower in DEFINITE | GOVERNED:  # "de Paris et le directeur"
        return False
    if first == 0:
        return word.capital or opens
    before = words[first - 1]
    if word.capital and (word.comma or not (before.capital or before.holds or before.joined or is_french(words))):
        return True  # in English no determiner need lead up to a name
    return (before.holds and before.lower != "to") or before.lower in COUNTING  # "to be able"


def _phrase_cost(words: Sequence[Word], first: int, letters: str, *, parted: bool) -> int | None:
    """Return how badly `letters` agree with the words from `first` on, or None where they hardly do."""
    word, inside = words[first], words[first:]
    count = content_count(inside)
    shared, parts = covered(inside, letters, syllables=word.capital)
    missing = len(letters) - shared
    off = abs(count - len(letters))
    if word.capital:
        off = min(off, abs(count - parts - missing))
    if count < 2 or shared == 0:
        return None
    if missing and word.capital and not word.comma and first and words[first - 1].lower in {"en", "de", "d"}:
        return None  # "en France", "la police de Bâton-Rouge"
    sure = parts >= 2 and 2 * shared >= len(letters) and off <= (2 if missing else 3)
    french = is_french(words[max(0, first - 1) :])
    if (parted or not french) and not (3 * shared >= 2 * len(letters) and off <= (2 if french or not missing else 1)):
        return None
    if not sure and not (off <= 1 and _stands_alone(words, first)):
        return None
    if not word.capital and any(one.capital for one in inside):
        return None
    if word.shouted and (word.letters not in letters or inside[1].joined):
        return None
    return off + MISSING * missing


def is_french(words: Sequence[Word]) -> bool:
    """Return whether a French function word is among `words`."""
    return any(one.lower in FRENCH for one in words)


def _stands_alone(words: Sequence[Word], first: int) -> bool:
    """Return whether the noun phrase from `first` on has its own determiner and hangs on no noun before it."""
    if first == 0:
        return False
    determiner = words[first - 1].lower
    if determiner in UNDEFINED:
        return True
    return determiner in DEFINITE and (first == 1 or words[first - 2].lower not in GOVERNING)


def whole_name(words: Sequence[Word], fit: Fit, *, by_letters: bool) -> int:
    """Return where the name begins in which the letters of `fit` stand: often that very word.

    Letters that fit from an adjective in lower case on are the end of a longer name where a noun with a capital and
    a determiner leads up to it: "l'Organisation [internationale de …]". Across "de" that holds where the letters fit
    badly. What belongs to the United Nations begins before them: "Fonds [des Nations Unies pour la femme]".
    """
    first = fit.first
    if words[first].lower == "unies" and first and words[first - 1].lower == "nations":
        first -= 1
    if words[first].lower == "nations" and fit.last > first + 1:
        return _head_of(words, first)
    if not by_letters or (words[first].capital and fit.cost <= PERFECT):
        return first
    adjectives = 0
    for place in range(first - 1, -1, -1):
        word, after = words[place], words[place + 1]
        if after.comma or (word.holds and (word.lower not in ABOUT or fit.cost <= PERFECT)):
            return first
        if word.capital and word.lower != "nations":  # the United Nations' organs: "Fonds des Nations Unies pour …"
            return place if _named(words, place) and not word.shouted else first
        adjectives += not word.holds
        if adjectives > 2:
            return first
    return first


def _named(words: Sequence[Word], place: int) -> bool:
    """Return whether the capital at `place` is a name's, not a sentence's."""
    if place and not words[place].comma:
        return words[place - 1].lower in DEFINITE | GOVERNED
    word, after = words[place], words[place + 1]
    if word.holds or word.lower in COUNTING or after.capital or not is_french(words):
        return False
    return ADJECTIVE.search(after.letters) is not None


def _head_of(words: Sequence[Word], complement: int) -> int:
    """Return where the noun phrase begins that goes on with "des" and word `complement`, if it does."""
    if complement < 2 or words[complement - 1].lower not in CONTRACTED:
        return complement
    place = complement - 2
    for _ in range(STEPS):
        before = words[place - 1] if place else None
        if before is None or words[place].capital or words[place].comma:
            break
        if before.holds and before.lower not in {"de", "d"}:
            break
        place -= 2 if before.holds and place > 1 else 1
    return complement if words[place].holds or words[place].lower in COUNTING else place
