"""Questions about the articles themselves: a summary of one, the newest, from when one is, which speak of something.

"what is the article on ITER about?" asks for what "what is ITER?" does not. People say it in any order and language
("jai pas le temps de lire l'article sur https, tu me le resumes ?"), so what tells is which words stand there, without
accents; what is left of the question names the article. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.answers.values.opposites import negates
from corpus.article import Language
from corpus.languages import told_by_function_words
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import FUNCTION_WORDS, fold

Wish = Literal["summary", "latest", "dated", "speaking", "count"]

LONGEST = 300  # code points of a question that is looked at


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is wished of the articles; `topic` are the words that say of which, the empty string where none do.

    `named` says that an article is spoken of. Where none is, only a title tells that one is meant: "tl;dr James Webb".
    `asks` says that the topic may be a question itself: "recap: what is TLS?"; `begins` that a summary is what the
    question begins with, so that half of a title tells which is meant. `language` is that of the question, where its
    words tell. `place` counts from 1 which of the articles told before is meant: "summarize the first one". With
    `newest` it is the newest one, on the topic if there is one: "summarize the latest article". `sentences` is how many
    a summary is to have, 0 where that is not said. `surely` says that the word "article" stands there, of no law.
    """

    wish: Wish
    topic: str
    named: bool = True
    asks: bool = False
    begins: bool = False
    language: Language | None = None
    place: int = 0
    newest: bool = False
    sentences: int = 0
    surely: bool = False

    @property
    def points(self) -> bool:
        """Whether it is of an article that its own words do not name: "when was it published?"."""
        return self.wish in {"summary", "dated"} and not self.topic and not self.newest


# French "pièces" are plays, rooms or coins; a text message or channel is no article.
ONE = (
    r"(?:article|articel|artcle|(?<!la )(?<!une )(?<!les )(?<!des )(?<!de )(?<!cette )(?<!quelles )piece|"
    r"text(?! (?:messag|chan|edit|chat|field))|texte|write up|page|post|document|doc|guide|papier)"
)
NOUN = rf"{ONE}s?"
POSTED = r"(?:articles?|articel|texte?s?|posts?|pages?|documents?|publications?|pieces? (?:about|on))"
OWN = r"(?:collection|base|corpus|bibliotheque|library|bot|site|database)"
NEW = r"(?:latest|newest|most recent|recent|fresh(?:est)?|new|last|just)"
NEUF = r"(?:derni(?:er|ere)s?|recente?s?|nouve(?:au|aux|l|lle|lles)|plus recente?s?)"
LATELY = (
    r"(?:last|lately|recently|most recently|recemment|dernierement|en dernier|de neuf|de nouveau|ces temps ci|"
    r"(?:this|cette) (?:week|month|semaine))"
)
WRITTEN = (
    r"publish(?:ed)?|written|write|posted|post|put (?:up|online)|uploaded|updated|add(?:ed)?|publiee?s?|ecrite?s?|"
    r"parue?s?|mise?s? (?:en ligne|a jour)|ajoutee?s?|redigee?s?|postee?s?|(?:en|on) ?line"
)
PUBLISHED = rf"(?:{WRITTEN}|put out|c[ao]me out|released|sortie?s?)"
MENTIONED = (
    r"(?:about|on|mention(?:s|ed|ing)?|refer(?:s|red|ring)?|talk(?:s|ed|ing)?|speak(?:s|ing)?|cover(?:s|ed|ing)?|"
    r"dealing with|discuss(?:es|ed|ing)?|comes? up|sur|parl\w+|trait\w+|evoqu\w+|mentionn\w+|concern\w+|cit\w+|"
    r"question|au sujet|a propos|trouve)"
)
WHICH = (
    r"(?:which|what|list|show|find|any|some|does|do|is there|are there|have|got|how many|where|in|looking|all|anything|"
    r"quels?|quelles?|lesquels|liste\w*|montre\w*|trouve\w*|cite\w*|donne\w*|un|une|des|tous|toutes|as|avez|a t il|y a|"
    r"existe\w*|combien|ou|dans|cherche|quelque)"
)
YEAR = r"(?:quand|when|how long ago|(?:what|which) (?:date|year|day|month)|quelle (?:annee|date)|quel (?:jour|mois))"
OLD = r"(?:recente?|old|outdated|up to date|vieux|vieil|vieille|ancien(?:ne)?|a jour)"
GIST = (
    r"(?:summ?[ae]r(?:y|ies|i[sz]\w+)|summing up|sums? up|sum .{1,80} up|tl ?dr|gists?|recap\w*|synopsis|rundown|"
    r"(?:main|key|core|bullet|most important|essential|basic) (?:points?|ideas?|messages?|takeaways?|facts|arguments?)|"
    r"takeaways?|nutshell|short version|boils? down|condens(?:e[rz]?|ing)|brief me|"
    r"resum(?:e[rsz]?|ees?)|synthes\w+|(?:un |petit )topo|topo (?:de|du|des|rapide|sur)|"
    r"grandes lignes|version courte|l essentiel|"
    r"points? (?:cles?|essentiels?|principaux|importants?|forts?)|idees? (?:principales?|cles?|fortes?))"
)


