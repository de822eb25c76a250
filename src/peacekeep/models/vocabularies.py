"""
Vocabularies: each code with its label, definition and source.

Fields take their words from here, through `CodeFrom`; schema, checks and docs print the
rest. The meaning of a word never changes, and each cited source supports it. The
countries stand in `models/countries`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from peacekeep.definitions.codes import Codes, Scheme, glossary
from peacekeep.errors import UnknownName
from peacekeep.models.countries import COUNTRY


__all__ = [
    "ACTOR_TYPE",
    "AIM",
    "BASE_EVENT",
    "BASE_STATUS",
    "BASE_TYPE",
    "BASIS",
    "CASUALTY_GROUP",
    "CAUSE",
    "COUNTRY",
    "COUNT_METHOD",
    "CREDIBILITY",
    "EQUIPMENT_STATUS",
    "EVENT_TYPE",
    "INCIDENT_TYPE",
    "INJURY_SEVERITY",
    "ITEM",
    "MANDATE_ACTION",
    "MARKING",
    "MEASURE",
    "MEDIUM",
    "METHOD",
    "MISSION_TYPE",
    "MOVEMENT_MODE",
    "MOVEMENT_PURPOSE",
    "OUTCOME",
    "PARTNER_TYPE",
    "PARTY_ROLE",
    "PERSONNEL",
    "PRECISION",
    "PROJECT_STATUS",
    "RELATION",
    "RELIABILITY",
    "SCHEME",
    "SECTOR",
    "SEX",
    "SIDE",
    "STANCE",
    "STRENGTH_STATUS",
    "UNIT_SIZE",
    "UNIT_TYPE",
    "VOCABULARIES",
    "codes",
]

# Sources of meanings. A word that the library coins, or a common word to which it gives
# a meaning, has the library as its source. Where another text has the French, it is the
# second source.
_OURS: Final = "peacekeep"
_TLP: Final = "https://www.first.org/tlp/"
_ADMIRALTY: Final = (
    "https://github.com/MISP/misp-taxonomies/blob/main/admiralty-scale/machinetag.json"
)
_UNIDENTIFIED: Final = "https://press.un.org/2023/sc15398.doc.htm"
_UN_MISSIONS: Final = (
    "http://southasiajournal.net"
    "/un-peacekeeping-missions-vs-un-special-political-mission/"
)
_THIRD_PARTY: Final = (
    "https://docslib.org/doc/5296565"
    "/third-party-peacekeeping-missions-1946-2020-version-3-4-coding"
)
_GEO_PKO: Final = (
    "https://www.uu.se/en/department/peace-and-conflict-research"
    "/research/research-data/geo-pko-dataset"
)
_TEMPORARY_BASES: Final = (
    "https://peacekeeping.un.org/en/print"
    "/temporary-operating-bases-lifeline-un-peacekeeping"
)
_UN_CONTRIBUTIONS: Final = (
    "https://peacekeeping.un.org/en/data-troop-and-police-contributions"
)
_UN_FATALITIES: Final = "https://peacekeeping.un.org/en/peacekeeper-fatalities"
_UN_FATALITY_DATA: Final = "https://psdata.un.org"  # DPPADPOSS-FATALITIES
_HENKE: Final = "https://journals.sagepub.com/doi/10.1177/0738894216686789"
_UN_PARITY: Final = (
    "https://peacekeeping.un.org/en"
    "/uniformed-gender-parity-strategy-2018-2018-full-text"
)
_UN_SECURITY: Final = "A/73/392"
_UN_FRENCH: Final = (
    "http://unmonusco.org/FR/FR/www.un.org/fr/peacekeeping/missions/monusco/facts.html"
)
_UN_FRENCH_MINUCI: Final = (
    "http://www.un.org/fr/peacekeeping/missions/past/minuci/facts.shtml"
)
_UN_FRENCH_BRIEF: Final = (
    "http://www.un.org/french/aboutun/uninbrief/peacekeeping.shtml"
)
_UN_FRENCH_POLICE: Final = "https://monusco.unmissions.org/fr/police-2-4"
_UN_FRENCH_GUIDELINES: Final = (
    "https://fr.scribd.com/document/432257917/Guidelines-for-FPU-FRANCAIS"
)
_UN_FRENCH_COUNCIL: Final = "http://www.un.org/press/fr/2014/cs11661.doc.htm"
_UN_FRENCH_MINUSCA: Final = "https://minusca.unmissions.org/mandat"
_UN_FRENCH_PROJECTS: Final = "https://vdocuments.fr/bulletin-bimestriel-minusma.html"
_UN_PROJECTS: Final = "https://peacekeeping.un.org/fr/quick-impact-projects-communities"
_GEO_PKO_MAPS: Final = "https://github.com/geopko/Geo-PKO-Shiny-Dashboard"
_GEO_PKO_GUIDE: Final = "https://github.com/geopko/Geo-PKO-R"
_ACLED: Final = "https://github.com/dtacled/acledR"
_IMAS: Final = "https://epubs.gichd.org/view/351700/498"
_UCDP: Final = "https://ucdp.uu.se/downloads/ged/ged251.pdf"  # section 5.4.2
_UCDP_DEFINITIONS: Final = "http://www.pcr.uu.se/research/ucdp/definitions/"
_AWSD: Final = (
    "https://reliefweb.int/report/world"
    "/aid-worker-security-database-awsd-codebook-updated-january-2025"
)
_OCHA: Final = (
    "https://humanitarian.atlassian.net/wiki/spaces/imtoolbox/pages/222265609/P-codes"
)
_M49: Final = (
    "https://docslib.org/doc/6272345"
    "/committee-on-statistics-and-tourism-satellite-account-fifteenth-meeting"
    "-unwto-headquarters-madrid-spain"
)
_GLEDITSCH_WARD: Final = (
    "https://search.r-project.org/CRAN/refmans/peacesciencer/html/gw_states.html"
)
_CORRELATES_OF_WAR: Final = "https://rdrr.io/cran/isard/man/cw_system.html"

MARKING: Final = Codes(
    "marking",
    open=False,
    codes=glossary(
        _TLP,
        """
        TLP:CLEAR: TLP:CLEAR
            Anybody may read it and pass it on.
        TLP:GREEN: TLP:GREEN
            It stays within the community, off public channels.
        TLP:AMBER: TLP:AMBER
            It stays with those who need it in an organisation and among its clients.
        TLP:AMBER+STRICT: TLP:AMBER+STRICT
            It stays with those who need it in one organisation.
        TLP:RED: TLP:RED
            It stays with the individual people to whom it was given.
        """,
    ),
    former={"TLP:WHITE": "TLP:CLEAR"},
)
"""Who may see a record; each word allows less than the one before."""

MEDIUM: Final = Codes(
    "medium",
    open=True,
    codes=glossary(
        _OURS,
        """
        news_article: news article
            Text of a newspaper, a news agency or a news site.
        press_release: press release
            Text that an organisation hands to the press.
        report: report
            Longer account by an organisation, often at set times.
        resolution: resolution
            Decision that the Security Council or a similar body adopted.
        meeting_record: meeting record
            Record of what was said at a meeting.
        letter: letter
            Letter of an office or an organisation that was made public.
        briefing: briefing
            Account given by word of mouth to a council or the press.
        statement: statement
            Position that an organisation or its spokesperson declares.
        dataset: dataset
            Table or database of cases or counts.
        web_page: web page
            Page on the web of a sort that is not listed here.
        social_media: social media post
            Post on a social network or a messaging channel.
        broadcast: broadcast
            Programme of radio or television.
        video: video
            Recording that was published by itself.
        """,
    ),
)
"""What sort of publication a source is."""

RELIABILITY: Final = Codes(
    "reliability",
    open=False,
    codes=glossary(
        _ADMIRALTY,
        """
        A: completely reliable
            What it reported has always proved true.
        B: usually reliable
            What it reported has mostly proved true.
        C: fairly reliable
            What it reported has proved true, but some doubt remains.
        D: not usually reliable
            What it reported has proved true at times, but doubt prevails.
        E: unreliable
            What it reported has proved false.
        F: of a reliability that cannot be judged
            Nothing is known on which to judge the source.
        """,
    ),
)
"""How far a source is to be trusted. F is unknown, not worst."""

CREDIBILITY: Final = Codes(
    "credibility",
    open=False,
    codes=glossary(
        _ADMIRALTY,
        """
        1: confirmed by other sources
            Other sources, independent of this one, say the same.
        2: probably true
            It fits what is known, but no other source confirms it.
        3: possibly true
            It fits some of what is known.
        4: doubtful
            It can be true, but little that is known speaks for it.
        5: improbable
            What is known speaks against it.
        6: of a truth that cannot be judged
            Nothing is known on which to judge the claim.
        """,
    ),
)
"""How far a claim is to be believed. 6 is unknown, not worst."""

ACTOR_TYPE: Final = Codes(
    "actor_type",
    open=False,
    codes=glossary(
        _OURS,
        """
        state: state
            A State as such, regardless of who governs it.
        government: government
            Authorities that act for a State, elected or not.
        state_force: state force
            Army, police or other armed force of the State in which it acts.
        foreign_state_force: foreign state force
            Armed force of a State that acts in another one.
        private_military_company: private military company
            Company that fights or guards for pay.
        international_organisation: international organisation
            Organisation of States.
        international_mission: international mission
            Mission of several States or of an organisation of States.
        non_governmental_organisation: non-governmental organisation
            Organisation that works for the public good and belongs to no State.
        armed_group: armed group
            Organised armed group that belongs to no State.
        separatist_movement: separatist movement
            Movement that wants to separate a territory from its State.
        extremist_group: extremist group
            Armed group that is widely called extremist, terrorist or jihadist.
        community_militia: community militia
            Armed group that a community raised, usually to defend itself.
        criminal_group: criminal group
            Group that uses force for gain.
        """,
    )
    | glossary(
        _UNIDENTIFIED,
        """
        unidentified_armed_element: unidentified armed elements
            Armed people whose allegiance the source does not know or does not state.
        """,
    )
    | glossary(
        _OURS,
        """
        political_party: political party
            Party or movement that seeks power without arms.
        company: company
            Business other than a military one, such as a contractor of the mission.
        civilian: civilians
            People who belong to no armed force or group.
        media: media
            Newspaper, agency, station or site that reports the news.
        other: another actor
            Actor of a sort that is not listed here.
        """,
    ),
)
"""What sort of actor it is. What its sources call it is a claim."""

AIM: Final = Codes(
    "aim",
    open=True,
    codes=glossary(
        _OURS,
        """
        independence: independence
            A territory becomes a State of its own.
        autonomy: autonomy
            A territory rules itself within its State.
        regime_change: regime change
            Another government, or another form of government, comes to power.
        religious_rule: religious rule
            Religious law becomes the law of the land.
        territorial_control: territorial control
            The actor holds a territory, whatever its status.
        departure_of_foreign_forces: departure of foreign forces
            Foreign forces or missions leave the country.
        community_defence: community defence
            A community is safe from attack.
        gain: gain
            The actor earns money or goods.
        """,
    ),
)
"""What an actor seeks."""

RELATION: Final = Codes(
    "relation",
    open=False,
    codes=glossary(
        _OURS,
        """
        part_of: part of
            It belongs to the other and acts within it.
        allied_with: allied with
            The two act together but remain apart.
        linked_to: linked to
            Sources tie it to the other without saying how.
        splinter_of: splinter of
            It broke away from the other, which went on.
        successor_of: successor of
            It took the place of the other, which ended.
        renamed_to: renamed to
            It goes on under the name of the other.
        former_coloniser_of: former coloniser of
            It once ruled the other as a colony.
        """,
    ),
)
"""How an actor is related to another one."""

MISSION_TYPE: Final = Codes(
    "mission_type",
    open=False,
    codes=glossary(
        f"{_UN_MISSIONS} {_UN_FRENCH_COUNCIL}",
        """
        peacekeeping_operation: peacekeeping operation
            The UN leads it, through its department of peace operations.
            fr: opération de maintien de la paix
        special_political_mission: special political mission
            The UN leads it, through its department of political affairs.
            fr: mission politique spéciale
        """,
    )
    | glossary(
        _THIRD_PARTY,
        """
        regional_peace_operation: regional peace operation
            A regional organisation of States leads it.
        hybrid_operation: hybrid operation
            The UN and a regional organisation lead it together.
        ad_hoc_coalition: ad hoc coalition
            One State leads it, or several that joined for the purpose.
        """,
    ),
)
"""What sort of mission it is, by who leads it."""

MANDATE_ACTION: Final = Codes(
    "mandate_action",
    open=False,
    codes=glossary(
        _OURS,
        """
        established: established
            It sets up the mission and gives it its first tasks.
        modified: modified
            It changes the tasks.
        extended: extended
            It prolongs the mandate.
        strength_changed: changed in strength
            It raises or lowers the ceiling of personnel.
        terminated: terminated
            It ends the mandate.
        """,
    ),
)
"""What a resolution does to a mission."""

BASE_TYPE: Final = Codes(
    "base_type",
    open=True,
    codes=glossary(
        _OURS,
        """
        camp: camp
            Base with quarters, of any size.
        super_camp: super camp
            Large camp from which others are supplied and led.
        headquarters: headquarters
            Seat of a command, of a level that is not stated.
        """,
    )
    | glossary(
        _GEO_PKO,
        """
        mission_headquarters: mission headquarters
            Seat of the head of the mission.
        sector_headquarters: sector headquarters
            Seat of the command of a sector.
        contingent_headquarters: contingent headquarters
            Seat of the command of one country's contingent.
        """,
    )
    | glossary(
        _OURS,
        """
        force_headquarters: force headquarters
            Seat of the force commander.
        company_operating_base: company operating base
            Lasting base of one company, away from its battalion.
        """,
    )
    | glossary(
        _TEMPORARY_BASES,
        """
        temporary_operating_base: temporary operating base
            Light base, set up for a time close to people under threat.
        """,
    )
    | glossary(
        _OURS,
        """
        mobile_operating_base: mobile operating base
            Base that moves with the unit that lives in it.
        standing_combat_deployment: standing combat deployment
            Fighting unit kept in the field for weeks without a fixed camp.
        outpost: outpost
            Small post that belongs to a larger base.
        team_site: team site
            Base of a team of observers or police.
        field_office: field office
            Office of civilian staff away from headquarters.
        logistics_base: logistics base
            Base that stores and sends out supplies.
        entry_point: entry point
            Port or airport through which people and supplies come in.
        airfield: airfield
            Place where aircraft land.
        hospital: hospital
            Place where the mission treats the sick and the wounded.
        """,
    ),
)
"""What sort of base it is."""

BASE_EVENT: Final = Codes(
    "base_event",
    open=False,
    codes=glossary(
        _OURS,
        """
        opened: opened
            The mission began to use it.
        departed: departed
            The last people of the mission left it.
        closed: closed
            It ceased to be a base of the mission.
        handed_over: handed over
            The mission passed it on formally to somebody who received it.
        taken_over: taken over
            Somebody moved in, whether or not it was handed over.
        relocated: relocated
            The mission moved it to another place.
        """,
    ),
)
"""What happened to a base. Each is an event of its own."""

BASE_STATUS: Final = Codes(
    "base_status",
    open=False,
    codes=glossary(
        _GEO_PKO,
        """
        present: present
            The source shows the base as one where the mission is.
        """,
    )
    | glossary(
        _OURS,
        """
        absent: absent
            The source says that the mission is not there.
        planned: planned
            The source says that the mission will be there.
        """,
    ),
)
"""Whether a mission is at a base."""

PERSONNEL: Final = Codes(
    "personnel",
    open=False,
    codes=glossary(
        _UN_CONTRIBUTIONS,
        """
        troops: troops
            Members of formed military contingents.
            broader: military
        staff_officer: staff officers
            Military officers sent one by one to serve at a headquarters.
            broader: military
        expert_on_mission: experts on mission
            Military officers sent one by one, with the legal status of experts.
            broader: military
        """,
    )
    | glossary(
        f"{_UN_CONTRIBUTIONS} {_UN_FRENCH_MINUCI}",
        """
        military_observer: military observers
            Experts on mission who watch and report.
            fr: observateurs militaires
            broader: expert_on_mission
            un_term: Military Observer
        military_liaison_officer: military liaison officers
            Experts on mission who keep in touch with armed forces and groups.
            fr: officiers militaires de liaison
            broader: expert_on_mission
        """,
    )
    | glossary(
        _UN_CONTRIBUTIONS,
        """
        individual_police_officer: individual police officers
            Police whom a State seconds one by one.
            broader: police
        """,
    )
    | glossary(
        f"{_UN_CONTRIBUTIONS} {_UN_FRENCH_GUIDELINES}",
        """
        formed_police_unit: members of formed police units
            Police who come and act as a unit; people are counted, not units.
            fr: membres d'unités de police constituées
            broader: police
        """,
    )
    | glossary(
        _UN_FATALITIES,
        """
        government_provided_personnel: government-provided personnel
            People whom a government lends, in uniform or not, such as prison officers.
        """,
    )
    | glossary(
        f"{_UN_FATALITIES} {_UN_FRENCH_MINUCI}",
        """
        civilian_international: international civilian staff
            Civilian staff recruited internationally.
            fr: personnel civil international
            broader: civilian
            un_term: International Civilian
        civilian_national: national civilian staff
            Civilian staff recruited in the country of the mission.
            fr: personnel civil local
            broader: civilian
            un_term: Local
        """,
    )
    | glossary(
        f"{_UN_FATALITIES} {_UN_FRENCH}",
        """
        un_volunteer: UN Volunteers
            People who serve as United Nations Volunteers.
            fr: volontaires des Nations Unies
            broader: civilian
        """,
    )
    | glossary(
        _UN_FATALITIES,
        """
        consultant: consultants
            People hired one by one to advise.
            broader: civilian
        individual_contractor: individual contractors
            People hired one by one for a task.
            broader: civilian
        intern: interns
            People who serve as interns.
            broader: civilian
        """,
    )
    | glossary(
        f"{_UN_CONTRIBUTIONS} {_UN_FRENCH}",
        """
        military: military personnel
            Troops, staff officers and experts on mission together.
            fr: militaires
            broader: uniformed
            un_term: Military
        police: police personnel
            Individual police officers and formed police units together.
            fr: policiers
            broader: uniformed
            un_term: Police
        uniformed: uniformed personnel
            Military and police together.
            fr: personnel en uniforme
            broader: all
        """,
    )
    | glossary(
        _UN_FATALITIES,
        """
        civilian: civilian personnel
            Civilian staff, volunteers, consultants, contractors and interns together.
            broader: all
        """,
    )
    | glossary(
        _OURS,
        """
        all: personnel of all categories
            Uniformed and civilian together.
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH_BRIEF}",
        """
        peacekeeper: peacekeepers
            Uniformed people as the press counts them, with a scope that is not stated.
            fr: Casques bleus
        """,
    )
    | glossary(
        _OURS,
        """
        other: other personnel
            People of a category not listed here, or whom the source counts separately.
            un_term: Other
        """,
    ),
)
"""What sort of people are counted: categories, then sums of them."""

