"""Which words of a question name a state or a part of the world: "the UK", "États-Unis". Pure.

The states of the United Nations, some others and the continents, as the Unicode Common Locale Data Repository (46)
calls them in English and in French, with the short names that people use.
"""

from __future__ import annotations

from itertools import islice

from corpus.article import Span
from corpus.patterns import lazy_pattern
from corpus.vocabulary import vocabulary
from index.analysis import fold, folded_of

NAMES = vocabulary(
    "afghanistan africa afrique afrique_du_sud albania albanie algeria algerie allemagne america americas amerique",
    "amerique_du_nord amerique_du_sud ameriques andorra andorre angleterre angola antigua_barbuda antigua_et_barbuda",
    "arabie_saoudite argentina argentine armenia armenie asia asie australia australie austria autriche azerbaidjan",
    "azerbaijan bahamas bahrain bahrein bangladesh barbade barbados belarus belgique belgium belize benin bhoutan",
    "bhutan bielorussie birmanie bolivia bolivie bosnia bosnia_herzegovina bosnie bosnie_herzegovine botswana brazil",
    "bresil britain brunei bulgaria bulgarie burkina_faso burma burundi cambodge cambodia cameroon cameroun canada",
    "cap_vert cape_verde central_african_republic chad chile chili china chine chypre colombia colombie comores",
    "comoros congo congo_brazzaville congo_kinshasa coree coree_du_nord coree_du_sud costa_rica cote_d_ivoire croatia",
    "croatie cuba cyprus czech_republic czechia danemark denmark djibouti dominica dominican_republic dominique",
    "ecosse ecuador egypt egypte el_salvador emirats_arabes_unis england equateur equatorial_guinea eritrea erythree",
    "espagne estonia estonie eswatini etat_de_la_cite_du_vatican etats_unis etats_unis_d_amerique ethiopia ethiopie",
    "eu europe european_union fidji fiji finland finlande france gabon gambia gambie georgia georgie germany ghana",
    "grande_bretagne great_britain grece greece grenada grenade guatemala guinea guinea_bissau guinee guinee_bissau",
    "guinee_equatoriale guyana haiti holland hollande honduras hong_kong hongrie hungary iceland iles_marshall",
    "iles_salomon inde india indonesia indonesie irak iran iraq ireland irlande islande israel italie italy",
    "ivory_coast jamaica jamaique japan japon jordan jordanie kazakhstan kenya kirghizstan kiribati korea koweit",
    "kuwait kyrgyzstan laos latvia lebanon lesotho lettonie liban liberia libya libye liechtenstein lithuania",
    "lituanie luxembourg macedoine_du_nord madagascar malaisie malawi malaysia maldives mali malta malte maroc",
    "marshall_islands maurice mauritania mauritanie mauritius mexico mexique micronesia micronesie moldavie moldova",
    "monaco mongolia mongolie montenegro morocco mozambique myanmar namibia namibie nauru nepal netherlands",
    "new_zealand nicaragua niger nigeria north_america north_korea north_macedonia norvege norway nouvelle_zelande",
    "oceania oceanie oman ouganda ouzbekistan pakistan palaos palau palestinian_territories panama",
    "papouasie_nouvelle_guinee papua_new_guinea paraguay pays_bas perou peru philippines poland pologne portugal",
    "qatar republique_centrafricaine republique_dominicaine republique_tcheque romania roumanie royaume_uni russia",
    "russie rwanda saint_christophe_et_nieves saint_marin saint_vincent_et_les_grenadines sainte_lucie salvador samoa",
    "san_marino sao_tome_et_principe sao_tome_principe saudi_arabia scotland senegal serbia serbie seychelles",
    "sierra_leone singapore singapour slovakia slovaquie slovenia slovenie solomon_islands somalia somalie soudan",
    "soudan_du_sud south_africa south_america south_korea south_sudan spain sri_lanka st_kitts_nevis st_lucia",
    "st_vincent_grenadines sudan suede suisse suriname sweden switzerland syria syrie tadjikistan taiwan tajikistan",
    "tanzania tanzanie tchad tchequie territoires_palestiniens thailand thailande timor_leste timor_oriental togo",
    "tonga trinidad_tobago trinite_et_tobago tunisia tunisie turkey turkiye turkmenistan turquie tuvalu u_k u_s ue",
    "uganda uk ukraine union_europeenne united_arab_emirates united_kingdom united_states united_states_of_america",
    "uruguay us usa uzbekistan vanuatu vatican_city venezuela viet_nam vietnam wales yemen zambia zambie zimbabwe",
)
MOST_WORDS = 1 + max(name.count("_") for name in NAMES)
FIRST_WORDS = frozenset(name.partition("_")[0] for name in NAMES)
WORDS = lazy_pattern(r"[^\W_]+")
PRONOUN = "us"  # in small letters, but behind "the"
# A name goes on with another capital: "Air France", "France Inter", "Bank of England". A question's first word is none.
CAPITAL = r"[^\W\d_a-zà-ÿ](?=[a-zà-ÿ])\w{1,30}"
NAME_BEFORE = lazy_pattern(rf"(?<=\s){CAPITAL}(?:[\s-]|\s(?:of|de|du|des)\s(?:(?:the|la|les)\s|l['’])?|\sd['’])$")
NAME_BEHIND = lazy_pattern(rf"[\s-](?!(?:I|A)\b){CAPITAL}")
MOST_LOOKED_AT = 60  # words of a question; a longer one is a story
LONGEST_BEFORE = 48  # characters in which such a name stands


def is_place(name: str) -> bool:
    """Return whether `name` is that of a place, without an article."""
    return "_".join(fold(name)) in NAMES


def place_in(text: str) -> Span | None:
    """Return where a place is named, by as many words as there are: South Korea; None where none is, or several."""
    words = list(islice(WORDS.finditer(text), MOST_LOOKED_AT))
    found: Span | None = None
    at = 0
    while at < len(words):
        count = 0
        if folded_of(words[at].group()) in FIRST_WORDS:
            run = [folded_of(word.group()) for word in words[at : at + MOST_WORDS]]
            count = next((n for n in range(len(run), 0, -1) if "_".join(run[:n]) in NAMES), 0)
        if count:
            span = Span(words[at].start(), words[at + count - 1].end())
            if not _is_of_a_name(text, span):
                if found is not None:
                    return None
                found = span
        at += max(count, 1)
    return found


def _is_of_a_name(text: str, span: Span) -> bool:
    before = text[max(0, span.start - LONGEST_BEFORE) : span.start]
    if span.of(text) == PRONOUN and not before.lower().endswith("the "):
        return True
    return NAME_BEFORE.search(before) is not None or NAME_BEHIND.match(text, span.end) is not None