def _cue(*patterns: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\b(?:{'|'.join(patterns)})\b")


# "quels articles du RGPD", "article 17": of a law, no articles of ours.
OF_LAW = _cue(rf"articles? (?:(?:of|du|de la|de l|des|d|from|de) (?!(?:the |la |l )?{OWN}\b)|in the (?!{OWN}\b)|\d+)")
SPOKEN_OF = _cue(
    NOUN, r"(?:the (?:one|report|story|paper|entry) (?:about|on)|(?:celui|celle|billet|fiche|dossier) sur)"
)
ARTICLES = _cue(r"articles?")
SEVERAL = _cue(rf"{ONE}s", rf"(?:any|une?|quels?|quelle|some|an?) {ONE}")
SUMMARY = _cue(GIST)
RESUMES = _cue(r"resumes?")  # in English, what goes on again
# What an article says, of all or of one thing: "que dit l'article sur la grue (de la mairie) ?".
SAYS = r"(?:que|qu est ce que|qu il) .*(?:dit|raconte|contient|explique|apprend|retenir)"
SAID = _cue(SAYS)
# What asks for the gist of an article, and of the world something else.
CONTENT = _cue(
    r"(?:what|whats) .*about$",
    r"what s in it|whats in it|overview|apercu",
    r"(?:main )?(?:point|idea|message) of",
    r"what .+ (?:says?|covers?|tells?(?: us)?|teach(?:es)? us|argues?|discuss(?:es)?|explains?)$",
    r"explain .+ covers?",
    r"(?:de|sur) quoi .*(?:parl|trait|caus|port)\w+",
    r"(?:parl|trait|caus)\w+ de quoi|(?:dit|raconte|explique|contient) quoi|ca (?:dit|raconte) quoi",
    SAYS,
)
PLACES = {
    **dict.fromkeys(vocabulary("first 1st premier premiere 1er 1re"), 1),
    **dict.fromkeys(vocabulary("second 2nd deuxieme seconde 2e"), 2),
    **dict.fromkeys(vocabulary("third 3rd troisieme 3e"), 3),
}
PLACED = rf"(?:the|l[ea]) (?:{'|'.join(sorted(PLACES))})(?: one)?"
POINTING = lazy_pattern(
    rf"(?:what s|whats|what is) (?:it|this|that|{PLACED}) (?:all )?about|"
    r"(?:de quoi )?(?:ca|il|elle) parle(?: de quoi)?|"
    rf"de quoi (?:parle {PLACED}|(?:parle|s agit) t? ?il)"
)
NEWS = _cue(
    r"what s new|whats new|what is new|what s happening|(?:any|some|got any) (?:news|updates?)|(?:any|some)thing new|"
    r"quoi de (?:neuf|nouveau)|du (?:neuf|nouveau)|(?:des |les |quelles? )nouveautes?"
)
NEWS_ON = _cue(rf"(?:{NEW}|{NEUF}) (?:news|nouvelles|actus?|actualites|infos)", r"the latest (?:on|about)")
LATEST = _cue(
    rf"{NEW} (?:\w+ )?{POSTED}",
    rf"{NEUF} (?:{POSTED}|parutions?|ajouts?)",
    rf"{NOUN} (?:l[ea]s? )?(?:plus )?(?:recente?s?|derni(?:er|ere)s?)(?! (?:ou|or)\b)",
    rf"(?:what|quoi|qu est ce (?:qui|que)|which|{NOUN}|quels?|tu as|vous avez) .*{PUBLISHED} (?:\w+ ){{0,4}}{LATELY}",
    rf"(?:you|vous|tu) .*{PUBLISHED} .*{LATELY}|{LATELY} {PUBLISHED}",
    rf"(?:anything|something|quelque chose|rien|{NOUN}) {PUBLISHED} {LATELY}",
    rf"{NOUN} (?:is|are|est|sont) (?:the |l[ea]s? )?(?:{NEW}|plus recente?s?)(?! or\b)",
    r"(?:newest|latest) (?:thing|stuff|one)|anything recent",
)
# A report has pages, and documents are lent: these are counted where it is said that they are ours.
HOW_MANY = r"(?:how many|number of|combien d|combien de|nombre d|nombre de)"
OURS = rf"(?:you|ya|here|in total|en tout|as tu|tu as|avez|{OWN})"
COUNT = _cue(
    rf"{HOW_MANY} articles?", rf"{HOW_MANY} {NOUN} .*{OURS}|{OURS} .*{HOW_MANY} {NOUN}", rf"how big is your {OWN}"
)
DATED = _cue(
    r"how (?:old|recent|fresh|up to date)|(?:publication |release )?date (?:of|on|de|du)|quel age|[ad]e? quand",
    rf"{YEAR} .*(?:{PUBLISHED}|from|date[sd]?|remonte)",
    rf"(?:{PUBLISHED}|from|de|date|remonte a) {YEAR}",
    rf"(?:is|are|was|est|es|il est|elle est) (?:.*\b)?{OLD}",
)
LAST = _cue(rf"last {PUBLISHED}", rf"{PUBLISHED} (?:last|en dernier|dernierement|recemment)")
COUNTED = {
    **dict.fromkeys(vocabulary("1 one single une"), 1),
    **dict.fromkeys(vocabulary("2 two deux"), 2),
    **dict.fromkeys(vocabulary("3 three trois"), 3),
    **dict.fromkeys(vocabulary("4 four quatre"), 4),
    **dict.fromkeys(vocabulary("5 five cinq"), 5),
}
SENTENCES = lazy_pattern(rf"\b({'|'.join(sorted(COUNTED))}) (?:sentences?|phrases?)\b")
SINGLE = lazy_pattern(rf"\b{ONE}\b")
AND_THE_ONE = lazy_pattern(
    rf"(?:and |et |what about |how about |quid de )(?:the (?:one|{ONE})|celui|celle|l {ONE}|le {ONE}) (?:about|on|sur) "
)
BY_WORD, MARKED = _cue(WRITTEN), lazy_pattern('[«“"]')
LAST_DONE = _cue(rf"{YEAR} .*(?:last|lately|recently) {PUBLISHED}")  # "when was it last updated?"
SPEAKING = _cue(
    rf"{WHICH} (?:.*\b)?{NOUN} (?:.*\b)?{MENTIONED}",
    rf"{MENTIONED} .*{WHICH} (?:.*\b)?{NOUN}",
    r"(?:to|should i|can i|de la|a|article) (?:read|lire|lecture) (?:.*\b)?(?:about|on|sur)",
    r"where (?:is|are) .*(?:mentioned|discussed|covered)",
    r"(?:est il|il est) question de|(?:anything|something) in the (?:collection|library|corpus) (?:about|on)",
)
MENTIONED_BEHIND = _cue(rf"{NOUN} (?:.*\b)?(?:{MENTIONED})")
ABOUT = lazy_pattern(rf"{NOUN} (?:about|on|sur|mentioning|that mention) ")
OF_TOPIC = _cue(MENTIONED, rf"{NOUN}(?: please| pls| svp| stp)?$")
CAUSES = _cue("why|how(?! many)|should|comment|pourquoi")
BRIEFLY = _cue(
    r"in (?:short|brief|a nutshell|a few words)|overall|basically|en (?:gros|bref|resume|deux mots|quelques mots)"
)
# What asks something of its own, anywhere in a question, or where it stands behind "the summary of".
ASKING = vocabulary("why how who where when pourquoi comment qui ou quand combien")
ASKING_BEHIND = ASKING | vocabulary("which what quel quelle quels quelles")
# Words of the frame, which name no article: those of the patterns above, and what people say around them.
FRAME = vocabulary(
    "about actualites actus add added age ago aimerais ajoute ajoutee ajoutes ancien anglais annee any anyone",
    "anything apercu apprend argue arguments articel article articles aurais auriez available avez base basically",
    "been being big billet billets boil boils bonjour bot bref brief briefly bullet called came cause causer",
    "celle celui cherche chose cite cites cle cles collection combien come compte concernant concerne concernent",
    "condense condensing consacre consacree content contents contient core courte cover covered covering covers",
    "chaque date dated day depuis dernier derniere dernierement dernieres derniers discuss discussed discussing dispo",
    "disponibles dit doc docs document documents does don donne donner down dr ecrit ecrite elle english",
    "each every essential essentiel essentiels est etait ete evoquant evoque evoquent exactly existe explain explains",
    "explique facts fois faire fais faites fiche fiches find forts francais french fresh freshest get gist give got",
    "grandes gros has have hey hi highlights how hwo idea ideas idees il important importants intitule jai jour",
    "just juste kel key know knows last lately latest lecture lequel lesquels library ligne lignes like lines",
    "lire list liste lister listez little long looking love main make many mention mentioned mentioning mentionne",
    "mentionnent mentionnes mentions merci message messages mind mis month montre montrer most mots need neuf new",
    "newest news nice nombre nouveau nouveautes nouveaux nouvel nouvelle nouvelles number nutshell old one ones",
    "online out outdated overall overview page pages paper papier papiers paragraph paragraphe parlant parle parlent",
    "parler parmi part paru parue parution parutions petit petite peux phrase phrases piece pieces please pls plus plz",
    "point points post poste posted posts pourrais pouvez principales principaux propos publication publie",
    "publiee publiees publies publish published put quand quel quelle quelles quelque quels question quick",
    "quickly quoi raconte rapide rapides read reading recap recemment recent recente recentes recently recents",
    "redige refer refers regarding released remonte report resume resumee resumer resumes resumez retenir rundown",
    "salut say says sentence sentences short show simple simply small smth some somebody someone something sorti",
    "sortie sortir speak speaking speaks story stp stuff sujet sum sumarise sumarize sumary summarise summarize",
    "summarized summary svp synopsis synthese synthetise takeaway takeaways talk talking talks tas teach teh tell",
    "tells temps text texte textes texts thanks thing things time title titled titre tl tldr topo total tous",
    "toutes traite traitent trouve trouver truc up updated uploaded ur version veux vieil vieille vieux voir",
    "voudrais want was were what whats when where which who words write writeup written wrote ya year",
)
WEIGHTLESS = FRAME.union(*FUNCTION_WORDS.values())
WORD = lazy_pattern(r"[^\W_]+")
FRAMING = lazy_pattern(f"{NOUN}|{NEW}|{NEUF}|{PUBLISHED}|{MENTIONED}|{GIST}|{LATELY}")
LENGTH = lazy_pattern(
    r"\b(?:in|en) (?:\w+|\d+) (?:sentences?|words?|lines?|phrases?|mots|lignes|points?)\b|"
    r"(?<=\blast )(?:\d+|two|three|four|five|ten)\b|\b(?:\d+|deux|trois|quatre|cinq|dix) (?=derni)",
    re.IGNORECASE,
)


def inquiry_in(question: str) -> Inquiry | None:
    """Return what `question` wishes of the articles, None where it asks anything else."""
    if len(question) > LONGEST:
        return None
    language, folded = told_by_function_words(question), " ".join(fold(question))
    said = " ".join(BRIEFLY.sub(" ", folded).split()) or folded
    if language == "en" and SPOKEN_OF.search(said) is None:
        said = RESUMES.sub(" ", said)
    wish, topic = _wish_in(said), _topic_of(question)
    newest = wish == "latest" and _is_of_one(said)
    if newest:
        wish = "summary"
    place = PLACES.get(" ".join(fold(topic)), 0) if wish in {"summary", "dated"} else 0
    topic = "" if place else topic
    if wish is None or _is_of_other_things(wish, topic, said) or (wish == "speaking" and negates(question)):
        return None
    named = SPOKEN_OF.search(said) is not None and not (wish == "summary" and SEVERAL.search(said))
    named = named and not (topic and SAID.search(said) and SUMMARY.search(said) is None)
    named = named or (not topic and SUMMARY.search(said) is not None)
    if wish == "dated" and not (named or BY_WORD.search(said) or MARKED.search(question)):
        return None
    asks = not (ASKING.isdisjoint(said.split()) and ASKING_BEHIND.isdisjoint(SUMMARY.split(said)[-1].split()))
    begins = wish == "summary" and not asks and not _topic_of(SUMMARY.split(said)[0])
    counted = SENTENCES.search(said)
    sentences = COUNTED[counted[1]] if counted else 0
    surely = ARTICLES.search(said) is not None and COUNT.search(said) is None
    return Inquiry(wish, topic, named, asks, begins, language, place, newest, sentences, surely)


def asked_of_another(question: str, before: str) -> Inquiry | None:
    """Return what is wished of another article than that of `before`: "and the one on ITER?"; None for none."""
    topic = _topic_of(question) if AND_THE_ONE.match(" ".join(fold(question[:LONGEST]))) else ""
    asked = inquiry_in(before) if topic else None
    if asked is None or asked.wish not in {"summary", "dated"}:
        return None
    language = told_by_function_words(question) or asked.language
    return replace(asked, topic=topic, named=True, language=language, place=0, newest=False)


def _is_of_one(said: str) -> bool:
    """Return whether folded words that wish for the newest want to be told what one article says."""
    one = SINGLE.search(said) is not None and SEVERAL.search(said) is None
    return one and (SUMMARY.search(said) is not None or CONTENT.search(said) is not None)


def _is_of_other_things(wish: Wish, topic: str, said: str) -> bool:
    """Return whether what folded words wish is of other things than articles: "what games were added last?"."""
    if wish == "latest":
        return bool(topic) and OF_TOPIC.search(said) is None
    if wish == "summary":  # "who wrote the summary?"
        return not topic and SPOKEN_OF.search(said) is None and not ASKING.isdisjoint(said.split())
    return bool(topic) if wish == "count" else not topic and wish == "speaking"


def _wish_in(said: str) -> Wish | None:
    """Return what folded words wish of the articles."""
    if OF_LAW.search(said):
        return None
    named, several = SPOKEN_OF.search(said), SEVERAL.search(said)
    if named and not several and LAST.search(said) and DATED.search(said):  # "when was that article last updated?"
        return "dated"
    if (
        NEWS_ON.search(said)
        or (LATEST.search(said) and not LAST_DONE.search(said))
        or (NEWS.search(said) and (named is not None or not _topic_of(said)))
    ):
        return "latest"
    if COUNT.search(said) and not MENTIONED_BEHIND.search(said):
        return "count"
    if SUMMARY.search(said) or (named and not several and CONTENT.search(said)) or POINTING.fullmatch(said):
        return "summary"
    if DATED.search(said):
        return "dated"
    if (SPEAKING.search(said) or ABOUT.match(said)) and not CAUSES.search(said) and (several or not named):
        return "speaking"
    return None


def _topic_of(question: str) -> str:
    """Return the words of a question that are not of its frame, as they stand there."""
    words = [match.group() for match in WORD.finditer(LENGTH.sub(" ", question))]
    return " ".join(
        word for word in words if not all(one in WEIGHTLESS or FRAMING.fullmatch(one) for one in fold(word))
    )
