"""The invented partnership's agencies: who they are, and how far back their extracts reach."""

from dataclasses import dataclass

HOME_AREA = "Alderbrook"
OTHER_AREA = "Kestrelby"


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency and the system that it exports from; `kind` is one of the model's kinds of agency."""

    id: str
    name: str
    kind: str
    system: str
    years: int
    """How many years before the day of the extract it covers."""

    def key(self, local_id: str) -> str:
        """The key of one of its records: `agency/system/local id`."""
        return f"{self.id}/{self.system}/{local_id}"


_ALL = (
    Agency("hv", f"{HOME_AREA} Health Visiting", "health", "systmone", 5),
    Agency("gp", "Mill Lane Surgery", "health", "emis", 8),
    Agency("ed", "Royal Harrow Hospital", "health", "careflow", 10),
    Agency("police", "Two Rivers Police", "police", "niche", 16),
    Agency("primary", "Larkfield Primary School", "education", "arbor", 8),
    Agency("academy", "Quarry Hill Academy Trust", "education", "bromcom", 12),
    Agency("housing", f"{HOME_AREA} Homes", "housing", "northgate", 16),
    Agency("amh", "Adult Mental Health Service", "mental_health", "rio", 16),
    Agency("camhs", "Child and Adolescent Mental Health Service", "mental_health", "carenotes", 12),
    Agency("yjs", f"{HOME_AREA} Youth Justice Service", "youth_justice", "childview", 8),
    Agency("csc", f"{HOME_AREA} Children's Social Care", "social_care", "mosaic", 18),
    Agency("csc2", f"{OTHER_AREA} Children's Services", "social_care", "liquidlogic", 18),
    Agency("vol", "Open Door Family Support", "voluntary", "charitylog", 8),
)
AGENCIES = {agency.id: agency for agency in _ALL}
