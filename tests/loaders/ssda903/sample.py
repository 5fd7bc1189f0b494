"""The sample that hostile files are made from."""

from pathlib import Path

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
