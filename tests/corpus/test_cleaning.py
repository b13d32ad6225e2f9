import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean_lines, decoded, likely_title
from corpus.drafts import Line
from corpus.layout import plain_lines
from corpus.noise import BYLINE
from tests.corpus.samples import CHESS, COOKIES, HARBOUR, SAMPLES, SHARED, TRAM, needs_shared, records

# Ways to dirty an article: what stands above it, between its paragraphs, and below it.
ABOVE_FRENCH = (
    "Aller au contenu principal", "Menu", "Rechercher", "Accueil > Actualités > Transports", "S'abonner",
    "Nous utilisons des cookies pour améliorer votre expérience. En poursuivant, vous acceptez nos conditions.",
    "Tout accepter", "Continuer sans accepter", "Paramétrer mes cookies",
)  # fmt: skip
BELOW_FRENCH = (
    "Partager sur Facebook, X et WhatsApp", "Suivez-nous sur Google News et sur notre chaîne WhatsApp", "***",
    "Lire aussi : Le métro de Lyon s'agrandit", "Tags : tramway, transports, Belval", "3 commentaires",
    "Laisser un commentaire", "Article précédent : Un pont trop court", "Article suivant : La gare se vide",
    "Inscrivez-vous à notre newsletter quotidienne.", "© 2024 Le Courrier de Belval. Tous droits réservés.",
    "Mentions légales | Politique de confidentialité | Contact", "Retour en haut",
)  # fmt: skip
ABOVE_ENGLISH = (
    "Skip to main content", "Toggle navigation", "Home » Games » Chess", "Log in", "Subscribe",
    "We use cookies to give you the best experience on our site. By continuing to browse you consent to their use.",
    "Accept all cookies", "Manage preferences", "5 min read",
)  # fmt: skip
BELOW_ENGLISH = (
    "Share this:", "Click to share on Facebook (Opens in new window)", "Twitter", "WhatsApp", "Like this:", "---",
    "Read also: The pawn that changed a life", "Filed under: chess, history", "Leave a comment", "No comments yet",
    "« Previous article", "Next article »", "Sign up for our newsletter", "Enter your email address",
    "Follow us on Twitter and Instagram", "Copyright © 2023 Harwell Press. All rights reserved.", "Back to top",
)  # fmt: skip
BETWEEN = {
    "fr": ("Publicité", "La suite après la publicité", "-", "Temps de lecture : 4 min", "Partager", "À lire aussi"),
    "en": ("ADVERTISEMENT", "Article continues below", "•", "Reading time: 4 minutes", "Share", "Read more"),
}
SCRAPED = (
    "{title}", "{title}", "For Latest Updates Follow us on Google\u00a0News", "\u00a0", "-",
    "PREV Un autre titre !", "NEXT L’émotion d’un troisième titre, à lire en 2025",
)  # fmt: skip


def clean_text(raw, title):
    """Clean a plain text as its format reads it."""
    return clean_lines(decoded(plain_lines(raw)), title)


def around(sample, above, below):
    return [*above, sample.title, *sample.paragraphs, *below]


def mixed(sample):
    noise = BETWEEN[sample.language]
    lines = [sample.title, "", sample.title]
    for place, paragraph in enumerate(sample.paragraphs):
        lines += [paragraph, noise[place % len(noise)]]
    return lines


def with_odd_characters(sample):
    """Spaces, entities and soft hyphens as careless copies have them."""
    odd = [re.sub(" ", "\u00a0", paragraph, count=3).replace("é", "&eacute;").replace("tion", "\u00adtion")
           for paragraph in sample.paragraphs]  # fmt: skip
    return [sample.title, *(paragraph + "\u200b\u202f" for paragraph in odd)]


