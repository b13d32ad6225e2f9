from datetime import date, timedelta

import pytest

from corpus.dates import date_line, day_at_top, find_changed, find_dateline, find_published, parse_date

DAY = date(2025, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-03",
        "2025/02/03",
        "2025-02-03T10:15:00Z",
        "2025-02-03T10:15:00.123+01:00",
        "2025-02-03 10:15",
        "3 février 2025",
        "Le 3 février 2025 à 10h30",
        "lundi 3 févr. 2025",
        "3 fevrier 2025",
        "3 February 2025",
        "3rd of February 2025",
        "Monday, February 3, 2025",
        "Feb. 3rd, 2025, 5:30 p.m.",
        "03-Feb-2025",
    ],
)
def test_the_third_of_february_is_read(text):
    assert parse_date(text) == DAY


def test_the_first_is_read_in_french():
    assert parse_date("1er mars 2023") == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("03/02/2025", "fr", DAY),
        ("03.02.2025", "fr", DAY),
        ("03/02/2025", "en", None),
        ("03/02/2025", None, None),
        ("25/02/2025", "en", date(2025, 2, 25)),
        ("02/25/2025", "en", date(2025, 2, 25)),
        ("02/25/2025", "fr", None),
        ("03/03/2025", "en", date(2025, 3, 3)),
    ],
)
def test_numbers_alone_count_only_where_they_can_be_read_in_one_way(text, language, day):
    assert parse_date(text, language) == day


@pytest.mark.parametrize(
    "text", ["March 2024", "2024", "30 février 2021", "2024-13-01", "yesterday", "12 May 1492", "", "3"]
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


def test_a_day_to_come_is_no_publication():
    assert parse_date((date.today() + timedelta(days=3)).isoformat()) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Published 3 February 2025", "published"),
        ("Published on February 3, 2025 at 5:30 pm", "published"),
        ("Posted: 2025-02-03", "published"),
        ("Publié le 3 février 2025 à 18h20", "published"),
        ("Publié le 03/02/2025", "published"),
        ("Publié le 03/02/2025 à 09:12 par O. Verhaege", "published"),
        ("Mis en ligne le lundi 3 février 2025.", "published"),
        ("Date : 2025-02-03", "published"),
        ("Par Jean Dupont | Publié le 3 février 2025 à 7 h 30, mis à jour le 4 février 2025 à 9h", "published"),
        ("Updated 3 February 2025", "updated"),
        ("Mis à jour le 3 février 2025", "updated"),
        ("Last edit: 3 February 2025 by Ann", "updated"),
        ("Last edited by Ann on 3 February 2025, edited 4 times in total.", "updated"),
        ("This page was last edited on 3 February 2025, at 14:05.", "updated"),
        ("Page last modified: 2025-02-03", "updated"),
        ("Dernière modification : 3 février 2025", "updated"),
        ("Date de dernière mise à jour : 03/02/2025", "updated"),
        ("Modifié en dernier par Léa le 3 févr. 2025, 09:11, modifié 2 fois.", "updated"),
        ("Cette page a été modifiée pour la dernière fois le 3 février 2025 à 12:10.", "updated"),
        ("By Ann Lee, 3 February 2025", "byline"),
        ("Par Jean Dupont, le 3 février 2025", "byline"),
        ("3 février 2025", "bare"),
    ],
)
def test_a_line_that_only_states_a_date_is_recognised(text, kind):
    line = date_line(text, "fr")
    assert (line.kind, line.published) == (kind, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Published in 1851, the novel sold poorly.",
        "Published 12 March 2024 by Penguin, the book sold well.",
        "On 12 March 2024 the court decided.",
        "Le 3 février 2025, la cour a tranché.",
        "The law of 12 March 2024",
        "Modified by the law of 12 March 2024",
        "Modifié par Décret du 12 mars 2024",
        "Edited by hand on 12 March 2024",
        "Published",
    ],
)
def test_a_sentence_with_a_date_is_not_a_date_line(text):
    assert date_line(text) is None


def test_publication_goes_before_updates_and_days_in_the_story():
    lines = ["Titre", "Mis à jour le 5 mars 2025", "Publié le 3 février 2025", "Le 12 mars 2020, tout commença."]
    assert find_published(lines, "fr") == DAY


def test_a_day_alone_counts_near_the_top_only():
    story = ["Une phrase ordinaire qui ne dit rien du jour."] * 30
    assert find_published(["Titre", "3 février 2025", *story], "fr") == DAY
    assert find_published(["Titre", *story, "3 février 2025"], "fr") is None


def test_a_statement_of_publication_counts_at_the_end_too():
    story = ["Une phrase ordinaire qui ne dit rien du jour."] * 30
    assert find_published([*story, "Publié le 3 février 2025"], "fr") == DAY


def test_two_days_of_publication_are_none():
    assert find_published(["Published 3 February 2025", "Published 4 February 2025"], "en") is None


def test_an_update_alone_is_no_publication():
    assert find_published(["Updated 3 February 2025"], "en") is None