STRENGTH_STATUS: Final = Codes(
    "strength_status",
    open=False,
    codes=glossary(
        _OURS,
        """
        authorised: authorised
            Largest number that a resolution allows.
        deployed: deployed
            Number that was present on the day.
        planned: planned
            Number that a plan or a budget foresees.
        """,
    ),
)
"""Whether people are authorised, present or planned."""

COUNT_METHOD: Final = Codes(
    "count_method",
    open=False,
    codes=glossary(
        _OURS,
        """
        headcount: head count
            People were counted.
        """,
    )
    | glossary(
        _GEO_PKO,
        """
        nominal_unit_size: nominal unit size
            Units were counted, and a standard size taken for each.
        """,
    )
    | glossary(
        _OURS,
        """
        press_estimate: estimate by the press
            The press gave a round number without saying how it was found.
        """,
    ),
)
"""How people were counted."""

# A Geo-PKO term of a type or a size is the name of the column that counts or marks it.
UNIT_TYPE: Final = Codes(
    "unit_type",
    open=True,
    codes=glossary(
        f"{_GEO_PKO_MAPS} {_UN_FRENCH}",
        """
        infantry: infantry
            Soldiers who fight on foot or from vehicles.
            fr: infanterie
            geopko_term: inf
        """,
    )
    | glossary(
        f"{_GEO_PKO_GUIDE} {_UN_FRENCH_POLICE}",
        """
        formed_police: formed police unit
            Police who come and act as a unit.
            fr: unité de police constituée
            geopko_term: fpu
        """,
    )
    | glossary(
        _GEO_PKO_MAPS,
        """
        reserve: reserve
            A unit held back for use where it is needed.
            geopko_term: res
        """,
    )
    | glossary(
        _OURS,
        """
        force_protection: force protection
            A unit that guards people and places of the mission.
            geopko_term: fp
        """,
    )
    | glossary(
        _GEO_PKO_MAPS,
        """
        engineering: engineers
            A unit that builds and repairs.
            geopko_term: eng
        signals: signals
            A unit that keeps communications.
            geopko_term: sig
        transport: transport
            A unit that carries people and things.
            geopko_term: trans
        riverine: riverine
            A unit that works on rivers and lakes.
            geopko_term: riv
        helicopter_support: helicopter support
            A unit that flies helicopters or serves those who fly them.
            geopko_term: he.sup
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH}",
        """
        special_forces: special forces
            Soldiers trained for special tasks.
            fr: force spéciale
            geopko_term: sf
        """,
    )
    | glossary(
        _GEO_PKO_MAPS,
        """
        medical: medical
            A unit that treats the sick and wounded.
            geopko_term: med
        maintenance: maintenance
            A unit that repairs equipment.
            geopko_term: maint
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH}",
        """
        reconnaissance: reconnaissance
            A unit that finds out what lies ahead.
            fr: reconnaissance
            geopko_term: recon
        """,
    )
    | glossary(
        _GEO_PKO_MAPS,
        """
        aviation: aviation
            A unit that flies.
            geopko_term: avia
        """,
    )
    | glossary(
        _OURS,
        """
        military_police: military police
            Soldiers who police other soldiers.
            geopko_term: mp
        """,
    )
    | glossary(
        _GEO_PKO_GUIDE,
        """
        demining: demining
            A unit that clears mines and devices.
            geopko_term: demining
        unmanned_aircraft: unmanned aircraft
            A unit that flies aircraft without people in them.
            geopko_term: uav
        """,
    ),
)
"""What sort of unit people belong to."""

