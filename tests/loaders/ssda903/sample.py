"""The sample that hostile files are made from."""

import csv
from collections.abc import Iterator
from pathlib import Path

from loaders.ssda903.message import ROOT
from tests.loaders.ssda903.returns import EPISODES, HEADER, written

FILES = {
    "header.csv": HEADER + "C2,1,04/05/2001,MWBC,,1,06/07/2017\n",
    "episodes.csv": EPISODES + "C2,01/06/2016,S,C2,N1,U1,PR1,,,,AB1 2CD,AB1 3EG,SC2\n",
    "reviews.csv": "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,03/02/2010,01/07/2017,PN1\nC2,04/05/2001,01/08/2017,PN0\n",
    "oc2.csv": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,"
        "INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nC1,03/02/2010,12,,1,,1,1,1,1,0,1\n"
    ),
    "oc3.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC2,04/05/2001,YES,F2,B1\n",
    "uasc.csv": "CHILD,SEX,DOB,DUC\nC2,1,04/05/2001,01/06/2017\n",
    "ad1.csv": (
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\nC1,03/02/2010,01/09/2017,01/10/2017,0,2,MF,L0\n"
    ),
    "placed.csv": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nC1,03/02/2010,01/11/2017,,\n",
    "permanence.csv": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,03/02/2010,P1,999,zz/05/2012\nC2,04/05/2001,Z1,,\n",
    "missing.csv": "CHILD,DOB,MISSING,MIS_START,MIS_END\nC2,04/05/2001,M,08/09/2017,10/09/2017\n",
}
"""Every table that says something of a child."""


def write(folder: Path) -> Path:
    """A return of two children with every table that says something of them."""
    folder.mkdir(parents=True)
    return written(folder / "return", FILES)


BLOCKS = {
    "reviews.csv": "AREVIEW",
    "missing.csv": "AMISSING",
    "oc2.csv": "OC2",
    "oc3.csv": "OC3",
    "permanence.csv": "PERMANENCE",
    "ad1.csv": "AD_PLACED",
    "placed.csv": "AD_PLACED",
}
"""What stands in the header of a child, by the file that has it in the other form."""


def write_xml(folder: Path) -> Path:
    """The same return as one XML file, an element to a line."""
    folder.mkdir(parents=True)
    path = folder / "return.xml"
    children = "".join(map(_child, _rows("header.csv")))
    path.write_text(f"<{ROOT}>{children}</{ROOT}>".replace("><", ">\n<"), encoding="utf-8")
    return path


def _child(header: dict[str, str]) -> str:
    own = {"CHILDID": header.pop("CHILD"), **header}
    blocks = [_element(tag, row) for file, tag in BLOCKS.items() for row in _rows(file) if row.pop("CHILD") == own["CHILDID"]]
    episodes = [_element("EPISODE", row) for row in _rows("episodes.csv") if row.pop("CHILD") == own["CHILDID"]]
    return f"<CHILD><HEADER>{_leaves(own)}{''.join(blocks)}</HEADER>{''.join(episodes)}</CHILD>"


def _element(tag: str, row: dict[str, str]) -> str:
    row.pop("DOB", None)
    return f"<{tag}>{_leaves({'PL' if name == 'PLACE' else name: cell for name, cell in row.items()})}</{tag}>"


def _leaves(cells: dict[str, str]) -> str:
    return "".join(f"<{name}>{cell}</{name}>" for name, cell in cells.items() if cell)


def _rows(file: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(FILES[file].splitlines())