def test_the_last_change_is_found_in_notes_near_the_top_or_the_end():
    story = ["Une phrase ordinaire qui ne dit rien du jour."] * 30
    pinned = "Pinned in #news. Questions to Orla. Last edit: 3 February 2025."
    assert find_changed(["Title", pinned, *story, "Updated 1 February 2025"], "en") == DAY
    assert find_changed([*story, "Dernière modification : 3 février 2025"], "fr") == DAY
    assert find_changed([*story, "Updated 3 February 2025", *story], "en") is None


def test_a_date_within_a_bar_is_found():
    assert find_published(["Ann Lee | 3 February 2025 | 5 min read"], "en") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Francfort, le 3 février 2025.",
        "Francfort, le 3 février 2025",
        "Francfort-sur-le-Main, le lundi 3 février 2025",
        "Frankfurt, 3 February 2025",
        "Frankfurt am Main, Germany, 3 February 2025.",
        "St. John’s, February 3, 2025",
        "WASHINGTON, D.C., Feb. 3, 2025 — The board has decided.",
        "FRANKFURT, February 3, 2025 — The bank raised its rates.",
        "FRANKFURT, Feb. 3, 2025 /PRNewswire/ -- The bank raised its rates.",
        "LONDON (Reuters), 3 February 2025 - “No,” he said.",
        "PARIS, le 3 février 2025 (AFP) – La banque a relevé ses taux.",
        "Francfort, le 3 février 2025. La banque a relevé ses taux." + " Une phrase de plus." * 20,
        "Le Havre, le 03/02/2025.",
        "İstanbul, le 3 février 2025.",
        "Čačak, le 3 février 2025.",
    ],
)
def test_a_place_and_a_day_are_a_dateline(text):
    """Alone on their line, or before the sentence that they belong to."""
    assert find_dateline(["Titre", text, "Le texte."], "fr") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "À Paris, le 3 février 2025, la cour a tranché.",
        "Paris, le 3 février 2025, était sous la neige.",
        "Paris, le 3 février 2025 – un jour comme les autres.",
        "Berlin, 3 February 2025 saw the first snow.",
        "In London, 3 February 2025 was a Monday.",
        "Le 3 février 2025, la cour a tranché.",
        "Updated, 3 February 2025",
        "Last Updated, 3 February 2025",
        "Retrieved, 3 February 2025.",
        "Monday, 3 February 2025.",
        "London, 3 February 2025. Four men took the train.",
        "Berlin, 9 November 1989.",
        "Albert Einstein, 14 March 1879.",
        "Correction, 3 February 2025: the name was wrong.",
        "Mise à jour, le 3 février 2025",
        "the city, 3 February 2025",
        "Paris, February 2025 — The board has decided.",
        "PARIS, 31 février 2025 (AFP) – La banque a relevé ses taux.",
        "Paris, le 3 février 2999.",
    ],
)
def test_a_place_and_a_day_in_a_sentence_are_no_dateline(text):
    assert find_dateline(["Titre", text, "Le texte."], "fr") is None


def test_a_dateline_stands_near_the_top_and_alone():
    """A title may be a place and a day; a stop, "le" or the sentence after them says that it is none."""
    story = ["Une phrase ordinaire qui ne dit rien du jour."] * 30
    line = "Frankfurt, 3 February 2025"
    assert find_dateline([*story, line], "en") is None
    assert find_dateline([line, *story], "en") is None
    assert find_dateline([f"{line}.", *story], "en") == DAY
    assert find_dateline([f"{line} — The bank raised its rates.", *story], "en") == DAY
    assert find_dateline(["Francfort, le 3 février 2025", *story], "fr") == DAY
    assert find_dateline(["Titre", line, "Paris, 4 February 2025", *story], "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "Adoptée le 3 février 2025.",
        "Adopté en assemblée générale le 3 février 2025",
        "Approuvé par le conseil municipal le 3 février 2025",
        "Version du 3 février 2025",
        "Version 2.1 du 3 février 2025",
        "(version du 3 février 2025)",
        "Édition du 3 février 2025 · Mairie de Belval",
        "Adoptée le 14 septembre 2024, modifiée le 3 février 2025",
        "Approved by the board on 3 February 2025.",
        "Adopted on 14 September 2024; revised 3 February 2025",
        "Version 3 – 3 February 2025",
        "Dated 3 February 2025",
    ],
)
def test_the_day_of_a_version_goes_before_the_properties(text):
    assert day_at_top(["Title", text, "The text."], date(2026, 1, 1)) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The law was adopted on 3 February 2025.",
        "La loi adoptée le 3 février 2025 change tout.",
        "Adopted on 3 February 2025, the law changed everything.",
        "Version 2.1",
        "3 February 2025",
    ],
)
def test_a_day_in_a_sentence_leaves_the_properties_theirs(text):
    assert day_at_top(["Title", text, "The text."], date(2026, 1, 1)) == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["Published 3 February 2025", "Mise à jour : 03/02/2025", "Adopted on 03/02/2025"])
def test_properties_do_not_stand_in_for_a_day_that_the_text_states(text):
    """It is read elsewhere, or cannot be read in one way."""
    assert day_at_top(["Title", text, "The text."], date(2026, 1, 1)) is None


def test_a_version_is_stated_near_the_top():
    story = ["Une phrase ordinaire qui ne dit rien du jour."] * 12
    assert day_at_top([*story, "Adoptée le 3 février 2025."], None) is None
    assert day_at_top(story, None) is None