UNIT_SIZE: Final = Codes(
    "unit_size",
    open=True,
    codes=glossary(
        f"{_GEO_PKO} {_UN_FRENCH_POLICE}",
        """
        platoon: platoon
            Some 35 people.
            fr: peloton
            geopko_term: platoon
        """,
    )
    | glossary(
        f"{_GEO_PKO} {_UN_FRENCH}",
        """
        company: company
            Some 150 people.
            fr: compagnie
            geopko_term: company
        battalion: battalion
            Some 650 people.
            fr: bataillon
            geopko_term: battalion
        """,
    )
    | glossary(
        _GEO_PKO,
        """
        regiment: regiment
            Some 1,300 people.
        """,
    )
    | glossary(
        f"{_GEO_PKO} {_UN_FRENCH}",
        """
        brigade: brigade
            Some 1,950 people.
            fr: brigade
        """,
    )
    | glossary(
        _GEO_PKO,
        """
        corps: corps
            Some 5,850 people.
        """,
    ),
)
"""How large a unit is, by its name."""

SEX: Final = Codes(
    "sex",
    open=False,
    codes=glossary(
        _UN_PARITY,
        """
        female: female
            Reported as female.
        male: male
            Reported as male.
        """,
    )
    | glossary(
        _OURS,
        """
        not_reported: of a sex not reported
            Counted, but reported as neither.
        """,
    ),
)
"""Sex, as contributors report it."""

