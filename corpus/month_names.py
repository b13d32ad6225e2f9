"""The names of months and weekdays, French and English, by their number. Data only."""

from __future__ import annotations


def _by_name(*names: str) -> dict[str, int]:
    """Return the number of each name; the names of one month or day stand in one text, which white space separates."""
    return {name: number for number, those in enumerate(names, start=1) for name in those.split()}


# In full, with the accents and without.
MONTHS = _by_name(
    "january janvier",
    "february février fevrier",
    "march mars",
    "april avril",
    "may mai",
    "june juin",
    "july juillet",
    "august août aout",
    "september septembre",
    "october octobre",
    "november novembre",
    "december décembre decembre",
)
SHORT_MONTHS = _by_name(
    "jan janv",
    "feb févr fév fevr",
    "mar",
    "apr avr",
    "",
    "jun",
    "jul juil",
    "aug",
    "sep sept",
    "oct",
    "nov",
    "dec déc",
)
WEEKDAYS = _by_name(
    "monday lundi",
    "tuesday mardi",
    "wednesday mercredi",
    "thursday jeudi",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
)
SHORT_WEEKDAYS = _by_name("mon lun", "tue tues mar", "wed mer", "thu thur thurs jeu", "fri ven", "sat sam", "sun dim")
