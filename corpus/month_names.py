"""The names of months and weekdays, French and English, by their number. Data only."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
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
        ),
        start=1,
    )
    for name in names.split()
}
"""In full, with the accents and without."""

SHORT_MONTHS = {
    name: number
    for number, names in enumerate(
        (
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
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday lundi",
            "tuesday mardi",
            "wednesday mercredi",
            "thursday jeudi",
            "friday vendredi",
            "saturday samedi",
            "sunday dimanche",
        ),
        start=1,
    )
    for name in names.split()
}

SHORT_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon lun",
            "tue tues mar",
            "wed mer",
            "thu thur thurs jeu",
            "fri ven",
            "sat sam",
            "sun dim",
        ),
        start=1,
    )
    for name in names.split()
}
