"""What surrounds an article on a web page, told apart from the article: one rule a kind of noise, each with a reason.

A rule sees one paragraph, folded by `corpus.typography`, and knows nothing of its neighbours. `ANYWHERE` rules match
wordings that no article uses as a paragraph of its own. `EDGE` rules match wordings that an article could hold
("Contact", "Menu", a paragraph on cookies): they count only before its first or after its last paragraph of prose.
When in doubt a paragraph stays: a lost sentence is worse than a button that is kept.

Patterns match the whole of a paragraph in lower case, with straight apostrophes and without its last marks. None
repeats a repetition, so that matching is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.capitals import CAPITAL
from corpus.dates import date_line
from corpus.vocabulary import vocabulary

_LONGEST = 200
"""Code points. Buttons, bars and invitations are shorter; whole paragraphs of an article are not looked at."""

_LONGEST_BANNER = 900
"""Code points. Consent banners alone are whole paragraphs."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of noise: the reason that people read, and what a paragraph must match as a whole.

    With `spares_sentences`, a paragraph that ends in a full stop stays: it may be a sentence that begins alike.
    """

    reason: str
    pattern: re.Pattern[str]
    longest: int
    spares_sentences: bool

    def matches(self, bare: str, *, is_sentence: bool) -> bool:
        """Say whether a paragraph, in lower case and without its last marks, is this kind of noise."""
        if len(bare) > self.longest or (is_sentence and self.spares_sentences):
            return False
        return self.pattern.fullmatch(bare) is not None


def _rule(reason: str, forms: str, *, longest: int = _LONGEST, spares_sentences: bool = False) -> Rule:
    """Compile one form a line. A word in capitals stands for its entry in `_PIECES`."""
    joined = "|".join(f"(?:{form.strip()})" for form in forms.strip().split("\n"))
    for name, piece in _PIECES.items():
        joined = joined.replace(name, piece)
    return Rule(reason, re.compile(joined), longest, spares_sentences)


NAVIGATION = "navigation to another article"
POINTER = "pointer to other articles"
FOLLOW = "invitation to follow the site"
NEWSLETTER = "invitation to a newsletter"
COOKIES = "consent to cookies"
SHARE = "share buttons"
ADVERTISEMENT = "advertising label"
COPYRIGHT = "copyright or picture credit"
READING_TIME = "reading time"
TAGS = "tags"
COUNTS = "comments or their count"
WALL = "subscribers' wall"
CONTENTS = "table of contents"
BREADCRUMBS = "breadcrumbs"
MENU = "menu"
PUNCTUATION = "punctuation alone"
DATE = "date of publication"
BYLINE = "name of who wrote it"
PAGE_NUMBER = "number of a page"
EDITING = "invitation to edit or to rate the page"
ENGINE = "name of the site's software"

_PLATFORM = (
    r"(?:facebook|messenger|twitter|x|instagram|linkedin|whats ?app|telegram|youtube|tiktok|threads|bluesky|mastodon"
    r"|reddit|pinterest|snapchat|flipboard|discord|google ?news|google actualités|google discover|rss)"
)
_PIECES = {
    "PLATFORM": _PLATFORM,
    "PLACE": rf"(?:{_PLATFORM}|social (?:media|networks)|réseaux sociaux|page|cha[iî]ne|canal|channel|compte|app)",
    "LETTER": (
        r"(?:news ?letters?|infolettres?|lettres? d'information|mailing list|e-?mail (?:alerts?|updates?)"
        r"|alertes?|daily briefing)"
    ),
    "EMAIL": r"(?:e-?mail(?: address)?|adresse (?:e-?mail|mail|courriel)|courriel)",
    "ADVERT": r"(?:ad|advertisement|publicité)",
    "COUNT": r"\(?\d[\d., ]*[km]?\)?",
    "MINUTES": r"\d{1,3}[ -]?(?:min(?:ute)?s?|mn)",
    "THISPAGE": r"(?:this |the )?(?:page|article|section|post|document|topic|wiki)",
    "CETTEPAGE": r"(?:cette page|cet article|cette section|ce document|ce sujet|la page|ce contenu|cette réponse)",
    "HOST": r"(?: (?:on|sur) (?:github|gitlab|codeberg|bitbucket))",
    "SOFTWARE": (
        r"(?:with|using|by|avec|par|sur) (?:\w+ (?:for|pour) )?(?:sphinx|mkdocs|docusaurus|discourse|phpbb|mediawiki"
        r"|wordpress|flarum|xenforo|mybb|vbulletin|hugo|jekyll|gitbook|read the docs|confluence|zendesk|wiki\.js"
        r"|dokuwiki|bookstack|notion|ghost|vitepress|docsify|doxygen)\b.{0,60}"
    ),
    "THEN": r" ?[:»›→>|–—]",  # what parts a label from the title that it announces
}

ANYWHERE: tuple[Rule, ...] = (
    _rule(
        NAVIGATION,
        r"""
        previous|next|prev|précédente?|suivante?
        [«‹←<]+ ?(?:previous|next|prev|précédente?|suivante?|retour|back)\b.*
        (?:previous|prev|précédente?)[ |/·-]{1,3}(?:next|suivante?)
        (?:previous|next|prev|older|newer) (?:article|post|story|stories|posts|articles|entry|page)
        (?:article|billet|page) (?:précédente?|suivante?)
        (?:retour|revenir) (?:en haut(?: de(?: la)? page)?|à l'accueil|au sommaire)
        (?:back|return) to (?:top|home)
        [(\[]? ?[⬆↑▲🔝^]*\ufe0f? ?(?:(?:back|return) to (?:the )?top|(?:retour|revenir) en haut)[ )\]⬆↑▲🔝^]*
        (?:aller|passer|accéder) (?:directement )?au (?:contenu|menu)(?: principal)?
        (?:skip|jump) to (?:main |the )?(?:content|navigation)
        (?:toggle|open|close|ouvrir|fermer|afficher) (?:le |the )?(?:navigation|menu)(?: menu)?
        """,
    ),
    _rule(
        NAVIGATION,
        r"""
        (?:previous|next|prev)(?: (?:article|post|story))?THEN.*
        (?:(?:article|billet) )?(?:précédente?|suivante?)THEN.*
        """,
        spares_sentences=True,
    ),
    _rule(
        POINTER,
        r"""
        (?:[àa] )?(?:lire|voir|écouter|relire) (?:aussi|également|ensuite|encore)
        also read|read also|read next|read more(?: about this)?|continue reading|keep reading
        lire (?:la suite|l'article)|[àa] lire
        (?:related|recommended|similar|popular|latest|trending|more) (?:articles?|stories|posts?|reads?|coverage)
        articles? (?:liés?|similaires?|connexes?|associés?|recommandés?|populaires?|récents?)
        sur le même (?:sujet|thème)|dans la même (?:rubrique|catégorie)|(?:les )?(?:articles les )?plus lus
        vous aimerez (?:aussi|peut-être)|vous pourriez (?:aussi )?aimer|you (?:may|might) also (?:like|enjoy)
        most (?:read|popular|viewed|shared)|editors?'?s? picks?|what to read next
        ces articles (?:pourraient|peuvent) (?:aussi )?vous intéresser
        """,
    ),
    _rule(
        POINTER,
        r"""
        (?:[àa] )?(?:lire|voir|écouter|relire) (?:aussi|également|ensuite|encore|la suite)(?:THEN| -) ?.*
        [àa] (?:lire|voir|écouter|relire)(?: sur [\w .'-]{2,40})?THEN.*
        (?:also read|read also|read more|read next|see also|related|recommended|more from [\w .'-]{2,40})THEN.*
        (?:vous aimerez (?:aussi|peut-être)|you (?:may|might) also (?:like|enjoy))THEN.*
        """,
        spares_sentences=True,
    ),
    _rule(
        FOLLOW,
        r"""
        (?:please )?(?:follow|like|find|join) us(?: (?:now|here|too))?
        (?:please )?(?:follow|like|find|join|add) us (?:on|via|at)\b.{0,30}\bPLACE\b.{0,100}
        for (?:the |all the )?(?:latest|more|breaking) (?:news|updates?)\b.{0,40}\b(?:follow|join|visit|add)\b.{0,100}
        (?:suivez|rejoignez|retrouvez)-nous(?: aussi| ici)?
        (?:suivez|rejoignez|retrouvez|ajoutez|likez)-nous\b.{0,40}\bPLACE\b.{0,100}
        (?:suivez|retrouvez) (?:toute )?(?:l'actu(?:alité)?|notre|nos|la rédaction)\b.{0,60}\bPLATFORM
        (?:follow|suivre) (?:@\w+|[\w .'-]{2,40}) (?:on|sur) PLATFORM
        (?:ne (?:manquez|ratez) rien|pour ne rien (?:manquer|rater))\b.{0,40}[,:!].{0,150}
        (?:restez (?:informée?s?|connectée?s?)|stay (?:tuned|connected|informed|up to date))\b.{0,40}[,:!].{0,150}
        (?:join|subscribe to|rejoignez|abonnez-vous à) (?:our|notre) (?:\w+ )?PLACE\b.{0,80}
        (?:download|get|téléchargez) (?:our|notre) (?:free )?app(?:lication)?\b.{0,80}
        """,
    ),
    _rule(
        NEWSLETTER,
        r"""
        (?:subscribe|sign up|register) (?:now |today )?(?:to|for) (?:our|the|this|a)\b.{0,50}\bLETTER\b.{0,120}
        (?:get|join) our\b.{0,40}\bLETTER\b.{0,120}
        (?:abonnez|inscrivez)-vous\b.{0,60}\bLETTER\b.{0,120}
        (?:recevez|receive|get)\b.{0,90}\bdans votre (?:boîte|messagerie)\b.{0,80}
        (?:recevez|receive|get)\b.{0,90}\b(?:straight )?(?:in|to|into) your (?:inbox|mailbox)\b.{0,80}
        (?:s'abonner|s'inscrire|je m'(?:abonne|inscris)) (?:à|aux?)\b.{0,30}\bLETTER
        (?:s'abonner|s'inscrire|je m'(?:abonne|inscris)|abonnez-vous|inscrivez-vous)(?: maintenant| ici)?
        (?:subscribe|sign up)(?: now| here| today)?
        (?:(?:our|notre|la|the|free|nos) )?(?:newsletters?|infolettres?)(?: (?:signup|gratuite|quotidienne))?
        (?:(?:enter|type|entrez|saisissez|indiquez) )?(?:your|votre) EMAIL(?: ici)?(?: (?:to|pour)\b.{0,60})?
        you can unsubscribe (?:at any time)\b.{0,80}
        vous pouvez vous (?:désinscrire|désabonner) à tout moment\b.{0,80}
        """,
    ),
    _rule(
        COOKIES,
        r"""
        (?:tout|tous) (?:accepter|refuser)|continuer sans accepter|j'accepte(?: les cookies)?
        (?:accepter|refuser)(?: (?:tout|tous))?(?: les cookies)|(?:accepter|refuser) (?:tout|tous)
        accepter et (?:fermer|continuer|poursuivre)
        (?:accept|allow|reject|refuse|decline|deny|manage) (?:all(?: cookies)?|(?:(?:only )?necessary )?cookies)
        (?:gérer|paramétrer|personnaliser) (?:mes|les|vos|nos) (?:cookies|choix|préférences|consentements?)
        (?:cookie|consent) (?:settings|preferences|notice)|manage (?:my )?(?:choices|preferences)
        paramètres? (?:des|de) cookies
        """,
    ),
    _rule(
        SHARE,
        r"""
        (?:click|cliquez|cliquer) (?:to|pour) (?:share|partager|tweet|print|imprimer|email|envoyer)\b.{0,100}
        like this|like loading|j'aime (?:ça|chargement)|loading
        """,
    ),
    _rule(
        ADVERTISEMENT,
        r"""
        advertisements?|advertising|publicité|annonce publicitaire
        (?:advertisement|publicité)(?:[ /–-]{1,3}(?:advertisement|publicité)){1,5}
        we (?:may|can|might) (?:earn|receive|get) (?:an? )?(?:\w+ )?commission\b.{0,120}
        nous (?:pouvons|pourrions) (?:toucher|percevoir|recevoir) une commission\b.{0,120}
        sponsored(?: (?:content|post))?|promoted(?: content)?|(?:paid|partner) content
        (?:contenu|article) sponsorisé|contenu (?:partenaire|de marque)
        (?:la )?suite (?:de l'article )?après (?:la|cette) publicité
        (?:votre|l') ?article (?:continue|se poursuit) (?:après|sous) (?:la|cette) publicité
        (?:article|story) continues (?:below|after)(?: (?:this |the )?ADVERT)?
        (?:continue|keep) reading (?:below|after) (?:this |the )?ADVERT|scroll to continue
        ADVERT(?:THEN| -) ?(?:continue reading below|scroll to continue|la suite ci-dessous)
        ADVERT(?:THEN| -) ?(?:article|story) continues below
        (?:skip|passer|ignorer|fermer|close) (?:this |the |la |cette )?ADVERT
        """,
    ),
    _rule(
        COPYRIGHT,
        r"""
        (?:©|\(c\) ?(?=(?:19|20)\d\d\b)|copyright (?:©|\(c\))).*
        (?:.{0,80}\W)?(?:all rights reserved|tous droits (?:de reproduction )?réservés)(?:\W.{0,60})?
        """,
    ),
    _rule(
        COPYRIGHT,
        r"""
        copyright \d{4}.*
        crédits?(?: photos?| images?)? ?(?::|©)[\w /,&'()©-]{2,40}
        (?:photo|image|picture) credits? ?(?::|©)[\w /,&'()©-]{2,40}
        (?:photo|image|illustration) ?: .{0,40}(?:©|\b(?:afp|reuters|getty|shutterstock|unsplash|epa|istock)\b).{0,20}
        """,
        spares_sentences=True,
    ),
    _rule(
        READING_TIME,
        r"""
        (?:(?:temps|durée) de )?lecture(?: estimée?)? ?[:–-]? ?(?:environ |[~≈] ?)?MINUTES
        (?:(?:estimated )?reading time|time to read) ?[:–-]? ?(?:about |[~≈] ?)?MINUTES
        [~≈]? ?MINUTES[ -](?:read|de lecture)
        """,
    ),
    _rule(
        TAGS,
        r"""
        (?:tags?|mots[- ]cl(?:é|ef)s?|étiquettes?|tagged(?: (?:with|as))?|filed under|classé dans|posted in) ?: ?.+
        (?:#[\w-]+[ ,|·•]{0,3}){2,}
        """,
        spares_sentences=True,
    ),
    _rule(
        COUNTS,
        r"""
        (?:COUNT|no|aucun|pas de) (?:comments?|commentaires?|réactions?|replies)(?: yet)?
        COUNT (?:shares?|partages?|views?|vues)
        (?:comments?|commentaires?|réactions?|shares?|partages?|views?|vues|likes?) ?:? ?COUNT
        COUNT (?:likes?|j'aime|upvotes?)
        (?:leave|post|add|write|view|show|see|join) (?:a |an |your |all |the )?(?:comments?|reply)
        join the (?:conversation|discussion)
        (?:laisser|laissez|poster|ajouter|écrire|publier|voir|afficher) (?:un |votre |les )?commentaires?
        be the first to (?:comment|reply)|soyez (?:le premier|la première) à (?:commenter|réagir)
        (?:(?:you must be|please) )?(?:log(?:ged)? ?in|sign(?:ed)? in) .{0,30}\b(?:comment|reply)
        (?:connectez-vous|identifiez-vous)\b.{0,40}\b(?:commenter|réagir|commentaire)
        (?:réagir à|commenter) (?:cet article|ce billet)(?: COUNT)?
        comments? (?:are|is) closed|les commentaires sont (?:fermés|désactivés)
        """,
    ),
    _rule(
        WALL,
        r"""
        il (?:vous )?reste [\d.,]+ ?% .{0,60}(?:à lire|à découvrir)\b.{0,80}
        (?:cet article est|la suite est|article|contenu) réservée?s? (?:aux|à nos) abonnés\b.{0,40}
        (?:this (?:article|story|content) is )?(?:for|reserved for) (?:our )?(?:subscribers|members)(?: only)?
        (?:already a (?:subscriber|member)|déjà abonnée?|vous êtes abonnée?) ?\?.{0,60}
        """,
    ),
    _rule(
        EDITING,
        r"""
        (?:edit|improve) THISPAGEHOST?|editHOST|edit source|suggest (?:an )?edits?(?: to THISPAGE)?
        (?:view|show) (?:page )?(?:source|history)HOST?|report an? (?:issue|problem|error) (?:with|on|about) THISPAGE
        (?:modifier|éditer|améliorer|corriger) CETTEPAGEHOST?|(?:modifier|éditer)(?: le code|HOST)
        (?:voir|afficher) (?:le (?:texte|code) source|l'historique)HOST?
        signaler (?:un problème|une erreur) (?:avec|sur|dans) CETTEPAGE
        sign in to edit|connectez-vous pour modifier|[(](?:edited|modifiée?)[)]
        (?:(?:was|is) (?:this|the) (?:page|article|answer|section|content|information)|was this) (?:help|use)ful ?\?
        did (?:this|the) (?:page|article|answer|section) help(?: you)? ?\?
        CETTEPAGE (?:vous )?(?:a|est)-(?:t-)?(?:elle|il) (?:été )?(?:utile|aidée?) ?\?
        (?:[★☆] ?)?CETTEPAGE vous a(?: été utile| aidée?) ?\?(?: (?:oui|non)[ /|]{1,3}(?:oui|non))?
        \d[\d., ]* (?:out )?of \d[\d., ]*(?: people| users| readers)? found (?:this|it)(?: \w+)? helpful
        \d[\d., ]* (?:personnes? )?sur \d[\d., ]*(?: personnes)? ont trouvé (?:cela|ceci|cet \w+|cette \w+) utile
        have more questions\? submit a request|vous avez d'autres questions ?\? envoyer une demande
        """,
    ),
    _rule(PAGE_NUMBER, r"page \d{1,4} ?(?:/|of|sur|de) ?\d{1,4}"),
    _rule(CONTENTS, r".*(?:[.…] ?){5,}\d{1,4}"),
    _rule(
        CONTENTS, r"table of contents|on this page|in this article|table des matières|sur cette page|dans cet article"
    ),
    _rule(BREADCRUMBS, r"(?:(?:vous êtes ici|you are here) ?:? ?)?(?:accueil|home(?:page)?) ?[>›»/|→] ?.{1,150}"),
)

EDGE: tuple[Rule, ...] = (
    _rule(
        NAVIGATION,
        r"""
        (?:previous|next) (?:article|post|story) .*
        (?:article|billet) (?:précédent|suivant) .*
        """,
        spares_sentences=True,
    ),
    _rule(PAGE_NUMBER, r"\d{1,4} ?(?:/|of|sur|de) ?\d{1,4}|page \d{1,4}"),
    _rule(EDITING, r"(?:👍 ?)?(?:yes|oui)[ /|]{1,3}(?:👎 ?)?(?:no|non)"),
    _rule(
        ENGINE,
        r"""
        (?:(?:proudly )?powered|built|generated|created|made|(?:fièrement |est )?propulsée?|créée?|développée?) SOFTWARE
        """,
    ),
    _rule(
        MENU,
        r"""
        menu(?: principal)?|main menu|navigation|search|rechercher|recherche|home|accueil
        contact(?:ez-nous| us)?|à propos|about(?: us)?|qui sommes-nous|faq|accessibilité|aide|help
        plan du site|site ?map|accessibility(?: help| statement)?|become a (?:member|subscriber)|devenir membre
        se connecter|connexion|log ?in|sign in|register|s'identifier|mon compte|my account|créer un compte
        mentions légales|legal notice|terms(?: of (?:use|service)| and conditions| & conditions)?|cgu|cgv
        conditions (?:générales )?d'utilisation|(?:privacy|cookie) policy|privacy|politique de confidentialité
        données personnelles|partenaires?|top stories|breaking news|à la une|en direct|ok|got it
        fermer|close|voir plus|show more|load more|voir tout|view all|see all|charger plus|en savoir plus|learn more
        follow|suivre|comments?|commentaires?|share|save|reply|répondre|quote|citer|report|signaler
        """,
    ),
    _rule(
        BREADCRUMBS,
        r"""
        [^>›»→«=]{1,40}(?:[>›»→][^>›»→«=]{1,120}){2,8}
        [^|]{1,30}(?:\|[^|]{1,30}){3,12}
        """,
        spares_sentences=True,
    ),
    _rule(
        NEWSLETTER,
        # An invitation speaks of a letter and of signing up for it, or of a subscription that costs nothing.
        r"(?=.*(?:\babonnez-vous|\b[ms]'abonner?\b|\binscrivez-vous|\bm'inscris|\binscription gratuite|\bsubscribe\b"
        r"|\bsign up|\[votre (?:e-?mail|courriel)))"
        r"(?=.*(?:\bLETTER\b|\brecevez\b.*\bbulletin|\binbox\b|\A(?:la )?lettre\b|\b(?:notre|our) (?:lettre|letter)\b"
        r"|m'abonne.*gratuit|subscribe.*\bfree\b)).*(?<!\?)",
        spares_sentences=True,
    ),
    _rule(
        TAGS,
        r"(?:categor(?:y|ies)|catégories?|keywords|topics?|sujets?|thèmes?|rubriques?) ?: ?.+",
        spares_sentences=True,
    ),
    _rule(
        COOKIES,
        # A banner speaks of cookies, of you and us, and of a choice, in any order.
        r"(?=.*\b(?:cookies?|traceurs?)\b)"
        r"(?=.*\b(?:we|our|nous|nos|ce site|this (?:web)?site|notre|your|votre|vos|vous)\b)"
        r"(?=.*(?:by (?:continuing|clicking|using)|accept|consent|\bagree|experience|expérience|préférences|audience"
        r"|personnalis|en (?:poursuivant|continuant|cliquant|naviguant)|\bgot it|je paramètre|tout refuser)).*",
        longest=_LONGEST_BANNER,
    ),
    _rule(
        COOKIES,
        # One that speaks of privacy instead has its buttons behind: a club's notice has none.
        r"(?=.*\b(?:vie privée|privacy)\b).*\b(?:j'accepte|tout (?:accepter|refuser)|je paramètre"
        r"|(?:accept|reject) all|manage (?:my )?(?:choices|preferences))\b.*",
        longest=_LONGEST_BANNER,
    ),
)

_SHARE_VERBS = vocabulary(
    "share partager partagez tweet tweeter retweet copier copy",
)
_SHARE_OTHERS = vocabulary(
    "facebook messenger twitter x instagram linkedin whatsapp telegram youtube tiktok threads bluesky mastodon",
    "reddit pinterest snapchat flipboard tumblr pocket viber email mail courriel sms print imprimer impression",
    "link url lien save bookmark enregistrer envoyer like post story article page pin it this the cet cette ce l",
    "le la un à au on sur via par by with avec et and or ou to via e google news",
)
_MOST_SHARE_WORDS = 20
_MOST_LABEL_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r" ?[|·•] ?")
_SHOUTED_NEIGHBOUR = re.compile(r"(?:PREV|NEXT|PREVIOUS|PRÉCÉDENT|SUIVANT)\b ?[:»›→>|-]? ?.*")
_BYLINE = re.compile(r"(?:by|par) [^.,:;!?]{2,40}", re.IGNORECASE)
_LONGEST_BYLINE = 120
# No word of a title such as "By Hook or By Crook".
_CAPITALISED = rf"(?!(?:By|Or|And|The|Of|To|In|On|At|For|An?|Par|Et|Ou)\b)[{CAPITAL}][\w'’.-]*"
_WRITER = rf"{_CAPITALISED}(?: (?:de|du|des|la|le|van|von|der|den|di|da|del|el|al|bin|{_CAPITALISED}))+"
_WRITERS = re.compile(rf"(?:[Bb]y|BY|[Pp]ar|PAR) {_WRITER}(?:(?:, | and | et | & ){_WRITER})*")
_FIRST_MARKS = " -–—•*+"
_LAST_MARKS = " .!…:»›>→*"


def reason_anywhere(text: str) -> str | None:
    """Return why a paragraph is noise wherever it stands, or None."""
    if len(text) > _LONGEST:
        return None
    words = _WORD.findall(text)
    if not words:
        return PUNCTUATION
    if not _is_sentence(text) and _is_share_bar(words):
        return SHARE
    return _reason_of_date(text) or _first_reason(ANYWHERE, text) or _reason_of_parts(text)


def names_writers(text: str) -> bool:
    """Say whether a paragraph says who wrote the article and nothing else: "By Ann Smith", "Par A. Roy et B. Petit"."""
    return len(text) <= _LONGEST_BYLINE and _WRITERS.fullmatch(text) is not None


def reason_at_edge(text: str) -> str | None:
    """Return why a paragraph is noise if it stands before or after the article's prose, or None."""
    if len(text) <= _LONGEST and _SHOUTED_NEIGHBOUR.fullmatch(text) and not _is_sentence(text):
        return NAVIGATION
    if _states_date(text):
        return DATE
    if names_writers(text):
        return BYLINE
    if len(text) > _LONGEST and "cookie" not in text.lower():
        return None
    return _first_reason(EDGE, text)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and not text.endswith("..")


def _first_reason(rules: tuple[Rule, ...], text: str) -> str | None:
    bare = text.lower().replace("’", "'").lstrip(_FIRST_MARKS).rstrip(_LAST_MARKS)
    is_sentence = _is_sentence(text)
    for rule in rules:
        if rule.matches(bare, is_sentence=is_sentence):
            return rule.reason
    return None


def _reason_of_date(text: str) -> str | None:
    """Return the reason if all that the paragraph says is when it was published; a day alone may be a heading."""
    line = date_line(text)
    return DATE if line and line.published and line.kind != "bare" else None


def _states_date(text: str) -> bool:
    """Say whether the paragraph is a date of publication that `corpus.dates` can read; else it stays to be read."""
    line = date_line(text)
    return line is not None and line.published is not None


def _reason_of_parts(text: str) -> str | None:
    """Return the last reason of a bar such as "By Ann Lee | 12 May 2024 | 5 min read" if all of its parts are noise."""
    parts = [part for part in _SEPARATOR.split(text) if part]
    if len(parts) < 2 or _is_sentence(text):
        return None
    *first, last = (_reason_of_part(part) for part in parts)
    return last if last and all(first) else None


def _reason_of_part(part: str) -> str | None:
    if _states_date(part) or _BYLINE.fullmatch(part):
        return DATE
    return _first_reason(ANYWHERE, part) or _first_reason(EDGE, part)


def is_share_word(text: str) -> bool:
    """Say whether a paragraph is one label of a share bar, such as "WhatsApp": noise beside share buttons only."""
    words = _WORD.findall(text.lower())
    return 0 < len(words) <= _MOST_LABEL_WORDS and all(word in _SHARE_OTHERS for word in words)


def _is_share_bar(words: list[str]) -> bool:
    """Say whether a paragraph is made of nothing but the words of share buttons, one of them a verb."""
    if len(words) > _MOST_SHARE_WORDS:
        return False
    lowered = [word.lower() for word in words]
    return any(word in _SHARE_VERBS for word in lowered) and all(
        word in _SHARE_VERBS or word in _SHARE_OTHERS for word in lowered
    )
