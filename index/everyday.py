"""Translations of chats' and communities' words that the learned lexicon lacks: "ban" is "bannir". Data only.

It was learned from laws, manuals and encyclopaedias. Only what it has nothing of counts; words that are alike in both
languages need none. ">" and "<" tell only what the English or the French word may be: "bon" is seldom a voucher.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.article import Language
from index.analysis import analyse

LINE = re.compile(r"\s*([|<>])\s*")
OTHER: Mapping[Language, Language] = {"en": "fr", "fr": "en"}
PROBABILITY = 0.3  # that of a translation here: a word of several meanings has others in the lexicon
_PAIRS = """
ban | bannir bannissement
timeout > exclusion
strike > avertissement
appeal dispute | contester recours
flag > signaler
bully bullying | harcèlement
slur | insulte injure
profanity swearing | grossièreté vulgarité
respectful | respectueux
phishing | hameçonnage
hack hacker breach > piratage pirate
ransom | rançon
post repost | publier
edit < modifier
channel | salon
ping | mentionner
admin | administrateur
mods > modérateur
nickname username | pseudo pseudonyme
newcomer newbie > débutant nouveau
member < adhérent
join < adhérer inscrire
signup enrol enroll registration | inscription inscrire
stream streaming | diffuser diffusion
screenshot > capture
ads advertise advertising > publicité pub
giveaway raffle | tirage tombola
prize < lot
winner < lauréat
leaderboard ranking | classement
quest | quête
loot | butin
armour > armure
spell > sort
craft crafting | artisanat fabriquer
lag | latence
bug glitch | bogue bug
backup | sauvegarde
savegame > sauvegarde
login > connexion
logout > déconnexion
headset headphones > casque
speaker | enceinte
speaker > parleur
cord > câble
plug > prise
outage downtime > panne
support helpdesk > assistance
dues fee | cotisation frais
price < tarif
rent < loyer
delivery < livraison
cheap > abordable
discount > remise réduction
voucher coupon > bon
trial > essai
donation donate > don
sponsorship > parrainer mécène
fundraiser fundraising | collecte cagnotte
fundraiser fundraising > levée
crowdfunding > cagnotte
booking book > réservation réserver
hire > louer location
deposit > caution acompte
landlord > bailleur
flat > appartement
housemate roommate > colocataire
utilities > charges
bin > poubelle
lock > antivol
lift > ascenseur
venue > lieu salle
meetup > réunion rencontre
timetable > horaire
class > cours leçon
vegan | végétalien
vegan > végétarien
leash > laisse
lifeguard | sauveteur
lifeguard > nageur
overnight > dormir nuit
offense > infraction
lawsuit | procès
police < gendarme
watchdog regulator > autorité gendarme régulateur
antitrust > concurrence
veto > bloquer
bill > loi
deal > accord
takeover > rachat acquisition
stake > participation
startup > pousse
sack layoff redundancy > licenciement licencié
worker > salarié employé
driverless > autonome
lice louse | poux
caretaker janitor | gardien concierge
parking > stationnement place
space > place
shoe slipper < chausson
shoe > chausson
weedkiller | désherbant
repeater | relais répéteur
webmaster > webmestre
charity | association
club society < association
padlock > cadenas
lock < cadenas
wheelbarrow | brouette
lawnmower | tondeuse
carpool carpooling | covoiturage
snack | goûter
childcare daycare afterschool | garderie
schoolbag satchel backpack | cartable
fete fair fayre | kermesse
flea jumble | brocante
jumble > grenier braderie
sale < grenier brocante braderie
refreshment bar | buvette
teach | animer
run < animer
belay > assurer assureur
climber | grimpeur
headteacher headmaster headmistress principal > directeur directrice
head headteacher principal < directeur
principal head < directrice
pupil < élève
playground schoolyard | préau
playground > cour
rehearsal rehearse > répétition répéter
teammate | coéquipier équipier
stall booth | stand
barbecue bbq > barbecue
newsletter | infolettre
newsletter > bulletin
newsletter < bulletin
minutes > compte rendu
maintainer | mainteneur
hive beehive | ruche
apiary | rucher
beekeeper < apiculteur
mulch mulching | paillage
paintbrush > pinceau
sandpaper > verre abrasif
pram > poussette landau
nappy > couche
henhouse coop | poulailler
allotment plot | parcelle
allotment garden < potager
allotment > potager
spade | bêche
rent hire < louer
laundry laundrette | laverie
laundry < buanderie
toy < ludothèque
library < médiathèque
vet | vétérinaire
course workshop < stage
changing < vestiaire
jersey shirt > maillot
firework > artifice feu
leaflet flyer > dépliant tract
stairwell staircase | escalier
letterbox > boîte lettre
subtenant > locataire
lender lend > prêter prêt
sublet sublease subletting > louer location
wallpaper > peint tapisser
grandparent > grand-parent
pitch > terrain
scoreboard | score
standings > classement
fixture > match rencontre
kit > équipement tenue
"""


@cache
def everyday(source: Language) -> Mapping[str, tuple[str, ...]]:
    """Return the stems of the other language for stems of `source`."""
    found: dict[str, dict[str, None]] = {}
    for line in _PAIRS.strip().splitlines():
        english, way, french = LINE.split(line, 1)
        texts: dict[Language, str] = {"en": english, "fr": french}
        if way in {"|", ">" if source == "en" else "<"}:
            other = OTHER[source]
            for stem in analyse(texts[source], source):
                found.setdefault(stem, {}).update(dict.fromkeys(analyse(texts[other], other)))
    return {stem: tuple(others) for stem, others in found.items()}
