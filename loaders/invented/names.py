"""Names of invented people, by the heritage that they are given: given names in use, family names made up."""

from random import Random
from typing import NamedTuple


class Heritage(NamedTuple):
    """A pool of names with the census code and first language that go with it."""

    code: str
    language: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]

    def given(self, rng: Random, sex: str) -> str:
        """A given name: a girl's for F, else a boy's."""
        return rng.choice(self.girls if sex == "F" else self.boys)

    def surname(self, rng: Random) -> str:
        """A family name put together from two parts."""
        return rng.choice(self.beginnings) + rng.choice(self.endings)


def _heritage(code: str, language: str, girls: str, boys: str, beginnings: str, endings: str) -> Heritage:
    pools = (tuple(words.split()) for words in (girls, boys, beginnings, endings))
    return Heritage(code, language, *pools)


_ENGLISH = (
    "Amelia Ada Beth Carys Daisy Edie Ellie Erin Faye Freya Grace Hazel Holly Imogen Ivy Jess Kiera Lacey Lola"
    " Martha Mia Nell Orla Poppy Rosie Ruby Sadie Tess Thea Willow",
    "Alfie Archie Bertie Callum Charlie Dylan Ellis Ethan Felix Finn Frank George Harvey Hugo Jack Jude Kit Leo"
    " Logan Max Ned Oscar Otis Owen Reuben Rory Stan Toby Will Zac",
    "Ash Brack Carn Dray Eld Fern Garth Hollow Ives Kell Lang Marl Nether Oak Pell Quarr Ran Stane Thorn Under Vine Wren Yarl",
    "bury combe croft dale field gate head ley mere mote ridge shaw stead ton wick worth",
)
HERITAGES = (
    _heritage("WBRI", "English", *_ENGLISH),
    _heritage(
        "WOTH",
        "Polish",
        "Agata Alicja Basia Dorota Ewa Hania Iga Jagoda Kasia Lena Maja Nadia Ola Pola Zofia",
        "Adam Antek Borys Filip Franek Gustaw Igor Jan Kacper Leon Marek Olek Piotr Stas Tomek",
        "Bron Czar Dab Gorz Jas Kal Lub Mal Nowo Ols Ryb Sob",
        "acki ecki ielak inski nowik owicz orek",
    ),
    _heritage(
        "APKN",
        "Urdu",
        "Aisha Alina Amna Fatima Hafsa Hira Iqra Laiba Maryam Noor Rabia Sana Sidra Zainab Zoya",
        "Adeel Ahmad Bilal Danish Faisal Hamza Hassan Imran Junaid Omar Saad Tariq Usman Yusuf Zain",
        "Afz Bash Dar Fara Gul Han Jal Kam Mir Nas Qar Raz",
        "aani ahat alvi imand oorza ushti wari",
    ),
    _heritage(
        "AIND",
        "Gujarati",
        "Anika Asha Diya Esha Gita Isha Kavya Leela Maya Meera Nisha Pooja Priya Riya Tara",
        "Amit Anand Arjun Dev Dilip Jai Kiran Manav Neel Nikhil Raj Rohan Sameer Vikram Vivek",
        "Bhal Chand Desh Gov Jay Kirt Mahen Nand Pran Sham Tej Vas",
        "adia anjia bhat eshwal iyani odara puri",
    ),
    _heritage(
        "BAFR",
        "Yoruba",
        "Abeni Ada Amaka Bisi Chidera Dami Efe Ife Kemi Nneka Ngozi Sade Simi Temi Yewande",
        "Ade Ayo Bayo Chidi Dayo Emeka Femi Ikenna Kola Kunle Obi Segun Tayo Tunde Wale",
        "Abio Ade Balo Chuk Ebe Fola Ige Mado Nwa Oba Okon Olu",
        "badan bami dara kemba lade meka tunji yemo",
    ),
    _heritage(
        "BCRB",
        "English",
        "Aaliyah Alesha Bria Camille Chantelle Dionne Ebony Jada Keisha Leona Marcia Naomi Renee Shanice Tia",
        "Andre Byron Curtis Damian Dwayne Elijah Errol Isaiah Jerome Kemar Leroy Marlon Nathan Rhys Tyrell",
        "Bel Camp Dun Fer Gran Hyl Lind Mont Par Rob Sin Wil",
        "bourne cliff deval ford grove lyn more ton",
    ),
    _heritage(
        "CHNE",
        "Cantonese",
        "Ching Fei Hui Jia Ling Mei Ning Qing Shan Wai Xin Yan Ying Yuet Zhen",
        "Bo Chun Fai Hao Jun Kai Lok Ming Qiang Tao Wei Xiang Yat Yong Zhi",
        "Ch F H K L M P S T W X Z",
        "angyi aolin ehua eungwo iuhan oulan uanyu unshi",
    ),
)
_SHARES = (74, 7, 5, 5, 4, 3, 2)
_MIXED = {
    frozenset({"WBRI", "BCRB"}): "MWBC",
    frozenset({"WBRI", "BAFR"}): "MWBA",
    frozenset({"WBRI", "APKN"}): "MWAS",
    frozenset({"WBRI", "AIND"}): "MWAS",
}


def some_heritage(rng: Random) -> Heritage:
    """One of the pools, the larger more often."""
    return rng.choices(HERITAGES, _SHARES)[0]


def of_both(one: str, other: str) -> str:
    """The census code of a child of two parents' codes."""
    return one if one == other else _MIXED.get(frozenset({one, other}), "MOTH")
