"""Everyday short and casual words with the plain ones that articles have instead: "matos" is "matériel". Data only."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.article import Language


def _pairs(text: str) -> Mapping[str, str]:
    return {short: plain.replace("_", " ") for short, plain in (pair.split(":") for pair in text.split())}


# Only what is no other word; a word that stands in the articles is left as it is whatever stands here.
PLAIN_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": _pairs(
        "matos:matériel ordi:ordinateur appart:appartement asso:association compet:compétition compèt:compétition "
        "abo:abonnement anniv:anniversaire aprem:après-midi rdv:rendez-vous pote:ami potes:amis gosse:enfant "
        "gosses:enfants taf:travail boulot:travail bagnole:voiture thune:argent fric:argent bouffe:repas tuto:tutoriel "
        "mdp:mot_de_passe resto:restaurant reduc:réduction réduc:réduction reducs:réductions fps:images_par_seconde"
    ),
    "en": _pairs(
        "pic:picture pics:pictures vid:video vids:videos deets:details reqs:requirements msg:message msgs:messages "
        "pwd:password acct:account ppl:people appt:appointment bday:birthday convo:conversation mins:minutes "
        "hrs:hours yrs:years kiddo:child kiddos:children dorm:dormitory "
        "fps:frames_per_second"
    ),
}