DIRTY = {
    "French page, banner above": (TRAM, around(TRAM, ABOVE_FRENCH, ())),
    "French page, bars below": (TRAM, around(TRAM, (), BELOW_FRENCH)),
    "French page, both, on cookies": (COOKIES, around(COOKIES, ABOVE_FRENCH[:5] + ABOVE_FRENCH[6:], BELOW_FRENCH)),
    "English page, banner above": (CHESS, around(CHESS, ABOVE_ENGLISH, ())),
    "English page, bars below": (HARBOUR, around(HARBOUR, (), BELOW_ENGLISH)),
    "English page, both": (CHESS, around(CHESS, ABOVE_ENGLISH, BELOW_ENGLISH)),
    "French, noise between paragraphs": (TRAM, mixed(TRAM)),
    "English, noise between paragraphs": (HARBOUR, mixed(HARBOUR)),
    "French, odd characters": (TRAM, with_odd_characters(TRAM)),
    "English, odd characters": (CHESS, with_odd_characters(CHESS)),
    "French, machine-translated scrape": (TRAM, [TRAM.title, *TRAM.paragraphs, *SCRAPED]),
    "English, machine-translated scrape": (HARBOUR, [HARBOUR.title, *HARBOUR.paragraphs, *SCRAPED]),
}  # fmt: skip


@pytest.mark.parametrize("way", DIRTY)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["dense", "airy"])
def test_a_dirtied_article_comes_out_as_it_was(way, gap):
    sample, lines = DIRTY[way]
    raw = gap.join(lines).replace("{title}", sample.title)
    assert clean_text(raw, sample.title).text == sample.text


@pytest.mark.parametrize("way", DIRTY)
def test_the_title_is_found_among_the_noise(way):
    sample, lines = DIRTY[way]
    assert likely_title(plain_lines("\n".join(lines))) == sample.title


@pytest.mark.parametrize("way", DIRTY)
def test_each_dropped_line_has_its_number_and_a_reason(way):
    sample, lines = DIRTY[way]
    raw = "\n\n".join(lines).replace("{title}", sample.title)
    dropped = clean_text(raw, sample.title).dropped
    assert dropped
    for line in dropped:
        assert line.text.split() == raw.split("\n")[line.number - 1].replace("\u00a0", " ").split()
        assert line.reason


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_a_clean_article_loses_nothing(sample):
    cleaned = clean_text(sample.text, sample.title)
    assert (cleaned.text, cleaned.dropped) == (sample.text, ())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.title)
def test_no_sentence_is_noise_even_alone_on_its_line(sample):
    sentences = re.split(r"(?<=[.!?»”]) (?=[A-ZÀ-Ý«“])", " ".join(sample.paragraphs))
    assert clean_text("\n\n".join(sentences), sample.title).dropped == ()


REASONS = {
    "PREV Bellingham avoue !": "navigation to another article",
    "NEXT L’émotion de Demi Moore": "navigation to another article",
    "Previous article: A day in June": "navigation to another article",
    "Suivant › La gare se vide": "navigation to another article",
    "Aller au contenu principal": "navigation to another article",
    "Lire aussi : Le métro s’agrandit": "pointer to other articles",
    "READ ALSO | The pawn": "pointer to other articles",
    "Vous aimerez aussi": "pointer to other articles",
    "For Latest Updates Follow us on Google News": "invitation to follow the site",
    "Suivez-nous sur Facebook": "invitation to follow the site",
    "Join our WhatsApp channel": "invitation to follow the site",
    "Inscrivez-vous à notre newsletter !": "invitation to a newsletter",
    "Get the best stories straight to your inbox.": "invitation to a newsletter",
    "Tout accepter": "consent to cookies",
    "Share on Facebook Twitter WhatsApp Email": "share buttons",
    "Partager cet article": "share buttons",
    "Publicité": "advertising label",
    "ADVERTISEMENT - CONTINUE READING BELOW": "advertising label",
    "© 2024 Le Courrier": "copyright or picture credit",
    "All rights reserved.": "copyright or picture credit",
    "Crédit photo : Anna Lind": "copyright or picture credit",
    "Temps de lecture : 3 min": "reading time",
    "5 min read": "reading time",
    "Tags: chess, history": "tags",
    "#échecs #histoire": "tags",
    "12 commentaires": "comments or their count",
    "Leave a comment": "comments or their count",
    "Il vous reste 70 % de cet article à lire.": "subscribers' wall",
    "Accueil > Sciences > Espace": "breadcrumbs",
    "Published 3 February 2025": "date of publication",
    "By Ann Lee | 3 February 2025 | 5 min read": "reading time",
    "2.1 Le droit de préemption . . . . . . . . . . 12": "table of contents",
    "* * *": "punctuation alone",
    "Menu": "menu",
    "(back to top)": "navigation to another article",
    "⬆️ Back to top": "navigation to another article",
    "Edit this page on GitHub": "invitation to edit or to rate the page",
    "Modifier cette page": "invitation to edit or to rate the page",
    "Was this page helpful?": "invitation to edit or to rate the page",
    "Cet article vous a-t-il été utile ?": "invitation to edit or to rate the page",
    "3 out of 5 found this helpful": "invitation to edit or to rate the page",
    "Oui / Non": "invitation to edit or to rate the page",
    "(edited)": "invitation to edit or to rate the page",
    "Powered by Discourse, best viewed with JavaScript enabled": "name of the site's software",
    "Fièrement propulsé par WordPress": "name of the site's software",
    "Page 2 sur 3": "number of a page",
    "12 Likes": "comments or their count",
    "Dernière modification : 11 avril 2025": "date of publication",
}


