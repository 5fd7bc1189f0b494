"""The addresses by which FHIR and UK Core name identifiers, extensions and code lists."""

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code"

_UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/"
NHS_NUMBER_STATUS = f"{_UK_CORE}Extension-UKCore-NHSNumberVerificationStatus"
ETHNIC_CATEGORY = f"{_UK_CORE}Extension-UKCore-EthnicCategory"
BIRTH_SEX = f"{_UK_CORE}Extension-UKCore-BirthSex"
ADDRESS_KEY = f"{_UK_CORE}Extension-UKCore-AddressKey"
NHS_COMMUNICATION = f"{_UK_CORE}Extension-UKCore-NHSCommunication"
INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"

READ = {
    "Patient": frozenset(
        {"identifier", "active", "name", "gender", "birthDate", "deceasedBoolean", "deceasedDateTime", "address", "communication",
         "multipleBirthBoolean", "multipleBirthInteger", "generalPractitioner", "managingOrganization", "extension", "link"}
    ),
    "RelatedPerson": frozenset(
        {"identifier", "active", "patient", "relationship", "name", "gender", "birthDate", "address", "period", "communication",
         "extension"}
    ),
    "Appointment": frozenset(
        {"identifier", "status", "cancelationReason", "serviceType", "appointmentType", "reasonCode", "description", "start",
         "end", "created", "participant"}
    ),
    "Encounter": frozenset(
        {"identifier", "status", "class", "type", "serviceType", "subject", "participant", "appointment", "period", "reasonCode"}
    ),
    "Flag": frozenset({"identifier", "status", "category", "code", "subject", "period"}),
    "Organization": frozenset({"identifier", "name"}),
}  # fmt: skip
"""The elements of each resource that are read; any other is counted and named."""

ALWAYS = frozenset({"resourceType", "id", "meta", "implicitRules", "language", "text", "contained"})
"""What every resource may have, and is no statement of its own."""
