"""The invented partnership's agencies: who they are, and how far back their extracts reach."""

from dataclasses import dataclass

HOME_AREA = "Alderbrook"
OTHER_AREA = "Kestrelby"


@dataclass(frozen=True, slots=True)
class InventedAgency:
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
    InventedAgency("hv", f"{HOME_AREA} Health Visiting", "health", "systmone", 5),
    InventedAgency("gp", "Mill Lane Surgery", "health", "emis", 8),
    InventedAgency("ed", "Royal Harrow Hospital", "health", "careflow", 10),
    InventedAgency("police", "Two Rivers Police", "police", "niche", 16),
    InventedAgency("primary", "Larkfield Primary School", "education", "arbor", 8),
    InventedAgency("academy", "Quarry Hill Academy Trust", "education", "bromcom", 12),
    InventedAgency("housing", f"{HOME_AREA} Homes", "housing", "northgate", 16),
    InventedAgency("amh", "Adult Mental Health Service", "mental_health", "rio", 16),
    InventedAgency("camhs", "Child and Adolescent Mental Health Service", "mental_health", "carenotes", 12),
    InventedAgency("yjs", f"{HOME_AREA} Youth Justice Service", "youth_justice", "childview", 8),
    InventedAgency("csc", f"{HOME_AREA} Children's Social Care", "social_care", "mosaic", 18),
    InventedAgency("csc2", f"{OTHER_AREA} Children's Services", "social_care", "liquidlogic", 18),
    InventedAgency("vol", "Open Door Family Support", "voluntary", "charitylog", 8),
)
AGENCIES = {agency.id: agency for agency in _ALL}
