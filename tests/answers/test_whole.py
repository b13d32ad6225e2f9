"""What belongs to the words in bold."""

import pytest

from bot.answers.shown.whole import widened
from corpus.article import Span


def in_bold(kind, marked):
    """Return what stands in bold of a sentence in which brackets stand around what was found."""
    start, end = marked.index("["), marked.index("]") - 1
    sentence = marked.replace("[", "").replace("]", "")
    return widened(sentence, Span(start, end), kind).of(sentence)


@pytest.mark.parametrize(
    ("kind", "marked", "found"),
    [
        ("when", "It is on 8 and [9 May 2027] at noon.", "8 and 9 May 2027"),
        ("when", "Les 4, 5 et le [6 juin].", "4, 5 et le 6 juin"),
        ("when", "From 3 to [5 May].", "3 to 5 May"),
        ("when", "Du 3 au [5 mai].", "3 au 5 mai"),
        ("how_many", "It takes three and a [half years].", "three and a half years"),
        ("how_many", "Il faut [deux ans] et demi.", "deux ans et demi"),
        ("how_many", "For 10 to [15 people].", "10 to 15 people"),
        ("how_many", "De 10 à [15 personnes].", "10 à 15 personnes"),
        ("how_many", "Des groupes de trois à [cinq personnes].", "trois à cinq personnes"),
        ("how_many", "Comptez 20 à [30 €].", "20 à 30 €"),
        ("how_many", "De 5 à [30 €] selon l'âge.", "5 à 30 €"),
        ("how_many", "Comptez 1 000 à [2 000 €].", "1 000 à 2 000 €"),
        ("how_many", "It costs £5 to [£40].", "£5 to £40"),
        ("how_many", "The cap was raised from 120 to [150 players].", "150 players"),
        ("how_many", "A team goes from 4 to [6 players].", "4 to 6 players"),
        ("how_many", "Le jeu se passe en équipes de 4 à [6 joueurs].", "4 à 6 joueurs"),
        ("how_many", "Les bateaux portent de 4 à [6 personnes].", "4 à 6 personnes"),
        ("how_many", "It costs 10 or [12 €].", "10 or 12 €"),
        ("how_many", "Adults: 10 - [12 €].", "10 - 12 €"),
        ("how_many", "Entry is 10-[12 €].", "10-12 €"),
        ("how_many", "For 10 – [15 people].", "10 – 15 people"),
        ("how_many", "It takes two or [three hours].", "two or three hours"),
        ("where", "à la librairie L'[Ancre] bleue et sur place", "librairie L'Ancre bleue"),
        ("where", "à la résidence des [Tilleuls], 5 allée des Ifs, à Lens", "résidence des Tilleuls, 5 allée des Ifs"),
        ("where", "at [Elm House], 12 Mill Lane, Ely", "Elm House, 12 Mill Lane"),
        ("when", "Closed from [1 November] to 15 March.", "1 November to 15 March"),
        ("when", "Fermé du [1er novembre] au 15 mars 2031.", "1er novembre au 15 mars 2031"),
        ("when", "Open [May 3] – June 5 only.", "May 3 – June 5"),
        ("how_many", "They won by [half] a length.", "half a length"),
        ("how_many", "She sang for [thirty]-one years here.", "thirty-one years"),
        ("how_many", "Il y chanta [trente] et un ans.", "trente et un ans"),
        ("how_many", "Il en a [vingt] et un de plus.", "vingt et un"),
        ("who", "Lu dans « L’[Ombre] du soir » hier.", "L’Ombre du soir"),
    ],
)
def test_a_part_is_widened_to_the_whole(kind, marked, found):
    assert in_bold(kind, marked) == found


@pytest.mark.parametrize(
    ("kind", "marked"),
    [
        ("when", "À 20 h 30 et [6 juin]."),
        ("when", "It sold 45 and [6 June]."),
        ("when", "In 2019 and [12 April]."),
        ("when", "From 3 May to [5 June]."),
        ("when", "On [3 May] to everybody's joy."),
        ("how_many", "It took [thirty minutes], one more."),
        ("how_many", "There are [thirty] and one more."),
        ("how_many", "In 2019 to [15 people]."),
        ("how_many", "Only [half the people] came."),
        ("how_many", "Le lot de trois à [30 €] est complet."),
        ("how_many", "Le lot de 10 à [30 €] est complet."),
        ("how_many", "Vendus par deux à [30 €]."),
        ("how_many", "Pris par 2 à [30 €]."),
        ("how_many", "Le billet est à un à [5 €]."),
        ("how_many", "Tarif 1 - [20 €] par an."),
        ("how_many", "Salle 3 – [40 places]."),
        ("how_many", "Play it on Level 1 - [20 coins] each."),
        ("how_many", "Bus 4 or [12 people]."),
        ("how_many", "Zone 2 to [5 €]."),
        ("where", "L'[Union] soutient."),
        ("where", "born in [Ely], 12 miles away"),
        ("where", "né à [Lens] en mai"),
        ("who", "He said “no” to [Ann] “again”."),
        ("who", "She said “we thank [Ann] for it”."),
        ("other", "On 8 and [9 May]."),
    ],
)
def test_what_is_whole_stays(kind, marked):
    assert in_bold(kind, marked) == marked[marked.index("[") + 1 : marked.index("]")]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("when is the pond closed?", "1 November to 15 March"),
        ("when does the season start?", "1 November"),
        ("from when is the pond closed?", "1 November"),
    ],
)
def test_the_first_of_two_days_is_told_alone_where_it_is_asked_when_it_begins(question, found):
    sentence = "The season of ice is 1 November to 15 March."
    start = sentence.index("1 Nov")
    assert widened(sentence, Span(start, start + len("1 November")), "when", question).of(sentence) == found
