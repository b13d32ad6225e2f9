"""Acronyms and what they stand for."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.glossaries import acronyms, letters
from index.glossaries.acronyms import APPOSITION, LONG_IN_BRACKETS, STANDS_FOR, find_expansions


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Microsoft dispose d’un droit de premier refus (ROFR).", ("ROFR", "droit de premier refus")),
        ("Microsoft holds a right of first refusal (ROFR).", ("ROFR", "right of first refusal")),
        ("The ROFR (right of first refusal) is old.", ("ROFR", "right of first refusal")),
        ("Le ROFR, ou droit de premier refus, est ancien.", ("ROFR", "droit de premier refus")),
        ("GPS stands for Global Positioning System and works.", ("GPS", "Global Positioning System")),
        (
            "la CNIL (Commission nationale de l'informatique et des libertés)",
            ("CNIL", "Commission nationale de l'informatique et des libertés"),
        ),
        ("le NHS (service national de santé hospitalière) paie", ("NHS", "service national de santé hospitalière")),
        ("le produit intérieur brut (PIB) baisse", ("PIB", "produit intérieur brut")),
        ("des vaccins à ARN messager (ARNm)", ("ARNm", "ARN messager")),
        ("Un droit de premier refus, ou DPR, lie le vendeur.", ("DPR", "droit de premier refus")),
        ("the Institute for Statistics (« IS »), a body", ("IS", "Institute for Statistics")),
        (
            "l'Institut national de la statistique et des études économiques (Insee)",
            ("Insee", "Institut national de la statistique et des études économiques"),
        ),
        ("Our Trap, Neuter, Return programme (TNR) runs all year.", ("TNR", "Trap, Neuter, Return programme")),
        ("Deep neural networks (DNNs) learn.", ("DNNs", "Deep neural networks")),
    ],
)
def test_finds_the_long_form(text, pair):
    """Both orders, appositions, and a French name for an English acronym."""
    assert [(one.short, one.long) for one in find_expansions(text)] == [pair]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("trained by proximal policy optimization (PPO)", "proximal policy optimization"),
        ("at the time the Comité de la concurrence (CC) met", "Comité de la concurrence"),
        ("à l'École des hautes études en sciences sociales (EHESS)", "École des hautes études en sciences sociales"),
        (
            "la brigade de répression de la délinquance à la personne (BRDP)",
            "brigade de répression de la délinquance à la personne",
        ),
        ("a high dose of malondialdehyde (MDA)", "malondialdehyde"),
        ("of Resource Acquisition Is Initialization (RAII)", "Resource Acquisition Is Initialization"),
        ("with juvenile AS (JAS) and", "juvenile AS"),
        (
            "the Globally Harmonized System of Classification of Chemicals (GHS)",
            "Globally Harmonized System of Classification of Chemicals",
        ),
    ],
)
def test_the_start_whose_letters_cost_least_is_taken(text, long):
    """Not the nearest one: a letter inside a word counts less than an initial further off; accents do not count."""
    assert [one.long for one in find_expansions(text)] == [long]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("vers la Station spatiale internationale (ISS)", "Station spatiale internationale"),
        ("Elle est remplacée par un droit de premier refus (ROFR).", "droit de premier refus"),
        ("Selon l'Observatoire des finances locales (OFGL), oui", "Observatoire des finances locales"),
        ("par l'Agence nationale de sécurité (NSA) américaine", "Agence nationale de sécurité"),
    ],
)
def test_a_name_in_another_language_is_found_by_its_phrase(text, long):
    """Its letters fit in no order of their own, and it says that it was found so."""
    assert [(one.long, one.found) for one in find_expansions(text)] == [(long, "phrase")]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("the Conference on Trade and Development (CTD)", "Conference on Trade and Development"),
        ("In it we use Panel on Climate Change (PCC)", "Panel on Climate Change"),
        ("un député de la République en marche (LREM)", "la République en marche"),
        ("run by the WHO Regional Office (WRO)", "WHO Regional Office"),
        ("the UNU Food Programme for Human Development (UNU-FP)", "UNU Food Programme for Human Development"),
        ("désarmement, de démobilisation et de réinsertion (DDR)", "désarmement, de démobilisation et de réinsertion"),
        ("le Front de libération - Commandement général (FL-CG)", "Front de libération - Commandement général"),
    ],
)
def test_no_word_inside_a_name_ends_it(text, long):
    """An English "on", an acronym that spells a pronoun, a comma of a list, the dash of a short form in two parts."""
    assert [one.long for one in find_expansions(text)] == [long]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the United States of America (U.S.A.)", ("U.S.A.", "United States of America")),
        ("the Angola Verification Mission II (AVM II)", ("AVM II", "Angola Verification Mission II")),
        ("the North American Datum 1983 (NAD 83)", ("NAD 83", "North American Datum 1983")),
    ],
)
def test_a_short_form_may_have_dots_or_a_number(text, pair):
    """The number is the long form's too."""
    assert [(one.short, one.long) for one in find_expansions(text)] == [pair]


@pytest.mark.parametrize(
    ("text", "longs"),
    [
        ("dans les TPE (très petites entreprises : ndlr) et", ["très petites entreprises"]),
        ("l'EASA (NDLR : Agence de la sécurité aérienne) dit", ["Agence de la sécurité aérienne"]),
        ("by self-ensemble label filtering (SELF)", ["self-ensemble label filtering"]),
        ("lancer PHP (php.exe sous Windows) puis", []),
        ("les données XML (xml_data) lues", []),
        ("des vaccins à ARN messager (ARNm)", ["ARN messager"]),
    ],
)
def test_an_editors_note_and_the_short_form_itself_are_no_part_of_a_long_one(text, longs):
    """However they are written."""
    assert [one.long for one in find_expansions(text)] == longs


