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

READ = frozenset({"Patient", "RelatedPerson", "Appointment", "Encounter", "Flag", "Organization"})
"""The types of resources that are read; any other is counted and named."""