@pytest.mark.parametrize("line", REASONS)
def test_noise_below_an_article_is_dropped_for_its_reason(line):
    raw = f"{CHESS.text}\n\n{line}"
    assert [(dropped.text, dropped.reason) for dropped in clean_text(raw, None).dropped] == [(line, REASONS[line])]


KEPT = (
    "Contact", "Menu", "Recherche", "À propos", "Newsletters and the law", "Partager la route", "Share prices",
    "Next steps", "Previous work", "Suivant la loi", "Tags in HTML", "Copyright law", "12 commentaires de la Cour",
    "Follow us through the chapters", "Advertising standards", "Comments by the minister", "PREV et NEXT",
    "A | B | C", "(c) 33.5%, if the contributor was born in 1944;", "PHP >= 5.2.0 and libfann >= 2.1.0",
    "Photo : Larry Ellison devant la Maison Blanche", "Edit this page to add your own guild", "Powered by steam",
    "Was this helpful to the court?", "Sur cette page de son histoire", "Modifier la page d'accueil du club",
)  # fmt: skip


@pytest.mark.parametrize("line", KEPT)
def test_a_line_inside_an_article_that_only_resembles_noise_stays(line):
    raw = f"{CHESS.paragraphs[0]}\n\n{line}\n\n{CHESS.paragraphs[1]}"
    assert clean_text(raw, None).dropped == ()


def test_a_paragraph_on_cookies_below_its_heading_is_no_banner():
    lines = [
        Line(1, "Confidentialité", "heading"),
        Line(3, "Nous utilisons des cookies pour mesurer l’audience, et vous pouvez les refuser à tout moment."),
        Line(5, CHESS.paragraphs[0]),
    ]
    assert clean_lines(lines, None).dropped == ()


def test_titles_listed_under_read_also_below_an_article_go_with_it():
    raw = f"{TRAM.text}\n\nLire aussi\n\nLe métro de Lyon s’agrandit\n\nUn pont trop court"
    assert [line.reason for line in clean_text(raw, None).dropped] == ["pointer to other articles"] * 3


def test_a_list_of_networks_that_nobody_is_asked_to_share_on_stays():
    raw = f"{TRAM.paragraphs[0]}\n\n- Facebook\n- X\n- Instagram\n\n{TRAM.paragraphs[1]}"
    assert clean_text(raw, None).dropped == ()


def test_a_date_that_can_be_read_in_two_ways_stays_to_be_read():
    assert clean_text(f"Published 03/02/2025\n\n{CHESS.text}", None).dropped == ()


def test_a_short_line_between_paragraphs_is_a_heading():
    raw = f"{TRAM.paragraphs[0]}\n\nUn chantier de six ans\n\n{TRAM.paragraphs[1]}"
    cleaned = clean_text(raw, TRAM.title)
    assert [span.of(cleaned.text) for span in cleaned.headings] == ["Un chantier de six ans"]


@pytest.mark.parametrize(
    "line", ["Il ne reste rien.", "Fondateur : Larry Ellison", "et puis", "- un point", "« Rien »", "Oui,", "12 500"]
)
def test_a_short_line_that_is_no_heading_stays_a_sentence(line):
    raw = f"{TRAM.paragraphs[0]}\n\n{line}\n\n{TRAM.paragraphs[1]}"
    assert clean_text(raw, TRAM.title).headings == ()


def test_a_summary_under_the_title_stays_quotable():
    raw = f"{TRAM.title}\n\nSix ans de chantier, 212 millions d’euros\n\n{TRAM.text}"
    assert clean_text(raw, TRAM.title).headings == ()


