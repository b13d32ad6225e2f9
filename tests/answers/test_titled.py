"""When and where something is, and what it costs, told on the page that is called so."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.layout.titled import titled, wanted
from bot.answers.questions.question import read_kind
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "regatta.md": page(
        "Lantern regatta: boats by night",
        "**Saturday 14 June at 9 pm, Mill Pond**\n\n"
        "Everybody brings a lantern that floats. The jury looks at lanterns alone.\n\n"
        "## Tickets\n\n| Who | Price |\n|---|---|\n| Grown-ups | €7 |\n| Children | €2 |\n\n"
        "## Before the regatta\n\nOn Friday at 6 pm Odile Marsh will talk about candles in the boathouse.\n\n"
        "## If it rains\n\nThe lanterns are shown in the barn.",
    ),
    "fete.md": page(
        "Fête du tilleul",
        "Trois jours de musique sous les arbres.\n\n"
        "## Les dates\n\n| Jour | Lieu | Heure |\n|---|---|---|\n"
        "| Vendredi 4 juillet | place du Puits | 19 h |\n| Samedi 5 juillet | cour de la forge | 20 h 30 |\n\n"
        "## Le banquet\n\nIl se tient le dimanche à midi. Le prix est de 18 € tout compris.",
        "fr",
    ),
    "repetitions.md": page(
        "Répétitions : horaires et lieux",
        "Les répétitions ont lieu le mardi, de 19 h 30 à 21 h 45, dans la salle des échos, 8 rue des Tanneurs.\n\n"
        "## Les partielles\n\n| Pupitre | Quand | Où |\n|---|---|---|\n"
        "| Flûtes | 1er jeudi, 20 h | chez Blanche |\n| Cuivres | 2e jeudi, 20 h 15 | au garage |",
        "fr",
    ),
    "acces.md": page(
        "Horaires et accès",
        "L'association se trouve dans l'ancienne minoterie, au 5 quai des Cygnes.\n\n"
        "## Quand venir\n\n| Jour | Heures |\n|---|---|\n| Mercredi | 14 h – 18 h |\n| Samedi | 10 h – 12 h |\n\n"
        "## Comment venir\n\nLe bus 9 passe toutes les vingt minutes.",
        "fr",
    ),
    "adhesion.md": page(
        "Adhérer : combien, comment",
        "## Les formules\n\n- Adulte : 32 € par an\n- Étudiant : 15 €\n\n## Les mineurs\n\nUn parent signe.",
        "fr",
    ),
    "tarifs.md": page(
        "Matériel",
        "Le matériel se loue à la journée.\n\n"
        "| Quoi | Montant |\n|---|---|\n| Canoë double | 24 € |\n| Canoë simple | 16 € |\n| Gilet | 3 € |",
        "fr",
    ),
    "minutes.md": page(
        "Committee minutes, 9 February",
        "Noted that the pump is broken.\n\n## 4. Date of next meeting\n\n16 March, at Noor's. Bring your own chair.",
    ),
    "race.md": page(
        "Raft race: how it went",
        "The third raft race took place on 8 and 9 October behind the weir, in the rain.\n\n## Next year\n\nMore tape.",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(
        build_search(tmp_path_factory.mktemp("titled"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    )


def quotes(answer):
    return [one.quote for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "quote", "bold"),
    [
        ("when is the lantern regatta?", "Saturday 14 June at 9 pm, Mill Pond", "14 June"),
        ("where is the lantern regatta?", "Saturday 14 June at 9 pm, Mill Pond", ""),
        ("quand est la régate aux lanternes ?", "Saturday 14 June at 9 pm, Mill Pond", "14 June"),
        ("how much are tickets for the regatta?", "Grown-ups | €7", "€7"),
        ("quand a lieu la fête du tilleul ?", "Vendredi 4 juillet | place du Puits | 19 h", "4 juillet"),
        ("où a lieu la fête du tilleul ?", "Vendredi 4 juillet | place du Puits | 19 h", "place du Puits"),
        ("combien coûte le banquet ?", "Le prix est de 18 € tout compris.", "18 €"),
        ("when are rehearsals?", "Les répétitions ont lieu le mardi, de 19 h 30", None),
        ("where do rehearsals take place?", "Les répétitions ont lieu le mardi, de 19 h 30", None),
        ("c'est quel jour la répétition ?", "Les répétitions ont lieu le mardi, de 19 h 30", None),
        ("quels sont les horaires ?", "Mercredi | 14 h – 18 h", None),
        ("when are you open?", "Mercredi | 14 h – 18 h", None),
        ("vous ouvrez à quelle heure ?", "Mercredi | 14 h – 18 h", None),
        ("what is the address?", "L'association se trouve dans l'ancienne minoterie, au 5 quai des Cygnes.", None),
        ("where is the club?", "L'association se trouve dans l'ancienne minoterie, au 5 quai des Cygnes.", None),
        ("how much does it cost to join?", "Adulte : 32 € par an", None),
        ("combien coûte l'adhésion ?", "Adulte : 32 € par an", None),
        ("when is the next committee meeting?", "16 March, at Noor's.", None),
    ],
)
def test_the_page_of_that_name_tells_it(answerer, question, quote, bold):
    """In a line of dates, a table, items or a sentence, whether or not these name it."""
    answer = answerer.answer(question)
    assert any(quote in one for one in quotes(answer)[:1])
    assert bold is None or answer.citations[0].highlight == bold
    assert is_sure(answer)


def test_several_rows_that_name_it_are_all_shown_and_unsure(answerer):
    """Which of the two is meant is not known."""
    answer = answerer.answer("combien coûte un canoë ?")
    assert quotes(answer) == ["Canoë double | 24 €", "Canoë simple | 16 €"]
    assert not is_sure(answer)


@pytest.mark.parametrize(
    "question",
    ["when is the raft race?", "when is the film night?", "where can I buy lanterns?", "how much is a paddle?"],
)
def test_what_is_over_or_on_no_page_is_no_sure_answer(answerer, question):
    assert not is_sure(answerer.answer(question))


def test_a_talk_before_it_tells_no_date_of_it(answerer):
    assert not any("Odile" in one for one in quotes(answerer.answer("when is the regatta?"))[:1])


def test_the_sentence_that_says_so_comes_before_the_page_of_that_name(tmp_path):
    """The repair café's page lists what is repaired on its days; another page says when it is."""
    pages = {
        "mending.md": page(
            "Mending café", "What it mends:\n\n| What | Who | When |\n|---|---|---|\n| Socks | Ada | café days |"
        ),
        "news.md": page("News of May", "The mending café is on the first Saturday of the month, from 2 pm to 5 pm."),
    }
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    for question in ("when is the mending café?", "c'est quand le café mending ?"):
        assert quotes(answerer.answer(question))[0].startswith("The mending café is on the first Saturday")


