"""Whether a time that is told is an end, where it is asked when something ends."""

import pytest

from bot.answers.values.bounds import lacks_end


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("at what time does the meeting end?", "The meeting is on 29 September at 8 pm.", True),
        ("à quelle heure finit la réunion ?", "La réunion commence à 20 h.", True),
        ("at what time does the meeting end?", "From 8 pm to 10 pm.", False),
        ("when does it close?", "Tuesday 9:00–17:30", False),
        ("jusqu'à quelle heure ?", "Music must be off by 11.30 pm.", False),
        ("until when is the office staffed?", "It is staffed at 2 pm.", True),
        ("when does the choir end?", "Choir: Tuesday at 8 pm, over by ten.", False),
        ("when does it end?", "You find it close to the arrêt de bus at 8 pm.", True),
        ("jusqu'à quelle heure ?", "Ouvert jusqu'à 22 h.", False),
        ("à quelle heure finit la réunion ?", "La réunion se termine à 22 h.", False),
        ("jusqu'à quand y a-t-il de l'eau chaude ?", "L'eau chaude est coupée à 20 h 30.", False),
        ("at what time does the meeting end?", "The meeting is on Monday.", False),  # tells no time of day at all
        ("at what time does the meeting begin?", "The meeting is at 8 pm.", False),
    ],
)
def test_a_time_that_is_no_end_tells_no_end(question, text, lacks):
    assert lacks_end(question, text) is lacks