def test_headings_of_the_format_leave_no_room_for_guesses():
    lines = [
        Line(1, "Partie", "heading"),
        Line(2, TRAM.paragraphs[0]),
        Line(3, "Une ligne"),
        Line(4, TRAM.paragraphs[1]),
    ]
    cleaned = clean_lines(lines, None)
    assert [span.of(cleaned.text) for span in cleaned.headings] == ["Partie"]


def test_items_and_code_keep_their_lines_within_one_paragraph():
    lines = [Line(1, "- a", "item"), Line(2, "- b", "item"), Line(3, "x  =  1", "code"), Line(4, "y = 2", "code")]
    assert clean_lines(lines, None).text == "- a\n- b\n\nx  =  1\ny = 2"


def test_two_tables_below_each_other_stay_apart():
    rows = [
        "Command | What | Who",
        "/add | adds a task | all",
        "Winter",
        "/del | deletes | staff",
        "Plan | Limit",
        "Free | 20",
    ]
    lines = [Line(number, row, "item") for number, row in enumerate(rows, start=1)]
    assert clean_lines(lines, None).text == "\n".join(rows[:4]) + "\n\n" + "\n".join(rows[4:])


@pytest.mark.parametrize("first", ["Event | Day | Time | Where", "Home | Price | Size | Owner"])
def test_a_table_at_the_edge_of_an_article_is_no_breadcrumbs(first):
    rows = [Line(2, first, "item"), Line(3, "Build contest | 6 June | 18:00 | Arena", "item")]
    assert clean_lines([*rows, Line(4, CHESS.paragraphs[0]), *rows], None).dropped == ()


def test_the_rows_of_a_table_without_heads_at_the_edge_of_an_article_stay():
    rows = [
        Line(number, f"{name} | Refractor | shed | Ann") for number, name in enumerate(("Alpha", "Beta", "Gamma"), 2)
    ]
    assert clean_lines([Line(1, CHESS.paragraphs[0]), *rows], None).dropped == ()
    assert len(clean_lines([Line(1, CHESS.paragraphs[0]), *rows[:2]], None).dropped) == 2


def test_three_bars_of_links_at_the_edge_are_no_table():
    bars = ("Home | News | Contact", "Legal notice | Privacy policy | Cookies", "Français | English | Deutsch")
    texts = (*TRAM.paragraphs[:3], *bars)
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    assert "Home" not in clean_lines(lines, None).text


def test_items_of_a_list_with_bars_in_them_stay_one_list():
    texts = ("- cat log | wc", "- cat log | sort | uniq")
    lines = [Line(number, text, "item") for number, text in enumerate(texts, start=1)]
    assert clean_lines(lines, None).text == "\n".join(texts)


def test_one_row_alone_at_the_edge_may_be_breadcrumbs():
    lines = [Line(1, "Home | News | Sport | Chess", "item"), Line(2, CHESS.paragraphs[0])]
    assert [one.reason for one in clean_lines(lines, None).dropped] == ["breadcrumbs"]


def test_code_is_never_noise():
    lines = [Line(1, "---", "code"), Line(2, "Menu", "code"), Line(3, "Share", "code")]
    assert clean_lines(lines, None).dropped == ()


@pytest.mark.parametrize("heading", ["S'inscrire", "Sign up", "Newsletter", "Partager", "Share"])
def test_what_a_button_says_is_the_name_of_a_chapter_with_text_beneath(heading):
    chapter = [Line(1, TRAM.paragraphs[0]), Line(3, heading, "heading"), Line(5, "1. Remplir le formulaire.", "item")]
    assert not clean_lines(chapter, None).dropped
    below = [Line(7, "Autre chapitre", "heading"), Line(9, TRAM.paragraphs[1])]
    for others in ([], below, [Line(7, "Tout accepter"), *below]):
        assert heading in [line.text for line in clean_lines([*chapter[:2], *others], None).dropped]


def test_a_chapter_may_be_headed_advertising():
    lines = [Line(1, CHESS.paragraphs[0]), Line(2, "Advertising", "heading"), Line(3, CHESS.paragraphs[2])]
    assert clean_lines(lines, None).dropped == ()