@pytest.mark.parametrize(
    ("question", "title", "text"),
    [
        (
            "when is the harvest supper?",
            "Harvest supper",
            "The bar opens at 6 pm and the harvest supper raffle starts at 8 pm.",
        ),
        ("how much is the concert?", "Programme", "Parking at the concert costs £4."),
        ("when does the concert start?", "Programme", "The concert's bar starts when the doors open at 7 pm."),
        ("when is the talk on moths?", "Talks", "The talk on moths will not take place on 18 May."),
        ("when is the talk on bats?", "Talks", "The talk on bats has been cancelled; it was planned for 11 May."),
        ("when is the talk on stars?", "Talks", "Unless it rains, the talk on stars is on 25 May."),
        ("how much is a badge?", "News", "A badge does not cost £5 any more."),
        ("how much is membership?", "Membership", "A lost card costs £3 to replace."),
        ("what are the opening hours?", "Opening hours", "We are closed from 24 December, 6 pm, to 2 January, 9 am."),
        ("quels sont les horaires ?", "Horaires", "Nous sommes fermés de 12 h à 14 h."),
        ("vous ouvrez à quelle heure ?", "Horaires du jardin", "Le dimanche, le voisin tond de 10 h à 11 h."),
        ("when are you open?", "Opening hours", "The café next door is open from 8 am to 3 pm."),
        ("where is the library?", "How to find us", "Our club is at 4 Quay Street."),
        ("what is the address?", "How to find us", "The bus stop is at the church, 12 Mill Lane."),
        ("when is the next raft race?", "Raft race", "**Saturday 8 October at 2 pm, Weir**"),
        ("when is the raft race?", "Raft race", "If it rains, the raft race is on 15 October."),
        (
            "quand est la fête de la pomme ?",
            "Fête de la pomme",
            "En cas de pluie, la fête est reportée au samedi 21 juin.",
        ),
    ],
)
def test_what_is_told_of_something_else_or_in_a_case_alone_is_not_sure(tmp_path, question, title, text):
    pages = {
        "p.md": page(
            title, f"Welcome to all of you.\n\n{text}\n\nBring a pen.", "fr" if "ê" in text or "é" in text else "en"
        ),
        "q.md": page("News of May", "The jetty was painted. Otters were seen by the weir."),
    }
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        (
            "what is the address?",
            "The bus stop is at the church, 12 Mill Lane. Our door is at 4 Quay Street.",
            "Our door is at 4",
        ),
        (
            "when are you open?",
            "The café next door is open at 8 am. We are open from 10 am to 4 pm.",
            "We are open from",
        ),
        ("when is the fair?", "If it rains, the fair is on 9 May. The fair is on 2 May.", "The fair is on 2 May."),
    ],
)
def test_what_is_told_of_it_comes_before_what_is_told_of_something_else(tmp_path, question, text, quote):
    pages = {
        "p.md": page("How to find us, opening hours and the fair", text),
        "q.md": page("News", "The jetty was painted."),
    }
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    assert quotes(answerer.answer(question))[0].startswith(quote)