MOVEMENT_MODE: Final = Codes(
    "movement_mode",
    open=False,
    codes=glossary(
        _OURS,
        """
        road: by road
            In vehicles on land, on a road or off it.
        air: by air
            In aircraft.
        river: by river
            In boats on inland water.
        foot: on foot
            Without vehicles.
        rail: by rail
            In trains.
        sea: by sea
            In ships.
        """,
    ),
)
"""How a movement travels."""

MOVEMENT_PURPOSE: Final = Codes(
    "movement_purpose",
    open=True,
    codes=glossary(
        _OURS,
        """
        withdrawal: withdrawal
            To leave a base for good.
        patrol: patrol
            To watch over an area and be seen there.
        logistics: logistics
            To carry supplies or equipment.
        rotation: rotation
            To relieve people who have served their time.
        repatriation: repatriation
            To take people or equipment home.
        medical_evacuation: medical evacuation
            To take the sick or the wounded to care.
        escort: escort
            To protect others on their way.
        deployment: deployment
            To take up service at a base.
        """,
    ),
)
"""What a movement is for."""

ITEM: Final = Codes(
    "item",
    open=True,
    codes=glossary(
        _OURS,
        """
        equipment: equipment
            Equipment of several sorts together, or of a sort not stated.
        vehicle: vehicles
            Motor vehicles of any sort.
        armoured_vehicle: armoured vehicles
            Vehicles that protect those inside from fire or blast.
        truck: trucks
            Vehicles that carry loads.
        aircraft: aircraft
            Aircraft of any sort.
        helicopter: helicopters
            Aircraft with rotors.
        drone: drones
            Aircraft without a crew on board.
        container: containers
            Sea containers, of any size.
        fuel: fuel
            Fuel for vehicles, aircraft or generators.
        ration: rations
            Food for one person for one day.
        water: water
            Drinking water or other water in store.
        weapon: weapons
            Weapons of any sort, without their ammunition.
        ammunition: ammunition
            Ammunition and explosives.
        generator: generators
            Machines that make electricity.
        installation: installations
            Buildings, runways and other works that cannot be carried away.
        scrap: scrap
            Remains that are useful only for their material.
        other: other things
            Things of a sort that is not listed here.
        """,
    ),
)
"""What sort of things they are."""

EQUIPMENT_STATUS: Final = Codes(
    "equipment_status",
    open=False,
    codes=glossary(
        _OURS,
        """
        held: held
            The mission has them.
        moved: moved
            The mission took them to another of its places.
        damaged: damaged
            They were harmed but not destroyed.
        destroyed: destroyed
            They were made useless, on purpose or by an attack.
        disabled: disabled
            They were made useless for a time, and could be repaired.
        decommissioned: decommissioned
            The mission took them out of service and kept them.
        handed_over: handed over
            The mission gave them to somebody who received them.
        sold: sold
            The mission sold them.
        left_behind: left behind
            They stayed when the mission left.
        looted: looted
            Others carried them off.
        repatriated: repatriated
            They went back to the country that owns them.
        lost: lost
            No source says where they are.
        """,
    ),
)
"""What became of things."""