@pytest.mark.parametrize(
    "raw",
    [
        "Une seule ligne",
        "Une phrase entière, avec son point.\n\nUne autre phrase.",
        "x" * 200 + "\n\nUne autre phrase.",
        "- un point\n- deux points",
    ],
)
def test_what_is_no_title_is_not_taken_for_one(raw):
    assert likely_title(plain_lines(raw)) is None


@pytest.mark.parametrize(
    "byline", ["By Ann Smith", "Par Léa Le Goff et Jo Roy", "BY ANN O’NEILL AND B. DE SOTO", "By Łukasz Šimon"]
)
def test_the_title_stands_below_the_name_of_who_wrote_it(byline):
    """And where none does, there is none; the line is left out of the text."""
    raw = f"{byline}\n\nThe old bridge\n\nThe bridge was closed on Monday for repairs that will take two years."
    assert likely_title(plain_lines(raw)) == "The old bridge"
    untitled = f"{byline}\n\nThe bridge was closed on Monday for repairs that will take two years."
    assert likely_title(plain_lines(untitled)) is None
    cleaned = clean_text(untitled, None)
    assert cleaned.text == untitled.removeprefix(f"{byline}\n\n")
    assert [(line.text, line.reason) for line in cleaned.dropped] == [(byline, BYLINE)]


@pytest.mark.parametrize(
    "title", ["By the river", "Par monts et par vaux", "By George", "Par Toutatis", "Byte Wars", "By Hook Or By Crook"]
)
def test_a_title_may_begin_as_such_a_line_does(title):
    raw = f"{title}\n\nThe bridge was closed on Monday for repairs that will take two years."
    assert likely_title(plain_lines(raw)) == title


BODY = "The bridge was closed on Monday for repairs that will take two years.\n\nIt will open again in the spring."
HEADLINE = "Old bridge closed for two years"


@pytest.mark.parametrize(
    "above",
    [
        "RIVER NEWS\nSports | Weather | Markets | Video",
        "River News\nSports   Weather   Markets   Long reads",
        "The River Courier\nSearch   Sign in   Subscribe from £1 a month",
        "Skip to main content | Accessibility help\nRIVER NEWS\nSports  Weather  Markets\nLog in    Become a member",
        "River News\nYou are here: Home > Bridges > Reports",
        "RIVER NEWS\nSports   Weather   Markets\nWe may earn a commission if you buy through our links. Learn more.",
        "Le Courrier\nPublicité - Publicité\nAccueil | Sport | Météo | Bourse",
    ],
)
def test_the_headline_stands_below_the_name_of_a_site_and_its_menu(above):
    raw = f"{above}\n\n{HEADLINE}\n\n{BODY}"
    assert likely_title(plain_lines(raw)) == HEADLINE
    cleaned = clean_text(raw, HEADLINE)
    assert cleaned.text == BODY
    assert {line.text for line in cleaned.dropped} >= {above.split("\n")[-1].replace("   ", " ").replace("  ", " ")}


ABOVE = "RIVER NEWS, the weekly of all that floats and flows\nSports | Weather | Markets | Video"


@pytest.mark.parametrize("first", [HEADLINE, f"Home » Bridges » {HEADLINE}"], ids=["itself", "the way to it"])
def test_the_headline_is_what_stands_twice_below_what_is_the_sites(first):
    raw = f"{ABOVE}\n\n{first}\n\n{HEADLINE}\n3 June 2025\n\n{BODY}"
    assert likely_title(plain_lines(raw)) == HEADLINE
    assert clean_text(raw, HEADLINE).text == BODY


@pytest.mark.parametrize(
    "raw",
    [
        "Price list of the boat hire\nRowing boat for two people\nRowing boat for two people\nCanoe for one person",
        "Questions on membership\n\nIn this guide\nHow do I join the club?\n\nHow do I join the club?",
        "Saturday market of Harwell\n\nEggs and cheese / Bread from the mill\nBread from the mill",
        "Tarifs 2025 – location de bateaux à Belval\nAdultes | Enfants | Groupes | Familles\nLocation à la journée",
    ],
)
def test_what_a_community_says_twice_is_its_own(raw):
    assert likely_title(plain_lines(f"{raw}\n\n{BODY}")) == raw.split("\n")[0]


def test_a_sentence_above_a_title_that_stands_twice_stays():
    keys = "Closed on 3 May. Keys are with Ann, 12 Mill Lane, phone 555 0199; ring twice."
    assert keys in clean_text(f"{keys}\n\nHall\n\nHall\n\n{BODY}", "Hall").text