@pytest.mark.parametrize(
    ("question", "text", "sure"),
    [
        ("by whom was the weir treaty signed?", "The weir treaty was signed in Ghent on 21 May 2006.", False),
        ("by whom was the weir treaty signed?", "The weir treaty was signed in Ghent by Ada Low.", True),
        (
            "par qui a été signé le traité de la vanne ?",
            "Le traité de la vanne a été signé à Gand le 21 mai 2006.",
            False,
        ),
    ],
)
def test_by_whom_is_told_behind_by(tmp_path, question, text, sure):
    language = "fr" if question.startswith("par") else "en"
    pages = {"p.md": page("Weir", f"{text}\n\nBring a pen.", language), "q.md": page("News", "The jetty was painted.")}
    answerer = Answerer(build_search(tmp_path, pages, encoder=load_encoder(), lexicon=load_lexicon()))
    assert is_sure(answerer.answer(question)) is sure


def read_alone(tmp_path, question, *pages):
    """Return the quotes that the layout alone tells, and whether surely: what else is doubted is left out."""
    files = {f"{number}.md": one for number, one in enumerate(pages)}
    search = build_search(tmp_path, files, encoder=load_encoder(), lexicon=load_lexicon())
    query = search.read(question)
    told = titled(wanted(query, read_kind(question)), query, search.find(query, 10))
    return ([one.span.of(one.article.text) for one in told.quotes], told.surely) if told is not None else ([], False)


@pytest.mark.parametrize(
    ("question", "title", "text", "quotes", "surely"),
    [
        ("where is the gala?", "Spring gala", "It is held at 12 Mill Street.", 1, True),
        ("where is the gala?", "Spring gala", "Send letters to 12 Mill Street.", 1, False),
        ("what are the hours of the sauna?", "Sauna", "Every day from 10 am to 4 pm, with towels.", 1, True),
        ("what are the hours of the sauna?", "Sauna", "It is closed every day from 1 pm to 2 pm.", 0, False),
        ("what are the hours of the sauna?", "Sauna", "Tea comes at 4 pm and no later.", 0, False),
        ("what time does the gala start?", "Spring gala", "It starts on Friday 3 May at 8 pm.", 1, True),
        ("what time does the gala start?", "Spring gala", "It starts on Friday 3 May.", 0, False),
        ("when is the gala?", "Spring gala", "It takes place every Friday.", 1, True),
        ("when is the gala?", "Spring gala", "It takes place in 2031.", 0, False),
        ("when is the gala?", "Great spring gala", "It starts on Friday 3 May at 8 pm.", 1, False),
        ("when is the next gala?", "Spring gala", "It starts on Friday 3 May at 8 pm.", 1, False),
        ("when is the next gala?", "Spring gala", "## The next gala\n\nIt starts on Friday 3 May at 8 pm.", 1, True),
        ("when is the gala?", "Committee", "## Date of the gala\n\n16 March, at Noor's.", 1, True),
        ("when is the gala?", "Committee", "## Date of the gala\n\nNo idea.\n\nNoor comes on 16 March.", 0, False),
        ("when is the gala?", "Committee", "## Money for the gala\n\nThe bank wrote on 16 March at 9 am.", 0, False),
        ("when is the gala?", "Spring gala", "Song.\n\nTale.\n\nRhyme.\n\nThe bar opens at 6 pm on Friday.", 0, False),
        ("when are you open?", "Opening hours", "We are open from 9 am to noon.", 1, True),
        ("when are you open?", "Opening hours", "The café next door is open from 9 am to noon.", 1, False),
        ("when are you open?", "Opening hours", "We are closed from 9 am to noon.", 0, False),
        ("when are you open?", "Prices", "## Opening hours\n\nTuesday to Friday from 2 pm to 10 pm.", 1, True),
        (
            "when are you open?",
            "Prices",
            "## Opening hours\n\nTea is at 4 pm.\n\nFriday, 2 pm to 10 pm, rain.",
            1,
            False,
        ),
        ("when are you open?", "Prices", "## Hours of the kiln\n\nTuesday to Friday from 2 pm to 10 pm.", 0, False),
        ("when are you open?", "Prices", "## Opening hours\n\nClosed on Friday from 2 pm to 10 pm.", 0, False),
        ("when are you open?", "Opening hours", "We sing from 9 am to noon.", 0, False),
        ("when are you open?", "Garden", "The garden is open.", 0, False),
        ("where is the club?", "How to find us", "We are at 8 Mill Street.", 1, True),
        ("where is the club?", "How to find us", "The baker is at 8 Mill Street.", 1, False),
        ("where is the library?", "How to find us", "We are at 8 Mill Street.", 1, False),
        ("how much does it cost to join?", "Membership", "The lift costs €7 a day.", 1, False),
        ("how much does it cost to join?", "Membership", "The mayor gave us €7.", 0, False),
    ],
)
def test_a_sentence_tells_it_as_plainly_as_it_says_it_of_the_thing(tmp_path, question, title, text, quotes, surely):
    told, is_plain = read_alone(tmp_path, question, page(title, f"A word of welcome.\n\n{text}"))
    assert (len(told), is_plain) == (quotes, surely)


