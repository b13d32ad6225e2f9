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

# Words that chats write without their apostrophe, or in a letter, and that are no others: "if im not a member", "jai".
# "its", "were", "quest" and "dune" are others. What is denied is written out, of which the words mean nothing alone.
GLUED: Mapping[str, str] = _pairs(
    "im:i'm ive:i've youre:you're youve:you've theyre:they're theyve:they've weve:we've hes:he's shes:she's "
    "theres:there's thats:that's whats:what's whos:who's wheres:where's whens:when's hows:how's u:you "
    "dont:do_not doesnt:does_not didnt:did_not isnt:is_not arent:are_not "
    "wasnt:was_not werent:were_not cant:can_not wont:will_not couldnt:could_not shouldnt:should_not "
    "wouldnt:would_not havent:have_not hasnt:has_not hadnt:had_not mustnt:must_not neednt:need_not "
    "jai:j'ai javais:j'avais jaimerais:j'aimerais cest:c'est cétait:c'était quil:qu'il quon:qu'on sil:s'il "
    "ya:il_y_a yavait:il_y_avait yaura:il_y_aura jsuis:je_suis chui:je_suis chuis:je_suis jpeux:je_peux "
    "jveux:je_veux jvais:je_vais jsais:je_sais jdois:je_dois jvoudrais:je_voudrais"
)
OPENING_GLUED = ("im", "dont", "cant", "theres", "whats", "whos", "wheres", "hows", "jai", "cest", "ya")
"""Those that may begin a message with a capital."""