@pytest.mark.parametrize("line", ["Bridges again", "It is closed. It is closed for long."])
def test_what_stands_twice_and_is_no_headline_is_no_title(line):
    assert likely_title(plain_lines(f"River News\n\n{line}\n\n{line}\n\n{BODY}")) == "River News"


INVITED = (
    "Abonnez-vous à notre lettre du matin : l’essentiel en trois minutes. [Votre courriel] [Je m’abonne]",
    "Recevez notre bulletin bimensuel – inscription gratuite", "Like this? Get it weekly in your inbox. Subscribe",
    "LA LETTRE — Chaque vendredi, la semaine décryptée. Je m’abonne gratuitement", "Réagir à cet article (12)",
    "Cookie notice: we use cookies to count visits. Got it!",
    "Ce site dépose des traceurs. Tout accepter / Tout refuser",
    "Nous et nos 143 partenaires respectons votre vie privée. J’accepte – Je paramètre",
    "★ Cet article vous a été utile ? Oui / Non",
)  # fmt: skip


@pytest.mark.parametrize("line", INVITED)
def test_an_invitation_above_or_below_an_article_is_noise(line):
    assert clean_text(f"{line}\n\n{BODY}", None).text == BODY
    assert clean_text(f"{BODY}\n\n{line}", None).text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Inscription gratuite auprès de Marc, à l'accueil du club",
        "Sign up at the desk; the first lesson is free",
        "Abonnement annuel : 12 €",
        "Abonnement gratuit pour les moins de 12 ans",
        "Bulletin d'inscription à rendre avant le 3 mai",
        "Inscription gratuite, bulletin à l'accueil",
        "Le bulletin est publié chaque mois, inscrivez-y vos annonces.",
        "We respect the privacy of our members",
        "How do I sign up for the newsletter?",
        "Do I have to subscribe, or is it free?",
        "Inscrivez-vous par la lettre jointe avant le 3 mai",
        "Our trackers record the experience of each hiker; bring yours to the start.",
        "★ Help",
        "Nous respectons votre vie privée : des photos ne sont publiées que si vous acceptez.",
    ],
)
def test_what_a_community_offers_is_no_invitation_to_a_letter(line):
    assert line in clean_text(f"{BODY}\n\n{line}", None).text


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"River News\n\n{HEADLINE}\n\n{BODY}", "River News"),
        (f"River News\nSports | Weather | Markets | Video\n\n{BODY}", "River News"),
        (f"River News\nSports | Weather | Markets | Video\n\nBridges\n\n{BODY}", "River News"),
        (f"Prices\n\nAdult    6 €    5 €\nChild    3 €    2 €\n\n{BODY}", "Prices"),
        (f"Bridges closed on the river this year\nSports | Weather | Markets | Video\n\n{HEADLINE}\n\n{BODY}", None),
    ],
)
def test_without_a_menu_or_a_headline_the_first_line_is_the_title(raw, title):
    assert likely_title(plain_lines(raw)) == (title or "Bridges closed on the river this year")


