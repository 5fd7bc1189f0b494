"""What the codes of FHIR and UK Core become here; and the addresses by which they name identifiers, extensions and lists."""

from graph.vocabulary import AddressKind, ContactKind, Factor, Outcome, Relationship, Sex

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code"

_UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/"
NHS_NUMBER_STATUS = f"{_UK_CORE}Extension-UKCore-NHSNumberVerificationStatus"
ETHNIC_CATEGORY = f"{_UK_CORE}Extension-UKCore-EthnicCategory"
BIRTH_SEX = f"{_UK_CORE}Extension-UKCore-BirthSex"
ADDRESS_KEY = f"{_UK_CORE}Extension-UKCore-AddressKey"
NHS_COMMUNICATION = f"{_UK_CORE}Extension-UKCore-NHSCommunication"
INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"

READ = frozenset({"Patient", "RelatedPerson", "Appointment", "Encounter", "Flag", "Organization"})
"""The types of resources that are read; any other is counted and named."""

TYPES = frozenset(map(str.casefold, READ)) | frozenset(
    {
        "allergyintolerance", "careplan", "careteam", "communication", "composition", "condition", "consent",
        "coverage", "device", "diagnosticreport", "documentreference", "episodeofcare", "familymemberhistory", "goal",
        "healthcareservice", "immunization", "list", "location", "medication", "medicationrequest",
        "medicationstatement", "observation", "person", "practitioner", "practitionerrole", "procedure", "provenance",
        "questionnaireresponse", "riskassessment", "schedule", "servicerequest", "slot", "specimen", "task",
    }
)  # fmt: skip
"""The types of resources that servers export, in small letters, as folders are called by them."""

GENDERS = {"FEMALE": Sex.F, "MALE": Sex.M, "OTHER": Sex.X, "UNKNOWN": Sex.U}

ETHNIC_CATEGORIES = {
    "A": "WBRI", "B": "WIRI", "C": "WOTH", "D": "MWBC", "E": "MWBA", "F": "MWAS", "G": "MOTH", "H": "AIND", "J": "APKN",
    "K": "ABAN", "L": "AOTH", "M": "BCRB", "N": "BAFR", "P": "BOTH", "R": "CHNE", "S": "OOTH",
}  # fmt: skip
"""NHS ethnic category codes of 2001, as the census's. Z (not stated) and 99 (not known) say nothing."""

UNSTATED_ETHNICITIES = frozenset({"Z", "99"})

_ROLES = {
    Relationship.MOTHER: "MTH NMTH ADOPTM GESTM NMTHF",
    Relationship.FATHER: "FTH NFTH NFTHF ADOPTF",
    Relationship.PARENT: "PRN NPRN ADOPTP",
    Relationship.STEP_PARENT: "STPPRN STPMTH STPFTH",
    Relationship.FOSTER_CARER: "PRNFOST MTHFOST FTHFOST",
    Relationship.GUARDIAN: "GUARD",
    Relationship.SIBLING: "SIB BRO SIS NSIB NBRO NSIS TWIN TWINBRO TWINSIS FTWIN ITWIN",
    Relationship.HALF_SIBLING: "HSIB HBRO HSIS",
    Relationship.STEP_SIBLING: "STPSIB STPBRO STPSIS",
    Relationship.PARTNER: "SPS HUSB WIFE DOMPART SIGOTHR",
    Relationship.GRANDPARENT: "GRPRN GRMTH GRFTH MGRPRN MGRMTH MGRFTH PGRPRN PGRMTH PGRFTH",
    Relationship.AUNT_OR_UNCLE: "AUNT MAUNT PAUNT UNCLE MUNCLE PUNCLE",
    Relationship.OTHER: "FAMMEMB EXT COUSN MCOUSN PCOUSN NIENEPH NEPHEW NIECE GGRPRN GGRMTH GGRFTH FRND NBOR ROOM INLAW MTHINLAW"
    " FTHINLAW BROINLAW SISINLAW SIBINLAW PRNINLAW",
}
_WORDS = {
    Relationship.MOTHER: "mother|mum|birth mother|natural mother|adoptive mother",
    Relationship.FATHER: "father|dad|birth father|natural father|adoptive father",
    Relationship.PARENT: "parent|natural parent|adoptive parent",
    Relationship.STEP_PARENT: "step parent|stepparent|step mother|stepmother|step father|stepfather",
    Relationship.FOSTER_CARER: "foster carer|foster parent|foster mother|foster father",
    Relationship.GUARDIAN: "guardian|legal guardian|special guardian",
    Relationship.CARER: "carer|main carer|primary carer|kinship carer",
    Relationship.SIBLING: "sibling|brother|sister|twin",
    Relationship.HALF_SIBLING: "half sibling|half brother|half sister",
    Relationship.STEP_SIBLING: "step sibling|stepbrother|step brother|stepsister|step sister",
    Relationship.PARTNER: "partner|spouse|husband|wife|civil partner|cohabitee",
    Relationship.GRANDPARENT: "grandparent|grandmother|grandfather",
    Relationship.AUNT_OR_UNCLE: "aunt|uncle",
    Relationship.OTHER: "other|friend|neighbour|cousin|relative|family member",
}
RELATIONSHIPS = {code: kind for kind, codes in _ROLES.items() for code in codes.split()} | {
    word: kind for kind, words in _WORDS.items() for word in words.split("|")
}
"""Who a related person is to the patient: by the role codes of HL7 version 3 in capitals, else by the words in small letters."""

