"""Every element of the CIN census is kept, or counted by name as not kept."""

from copy import deepcopy
from pathlib import Path

from lxml import etree

from loaders.cin_census import FORMAT
from tests.loaders.cin_census.returns import header
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import Read, read_path

IDENTIFIERS = (
    "<LAchildID>C1</LAchildID><UPN>H801200001001</UPN><FormerUPN>H801200001002</FormerUPN><UPNunknown>UN1</UPNunknown>"
    "<PersonBirthDate>2015-02-03</PersonBirthDate><ExpectedPersonBirthDate>2015-02-10</ExpectedPersonBirthDate><Sex>F</Sex>"
    "<GenderCurrent>1</GenderCurrent><PersonDeathDate>2026-03-01</PersonDeathDate><Shoe>7</Shoe>"
)
CHARACTERISTICS = "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>AUT</Disability><Mood>X</Mood></Disabilities>"
ASSESSMENT = (
    "<AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
    "<AssessmentInternalReviewDate>2025-05-12</AssessmentInternalReviewDate>"
    "<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
)
SECTION_47 = (
    "<S47ActualStartDate>2025-06-23</S47ActualStartDate><InitialCPCtarget>2025-07-14</InitialCPCtarget>"
    "<DateOfInitialCPC>2025-07-10</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired>"
)
PLAN = (
    "<CPPstartDate>2025-07-10</CPPstartDate><CPPendDate>2025-12-10</CPPendDate><InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>"
    "<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate></Reviews>"
)
PRE_PROCEEDINGS = (
    "<PPStartDate>2025-09-09</PPStartDate><LBPSentDate>2025-09-10</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer>"
    "<FGDMMeetingFac>0</FGDMMeetingFac><InitialPPMeetingDate>2025-09-11</InitialPPMeetingDate>"
    "<ReviewMeetingsCount>2</ReviewMeetingsCount><StepDecisionDate>2025-10-09</StepDecisionDate><PPOutcome>A</PPOutcome>"
    "<CourtAppDate>2025-09-12</CourtAppDate><LetterInitCPDate>2025-09-13</LetterInitCPDate>"
)
DETAILS = (
    "<CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"
    "<CINclosureDate>2026-01-10</CINclosureDate><ReasonForClosure>RC8</ReasonForClosure>"
    f"<DateOfInitialCPC>2025-05-05</DateOfInitialCPC><ReferralNFA>0</ReferralNFA><Assessments>{ASSESSMENT}</Assessments>"
    "<CINPlanDates><CINPlanStartDate>2025-07-01</CINPlanStartDate><CINPlanEndDate>2025-08-01</CINPlanEndDate></CINPlanDates>"
    f"<Section47>{SECTION_47}</Section47><ChildProtectionPlans>{PLAN}</ChildProtectionPlans>"
    f"<PreProceedingsandFGDM>{PRE_PROCEEDINGS}</PreProceedingsandFGDM><Extra><Inner>deep</Inner></Extra>"
)
CHILD = (
    f"<Child><ChildIdentifiers>{IDENTIFIERS}</ChildIdentifiers><ChildCharacteristics>{CHARACTERISTICS}</ChildCharacteristics>"
    f"<CINdetails>{DETAILS}</CINdetails></Child>"
)
UNKNOWN = {"ChildIdentifiers/Shoe", "Disabilities/Mood", "Extra/Inner"}


def leaves() -> list[str]:
    """The leaves of a child but its id, each as `Parent/Leaf`."""
    found = [each for each in etree.fromstring(CHILD).iter() if not len(each) and each.tag != "LAchildID"]
    return [f"{each.getparent().tag}/{each.tag}" for each in found]


def children() -> str:
    """The child with everything in it, and one without each of its leaves."""
    made = []
    for number, lacking in enumerate(["", *leaves()]):
        child = deepcopy(etree.fromstring(CHILD))
        child.find("ChildIdentifiers/LAchildID").text = token("Child", number)
        for leaf in child.findall(f".//{lacking}") if lacking else []:
            leaf.getparent().remove(leaf)
        made.append(etree.tostring(child, encoding="unicode"))
    return "".join(made)


def read(folder: Path) -> Read:
    (folder / "cin.xml").write_text(f"<Message>{header()}<Children>{children()}</Children></Message>")
    return read_path(FORMAT, folder / "cin.xml", "la-999")


def test_every_element_is_kept_or_counted(tmp_path: Path) -> None:
    found = read(tmp_path)
    counted = {name for name in found.summary.not_kept["Child"] if not name.startswith(("CollectionDetails", "Source"))}
    assert vanished(found, "Child", leaves()) == counted == UNKNOWN


def test_every_element_that_is_not_kept_is_counted_as_often_as_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path)
    counted = found.summary.not_kept["Child"]
    assert counted["ChildIdentifiers/Shoe"] == counted["Disabilities/Mood"] == len(leaves())
    assert counted["Extra/Inner"] == len(leaves()) - 1, "one stands in an episode that is rejected with everything in it"
