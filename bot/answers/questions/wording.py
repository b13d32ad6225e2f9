"""The little words of French and English questions, by what they do: ask, determine, help a verb. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.article import Language
from corpus.vocabulary import vocabulary


@dataclass(frozen=True)
class Grammar:
    """The little words of a language.

    `askers` tells of each what comes behind it: what is "done", what is "counted", how it is "measured", or a noun.
    `naming` are those behind which "is" names: "who is", "where is". `participles` are those that no ending tells,
    `states` what a thing is at some times.
    """

    askers: Mapping[str, str]
    naming: frozenset[str]
    determiners: frozenset[str]
    of: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    participles: frozenset[str]
    verbs: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """The words that help a verb."""
        return self.be | self.have | self.modals

    @cached_property
    def behind_subject(self) -> frozenset[str]:
        """The words behind which the verb of a subject is still to come, or which are it."""
        return self.of | self.auxiliaries | self.pronouns


# By which a price is asked for and told; each rule that uses them has others besides.
PRICE_WORDS = vocabulary("price prices fee fees prix tarif tarifs")
# Say nothing that could be asked about.
LIGHT: Mapping[Language, frozenset[str]] = {
    "en": vocabulary(
        "many much long often else next exactly really ever still now today actually here there yet again",
        "currently usually first finally also please ok okay something anything everything nothing someone anyone",
        "somebody anybody everyone everybody nobody",
    ),
    "fr": vocabulary(
        "beaucoup longtemps vraiment exactement actuellement maintenant ici souvent toujours déjà enfin",
        "aujourd hui ok",
    ),
}
# Nouns that only ask, for a time, a place or a kind: "in which year?", "combien de temps ?".
ASKED = vocabulary(
    "year years date day days month months century time moment place country city hour hours kind type",
    "année annee ans jour jours mois siècle temps lieu pays ville heure heures genre sorte type",
)
UNCOUNTED = vocabulary("time temps")  # of "how much time", "combien de temps"; countries are counted

GRAMMAR: Mapping[Language, Grammar] = {
    "en": Grammar(
        askers={
            **dict.fromkeys(("who", "whom", "what"), "done"),
            **dict.fromkeys(("which", "whose"), "counted"),
            "how": "measured",
            **dict.fromkeys(("when", "where", "why"), ""),
        },
        naming=vocabulary("who what where which whose"),
        determiners=vocabulary(
            "the a an this that these those my your our his her its their every each any some no all"
        ),
        of=vocabulary("of"),
        prepositions=vocabulary(
            "of in on at for by with from to about into under over between during since without against until",
            "than",
        ),
        pronouns=vocabulary("it he she they you we i one"),
        be=vocabulary("is are was were be been being"),
        have=vocabulary("has have had"),
        modals=vocabulary("do does did can could will would should must may might shall"),
        participles=vocabulary(
            "got built made born sold won held found given taken paid known shown seen grown drawn said told kept led",
            "lost sent spent bought brought taught caught thought put cut read run begun sung shot written hidden",
        ),
        verbs=vocabulary(
            "act affect apply attack begin break bring build buy carry cause change close come contain control",
            "cost create cut die drink eat emit end exist fall feed fight find fly form get give go grow happen",
            "help hold impose keep kill know lead learn leave let live lose make mean measure meet move need open",
            "own pay play produce protect provide publish rank reach read recommend remove require rise rotate",
            "run say see sell send serve show sing sink sleep speak spread start stay stop store swim take tell",
            "treat turn use visit walk want weigh win work write",
        ),
        states=vocabulary(
            "open available unavailable free busy full empty ready due live legal illegal valid visible mandatory",
            "optional online offline active possible necessary common rare safe dangerous popular cheap expensive",
            "low high hot cold warm dark quiet bright over",
        ),
    ),
    "fr": Grammar(
        askers={
            **dict.fromkeys(("qui", "que", "qu", "où", "ou", "quand", "comment", "pourquoi", "combien"), "done"),
            **dict.fromkeys(("quel", "quelle", "quels", "quelles"), "counted"),
            "quoi": "",
        },
        naming=frozenset(),
        determiners=vocabulary(
            "le la les l un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leurs ce cet",
            "cette ces chaque quelques plusieurs tout tous toute toutes",
        ),
        of=vocabulary("de d du des à au aux"),
        prepositions=vocabulary("de d à en dans sur pour par avec sans chez vers sous contre entre depuis pendant"),
        pronouns=vocabulary("il elle ils elles on ça cela c je j tu nous vous se s me m te ne n y lui"),
        be=vocabulary("est sont était étaient fut furent sera seront serait été"),
        have=vocabulary("a ont avait avaient aura auront aurait eu fait font"),
        modals=vocabulary("puis peux peut pouvons pouvez peuvent pourrait dois doit devons devez doivent faut va vont"),
        participles=frozenset(
            one + ending
            for one in vocabulary(
                "né mort dit écrit peint fait construit produit détruit traduit conduit découvert ouvert offert",
                "couvert mis pris appris promis compris acquis vendu connu élu lu vu tenu obtenu conçu reçu perdu",
                "rendu battu fini choisi rempli bâti sorti parti interdit inscrit situé",
            )
            for ending in ("", "e", "s", "es")
        ),
    ),
}