def test_a_table_set_with_spaces_is_no_menu():
    table = "Category   Price   Members\nAdult   6 euros   5 euros\nChild   free   free"
    raw = f"Prices\n\n{table}\n\n{BODY}"
    text = clean_text(raw, "Prices").text
    assert "Category Price Members" in text
    assert "Adult 6 euros 5 euros" in text
    assert "Child free free" in text


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Les Amis du Moulin\nRèglement intérieur\n\nUne phrase.", "Les Amis du Moulin – Règlement intérieur"),
        ("Raid night\nRules and schedule\n\nA sentence.\nAnother.", "Raid night – Rules and schedule"),
        ("Raid night\n\nRules and schedule\n\nA sentence.", "Raid night"),
        ("Raid night\nRules\nSchedule\n\nA sentence.", "Raid night"),
        ("Raid night\nRules are below.\n\nA sentence.", "Raid night"),
        ("Raid night\n- Rules\n\nA sentence.", "Raid night"),
        ("Raid night\nBy Ann Smith\n\nA sentence.", "Raid night"),
        ("Raid night\nRAID NIGHT\n\nA sentence.", "Raid night"),
        ("La soirée\nLyon, le 3 février 2025\n\nUne phrase.", "La soirée"),
        ("La soirée\n3 février 2025\n\nUne phrase.", "La soirée"),
        (
            "Moulin\nCompte rendu de l'assemblée générale ordinaire du 28 novembre 2025\n\nUne phrase.",
            "Moulin – Compte rendu de l'assemblée générale ordinaire du 28 novembre 2025",
        ),
        ("The Mill\nMinutes of meeting 4\n\nA sentence.", "The Mill – Minutes of meeting 4"),
        ("Le Moulin\nRèglement Intérieur\n\nUne phrase.", "Le Moulin – Règlement Intérieur"),
        ("The Mill\nAccounts at 28.11.2025\n\nA sentence.", "The Mill – Accounts at 28.11.2025"),
        ("The Mill\nAccounts of 2025\n\nA sentence.", "The Mill – Accounts of 2025"),
        ("Changelog\n1.0\n\nA sentence.", "Changelog"),
        ("Changelog\nRules of version 1.0\n\nA sentence.", "Changelog"),
        ("Apple\nPear\n\nA sentence.", "Apple"),
        ("Nom : Dupont\nPrénom : Jean\n\nUne phrase.", "Nom : Dupont"),
        ("Ann: hi\nBob: hello\n\nA sentence.", "Ann: hi"),
        ("Recipe\nServes 4\n\nA sentence.", "Recipe"),
        ("The lake\nJane Smith\n\nA sentence.", "The lake"),
    ],
)
def test_two_lines_alone_at_the_top_are_the_title_together(raw, title):
    assert likely_title(plain_lines(raw)) == title


def test_of_a_title_in_two_lines_the_second_stays_to_be_asked_for():
    raw = f"Les Amis du Moulin\nCompte rendu du 3 mai 2025\n\n{TRAM.text}"
    cleaned = clean_text(raw, likely_title(plain_lines(raw)))
    assert cleaned.text == f"Compte rendu du 3 mai 2025\n\n{TRAM.text}"
    assert [(line.text, line.reason) for line in cleaned.dropped] == [("Les Amis du Moulin", "the article's title")]


@pytest.mark.parametrize("label", ["Contents", "Table of Contents", "Sommaire", "Table des matières", "On this page"])
def test_a_list_of_the_headings_goes_with_its_label(label):
    lines = [
        Line(1, label, "heading"),
        Line(2, "- The wall", "item"),
        Line(3, "1.2 The river . . . 4", "item"),
        Line(4, TRAM.paragraphs[0]),
        Line(5, "The wall", "heading"),
        Line(6, TRAM.paragraphs[1]),
        Line(7, "2. The river", "heading"),
        Line(8, TRAM.paragraphs[2]),
    ]
    cleaned = clean_lines(lines, None)
    assert [line.number for line in cleaned.dropped] == [1, 2, 3]
    assert {line.reason for line in cleaned.dropped} == {"table of contents"}


def test_what_a_box_contains_stays():
    lines = [Line(1, "Contents", "heading"), Line(2, "- Two dice", "item"), Line(3, "- A board", "item")]
    lines += [Line(4, "The board", "heading"), Line(5, TRAM.paragraphs[0])]
    assert clean_lines(lines, None).dropped == ()


def test_what_follows_the_number_of_a_page_stays():
    below = "3. ÉLECTIONS\n\nMme Roche est réélue présidente\n\nFait à Murviel"
    cleaned = clean_text(f"{TRAM.text}\n\nPage 2 sur 2\n\n{below}", None)
    assert cleaned.text == f"{TRAM.text}\n\n{below}"
    assert [line.reason for line in cleaned.dropped] == ["number of a page"]


def test_a_sentence_below_a_link_to_the_next_page_stays():
    cleaned = clean_text(f"{TRAM.text}\n\nNext\n\nChapter two\n\nThe wall closes at ten.", None)
    assert cleaned.text == f"{TRAM.text}\n\nThe wall closes at ten."


@pytest.mark.parametrize("mark", ["[edit]", " [edit | edit source]", "[modifier | modifier le code]"])
def test_the_mark_behind_the_headings_of_a_wiki_goes(mark):
    assert clean_lines([Line(1, f"Les rives{mark}", "heading"), Line(2, TRAM.paragraphs[0])], None).text == (
        f"Les rives\n\n{TRAM.paragraphs[0]}"
    )


