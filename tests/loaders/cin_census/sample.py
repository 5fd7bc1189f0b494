"""The sample that hostile files are made from."""

from pathlib import Path

from tests.loaders.cin_census.returns import IDENTIFIERS, REFERRAL, child, message

CHARACTERISTICS = (
    "<ChildCharacteristics><Ethnicity>MWBC</Ethnicity>"
    "<Disabilities><Disability>AUT</Disability></Disabilities></ChildCharacteristics>"
)
ASSESSMENT = (
    "<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4A</AssessmentFactors>"
    "</FactorsIdentifiedAtAssessment></Assessments>"
)
ENQUIRY = (
    "<Section47><S47ActualStartDate>2025-06-21</S47ActualStartDate><DateOfInitialCPC>2025-07-04</DateOfInitialCPC>"
    "<ICPCnotRequired>false</ICPCnotRequired></Section47>"
)
PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2025-07-04</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    "<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
)
CLOSED = "<CINclosureDate>2025-05-09</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>"
UNBORN = "<LAchildID>C2</LAchildID><ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate><Sex>U</Sex>"


def write(folder: Path) -> Path:
    """A return of three children with every block, an element to a line."""
    text = message(
        child(REFERRAL + ASSESSMENT + ENQUIRY + PLAN, characteristics=CHARACTERISTICS),
        child(REFERRAL, identifiers=UNBORN),
        child(REFERRAL + CLOSED, identifiers=IDENTIFIERS.replace("C1", "C3")),
    )
    folder.mkdir(parents=True)
    path = folder / "cin.xml"
    path.write_text(text.replace("><", ">\n<"), encoding="utf-8")
    return path
