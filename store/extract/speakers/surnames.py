"""Surnames that tell a person where nothing else does: common ones of the world's news.

Written for this project from general knowledge. Left out is what news uses more for something
else: a word ("Song"), a place ("Jackson"), a firm ("Morgan").
"""

from __future__ import annotations

FAMILY_FIRST = frozenset(
    (
        "wang li zhang liu chen yang zhao huang zhou wu xu hu zhu gao lin guo luo liang zheng"
        " xie feng xiao cheng cao deng shen zeng peng lü su jiang cai jia ding wei xue yan"
        " xia zhong ren yao liao zou xiong jin bai cui qin gu hou shao meng qian qi geng"
        " kim choi jung yoon jang shin kwon hwang ahn bae"
        " nguyen nguyễn tran trần pham phạm hoang hoàng phan vo võ đặng bui bùi ngo ngô duong"
        " dương truong trương dinh đinh"
    ).split()
)
"""Surnames that stand before the given name: "Zhao Min" is a person, "Zhao" the surname."""

COMMON_SURNAMES = FAMILY_FIRST | frozenset(
    (
        "smith johnson williams jones davis wilson moore taylor anderson martin thompson"
        " garcia martinez robinson rodriguez lewis hernandez lopez gonzalez nelson mitchell perez"
        " roberts turner phillips evans edwards collins sanchez morris rogers murphy richardson"
        " howard torres peterson ramirez watson sanders bennett hughes simmons patterson reynolds"
        " sullivan wallace o'brien o'connor o'neill kelly ryan campbell clarke"
        " lee patel singh kumar sharma gupta khan ahmed hassan hussein mohammed rahman malik"
        " ivanov petrov smirnov kuznetsov popov volkov shevchenko kovalenko bondarenko kowalski"
        " nowak muller müller schmidt schneider fischer weber meyer hoffmann rossi russo ferrari"
        " silva santos oliveira souza pereira fernandez fernández gómez gomez díaz diaz"
        " álvarez romero ruiz lópez garcía pérez gonzález sánchez martínez hernández rodríguez"
        " tanaka suzuki sato takahashi watanabe yamamoto nakamura kobayashi yilmaz yılmaz kaya"
        " demir cohen levy katz friedman jensen nielsen hansen andersen larsen johansson karlsson"
        " trump clinton obama biden mccain romney putin lavrov zelensky zelenskyy zelenskiy merkel"
        " macron sarkozy scholz modi erdogan erdoğan netanyahu abbas assad khamenei kissinger"
        " andersson papadopoulos novak horvat nagy dubois moreau lefebvre laurent okafor mensah"
    ).split()
)
"""Surnames of people wherever they stand alone, among them some whom all the news knows."""