def test_the_marks_go_in_text_where_they_stand_behind_headings():
    raw = f"Les rives[edit]\n\nLe tram[edit]\n\n{TRAM.paragraphs[0]}\n\nLe pont [edit]\n\n{TRAM.paragraphs[1]}"
    assert clean_text(raw, None).text == raw.replace(" [edit]", "").replace("[edit]", "")


@pytest.mark.parametrize("line", ["Press [edit]", "The value of the array is a[edit]", "- Press [edit]"])
def test_a_line_that_speaks_of_such_a_mark_keeps_it(line):
    for raw in (
        f"{CHESS.paragraphs[0]}\n\n{line}\n\n{CHESS.paragraphs[1]}",
        f"{CHESS.paragraphs[0]}\n\n{line}\n\n{line}\n\nThen save.",
    ):
        assert clean_text(raw, None).text.count("edit]") == raw.count("edit]")


def test_a_title_with_such_a_mark_does_not_stand_twice():
    lines = [Line(1, "Barn [edit]", "heading"), Line(2, TRAM.paragraphs[0])]
    assert clean_lines(lines, "Barn [edit]").text == TRAM.paragraphs[0]
    assert clean_text(f"Barn [edit]\n\n{TRAM.paragraphs[0]}", "Barn").text == TRAM.paragraphs[0]


@given(st.text(st.sampled_from("aB. \n-–é:»|#1")))
def test_every_word_is_kept_or_listed_as_dropped(raw):
    cleaned = clean_text(raw, None)
    kept = sum(char.isalnum() for char in cleaned.text)
    dropped = sum(char.isalnum() for line in cleaned.dropped for char in line.text)
    assert kept + dropped == sum(char.isalnum() for char in raw)


@given(st.lists(st.sampled_from([*TRAM.paragraphs, *CHESS.paragraphs, *BELOW_FRENCH, *BETWEEN["en"], "Un titre"])))
def test_cleaning_what_is_clean_drops_nothing_from_inside(lines):
    once = clean_text("\n\n".join(lines), None)
    prose = [paragraph for paragraph in once.text.split("\n\n") if len(paragraph) > 100]
    assert prose == [line for line in lines if len(line) > 100]


@given(st.text())
def test_headings_are_whole_paragraphs_in_order(raw):
    cleaned = clean_text(raw, None)
    paragraphs = cleaned.text.split("\n\n")
    assert all(span.of(cleaned.text) in paragraphs for span in cleaned.headings)
    assert list(cleaned.headings) == sorted(cleaned.headings, key=lambda span: span.start)


@pytest.mark.parametrize("piece", ["«» ", "| ", "> a ", "# ", "a b ", ". ", "share ", "- "])
def test_long_lines_of_anything_are_read_in_linear_time(piece):
    # An exponential pattern would not return within a lifetime.
    assert clean_text(piece * 100_000, None).headings == ()


@needs_shared
def test_the_scraped_article_loses_its_boilerplate_and_no_sentence():
    raw = (SHARED / "corpus" / "openai-microsoft.txt").read_text("utf-8")
    cleaned = clean_text(raw, likely_title(plain_lines(raw)))
    assert [line.text for line in cleaned.dropped] == [
        "une source de tensions entre OpenAI et Microsoft",
        "une source de tensions entre OpenAI et Microsoft",
        "une source de tensions entre OpenAI et Microsoft",
        "-",
        "For Latest Updates Follow us on Google News",
        "-",
        "PREV Bellingham avoue !",
        "NEXT l’émotion de Demi Moore, sacrée aux Golden Globes 2025",
    ]
    words = [paragraph for paragraph in raw.replace("OpenAI. .", "OpenAI.").split("\n") if len(paragraph) > 50]
    body = [paragraph for paragraph in words if not paragraph.startswith(("NEXT", "For Latest"))]
    assert cleaned.text.split("\n\n") == body


@needs_shared
@pytest.mark.parametrize(
    "name", ["scale/news.fr", "scale/laws.fr", "scale/laws.en", "eval/distractors.fr", "eval/distractors.en"]
)
def test_real_articles_lose_no_sentence(name):
    for record in records(name, 1500):
        for line in clean_text(record["text"], record["title"]).dropped:
            is_furniture = line.reason in ("punctuation alone", "copyright or picture credit", "the article's title")
            assert is_furniture, (record["id"], line)
