"""Acronyms of institutions, law, science and medicine that are other letters in the other language: NATO is OTAN.

The learned lexicon knows those that stand in enough translated sentences; of the pairs below it lacks three in four,
WHO and OMS among them. Written by hand, and short: acronyms that are spelt alike in both languages need no pair, and
those are left out of which one form is a word or commonly means something else: EAU, MES, SSI, IDE, PM, MS. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from corpus.article import LANGUAGES, Language

PAIRS = """
UN/ONU NATO/OTAN EU/UE WHO/OMS IMF/FMI WTO/OMC ILO/OIT OECD/OCDE UNHCR/HCR IAEA/AIEA OPEC/OPEP ICRC/CICR IOC/CIO
ICC/CPI ICJ/CIJ ECHR/CEDH CJEU/CJUE ECJ/CJUE ECJ/CJCE ECB/BCE EIB/BEI EBRD/BERD EEA/EEE EEC/CEE EFTA/AELE ECSC/CECA
EAEC/CEEA NAFTA/ALENA USMCA/ACEUM IOM/OIM ICAO/OACI IMO/OMI WIPO/OMPI UNDP/PNUD UNEP/PNUE WFP/PAM ITU/UIT WMO/OMM
UNGA/AGNU UNSC/CSNU UNCTAD/CNUCED UNCLOS/CNUDM UNFCCC/CCNUCC IPCC/GIEC USSR/URSS DRC/RDC FRG/RFA GDR/RDA PRC/RPC
EPO/OEB EDPB/CEPD EDPS/CEPD OIC/OCI ECOWAS/CEDEAO CIS/CEI GCC/CCG ASEAN/ANASE IUCN/UICN WADA/AMA PLO/OLP OAU/OUA
OAS/OEA GDPR/RGPD DPO/DPD DPIA/AIPD TFEU/TFUE CAP/PAC CFSP/PESC CSDP/PSDC EMU/UEM EEZ/ZEE GDP/PIB GNP/PNB VAT/TVA
SME/PME SMB/PME NGO/ONG NPO/OSBL CEO/PDG HR/RH CSR/RSE SDG/ODD MDG/OMD ODA/APD HDI/IDH HICP/IPCH CBDC/MNBC ICT/TIC
ISP/FAI DBMS/SGBD RDBMS/SGBDR HMI/IHM NLP/TALN AI/IA IoT/IdO WMD/ADM HQ/QG UFO/OVNI DNA/ADN RNA/ARN mRNA/ARNm
tRNA/ARNt rRNA/ARNr cDNA/ADNc mtDNA/ADNmt AIDS/SIDA HIV/VIH HPV/VPH HBV/VHB HCV/VHC SARS/SRAS STD/MST STI/IST
COPD/BPCO ADHD/TDAH ASD/TSA PTSD/TSPT PTSD/SSPT OCD/TOC MRI/IRM ICU/USI BMI/IMC IVF/FIV IUD/DIU GMO/OGM GHG/GES
VOC/COV PAH/HAP BOD/DBO UNAIDS/ONUSIDA OPCW/OIAC NPT/TNP CBAM/MACF UDHR/DUDH ICTY/TPIY UNIFIL/FINUL UNODC/ONUDC
UNIDO/ONUDI UNFPA/FNUAP OHCHR/HCDH CETA/AECG DPRK/RPDC ESMA/AEMF LNG/GNL LPG/GPL BSE/ESB RCMP/GRC FGM/MGF RNAi/ARNi
siRNA/ARNsi
"""


# What articles rather spell out than shorten, and chats the other way round. The second word has no capital in French.
LONG_FORMS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("eu", "ue"), ("European Union", "Union européenne")),
    **dict.fromkeys(("us", "usa"), ("United States", "États-Unis")),
    **dict.fromkeys(("ai", "ia"), ("artificial intelligence", "intelligence artificielle")),
}

# What articles spell out and chats shorten, in English and in French; before it the English acronym, and the French
# one where that is another. Unlike `LONG_FORMS` these may stand for something else, so each is looked for only where
# nothing else explains it. Left out are those that are words, or that many know as something else: LOI, ROI, VAE.
SPELT_OUT = """
ROFR: right of first refusal / droit de premier refus
ROFO: right of first offer / droit de première offre
NDA: non-disclosure agreement / accord de confidentialité
HOA: homeowners' association / association de propriétaires
EPC/DPE: energy performance certificate / diagnostic de performance énergétique
CDD: fixed-term contract / contrat à durée déterminée
TAEG: annual percentage rate / taux annuel effectif global
SMIC: minimum wage / salaire minimum
WFH: working from home / télétravail
CGV: terms of sale / conditions générales de vente
CGU: terms of use / conditions générales d'utilisation
EV/VE: electric vehicle / véhicule électrique
EV/VE: electric car / voiture électrique
ISP/FAI: internet service provider / fournisseur d'accès
NGO/ONG: non-governmental organisation / organisation non gouvernementale
GDP/PIB: gross domestic product / produit intérieur brut
VAT/TVA: value added tax / taxe sur la valeur ajoutée
SME/PME: small and medium-sized enterprise / petite et moyenne entreprise
GHG/GES: greenhouse gas / gaz à effet de serre
BMI/IMC: body mass index / indice de masse corporelle
"""

Forms = Mapping[Language, str]
"""What an acronym stands for, by language."""


def _spelt_out() -> Mapping[Language, Mapping[str, tuple[Forms, ...]]]:
    found: Mapping[Language, dict[str, list[Forms]]] = {"en": defaultdict(list), "fr": defaultdict(list)}
    for line in SPELT_OUT.strip().splitlines():
        acronyms, _, forms = line.partition(": ")
        english, french = forms.split(" / ")
        for language, acronym in zip(LANGUAGES, _by_language(acronyms), strict=True):
            found[language][acronym.lower()].append({"en": english, "fr": french})
    return {language: {one: tuple(forms) for one, forms in table.items()} for language, table in found.items()}


def _by_language(acronyms: str) -> tuple[str, ...]:
    english, _, french = acronyms.partition("/")
    of = {"en": english, "fr": french or english}
    return tuple(of[language] for language in LANGUAGES)


STANDS_FOR = _spelt_out()


def what_it_stands_for(acronym: str, language: Language) -> tuple[Forms, ...]:
    """Return what an acronym of `language`, in any case, stands for; of "NDAs" too."""
    one = acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
    return STANDS_FOR[language].get(one.lower(), ())


def in_other_words(words: str, language: Language) -> tuple[str, ...]:
    """Return what a long form of `language`, in any case, is in the other one."""
    asked, other = words.lower(), LANGUAGES[1 - LANGUAGES.index(language)]
    known = (one for table in STANDS_FOR.values() for forms in table.values() for one in forms)
    return tuple(dict.fromkeys(one[other] for one in known if one[language].lower() == asked))


def _partners() -> Mapping[Language, Mapping[str, tuple[str, ...]]]:
    found: Mapping[Language, dict[str, list[str]]] = {"en": defaultdict(list), "fr": defaultdict(list)}
    for pair in PAIRS.split():
        english, french = pair.split("/")
        found["en"][english.lower()].append(french)
        found["fr"][french.lower()].append(english)
    return {language: {one: tuple(others) for one, others in table.items()} for language, table in found.items()}


PARTNERS = _partners()


def partners_of(acronym: str, language: Language) -> tuple[str, ...]:
    """Return what an acronym of `language`, in any case, is called in the other one; of "NGOs" too, but not "whos"."""
    one = acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
    return PARTNERS[language].get(one.lower(), ())