INCIDENT_TYPE: Final = Codes(
    "incident_type",
    open=True,
    codes=glossary(
        _OURS,
        """
        attack_on_convoy: attack on a convoy
            Force was used against a convoy.
        attack_on_base: attack on a base
            Force was used against a base.
        attack_on_patrol: attack on a patrol
            Force was used against a patrol.
        attack_on_aircraft: attack on an aircraft
            Force was used against an aircraft, in the air or on the ground.
        """,
    )
    | glossary(
        _UN_SECURITY,
        """
        attack_on_premises: attack on premises
            Force was used against a building other than a base.
        attack_on_vehicle: attack on a vehicle
            Force was used against a vehicle by itself.
        """,
    )
    | glossary(
        _OURS,
        """
        explosion: explosion
            A device or a remnant of war went off, aimed at somebody or not.
        device_found: find of an explosive device
            A device was found before it went off.
        """,
    )
    | glossary(
        _UN_SECURITY,
        """
        abduction: abduction
            People were seized and held against the law.
        arrest_and_detention: arrest or detention
            Authorities took people into custody.
        sexual_assault: sexual assault
            People were assaulted sexually.
        robbery: robbery or burglary
            Things were taken by force, by threat or by breaking in.
        intimidation_and_harassment: intimidation or harassment
            People were threatened or molested.
        """,
    )
    | glossary(
        _OURS,
        """
        looting: looting
            People carried off what was left without guard.
            broader: looting_or_property_destruction
        denial_of_movement: denial of movement
            The mission was prevented from passing or from flying.
        protest: protest
            A crowd gathered against the mission or another actor.
            acled_term: Protests
        accident: accident
            Unintended harm occurred on the road, in the air or at work.
        fire: fire
            Something burned, and nobody intended it.
        natural_disaster: natural disaster
            A natural event did harm, such as a flood or an earthquake.
        safety_incident: safety incident
            Unintended harm occurred, in a way that is not stated.
        security_incident: security incident
            Intended harm occurred, in a way that is not stated.
        """,
    )
    | glossary(
        _UCDP_DEFINITIONS,
        """
        state_based_violence: state-based violence
            Organised parties fought, at least one of them the government of a State.
            ucdp_term: 1
        non_state_violence: non-state violence
            Organised groups fought, none of them the government of a State.
            ucdp_term: 2
        one_sided_violence: one-sided violence
            A government or an organised group used armed force against civilians.
            ucdp_term: 3
        """,
    )
    | glossary(
        _ACLED,
        """
        battle: battle
            Armed parties fought one another, whoever held the place in the end.
            acled_term: Battles
        armed_clash: armed clash
            Armed parties fought one another.
            broader: battle
            acled_term: Armed clash
        government_regains_territory: recapture by a government
            A government took back a place by fighting.
            broader: battle
            acled_term: Government regains territory
        non_state_actor_overtakes_territory: capture by a non-state actor
            An armed actor other than a State took a place by fighting.
            broader: battle
            acled_term: Non-state actor overtakes territory
        explosion_or_remote_violence: explosion or remote violence
            What explodes, strikes from afar or poisons was used as a weapon.
            acled_term: Explosions/Remote violence
        chemical_weapon: use of a chemical weapon
            A chemical weapon was used.
            broader: explosion_or_remote_violence
            acled_term: Chemical weapon
        air_strike: air strike
            Aircraft or drones struck a target on the ground.
            broader: explosion_or_remote_violence
            acled_term: Air/drone strike
        suicide_bombing: suicide bombing
            Somebody set off a bomb to die by it, in a vehicle or not.
            broader: explosion_or_remote_violence
            acled_term: Suicide bomb
        shelling: shelling, artillery or missile attack
            Artillery, mortars, rockets or missiles were fired.
            broader: explosion_or_remote_violence
            acled_term: Shelling/artillery/missile attack
        remote_explosive: remote explosive, landmine or improvised device
            An explosive went off that somebody set off from afar, or its victim did.
            broader: explosion_or_remote_violence
            acled_term: Remote explosive/landmine/IED
        grenade_attack: grenade attack
            A grenade or another explosive was thrown.
            broader: explosion_or_remote_violence
            acled_term: Grenade
        violence_against_civilians: violence against civilians
            An armed group or force harmed or seized unarmed people, or tried to.
            acled_term: Violence against civilians
        sexual_violence: sexual violence against civilians
            An armed group or force harmed unarmed people sexually.
            broader: violence_against_civilians
            acled_term: Sexual violence
        attack_on_civilians: attack on civilians
            An armed group or force used violence against unarmed people.
            broader: violence_against_civilians
            acled_term: Attack
        abduction_of_civilians: abduction or forced disappearance of civilians
            An armed group or force seized unarmed people, or made them disappear.
            broader: violence_against_civilians
            acled_term: Abduction/forced disappearance
        peaceful_protest: peaceful protest
            A crowd gathered in protest, used no violence and met with none.
            broader: protest
            acled_term: Peaceful protest
        protest_with_intervention: protest with intervention
            A peaceful protest was broken up, or met with force that did no grave harm.
            broader: protest
            acled_term: Protest with intervention
        excessive_force_against_protesters: excessive force against protesters
            A peaceful protest met with violence that could kill or gravely injure.
            broader: protest
            acled_term: Excessive force against protesters
        riot: riot
            Demonstrators or a mob used violence, destroyed things or blocked roads.
            acled_term: Riots
        violent_demonstration: violent demonstration
            Demonstrators used violence, destroyed things or blocked roads.
            broader: riot
            acled_term: Violent demonstration
        mob_violence: mob violence
            A mob used violence outside a demonstration, without weapons that kill.
            broader: riot
            acled_term: Mob violence
        strategic_development: strategic development
            What happened is no violence in itself, but may bear on a conflict.
            acled_term: Strategic developments
        agreement: agreement
            Parties to a conflict agreed, or met in order to agree.
            broader: strategic_development
            acled_term: Agreement
        political_arrests: arrests of political weight
            Arrests were made that may bear on a conflict.
            broader: strategic_development
            acled_term: Arrests
        change_to_group_or_activity: change to a group or its activity
            An armed group or force merged, split, moved, recruited or changed its ways.
            broader: strategic_development
            acled_term: Change to group/activity
        disrupted_weapons_use: disrupted use of weapons
            A weapon was defused, intercepted or seized, or did no harm.
            broader: strategic_development
            acled_term: Disrupted weapons use
        base_established: headquarters or base established
            An armed group or force set up a headquarters or a base.
            broader: strategic_development
            acled_term: Headquarters or base established
        looting_or_property_destruction: looting or destruction of property
            Land or things were seized, carried off or destroyed.
            broader: strategic_development
            acled_term: Looting/property destruction
        non_violent_transfer_of_territory: non-violent transfer of territory
            A place came under other control without fighting.
            broader: strategic_development
            acled_term: Non-violent transfer of territory
        other_strategic_development: other strategic development
            A strategic development of a sort that has no word of its own.
            broader: strategic_development
            acled_term: Other
        """,
    ),
)
"""What sort of incident it is."""