CHILDREN = frozenset(
    {"CHILD", "NCHILD", "SON", "SONC", "NSON", "DAU", "DAUC", "NDAU", "CHLDADOPT", "SONADOPT", "DAUADOPT"}
    | {"child", "son", "daughter"}
)  # fmt: skip
"""Of these the patient is the parent."""

NOT_RELATED = frozenset({"C", "E", "F", "I", "N", "O", "S", "U", "BP", "CP", "EP", "PR"})
"""Contact roles (next of kin, emergency contact, employer...): no kinship of their own."""

PARENTAL_RESPONSIBILITY = "parental responsibility"

APPOINTMENTS = {
    "BOOKED": Outcome.UNKNOWN,
    "PENDING": Outcome.UNKNOWN,
    "PROPOSED": Outcome.UNKNOWN,
    "WAITLIST": Outcome.UNKNOWN,
    "ARRIVED": Outcome.ATTENDED,
    "CHECKED-IN": Outcome.ATTENDED,
    "FULFILLED": Outcome.ATTENDED,
    "CANCELLED": Outcome.UNKNOWN,
    "NOSHOW": Outcome.DID_NOT_ATTEND,
}
"""By status; of one cancelled the reason says by whom, and of a child that did not attend it says that they were not brought."""

ENCOUNTERS = {
    "PLANNED": Outcome.UNKNOWN,
    "ARRIVED": Outcome.ATTENDED,
    "TRIAGED": Outcome.ATTENDED,
    "IN-PROGRESS": Outcome.ATTENDED,
    "ONLEAVE": Outcome.ATTENDED,
    "FINISHED": Outcome.ATTENDED,
    "CANCELLED": Outcome.UNKNOWN,
    "UNKNOWN": Outcome.UNKNOWN,
}
ENCOUNTER_KINDS = {
    "AMB": (ContactKind.APPOINTMENT, "Seen as an outpatient or in the community"),
    "HH": (ContactKind.HOME_VISIT, "Seen at home"),
    "VR": (ContactKind.CALL, "Seen or spoken to from afar"),
    "FLD": (ContactKind.OTHER, "Seen away from the service's premises"),
    "EMER": (ContactKind.OTHER, "Emergency attendance"),
}
STAYS_IN_HOSPITAL = frozenset({"IMP", "ACUTE", "NONAC", "SS", "OBSENC"})
"""Classes of encounter that are a spell in hospital, not an event."""

ADDRESS_USES = {"HOME": AddressKind.HOME, "TEMP": AddressKind.TEMPORARY, "OLD": AddressKind.HOME}

CANCELLED_BY = {"pat": Outcome.CANCELLED_BY_FAMILY, "prov": Outcome.CANCELLED_BY_SERVICE, "maint": Outcome.CANCELLED_BY_SERVICE}
"""By the beginning of the code of a cancellation's reason."""

_CONCERNS = {
    Factor.DOMESTIC_ABUSE: "domestic violence|victim of domestic abuse|victim of domestic violence|exposed to domestic abuse",
    Factor.MENTAL_ILL_HEALTH: "mental illness|mental health problem|parental mental illness",
    Factor.DRUGS: "drug misuse|drug abuse|parental drug misuse",
    Factor.ALCOHOL: "alcohol misuse|alcohol abuse|parental alcohol misuse",
    Factor.NEGLECT: "child neglect|victim of neglect",
    Factor.EMOTIONAL_ABUSE: "emotional abuse of child",
    Factor.PHYSICAL_ABUSE: "physical abuse of child|suspected non accidental injury|non accidental injury",
    Factor.SEXUAL_ABUSE: "sexual abuse of child|child sexual abuse",
    Factor.EXPLOITATION: "child sexual exploitation|child criminal exploitation|at risk of exploitation",
    Factor.SELF_HARM: "deliberate self harm|at risk of self harm",
    Factor.SUICIDAL_THOUGHTS: "suicidal ideation|at risk of suicide",
    Factor.FGM: "female genital mutilation|at risk of female genital mutilation|family history of female genital mutilation",
    Factor.MISSING_EPISODE: "missing|missing from home",
    Factor.HOUSING: "homeless|homelessness",
}
CONCERNS = {factor.value.replace("_", " "): factor for factor in Factor if factor is not Factor.OTHER} | {
    word: factor for factor, words in _CONCERNS.items() for word in words.split("|")
}
"""What a flag is about, by the words of its code in small letters."""
