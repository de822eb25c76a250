"""
Countries and areas by their alpha-3 codes: `COUNTRY`, the codes of ISO 3166.

Codes, numbers and English short names are those of ISO 3166-1, the former ones those of
ISO 3166-3. English names stand as the lists of iso-codes write them: the name first,
without an article. French names are those of the United Nations, in its standard M49,
https://unstats.un.org/unsd/methodology/m49/. M49 does not list Taiwan, nor former
names: their French is the translation of iso-codes. Every apostrophe is the straight
one.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from peacekeep.definitions.codes import Code, Codes


__all__ = ["COUNTRY", "CountryCode"]

_ISO: Final = "https://www.iso.org/iso-3166-country-codes.html"


@attrs.frozen
class CountryCode(Code):
    """
    The code of a country or area.

    Attributes:
        alpha_2: Its code of two letters. ISO may have given it to another country since
            a former code was withdrawn.
        numeric: Its code of three digits, with leading zeros. Empty: a former code that
            had none.
        until: Year or day on which ISO withdrew a former code. None: it is in use.
    """

    alpha_2: str = ""
    numeric: str = ""
    until: str | None = None


# Alpha-3, alpha-2 and numeric code, English name, French name. In the order of the
# English names.
_CURRENT: Final = """\
AFG AF 004 Afghanistan | Afghanistan
ALA AX 248 Åland Islands | Îles d'Åland
ALB AL 008 Albania | Albanie
DZA DZ 012 Algeria | Algérie
ASM AS 016 American Samoa | Samoa américaines
AND AD 020 Andorra | Andorre
AGO AO 024 Angola | Angola
AIA AI 660 Anguilla | Anguilla
ATA AQ 010 Antarctica | Antarctique
ATG AG 028 Antigua and Barbuda | Antigua-et-Barbuda
ARG AR 032 Argentina | Argentine
ARM AM 051 Armenia | Arménie
ABW AW 533 Aruba | Aruba
AUS AU 036 Australia | Australie
AUT AT 040 Austria | Autriche
AZE AZ 031 Azerbaijan | Azerbaïdjan
BHS BS 044 Bahamas | Bahamas
BHR BH 048 Bahrain | Bahreïn
BGD BD 050 Bangladesh | Bangladesh
BRB BB 052 Barbados | Barbade
BLR BY 112 Belarus | Bélarus
BEL BE 056 Belgium | Belgique
BLZ BZ 084 Belize | Belize
BEN BJ 204 Benin | Bénin
BMU BM 060 Bermuda | Bermudes
BTN BT 064 Bhutan | Bhoutan
BOL BO 068 Bolivia, Plurinational State of | Bolivie (État plurinational de)
BES BQ 535 Bonaire, Sint Eustatius and Saba | Bonaire, Saint-Eustache et Saba
BIH BA 070 Bosnia and Herzegovina | Bosnie-Herzégovine
BWA BW 072 Botswana | Botswana
BVT BV 074 Bouvet Island | Île Bouvet
BRA BR 076 Brazil | Brésil
IOT IO 086 British Indian Ocean Territory | Territoire britannique de l'océan Indien
BRN BN 096 Brunei Darussalam | Brunéi Darussalam
BGR BG 100 Bulgaria | Bulgarie
BFA BF 854 Burkina Faso | Burkina Faso
BDI BI 108 Burundi | Burundi
CPV CV 132 Cabo Verde | Cabo Verde
KHM KH 116 Cambodia | Cambodge
CMR CM 120 Cameroon | Cameroun
CAN CA 124 Canada | Canada
CYM KY 136 Cayman Islands | Îles Caïmanes
CAF CF 140 Central African Republic | République centrafricaine
TCD TD 148 Chad | Tchad
CHL CL 152 Chile | Chili
CHN CN 156 China | Chine
CXR CX 162 Christmas Island | Île Christmas
CCK CC 166 Cocos (Keeling) Islands | Îles des Cocos (Keeling)
COL CO 170 Colombia | Colombie
COM KM 174 Comoros | Comores
COG CG 178 Congo | Congo
COD CD 180 Congo, The Democratic Republic of the | République démocratique du Congo
COK CK 184 Cook Islands | Îles Cook
CRI CR 188 Costa Rica | Costa Rica
CIV CI 384 Côte d'Ivoire | Côte d'Ivoire
HRV HR 191 Croatia | Croatie
CUB CU 192 Cuba | Cuba
CUW CW 531 Curaçao | Curaçao
CYP CY 196 Cyprus | Chypre
CZE CZ 203 Czechia | Tchéquie
DNK DK 208 Denmark | Danemark
DJI DJ 262 Djibouti | Djibouti
DMA DM 212 Dominica | Dominique
DOM DO 214 Dominican Republic | République dominicaine
ECU EC 218 Ecuador | Équateur
EGY EG 818 Egypt | Égypte
SLV SV 222 El Salvador | El Salvador
GNQ GQ 226 Equatorial Guinea | Guinée équatoriale
ERI ER 232 Eritrea | Érythrée
EST EE 233 Estonia | Estonie
SWZ SZ 748 Eswatini | Eswatini
ETH ET 231 Ethiopia | Éthiopie
FLK FK 238 Falkland Islands (Malvinas) | Îles Falkland (Malvinas)
FRO FO 234 Faroe Islands | Îles Féroé
FJI FJ 242 Fiji | Fidji
FIN FI 246 Finland | Finlande
FRA FR 250 France | France
GUF GF 254 French Guiana | Guyane française
PYF PF 258 French Polynesia | Polynésie française
ATF TF 260 French Southern Territories | Terres australes françaises
GAB GA 266 Gabon | Gabon
GMB GM 270 Gambia | Gambie
GEO GE 268 Georgia | Géorgie
DEU DE 276 Germany | Allemagne
GHA GH 288 Ghana | Ghana
GIB GI 292 Gibraltar | Gibraltar
GRC GR 300 Greece | Grèce
GRL GL 304 Greenland | Groenland
GRD GD 308 Grenada | Grenade
GLP GP 312 Guadeloupe | Guadeloupe
GUM GU 316 Guam | Guam
GTM GT 320 Guatemala | Guatemala
GGY GG 831 Guernsey | Guernesey
GIN GN 324 Guinea | Guinée
GNB GW 624 Guinea-Bissau | Guinée-Bissau
GUY GY 328 Guyana | Guyana
HTI HT 332 Haiti | Haïti
HMD HM 334 Heard Island and McDonald Islands | Île Heard-et-Îles MacDonald
VAT VA 336 Holy See (Vatican City State) | Saint-Siège
HND HN 340 Honduras | Honduras
HKG HK 344 Hong Kong | Chine, région administrative spéciale de Hong Kong
HUN HU 348 Hungary | Hongrie
ISL IS 352 Iceland | Islande
IND IN 356 India | Inde
IDN ID 360 Indonesia | Indonésie
IRN IR 364 Iran, Islamic Republic of | Iran (République islamique d')
IRQ IQ 368 Iraq | Iraq
IRL IE 372 Ireland | Irlande
IMN IM 833 Isle of Man | Île de Man
ISR IL 376 Israel | Israël
ITA IT 380 Italy | Italie
JAM JM 388 Jamaica | Jamaïque
JPN JP 392 Japan | Japon
JEY JE 832 Jersey | Jersey
JOR JO 400 Jordan | Jordanie
KAZ KZ 398 Kazakhstan | Kazakhstan
KEN KE 404 Kenya | Kenya
KIR KI 296 Kiribati | Kiribati
PRK KP 408 Korea, Democratic People's Republic of | République populaire démocratique de Corée
KOR KR 410 Korea, Republic of | République de Corée
KWT KW 414 Kuwait | Koweït
KGZ KG 417 Kyrgyzstan | Kirghizistan
LAO LA 418 Lao People's Democratic Republic | République démocratique populaire lao
LVA LV 428 Latvia | Lettonie
LBN LB 422 Lebanon | Liban
LSO LS 426 Lesotho | Lesotho
LBR LR 430 Liberia | Libéria
LBY LY 434 Libya | Libye
LIE LI 438 Liechtenstein | Liechtenstein
LTU LT 440 Lithuania | Lituanie
LUX LU 442 Luxembourg | Luxembourg
MAC MO 446 Macao | Chine, région administrative spéciale de Macao
MDG MG 450 Madagascar | Madagascar
MWI MW 454 Malawi | Malawi
MYS MY 458 Malaysia | Malaisie
MDV MV 462 Maldives | Maldives
MLI ML 466 Mali | Mali
MLT MT 470 Malta | Malte
MHL MH 584 Marshall Islands | Îles Marshall
MTQ MQ 474 Martinique | Martinique
MRT MR 478 Mauritania | Mauritanie
MUS MU 480 Mauritius | Maurice
MYT YT 175 Mayotte | Mayotte
MEX MX 484 Mexico | Mexique
FSM FM 583 Micronesia, Federated States of | Micronésie (États fédérés de)
MDA MD 498 Moldova, Republic of | République de Moldova
MCO MC 492 Monaco | Monaco
MNG MN 496 Mongolia | Mongolie
MNE ME 499 Montenegro | Monténégro
MSR MS 500 Montserrat | Montserrat
MAR MA 504 Morocco | Maroc
MOZ MZ 508 Mozambique | Mozambique
MMR MM 104 Myanmar | Myanmar
NAM NA 516 Namibia | Namibie
NRU NR 520 Nauru | Nauru
NPL NP 524 Nepal | Népal
NLD NL 528 Netherlands | Pays-Bas (Royaume des)
NCL NC 540 New Caledonia | Nouvelle-Calédonie
NZL NZ 554 New Zealand | Nouvelle-Zélande
NIC NI 558 Nicaragua | Nicaragua
NER NE 562 Niger | Niger
NGA NG 566 Nigeria | Nigéria
NIU NU 570 Niue | Nioué
NFK NF 574 Norfolk Island | Île Norfolk
MKD MK 807 North Macedonia | Macédoine du Nord
MNP MP 580 Northern Mariana Islands | Îles Mariannes du Nord
NOR NO 578 Norway | Norvège
OMN OM 512 Oman | Oman
PAK PK 586 Pakistan | Pakistan
PLW PW 585 Palau | Palaos
PSE PS 275 Palestine, State of | État de Palestine
PAN PA 591 Panama | Panama
PNG PG 598 Papua New Guinea | Papouasie-Nouvelle-Guinée
PRY PY 600 Paraguay | Paraguay
PER PE 604 Peru | Pérou
PHL PH 608 Philippines | Philippines
PCN PN 612 Pitcairn | Pitcairn
POL PL 616 Poland | Pologne
PRT PT 620 Portugal | Portugal
PRI PR 630 Puerto Rico | Porto Rico
QAT QA 634 Qatar | Qatar
REU RE 638 Réunion | Réunion
ROU RO 642 Romania | Roumanie
RUS RU 643 Russian Federation | Fédération de Russie
RWA RW 646 Rwanda | Rwanda
BLM BL 652 Saint Barthélemy | Saint-Barthélemy
SHN SH 654 Saint Helena, Ascension and Tristan da Cunha | Sainte-Hélène
KNA KN 659 Saint Kitts and Nevis | Saint-Kitts-et-Nevis
LCA LC 662 Saint Lucia | Sainte-Lucie
MAF MF 663 Saint Martin (French part) | Saint-Martin (partie française)
SPM PM 666 Saint Pierre and Miquelon | Saint-Pierre-et-Miquelon
VCT VC 670 Saint Vincent and the Grenadines | Saint-Vincent-et-les Grenadines
WSM WS 882 Samoa | Samoa
SMR SM 674 San Marino | Saint-Marin
STP ST 678 Sao Tome and Principe | Sao Tomé-et-Principe
SAU SA 682 Saudi Arabia | Arabie saoudite
SEN SN 686 Senegal | Sénégal
SRB RS 688 Serbia | Serbie
SYC SC 690 Seychelles | Seychelles
SLE SL 694 Sierra Leone | Sierra Leone
SGP SG 702 Singapore | Singapour
SXM SX 534 Sint Maarten (Dutch part) | Saint-Martin (partie néerlandaise)
SVK SK 703 Slovakia | Slovaquie
SVN SI 705 Slovenia | Slovénie
SLB SB 090 Solomon Islands | Îles Salomon
SOM SO 706 Somalia | Somalie
ZAF ZA 710 South Africa | Afrique du Sud
SGS GS 239 South Georgia and the South Sandwich Islands | Géorgie du Sud-et-les Îles Sandwich du Sud
SSD SS 728 South Sudan | Soudan du Sud
ESP ES 724 Spain | Espagne
LKA LK 144 Sri Lanka | Sri Lanka
SDN SD 729 Sudan | Soudan
SUR SR 740 Suriname | Suriname
SJM SJ 744 Svalbard and Jan Mayen | Îles Svalbard-et-Jan Mayen
SWE SE 752 Sweden | Suède
CHE CH 756 Switzerland | Suisse
SYR SY 760 Syrian Arab Republic | République arabe syrienne
TWN TW 158 Taiwan, Province of China | Taïwan, province de Chine
TJK TJ 762 Tajikistan | Tadjikistan
TZA TZ 834 Tanzania, United Republic of | République-Unie de Tanzanie
THA TH 764 Thailand | Thaïlande
TLS TL 626 Timor-Leste | Timor-Leste
TGO TG 768 Togo | Togo
TKL TK 772 Tokelau | Tokélaou
TON TO 776 Tonga | Tonga
TTO TT 780 Trinidad and Tobago | Trinité-et-Tobago
TUN TN 788 Tunisia | Tunisie
TUR TR 792 Türkiye | Türkiye
TKM TM 795 Turkmenistan | Turkménistan
TCA TC 796 Turks and Caicos Islands | Îles Turques-et-Caïques
TUV TV 798 Tuvalu | Tuvalu
UGA UG 800 Uganda | Ouganda
UKR UA 804 Ukraine | Ukraine
ARE AE 784 United Arab Emirates | Émirats arabes unis
GBR GB 826 United Kingdom | Royaume-Uni de Grande-Bretagne et d'Irlande du Nord
USA US 840 United States | États-Unis d'Amérique
UMI UM 581 United States Minor Outlying Islands | Îles mineures éloignées des États-Unis
URY UY 858 Uruguay | Uruguay
UZB UZ 860 Uzbekistan | Ouzbékistan
VUT VU 548 Vanuatu | Vanuatu
VEN VE 862 Venezuela, Bolivarian Republic of | Venezuela (République bolivarienne du)
VNM VN 704 Viet Nam | Viet Nam
VGB VG 092 Virgin Islands, British | Îles Vierges britanniques
VIR VI 850 Virgin Islands, U.S. | Îles Vierges américaines
WLF WF 876 Wallis and Futuna | Îles Wallis-et-Futuna
ESH EH 732 Western Sahara | Sahara occidental
YEM YE 887 Yemen | Yémen
ZMB ZM 894 Zambia | Zambie
ZWE ZW 716 Zimbabwe | Zimbabwe
"""

# Alpha-3, alpha-2 and numeric code, withdrawal, English name, French name. The last
# withdrawn comes first, so that an alpha-2 or numeric code which two of them had leads
# to its last owner. ATF is not here: the former FQ had it, and TF has it now.
_FORMER: Final = """\
ANT AN 530 2010-12-15 Netherlands Antilles | Antilles néerlandaises
SCG CS 891 2006-09-26 Serbia and Montenegro | Serbie et Monténégro
YUG YU 891 2003-07-23 Yugoslavia, (Socialist) Federal Republic of | Yougoslavie, République fédérale (socialiste) de
TMP TP 626 2002-05-20 East Timor | Timor oriental
FXX FX 249 1997-07-14 France, Metropolitan | France métropolitaine
ZAR ZR 180 1997-07-14 Zaire, Republic of | Zaïre, République du
NTZ NT 536 1993-07-12 Neutral Zone | Zone neutre
CSK CS 200 1993-06-15 Czechoslovakia, Czechoslovak Socialist Republic | Tchécoslovaquie, république socialiste tchécoslovaque
SUN SU 810 1992-08-30 USSR, Union of Soviet Socialist Republics | URSS, Union des républiques socialistes soviétiques
BYS BY 112 1992-06-15 Byelorussian SSR Soviet Socialist Republic | République socialiste soviétique de Biélorussie
DDR DD 278 1990-10-30 German Democratic Republic | République démocratique allemande
YMD YD 720 1990-08-14 Yemen, Democratic, People's Democratic Republic of | Yémen, République populaire démocratique du
BUR BU 104 1989-12-05 Burma, Socialist Republic of the Union of | Union de Birmanie
JTN JT 396 1986 Johnston Island | Île Johnston
MID MI 488 1986 Midway Islands | Îles Midway
PCI PC 582 1986 Pacific Islands (trust territory) | Îles du Pacifique
PUS PU 849 1986 US Miscellaneous Pacific Islands | Îles diverses du Pacifique des États-Unis
WAK WK 872 1986 Wake Island | Wake
CTE CT 128 1984 Canton and Enderbury Islands | Îles Canton et Enderbury
HVO HV 854 1984 Upper Volta, Republic of | Haute-Volta, République de
ATN NQ 216 1983 Dronning Maud Land | Terre de la Reine Maud
NHB NH 548 1980 New Hebrides | Nouvelles-Hébrides
PCZ PZ - 1980 Panama Canal Zone | Zone du canal de Panama
RHO RH 716 1980 Southern Rhodesia | Rhodésie du Sud
ATB BQ - 1979 British Antarctic Territory | Territoire britannique de l'Antarctique
GEL GE 296 1979 Gilbert and Ellice Islands | Îles Gilbert et Ellice
AFI AI 262 1977 French Afars and Issas | Territoire français des Afars et des Issas
DHY DY 204 1977 Dahomey | Dahomey
VDR VD - 1977 Viet-Nam, Democratic Republic of | Viet-Nam, République démocratique du
SKM SK - 1975 Sikkim | Sikkim
"""

# What else countries are called. A word that may mean two countries, such as Korea, is
# not here, save where ISO gives it to one of them, as it does Congo.
_SPELLINGS: Final = """\
ARE UAE | Emirates | EAU
BIH Bosnia | Bosnia-Herzegovina
BOL Bolivia | Bolivie
BRN Brunei
CAF CAR | RCA | Centrafrique
CHN PRC | People's Republic of China
CIV Côte dIvoire | Côte d Ivoire | Ivory Coast | RCI
COD DRC | D.R.C. | DR Congo | D.R. Congo | RDC | RD Congo
COD Democratic Republic of the Congo | Democratic Republic of Congo
COD Congo, Democratic Republic of the
COD Congo, Dem. Rep. | Congo (Kinshasa) | Congo-Kinshasa | Congo, DRC
COG Republic of the Congo | Republic of Congo | République du Congo | Congo, Rep.
COG Congo (Brazzaville) | Congo-Brazzaville
CPV Cape Verde | Cap-Vert
CSK Czechoslovakia | Tchécoslovaquie
CZE Czech Republic | République tchèque
DDR East Germany | GDR | RDA
DEU Federal Republic of Germany
EGY Arab Republic of Egypt
FLK Falkland Islands | Falklands | Malvinas
FSM Micronesia | Micronésie
GBR UK | U.K. | Britain | Great Britain | Royaume-Uni
GBR United Kingdom of Great Britain and Northern Ireland
GMB Gambia, The
GNB Guinea Bissau | Guinée Bissau
HKG China, Hong Kong Special Administrative Region
HVO Upper Volta | Haute-Volta
IRN Iran
IRQ Irak
KGZ Kyrgyz Republic
KNA St. Kitts and Nevis
KOR ROK | Korea (ROK) | South Korea | Korea, South | Corée du Sud
LAO Laos | Lao PDR
LBY Libyan Arab Jamahiriya
LCA St. Lucia
MAC China, Macao Special Administrative Region | Macau
MDA Moldova | Moldavia | Moldavie
MKD Macedonia | Macédoine | FYROM | Republic of North Macedonia
MKD The former Yugoslav Republic of Macedonia
MMR Burma | Myanmar (Burma) | Burma (Myanmar) | Birmanie
NLD Holland | Pays-Bas | Kingdom of the Netherlands | Netherlands (Kingdom of the)
PRK DPRK | Korea (DPRK) | North Korea | Korea, North | Corée du Nord
PSE Palestine | Occupied Palestinian Territory | OPT
PSE Occupied Palestinian Territories | West Bank and Gaza
ROU ROM | Rumania
RUS Russia | Russie
SAU KSA
SHN Saint Helena
SJM Svalbard and Jan Mayen Islands
SSD Republic of South Sudan
STP São Tomé and Príncipe
SUN USSR | Soviet Union | URSS | Union soviétique
SVK Slovak Republic
SWZ Swaziland | Kingdom of Eswatini
SYR Syria | Syrie
TLS East Timor | Timor Leste | Timor oriental
TUR Turkey | Turquie
TWN Taiwan | Taiwan (Province of China)
TZA Tanzania | Tanzanie
USA US | U.S. | U.S.A. | United States of America | États-Unis
VAT Holy See | Vatican | Vatican City
VCT St. Vincent and the Grenadines
VEN Venezuela
VGB British Virgin Islands | Virgin Islands (British)
VIR United States Virgin Islands | Virgin Islands (U.S.) | US Virgin Islands
VNM Vietnam | Viet-Nam | Viêt Nam
WLF Wallis and Futuna Islands
YUG Yugoslavia | Yougoslavie
ZAF RSA
ZAR Zaire | Zaïre
"""


def _codes() -> Iterator[tuple[str, CountryCode]]:
    for line in _CURRENT.splitlines():
        word, alpha_2, numeric, names = line.split(" ", 3)
        means = f"the alpha-2 code {alpha_2} and the numeric code {numeric}"
        yield word, _code(f"Country or area with {means}.", names, alpha_2, numeric)
    for line in _FORMER.splitlines():
        word, alpha_2, numeric, until, names = line.split(" ", 4)
        means = f"Former country or area, code withdrawn in {until[:4]}."
        yield word, _code(means, names, alpha_2, numeric.strip("-"), until)


def _code(
    definition: str, names: str, alpha_2: str, numeric: str, until: str | None = None
) -> CountryCode:
    english, french = names.split(" | ")
    return CountryCode(
        english,
        definition,
        _ISO,
        french=french,
        alpha_2=alpha_2,
        numeric=numeric,
        until=until,
    )


def _spellings(codes: Mapping[str, CountryCode]) -> dict[str, str]:
    """Return the words for other spellings. Of two meanings, the first one stands."""
    found: dict[str, str] = {}
    for line in _SPELLINGS.splitlines():
        word, spelled = line.split(" ", 1)
        for text in spelled.split(" | "):
            _spell(found, text, word)
    for word, code in codes.items():
        texts = [word, code.label, f"{code.label} (the)", f"the {code.label}"]
        name, _, style = code.label.partition(", ")
        if style.endswith((" of", " of the")):
            texts += [f"{name} ({style})", f"{name} (the {style})", f"{style} {name}"]
        for text in (*texts, code.french or ""):
            _spell(found, text, word)
    for word, code in codes.items():
        for text in (code.alpha_2, code.numeric):
            _spell(found, text, word)
    return found


def _spell(found: dict[str, str], text: str, word: str) -> None:
    """Add a spelling of a word: also without accents, with a curved apostrophe, or &."""
    spelled = text.casefold()
    ways = [spelled]
    if not spelled.isascii():
        letters = unicodedata.normalize("NFD", spelled)
        ways += [letters, "".join(filter(str.isascii, letters))]
    if "'" in spelled:
        ways += [one.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for one in ways]
    if " and " in spelled:
        ways += [one.replace(" and ", " & ") for one in ways]
    for one in ways:
        if one:
            found.setdefault(one, word)


_CODES: Final = dict(_codes())

COUNTRY: Final = Codes(
    "country",
    open=True,
    shape="[A-Z]{3}",
    codes={**_CODES},
    spellings=_spellings(_CODES),
)
"""Countries and areas of ISO 3166-1, then those whose codes were withdrawn."""