# A term of ACLED or AWSD stands here only where the word covers all that it means.
METHOD: Final = Codes(
    "method",
    open=True,
    codes=glossary(
        _IMAS,
        """
        ied: improvised explosive device
            An explosive device that was made by hand had been laid in place.
            awsd_term: Roadside IED
        """,
    )
    | glossary(
        _OURS,
        """
        vbied: vehicle-borne improvised explosive device
            A vehicle carried the device.
            awsd_term: Vehicle-born IED
        svbied: suicide vehicle-borne improvised explosive device
            A vehicle carried the device, and its driver set it off and died.
            broader: vbied
        pbied: body-borne improvised explosive device
            A person carried the device on the body.
            awsd_term: Body-borne IED
        mine: landmine
            A mine that was made in a factory had been laid.
        complex_attack: complex attack
            Two or more methods were combined in one attack.
            awsd_term: Complex attack
        ambush: ambush
            The attackers lay in wait, whatever their weapons.
        direct_fire: direct fire
            Small arms or rocket-propelled grenades were fired at a target in sight.
            awsd_term: Shooting
        indirect_fire: indirect fire
            Mortars, rockets or artillery were fired from afar.
        grenade: hand grenade
            A grenade was thrown by hand.
        air_drone_strike: air or drone strike
            Aircraft or drones struck from the air.
            acled_term: Air/drone strike
        abduction: abduction
            People were seized and held against the law.
            acled_term: Abduction/forced disappearance
            awsd_term: Kidnapping
        denial_of_movement: denial of movement
            A road was blocked, or a flight was not cleared.
        """,
    ),
)
"""How an attack was made. One attack may have several methods."""

SIDE: Final = Codes(
    "side",
    open=False,
    codes=glossary(
        _UCDP,
        """
        a: side A
            Side A of the source: for UCDP a government, or whoever attacked civilians.
        b: side B
            Side B of the source: for UCDP the rival of a government, or civilians.
        """,
    ),
)
"""On which side of an incident a party is, as the source puts it."""

PARTY_ROLE: Final = Codes(
    "party_role",
    open=False,
    codes=glossary(
        _OURS,
        """
        participant: participant
            It took part; who did what to whom is not said.
        target: target
            It was aimed at.
        bystander: bystander
            It was there, and neither took part nor was aimed at.
        perpetrator: perpetrator
            It did the harm, as an observer or an inquiry says.
        """,
    ),
)
"""What a party was in an incident."""