TIMES = "| What | When |\n|---|---|\n| Bar | Friday 18:00 |\n| Stage | Friday 19:00 |"


@pytest.mark.parametrize(
    ("question", "text", "first", "surely"),
    [
        ("when is the gala?", TIMES, "Bar | Friday 18:00", True),
        ("when is the gala?", f"## The doors\n\n{TIMES}", "Bar | Friday 18:00", False),
        ("when is the gala?", f"The gala takes place on 3 May at 8 pm.\n\n{TIMES}", "The gala takes place", True),
        ("how much is the gala?", "- Adults: €7\n- Children: €2", "- Adults: €7", False),
        ("when is the gala?", "- Adults: €7\n- Children: €2", "", False),
    ],
)
def test_a_table_or_items_tell_it_where_no_sentence_does(tmp_path, question, text, first, surely):
    """Surely right beneath the title alone: what stands beneath another heading may be of a part."""
    told, is_plain = read_alone(tmp_path, question, page("Spring gala", f"A dress is needed.\n\n{text}"))
    assert (told[0] if told else "").startswith(first)
    assert bool(told) is bool(first)
    assert is_plain is surely


def test_one_of_two_pages_of_that_name_is_not_sure(tmp_path):
    pages = [page("Spring gala", "The first one."), page("Autumn gala", "It starts on Friday 3 May at 8 pm.")]
    assert read_alone(tmp_path, "when is the gala?", *pages) == (["It starts on Friday 3 May at 8 pm."], False)


def test_the_hours_in_the_language_of_the_question_come_first(tmp_path):
    french = page("Horaires", "Un mot.\n\n| Jour | Heures |\n|---|---|\n| Samedi | 10 h – 12 h |", "fr")
    pages = [page("News", "The club opens at 9 am on Saturdays."), french]
    assert read_alone(tmp_path, "quand ouvrez-vous ?", *pages) == (["Samedi | 10 h – 12 h"], True)


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Combien coûte la cotisation annuelle ?", "La cotisation annuelle est de 35 euros.", True),
        ("Combien coûte la cotisation annuelle ?", "La cotisation annuelle s’élève à 35 €.", True),
        ("How much is the pottery workshop?", "The pottery workshop is only €12.", True),
        ("Combien coûte la cotisation annuelle ?", "La cotisation annuelle est désormais fixée à 35 €.", True),
        ("How much is the pottery workshop?", "The clay of the pottery workshop is £5.", False),
        ("How much is the pottery workshop?", "The pottery workshop is 3 hours long, and tea is €2 a cup.", False),
        (
            "Combien coûte le stage de poterie ?",
            "Le stage de poterie est à 20 km de Gand ; le bus vaut 3 euros.",
            False,
        ),
        ("Combien coûte le stage de poterie ?", "Le stage de poterie est de 3 jours, le repas compté 12 euros.", False),
    ],
)
def test_what_is_so_much_money_costs_it(tmp_path, question, text, told):
    """And not what is so many hours or kilometres, though money stands behind."""
    language = "fr" if question.startswith("Combien") else "en"
    quotes, surely = read_alone(tmp_path, question, page("News", f"A word.\n\n{text}", language))
    assert (quotes, surely) == (([text], True) if told else ([], False))


def test_the_hours_beneath_their_heading_are_told_in_the_language_of_the_question(tmp_path):
    pages = [
        page("Prices and rules", "A deposit of €50.\n\n## Opening hours\n\nTuesday to Friday from 2 pm to 10 pm."),
        page("Tarifs et règles", "Une caution.\n\n## Horaires\n\nDu mardi au vendredi de 14 h à 22 h.", "fr"),
    ]
    for question in ("quels sont vos horaires ?", "vos horaires d'ouverture ?", "quand êtes-vous ouverts ?"):
        assert read_alone(tmp_path / str(len(question)), question, *pages) == (
            ["Du mardi au vendredi de 14 h à 22 h."],
            True,
        )
    assert read_alone(tmp_path / "en", "what are your opening hours?", *pages)[0] == [
        "Tuesday to Friday from 2 pm to 10 pm."
    ]
