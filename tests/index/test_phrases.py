"""Where a name begins whose letters do not say it."""

import pytest

from index.glossaries.acronyms import find_expansions
from index.glossaries.letters import words_in
from index.glossaries.phrases import covered


@pytest.mark.parametrize(
    ("text", "letters", "shared"),
    [
        ("Station spatiale internationale", "iss", (3, 3)),
        ("Communauté des Caraïbes", "caricom", (6, 2)),
        ("organisation internationale de police", "interpol", (8, 2)),
        ("Sûreté des sites", "sss", (2, 2)),
    ],
)
def test_letters_agree_in_any_order_as_initials_or_syllables(text, letters, shared):
    """Each word gives its beginning once."""
    assert covered(words_in(text, 0, len(text)), letters, syllables=True) == shared


def test_without_syllables_each_word_gives_one_letter():
    """A short phrase in lower case would fit by chance."""
    text = "données canadiennes"
    assert covered(words_in(text, 0, len(text)), "cand", syllables=False) == (2, 2)


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (
            "et le Programme commun des Nations Unies sur le VIH/sida (ONUSIDA)",
            "Programme commun des Nations Unies sur le VIH/sida",
        ),
        ("à la Communauté des Caraïbes (CARICOM)", "Communauté des Caraïbes"),
        (
            "de l'Organisation des Nations Unies pour l'éducation, la science et la culture (UNESCO)",
            "Organisation des Nations Unies pour l'éducation, la science et la culture",
        ),
        (
            "l'Entité des Nations Unies pour l'égalité des sexes et l'autonomisation des femmes (ONU-Femmes)",
            "Entité des Nations Unies pour l'égalité des sexes et l'autonomisation des femmes",
        ),
        (
            "MANUA, Mission au Kosovo, Opération hybride Union africaine-Nations Unies au Darfour (MINUAD)",
            "Opération hybride Union africaine-Nations Unies au Darfour",
        ),
        ("les sigles suivants: systèmes adaptatifs d'éclairage avant (AFS)", "systèmes adaptatifs d'éclairage avant"),
        (
            "L'UNITAR L'Institut des Nations Unies pour la formation (UNIF)",
            "Institut des Nations Unies pour la formation",
        ),
        ("the European Union Agency for Fundamental Rights (EU-FRA)", "European Union Agency for Fundamental Rights"),
        ("les dépistages du VIH et la thérapie antirétrovirale gratuite (TAG)", "thérapie antirétrovirale gratuite"),
        (
            "prévue par les premiers plans quinquennaux de développement national (PND)",
            "plans quinquennaux de développement national",
        ),
        ("dominated by the secular Constitutional Democratic Rally (RCD)", "Constitutional Democratic Rally"),
        ("le préfet de Paris et le directeur général de la police (DGPN)", "directeur général de la police"),
        ("a prévenu la police fédérale américaine (FPA)", "police fédérale américaine"),
        ("de lancer en orbite trois satellites d'écoute radio (SRE)", "satellites d'écoute radio"),
        ("le Mouvement vers le socialisme (MSV)", "Mouvement vers le socialisme"),
        ("sous la même architecture modulaire (CMA)", "architecture modulaire"),
        (
            "saisir le Fonds de garantie des victimes de terrorisme et autres infractions pénales (FTGI)",
            "Fonds de garantie des victimes de terrorisme et autres infractions pénales",
        ),
        ("équipée de turbines à géométrie variable (VTG)", "turbines à géométrie variable"),
        ("le président de l'association des victimes du lait (AFVL)", "association des victimes du lait"),
    ],
)
def test_a_phrase_goes_from_its_head_to_the_bracket(text, long):
    """Across what belongs to it, and no further."""
    assert [one.long for one in find_expansions(text)] == [long]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("les officiers en charge de la protection des personnalités (SDLP)", None),
        ("selon un rapport de l'agence du médicament (ASNM)", None),
        ("le responsable de la police fédérale américaine (FBI)", None),
        ("l'étude de la sécurité routière américaine (NHTSA)", None),
        ("un responsable de la police américaine (RPA)", "responsable de la police américaine"),
        ("le site de la police fédérale américaine (SPFA)", "site de la police fédérale américaine"),
        ("les chiffres de la police fédérale américaine (PFA)", "police fédérale américaine"),
    ],
)
def test_who_or_what_is_of_a_body_is_not_the_body(text, long):
    """But where the short form has a letter for it."""
    assert [one.long for one in find_expansions(text)] == ([] if long is None else [long])


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (
            "par le Fonds de développement des Nations Unies pour la femme (UNIFEM)",
            "Fonds de développement des Nations Unies pour la femme",
        ),
        (
            "et les plans-cadres des Nations Unies pour l'aide au développement (UNDAF)",
            "plans-cadres des Nations Unies pour l'aide au développement",
        ),
        (
            "ci-après: Organisation internationale de normalisation (ISO)",
            "Organisation internationale de normalisation",
        ),
        (
            "dans le Code international pour la sûreté des navires et des installations portuaires (ISPS)",
            "Code international pour la sûreté des navires et des installations portuaires",
        ),
        (
            "The United Nations Organization Mission in the Democratic Republic of the Congo (MONUC)",
            "United Nations Organization Mission in the Democratic Republic of the Congo",
        ),
        ("Mean portal vein velocity (PVV)", "portal vein velocity"),
        (
            "par l'Association pour la planification familiale (PLAFAM)",
            "Association pour la planification familiale",
        ),
    ],
)
def test_letters_that_fit_its_end_do_not_cut_a_name(text, long):
    """The head noun before them belongs to it; an English adjective with a sentence's capital does not."""
    assert [one.long for one in find_expansions(text)] == [long]


@pytest.mark.parametrize(
    "text",
    [
        "le groupe France Télévisions,Radio France et France Médias Monde (RFI)",
        "il parle à Marseille et des membres (PHA)",
        "le Règlement sur les méthodes d’attribution des crédits de taxe sur les intrants (TPS/TVH)",
        "We wanted to be able to generate point clouds (PC-GAN).",
        "the Coarse-grain Fine-grain Coattention Network (CFC)",
        "Désactive les entités externes XML (XXE)",
        "à l'université de la ville de New York (NYPD)",
        "les filières sélectives du baccalauréat (BTS, IUT, classes préparatoires)",
        "Les quatre principaux syndicats de cheminots (CGT, Unsa, SUD)",
    ],
)
def test_no_phrase_goes_across_two_names_or_a_verb(text):
    """Nor is a pair of short forms one."""
    assert find_expansions(text) == []
