"""Which words of a question name a state or a part of the world: "the UK", "États-Unis". Pure.

The states of the United Nations, some others and the continents, as the Unicode Common Locale Data Repository (46)
calls them in English and in French, with the short names that people use.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from corpus.article import Span
from corpus.capitals import CAPITAL
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.words.analysis import fold, folded_of

# Each state with its names, folded, and how other words for it begin: "German", "allemande". A semicolon parts two.
NAMED_AND_CALLED = (
    "afghanistan; africa afrique afric*; afrique_du_sud south_africa sud_africain* south_african*",
    "albania albanie alban*; algeria algerie alger*; allemagne germany allemand* german*; americas ameriques",
    "amerique_du_nord north_america; amerique_du_sud south_america; andorra andorre; angola",
    "antigua_barbuda antigua_et_barbuda; arabie_saoudite saudi_arabia saudi* saoudi*",
    "argentina argentine argentin*; armenia armenie armeni*; asia asie asian* asiat*",
    "australia australie australi*; austria autriche austri* autrich*; azerbaidjan azerbaijan; bahamas",
    "bahrain bahrein; bangladesh; barbade barbados; belarus bielorussie belarus* bieloruss*",
    "belgique belgium belg*; belize; benin; bhoutan bhutan; bolivia bolivie bolivi*",
    "bosnia_herzegovina bosnie_herzegovine bosnia bosnie bosni*; botswana; brazil bresil brazil* bresil*; brunei",
    "bulgaria bulgarie bulgar*; burkina_faso; birmanie burma myanmar; burundi; cambodge cambodia cambod*",
    "cameroon cameroun cameroon* cameroun*; canada canad*; cap_vert cape_verde",
    "central_african_republic republique_centrafricaine; chad tchad; chile chili chile* chili*",
    "china chine chinese* chinois*; chypre cyprus; colombia colombie colombi*; comores comoros",
    "congo congo_kinshasa; congo_brazzaville; coree_du_nord north_korea",
    "coree_du_sud south_korea coree korea coree* korea*; costa_rica; cote_d_ivoire ivory_coast ivoirien* ivorian*",
    "croatia croatie croat*; cuba cuba*; czechia tchequie czech_republic republique_tcheque czech* tchequ*",
    "danemark denmark danish* dane* danes* danois*; djibouti; dominica dominique",
    "dominican_republic republique_dominicaine; ecuador equateur; egypt egypte egypt*; el_salvador salvador",
    "emirats_arabes_unis united_arab_emirates; equatorial_guinea guinee_equatoriale; eritrea erythree",
    "espagne spain spanish* spaniard* espagnol*; estonia estonie eston*; eswatini",
    "etat_de_la_cite_du_vatican vatican_city",
    "etats_unis united_states etats_unis_d_amerique united_states_of_america us u_s usa america amerique americ*",
    "ethiopia ethiopie ethiopi*; europe europe*; european_union union_europeenne eu ue; fidji fiji",
    "finland finlande finnish* finland*; france french* francais*; gabon; gambia gambie; georgia georgie; ghana",
    "greece grece greek* grec* grecs* grecque*; grenada grenade; guatemala; guinea guinee",
    "guinea_bissau guinee_bissau; guyana; haiti haiti*; honduras; hong_kong; hongrie hungary hongrois* hungar*",
    "iceland islande iceland* islandais*; iles_marshall marshall_islands; iles_salomon solomon_islands",
    "inde india indian* indien*; indonesia indonesie indonesi*; iran irani*; irak iraq iraqi* irakien*",
    "ireland irlande irish* irland*; israel israel*; italie italy itali*; jamaica jamaique jamai*",
    "japan japon japan* japon*; jordan jordanie jordan*; kazakhstan; kenya kenya*; kirghizstan kyrgyzstan",
    "kiribati; koweit kuwait; laos; latvia lettonie latvi* letton*; lebanon liban lebanes* libanais*; lesotho",
    "liberia; libya libye; liechtenstein; lithuania lituanie lithuani* lituani*; luxembourg luxembourg*",
    "macedoine_du_nord north_macedonia; madagascar; malaisie malaysia malaisi* malaysi*; malawi; maldives; mali",
    "malta malte maltes* maltais*; maroc morocco maroc* morocc*; maurice mauritius; mauritania mauritanie",
    "mexico mexique mexic*; micronesia micronesie; moldavie moldova; monaco; mongolia mongolie; montenegro",
    "mozambique; namibia namibie; nauru; nepal; netherlands pays_bas holland hollande dutch* neerland* holland*",
    "new_zealand nouvelle_zelande; nicaragua; niger; nigeria nigeria*; norvege norway norveg* norweg*",
    "oceania oceanie; oman; ouganda uganda; ouzbekistan uzbekistan; pakistan pakistan*; palaos palau",
    "palestinian_territories territoires_palestiniens palestin*; panama",
    "papouasie_nouvelle_guinee papua_new_guinea; paraguay; perou peru peru*; philippines filipino* philippin*",
    "poland pologne polish* polonais*; portugal portug*; qatar; romania roumanie romania* roumain*",
    "royaume_uni united_kingdom uk u_k britain great_britain grande_bretagne british* briton* britann*",
    "angleterre england english* anglais*; ecosse scotland scots* scottish* ecoss*",
    "pays_de_galles wales welsh* gallois*; irlande_du_nord northern_ireland; russia russie russ*; rwanda",
    "saint_christophe_et_nieves st_kitts_nevis; saint_marin san_marino",
    "saint_vincent_et_les_grenadines st_vincent_grenadines; sainte_lucie st_lucia; samoa",
    "sao_tome_et_principe sao_tome_principe; senegal senegal*; serbia serbie serb*; seychelles; sierra_leone",
    "singapore singapour; slovakia slovaquie slova*; slovenia slovenie slove*; somalia somalie somali*",
    "soudan sudan; soudan_du_sud south_sudan; sri_lanka; suede sweden swedish* swede* swedes* suedois*",
    "suisse switzerland swiss* suisse*; suriname; syria syrie syri*; tadjikistan tajikistan; taiwan taiwan*",
    "tanzania tanzanie; thailand thailande thai*; timor_leste timor_oriental; togo; tonga",
    "trinidad_tobago trinite_et_tobago; tunisia tunisie tunisi*",
    "turkey turkiye turquie turkish* turc* turcs* turque*; turkmenistan; tuvalu; ukraine ukrain*; uruguay",
    "vanuatu; venezuela venezuel*; viet_nam vietnam vietnam*; yemen; zambia zambie; zimbabwe",
)
STATES = tuple(tuple(one.split()) for line in NAMED_AND_CALLED for one in line.split(";"))
NAMES = frozenset(name for names in STATES for name in names if not name.endswith("*"))
STATE_OF = {name: place for place, names in enumerate(STATES) for name in names}
# What holds in the whole holds there too: what is said of the United Kingdom is of Wales, of Europe may be of France.
WHOLES = {
    **dict.fromkeys(("england", "scotland", "wales", "northern_ireland"), ("uk",)),
    **dict.fromkeys(
        vocabulary(
            "austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary",
            "ireland italy latvia lithuania luxembourg malta netherlands poland portugal romania slovakia slovenia",
            "spain sweden",
        ),
        ("eu", "europe"),
    ),
    **dict.fromkeys(("north_america", "south_america"), ("americas",)),
    **dict.fromkeys(("eu", "switzerland", "norway", "iceland", "uk", "ukraine"), ("europe",)),
}
MOST_WORDS = 1 + max(name.count("_") for name in NAMES)
FIRST_WORDS = frozenset(name.partition("_")[0] for name in NAMES)
WORDS = lazy_pattern(r"[^\W_]+")
PRONOUN = "us"  # in small letters, but behind "the"
# A name goes on with another capital: "Air France", "France Inter", "Bank of England". A question's first word is none.
CAPITALISED = rf"[{CAPITAL}](?=[a-zà-ÿ])\w{{1,30}}"
NAME_BEFORE = lazy_pattern(rf"(?<=\s){CAPITALISED}(?:[\s-]|\s(?:of|de|du|des)\s(?:(?:the|la|les)\s|l['’])?|\sd['’])$")
NAME_BEHIND = lazy_pattern(rf"[\s-](?!(?:I|A)\b){CAPITALISED}")
MOST_LOOKED_AT = 60  # words of a question; a longer one is a story
LONGEST_BEFORE = 48  # characters in which such a name stands


def is_place(name: str) -> bool:
    """Return whether `name` is that of a place, without an article."""
    return "_".join(fold(name)) in NAMES


def place_in(text: str) -> Span | None:
    """Return where a place is named, by as many words as there are: South Korea; None where none is, or several."""
    found = list(islice(places_in(text), 2))
    return found[0] if len(found) == 1 else None


def places_in(text: str) -> Iterator[Span]:
    """Yield where places are named, each by as many words as there are."""
    words = list(islice(WORDS.finditer(text), MOST_LOOKED_AT))
    at = 0
    while at < len(words):
        count = 0
        if folded_of(words[at].group()) in FIRST_WORDS:
            run = [folded_of(word.group()) for word in words[at : at + MOST_WORDS]]
            count = next((n for n in range(len(run), 0, -1) if "_".join(run[:n]) in NAMES), 0)
        if count:
            span = Span(words[at].start(), words[at + count - 1].end())
            if not _is_of_a_name(text, span):
                yield span
        at += max(count, 1)


def _is_of_a_name(text: str, span: Span) -> bool:
    before = text[max(0, span.start - LONGEST_BEFORE) : span.start]
    if span.of(text) == PRONOUN and not before.lower().endswith("the "):
        return True
    return NAME_BEFORE.search(before) is not None or NAME_BEHIND.match(text, span.end) is not None