def test_each_letter_before_a_dot_is_a_words():
    """A document's symbol is no short form of two of the words before it."""
    assert find_expansions("soumis au Comité de gestion de l'Accord de 1958 (AC.1)") == []
    assert [one.long for one in find_expansions("held as a prisoner of war (P.O.W.)")] == ["prisoner of war"]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (
            "et l'Insee, le Conseil économique, social et environnemental (CESE).",
            "Conseil économique, social et environnemental",
        ),
        ("il demande un avis au Haut Conseil à l'égalité des chances (HCE)", "Haut Conseil à l'égalité des chances"),
    ],
)
def test_a_name_may_hold_a_list(text, long):
    """Its commas belong to it, where an "and" ends them."""
    assert [one.long for one in find_expansions(text)] == [long]


@pytest.mark.parametrize(
    "text",
    [
        "Le ROFR, pour des raisons fiscales, est rare.",
        "la CGT, pour protester contre la réforme, défile",
        "the NPC, or official sponsor, may",
        "la RDC, ou encore Claire Monod, dit",
        "une taxe, IVG, ou elles peuvent partir, dit-il",
    ],
)
def test_what_follows_an_or_is_mostly_no_long_form(text):
    """The next part of the sentence names nothing."""
    assert find_expansions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "l'Organisation internationale de normalisation (ISO) publie",
        "l’Organisation internationale de normalisation (ISO).",
    ],
)
def test_an_adjective_is_not_where_a_name_begins(text):
    """The noun with a capital before it belongs to the name, though the letters fit without it."""
    assert [one.long for one in find_expansions(text)] == ["Organisation internationale de normalisation"]


def test_both_forms_are_told_with_their_places():
    """The short form's place and the long form's, as they stand."""
    text = "Le PIB (produit intérieur brut) et le produit intérieur brut (PIB)"
    found = find_expansions(text)
    assert [one.short_span.of(text) for one in found] == ["PIB", "PIB"]
    assert [one.short_span.start < one.span.start for one in found] == [True, False]


@pytest.mark.parametrize("run", ["(", "(AB)", " (AB", "AB (", "AB, or ", "le droit (ROFR) "])
def test_a_long_run_of_brackets_costs_what_its_length_costs(run, monkeypatch):
    """Twice the text has twice the work: letters compared, not seconds."""
    counted = []
    real = letters._letters_cost
    monkeypatch.setattr(letters, "_letters_cost", lambda *a, **k: counted.append(1) or real(*a, **k))
    work = []
    for times in (500, 1000):
        counted.clear()
        find_expansions(run * times)
        work.append(len(counted))
    assert work[1] <= 2.1 * work[0]


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2019 (GDPR).",
        "He left (see below).",
        "(ROFR)",
        "Paris (France) is large.",
        "Elle dit : (OK).",
        "les députés Benjamin Griveaux (LREM) et d'autres",
        "les règles d’origine (ALÉCCO)",
        "la résolution A.281 (VIII)",
        "selon Gilles Lurton (LR), il faut",
        "Ainsi, les membres des Républicains (LR) aimeraient",
        "la SNCF (également sans trêve de Noël)",
        "partie de l'API (qu'il s'agisse d'une fonction)",
        "l'INET (i.e. IPv4) sert",
        "la Mercedes Evolution II (EVO I)",
        "Croix de Victoria (V.C.)",
        "le co-rapporteur, a indiqué à l'AFP Yannick Charlesège (CFTC).",
        "sur la chaîne D8 (devenue C8)",
        "son émission Quotidien (TMC)",
    ],
)
def test_finds_nothing_where_nothing_is_defined(text):
    """A bracket alone defines nothing."""
    assert find_expansions(text) == []


@given(st.text(alphabet=st.sampled_from("ABab (),.'’é-0\n")))
def test_every_long_form_stands_in_the_text(text):
    """A long form is a verbatim run at its span, whatever the text."""
    found = find_expansions(text)
    assert all(one.span.of(text) == one.long and one.short_span.of(text) == one.short for one in found)


SHORTS = ["ROFR", "A1", "Rofr", "ABCDEFGHIJKL's", "R.O.F.R", "ROFR's", "x", "Ab-C"]
BETWEEN = [
    *(
        " ",
        "  ",
        " (",
        "(",
        " ” (",
        " »’ ( ",
        ", ou ",
        "  :  or ",
        " – c’est-à-dire  ",
        ", i.e. ",
        ",for ",
        " stands for ",
    ),
    *(
        "  is short for ",
        " means ",
        " signifie ",
        " veut dire ",
        "  est l’acronyme de ",
        " est le sigle de ",
        " désigne ",
    ),
    *(" est l'abréviation de ", " is the abbreviation of ", "\n"),
]
LONGS = ["right of first refusal", "droit de premier refus", "a b c d", "Alpha Beta", ")", ".", "), "]


@given(st.lists(st.tuples(*map(st.sampled_from, (SHORTS, BETWEEN, LONGS, [")", ".", ") ", ", ", ""]))), max_size=4))
def test_looking_for_capitals_first_loses_no_expansion(parts):
    """The quick look beside all patterns over the whole text."""
    text = "".join(map("".join, parts))
    quick = find_expansions(text)
    with patch.object(acronyms, "_promising", lambda text: (LONG_IN_BRACKETS, APPOSITION, STANDS_FOR)):
        assert quick == find_expansions(text)