CASUALTY_GROUP: Final = Codes(
    "casualty_group",
    open=True,
    codes=glossary(
        f"{_OURS} {_UN_FRENCH_BRIEF}",
        """
        peacekeeper: peacekeepers
            Uniformed people of the mission as the source counts them.
            fr: Casques bleus
            broader: mission_personnel
        """,
    )
    | glossary(
        _OURS,
        """
        mission_personnel: mission personnel
            People of the mission of any category, or of one that is not stated.
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH}",
        """
        uniformed: uniformed personnel of the mission
            Military and police of the mission together.
            fr: personnel en uniforme
            broader: mission_personnel
        military: military personnel of the mission
            Troops and military officers of the mission.
            fr: militaires
            broader: uniformed
        military_observer: military observers of the mission
            Military officers of the mission who watch and report.
            fr: observateurs militaires
            broader: military
        police: police of the mission
            Police of the mission, in units or not.
            fr: policiers
            broader: uniformed
        civilian_staff: civilian staff of the mission
            Civilians who serve the mission, wherever they were recruited.
            fr: personnel civil
            broader: mission_personnel
        civilian_international: international civilian staff of the mission
            Civilian staff of the mission recruited internationally.
            fr: personnel civil international
            broader: civilian_staff
        civilian_national: national civilian staff of the mission
            Civilian staff of the mission recruited in the country.
            fr: personnel civil local
            broader: civilian_staff
        """,
    )
    | glossary(
        _OURS,
        """
        contractor: contractors
            People who work for the mission through a company, such as drivers.
        civilian: civilians
            People who belong to no armed force, armed group or mission.
        aid_worker: aid workers
            People who bring humanitarian aid, outside the mission.
        journalist: journalists
            People who report the news.
        national_security_force: members of the national security forces
            Soldiers and police of the country in which it happened.
        foreign_force: members of foreign forces
            Soldiers and fighters of other States, outside the mission.
        armed_group_member: members of armed groups
            Fighters of groups that belong to no State.
        party_member: members of a party
            People who belong to the party of the incident that is named.
        other: other people
            People of a group that is not listed here.
        unknown: people of an unknown group
            The source does not say who they were.
        all: people of all groups
            Everybody, as the source adds them up.
        """,
    ),
)
"""Of which people: first the mission's own, then others."""

OUTCOME: Final = Codes(
    "outcome",
    open=False,
    codes=glossary(
        _OURS,
        """
        killed: killed
            They died in it, or later because of it.
            broader: died
        died: died
            They died of any cause, such as an illness.
        injured: injured
            They were hurt and lived.
        abducted: abducted
            They were seized and held.
        missing: missing
            Nobody knows where they are.
        """,
    ),
)
"""What an incident did to people."""

INJURY_SEVERITY: Final = Codes(
    "injury_severity",
    open=False,
    codes=glossary(
        _OURS,
        """
        light: light
            They could be treated on the spot.
        serious: serious
            They needed care that could not be given on the spot.
        critical: critical
            Their lives were in danger.
        """,
    ),
)
"""How badly people were hurt."""

MEASURE: Final = Codes(
    "measure",
    open=True,
    codes=glossary(
        _OURS,
        """
        bases_total: bases in all
            Bases that the mission had before it began to leave.
        bases_left: bases left
            Bases from which the last people have departed.
            total: cumulative
        bases_closed: bases closed
            Bases that the mission has declared closed.
            total: cumulative
        bases_handed_over: bases handed over
            Bases that the mission has passed on formally.
            total: cumulative
        fatalities: fatalities
            People who died while they served.
            total: cumulative
        injured: people injured
            People who were hurt.
            total: cumulative
        abducted: people abducted
            People who were seized and held.
            total: cumulative
        personnel_departed: personnel departed
            People of the mission who have left the country.
            total: cumulative
        personnel_to_depart: personnel still to depart
            People of the mission who are yet to leave the country.
        personnel_served: personnel who served
            People who served at any time, each counted once or by rotation.
            total: cumulative
        attacks: attacks
            Acts of force against the mission.
        incidents: incidents
            Incidents of any sort.
        explosive_devices: explosive devices met with
            Explosive devices, whether or not they went off.
        convoys: convoys
            Convoys on the road.
        vehicles: vehicles
            Vehicles that took part, or that were carried.
        flights_requested: flights requested
            Flights for which the mission asked for clearance.
        flights_authorised: flights authorised
            Flights that were cleared.
        contributing_countries: contributing countries
            Countries that send military or police.
        """,
    ),
)
"""What a tally counts."""

CAUSE: Final = Codes(
    "cause",
    open=False,
    codes=glossary(
        _UN_FATALITY_DATA,
        """
        malicious_act: malicious act
            Somebody intended harm.
            un_term: Malicious Act
        accident: accident
            A mishap caused it.
            un_term: Accident
        illness: illness
            A disease caused it.
            un_term: Illness
        self_inflicted: self-inflicted harm
            The person's own act caused it.
            un_term: Self-Inflicted
        to_be_determined: a cause to be determined
            The cause is still under investigation, and will be revised.
            un_term: To Be Determined
        unknown: an unknown cause
            The cause is not known, and nothing more is expected.
            un_term: Unknown
        """,
    )
    | glossary(
        _HENKE,
        """
        other: another cause
            The source assigns it to none of the causes that it lists.
        """,
    )
    | glossary(
        _OURS,
        """
        all: all causes
            Every cause together.
        """,
    ),
)
"""Why people died or were hurt."""

EVENT_TYPE: Final = Codes(
    "event_type",
    open=True,
    codes=glossary(
        _OURS,
        """
        coup: coup
            Soldiers or insiders removed those who governed.
        accord: accord
            Parties signed an agreement.
        rebellion: rebellion
            An armed movement rose against a government.
        resolution: resolution
            The Security Council or a similar body decided.
        statement: statement
            An actor declared something in public.
        withdrawal: withdrawal
            A force or a mission left a country or a region.
        request: request
            An actor asked or told another to do something.
        decision: decision
            An organisation or a government set or changed its course.
        offensive: offensive
            An armed force set out to take ground.
        hostilities: hostilities
            Parties fought over a span of time.
        ceasefire: ceasefire
            Parties agreed to stop fighting.
        breakdown_of_accord: breakdown of an accord
            Parties ceased to keep an agreement, or declared it ended.
        declaration_of_independence: declaration of independence
            A movement declared a territory to be a State.
        election: election
            People voted for those who govern.
        takeover: takeover
            An armed actor gained control of a place.
        denial_of_access: denial of access
            An actor refused passage, flight or entry.
        transfer_of_authority: transfer of authority
            One mission took over from another.
        ceremony: ceremony
            A formal act was held, such as the lowering of a flag.
        liquidation: liquidation
            A mission that has ended gave up its sites, assets and accounts.
        """,
    ),
)
"""What sort of event it is."""

STANCE: Final = Codes(
    "stance",
    open=False,
    codes=glossary(
        _OURS,
        """
        affirms: affirms
            The speaker says that it is so.
        denies: denies
            The speaker says that it is not so.
        """,
    ),
)
"""Whether a claim says yes or no to the value that it names."""

BASIS: Final = Codes(
    "basis",
    open=False,
    codes=glossary(
        _OURS,
        """
        claimed: claimed
            An actor says it about itself.
        attributed_by_party: attributed by a party
            A party to the conflict says it about another.
        attributed_by_observer: attributed by an observer
            Somebody who is not a party to the conflict says it.
        inquiry: found by an inquiry
            An inquiry or a court found it.
        inferred: inferred
            The author of the dataset computed or concluded it.
        """,
    ),
)
"""What a claim is based on."""

# A term of QIP stands in the list of the quick-impact projects of MINUSMA.
SECTOR: Final = Codes(
    "sector",
    open=True,
    codes=glossary(
        _OURS,
        """
        public_services: public services and civil administration
            Services of the State and local government for the public.
            qip_term: Public services & civil administration
        """,
    )
    | glossary(
        _UN_PROJECTS,
        """
        confidence_building: confidence building
            Trust of the public in the mission and in the peace process.
            qip_term: Confidence building in mission
        """,
    )
    | glossary(
        _OURS,
        """
        political_inclusivity: political and economic inclusivity
            Part of all groups in political and economic life.
            qip_term: Political & economic inclusivity
        early_recovery: early recovery
            Livelihoods and services soon after a conflict.
            qip_term: Early recovery
        protection_of_civilians: protection of civilians and conflict prevention
            Safety of civilians, and prevention of violence.
            qip_term: Protection of civilians & conflict prevention
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH_COUNCIL}",
        """
        rule_of_law: rule of law
            Justice, police and prisons.
            fr: état de droit
            qip_term: Rule of Law
        """,
    )
    | glossary(
        _OURS,
        """
        other: other sectors
            A sector that is not listed here.
            qip_term: Other
        """,
    ),
)
"""What a project is for."""

PARTNER_TYPE: Final = Codes(
    "partner_type",
    open=True,
    codes=glossary(
        _UN_PROJECTS,
        """
        local_government: local government
            A local or regional authority.
            fr: autorités locales
            qip_term: Local government
        community_organisation: community-based organisation
            A group of people who live there.
            fr: organisations de base
            qip_term: Community-based organisation
        """,
    )
    | glossary(
        _OURS,
        """
        local_ngo: local non-governmental organisation
            A non-governmental organisation of the country.
            qip_term: Local NGO
        international_ngo: international non-governmental organisation
            A non-governmental organisation that works in many countries.
            qip_term: International NGO
        security_forces: security forces
            Soldiers or police of the country.
            qip_term: Security Forces
        mission_component: component of the mission
            A part of the mission itself.
            qip_term: Mission component
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH_MINUSCA}",
        """
        un_country_team: United Nations country team
            Agencies, funds and programmes of the United Nations in the country.
            fr: équipe de pays des Nations Unies
            qip_term: UNCT
        """,
    ),
)
"""What sort of partner carries out a project."""

PROJECT_STATUS: Final = Codes(
    "project_status",
    open=False,
    codes=glossary(
        _OURS,
        """
        planned: planned
            It has not begun.
        """,
    )
    | glossary(
        f"{_OURS} {_UN_FRENCH_PROJECTS}",
        """
        ongoing: ongoing
            It has begun and has not ended.
            fr: en cours
        completed: completed
            It has been carried out.
            fr: finalisé
        """,
    )
    | glossary(
        _OURS,
        """
        cancelled: cancelled
            It was given up.
        """,
    ),
)
"""How far a project is."""

SCHEME: Final = Codes(
    "scheme",
    open=True,
    codes={
        "ucdp": Scheme(
            "UCDP event",
            "Number of an event of the UCDP Georeferenced Event Dataset.",
            _UCDP,
            pattern="[1-9][0-9]*",
            such_as="209980",
        ),
        "acled": Scheme(
            "ACLED event",
            "Event id of ACLED with the code of its country, event_id_cnty.",
            _ACLED,
            pattern="[A-Z]{3}[1-9][0-9]*",
            such_as="MLI4111",
        ),
        "awsd": Scheme(
            "Aid Worker Security Database incident",
            "Number of an incident of the Aid Worker Security Database.",
            _AWSD,
            pattern="[1-9][0-9]*",
            such_as="3149",
        ),
        "un_fatality": Scheme(
            "casualty of a United Nations mission",
            "Casualty identifier of the United Nations fatality data.",
            _UN_FATALITY_DATA,
            pattern="[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*-[0-9]{4}-[0-9]{2}-[0-9]{5}",
            such_as="MINUSMA-2013-08-08359",
        ),
        "minusma_qip": Scheme(
            "quick-impact project of MINUSMA",
            "Reference of a quick-impact project: office, year and number.",
            _OURS,
            pattern="[A-Za-z]{3}[0-9]{2}[_-][0-9]{1,3}",
            such_as="TIM18_010",
        ),
        "ucdp_actor": Scheme(
            "UCDP actor",
            "Number of an actor in the data of UCDP.",
            _UCDP,
            pattern="[1-9][0-9]*",
            such_as="144",
            address="https://ucdp.uu.se/actor/{}",
        ),
        "wikidata": Scheme(
            "Wikidata item",
            "Item of Wikidata.",
            "https://www.wikidata.org/wiki/Wikidata:Identifiers",
            pattern="Q[1-9][0-9]*",
            such_as="Q912",
            address="https://www.wikidata.org/wiki/{}",
        ),
        "geonames": Scheme(
            "GeoNames feature",
            "Number of a place in GeoNames.",
            "https://www.geonames.org/export/",
            pattern="[1-9][0-9]*",
            such_as="6880995",
            address="https://www.geonames.org/{}",
        ),
        "pcode": Scheme(
            "P-code",
            "Place code of OCHA for an administrative unit.",
            _OCHA,
            pattern="[A-Z]{2,3}[A-Z0-9]*(?:-[0-9]+)?",
            such_as="ML08",
        ),
        "priogrid": Scheme(
            "PRIO-GRID cell",
            "Number of a cell of PRIO-GRID, half a degree wide.",
            "https://grid.prio.org",
            pattern="[1-9][0-9]{0,5}",
            such_as="163998",
        ),
        "iso3166": Scheme(
            "ISO 3166 code",
            "Alpha-2 code of a country, or code of its subdivision.",
            "https://www.iso.org/iso-3166-country-codes.html",
            pattern="[A-Z]{2}(?:-[A-Z0-9]{1,3})?",
            such_as="ML",
        ),
        "m49": Scheme(
            "M49 code",
            "Three digits of a country or area in the list of the United Nations.",
            _M49,
            pattern="[0-9]{3}",
            such_as="466",
        ),
        "gw": Scheme(
            "Gleditsch and Ward code",
            "Number of a State in the list of Gleditsch and Ward, for its years.",
            _GLEDITSCH_WARD,
            pattern="[1-9][0-9]{0,2}",
            such_as="432",
        ),
        "cow": Scheme(
            "Correlates of War code",
            "Number of a State in the list of Correlates of War, for its years.",
            _CORRELATES_OF_WAR,
            pattern="[1-9][0-9]{0,2}",
            such_as="432",
        ),
    },
)
"""Schemes of identifiers: who gives them, and what they look like."""

PRECISION: Final = Codes(
    "precision",
    open=False,
    codes=glossary(
        _UCDP,
        """
        exact: exact
            The point is the place itself.
            ucdp_term: 1
        near: near
            The place is near the point, within some 25 km.
            ucdp_term: 2
        admin2: second-order division
            The place lies in a division of the second order, such as a district.
            ucdp_term: 3
        admin1: first-order division
            The place lies in a division of the first order, such as a region.
            ucdp_term: 4
        linear_or_area: line or area
            The place is a line, such as a road, or an area without clear bounds.
            ucdp_term: 5
        country: country
            Only the country is known.
            ucdp_term: 6
        international: international waters or airspace
            The place belongs to no country.
            ucdp_term: 7
        """,
    ),
)
"""
How near a point is to the place. In the order of `where_prec`.

`RADII` of models/place has the radius of each code that has one.
"""

VOCABULARIES: Final[tuple[Codes, ...]] = (
    COUNTRY,
    MARKING,
    MEDIUM,
    RELIABILITY,
    CREDIBILITY,
    ACTOR_TYPE,
    AIM,
    RELATION,
    MISSION_TYPE,
    MANDATE_ACTION,
    BASE_TYPE,
    BASE_EVENT,
    BASE_STATUS,
    PERSONNEL,
    STRENGTH_STATUS,
    COUNT_METHOD,
    UNIT_TYPE,
    UNIT_SIZE,
    SEX,
    MOVEMENT_MODE,
    MOVEMENT_PURPOSE,
    ITEM,
    EQUIPMENT_STATUS,
    INCIDENT_TYPE,
    METHOD,
    SIDE,
    PARTY_ROLE,
    CASUALTY_GROUP,
    OUTCOME,
    INJURY_SEVERITY,
    MEASURE,
    CAUSE,
    EVENT_TYPE,
    STANCE,
    BASIS,
    SECTOR,
    PARTNER_TYPE,
    PROJECT_STATUS,
    SCHEME,
    PRECISION,
)
"""Every vocabulary: the countries, then the others in the order of this module."""


class CodeBook(Mapping[str, Codes]):
    """
    The vocabularies by name, each with its words and their meaning.

    Raises:
        UnknownName: If no vocabulary has the name.

    Example:
        >>> codes["method"]["ied"].label
        'improvised explosive device'
        >>> [word for word in codes["method"] if "attack" in word]
        ['complex_attack']
    """

    def __init__(self, vocabularies: Iterable[Codes]) -> None:
        self._by_name = {one.name: one for one in vocabularies}

    def __getitem__(self, name: str) -> Codes:
        if name not in self._by_name:
            raise UnknownName("vocabulary", name, self)
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


codes: Final = CodeBook(VOCABULARIES)
"""The vocabularies of the library: `codes["method"]` has the words for methods."""
