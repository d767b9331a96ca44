"""Persons, who act for companies and are none: by the offices that a text tells, and by their given names."""

import re
from collections.abc import Iterator
from functools import lru_cache

_WITHIN = 60_000
"""Characters of a text in which offices are looked for."""
_MOST = 300
"""Names of persons in one text."""
_OFFICE = (
    r"(?:C[EFOTI]O|[Cc]hief\s+(?:\w+\s+){0,2}?(?:[Oo]fficer|[Ee]xecutive|[Ss]trategist|[Ee]conomist)|[Cc]hief|Executive"
    r"|[Cc]hair(?:man|woman)|President|[Cc]o-?founder|[Ff]ounder|[Ss]pokes(?:man|woman|person)|M[rs]s?\.|Dr\.|Senator"
    r"|Governor|Judge|Minister|[Bb]oss|[Tt]rustee)"
)
_CALLING = (
    r"(?:[Aa]nalyst|[Ee]conomist|[Dd]eveloper|[Rr]esearcher|[Dd]irector|[Tt]rader|[Ii]nvestor|[Jj]ournalist)"
)
_GIVEN = r"[A-Z][\w’'.-]+[ \n]"
_FAMILY = r"[A-Z][\w’'-]+"
_TITLED = re.compile(
    rf"\b(?:{_OFFICE},?\s(?P<one>(?:{_GIVEN}){{0,2}}{_FAMILY})|{_CALLING}\s(?P<two>(?:{_GIVEN}){{1,2}}{_FAMILY}))"
)
_NAMED_BEFORE = re.compile(
    rf"\b(?P<name>(?:{_GIVEN}){{1,2}}{_FAMILY}),\s(?:the\s|its\s|a\s)?(?:(?:company|firm|\w+)[’']s\s)?\Z"
)
_OFFICE_WORD = re.compile(
    r"\b(?:C[EFOTI]O|[Cc](?:hief|hair(?:wo)?man|o-?founder)|Executive|President|[Ff]ounder|[Ss]pokes|M[rs]s?\.|Dr\.|Senator|Governor"
    r"|Judge|Minister|[Bb]oss|[Aa]nalyst|[Ee]conomist|[Dd](?:eveloper|irector)|[Rr]esearcher|[Tt]r(?:ader|ustee)|[Ii]nvestor"
    r"|[Jj]ournalist)"
)
"""How all offices and callings begin."""
_BESIDE = 70
"""Characters before an office in which the name stands."""
OFFICES = frozenset(
    "executive ceo cfo coo cto cio chairman chairwoman president founder co-founder analyst officer chief boss trustee"
    " minister governor senator judge mr mrs ms dr".split()
)
"""Words with which a person is named and no company."""


@lru_cache(maxsize=2)
def persons_in(text: str) -> frozenset[str]:
    """The people whose office a text tells, in lower case: their names as printed, and their family names."""
    people: set[str] = set()
    for word in _OFFICE_WORD.finditer(text, 0, min(len(text), _WITHIN)):
        after = _TITLED.match(text, word.start())
        before = _NAMED_BEFORE.search(text[max(0, word.start() - _BESIDE) : word.start()])
        printed = (after["one"] or after["two"]) if after else before["name"] if before else ""
        if printed:
            name = " ".join(printed.lower().split())
            people.update((name, name.rpartition(" ")[2]))
        if len(people) > _MOST:
            break
    return frozenset(people)


def is_person(name: str, people: frozenset[str]) -> bool:
    """Whether a name in lower case is a person's: known by an office, or a given name and a family name.

    Args:
        name: its words, with single spaces between them.
        people: the persons of the text, as `persons_in` gives them.
    """
    words = name.replace(".", "").split()
    if not OFFICES.isdisjoint(words) or name in people or words[-1] in _WELL_KNOWN:
        return True
    tails = {" ".join(words[at:]) for at in range(1, len(words) - 1)}
    return not tails.isdisjoint(people) or (
        len(words) in _PARTS_OF_NAME and words[0] in _GIVEN_NAMES and words[-1] not in _OF_COMPANIES
    )


def is_family_name(word: str, text: str) -> bool:
    """Whether a text has a given name before a word: "Musk", where "Elon Musk" stands in it.

    Args:
        word: as printed.
        text: the whole text.
    """
    before = (
        text[max(0, at - _LONGEST_GIVEN) : at].rpartition(" ")[2]
        for at in places_of(f" {word}", text[:_WITHIN], _PLACES)
    )
    return any(given[:1].isupper() and given.lower() in _GIVEN_NAMES for given in before)


_WELL_KNOWN = frozenset("musk saylor bukele".split())
"""Family names under which persons are quoted without their given names."""
_PLACES = 20
"""Places of a name that are looked at."""


def places_of(name: str, text: str, most: int) -> Iterator[int]:
    """Where a name stands in a text, in order, at so many places at most."""
    at = text.find(name)
    while at >= 0 and most > 0:
        yield at
        at, most = text.find(name, at + 1), most - 1


_PARTS_OF_NAME = (2, 3)
_LONGEST_GIVEN = 14
_OF_COMPANIES = frozenset(
    "group holdings holding mining capital digital technologies technology labs partners trust fund bank blockchain"
    " bitcoin energy ventures brothers & co company asset management financial securities industries".split()
)
"""Last words of companies that are called like a person."""
_GIVEN_NAMES = frozenset(
    (
        "aaron adam alan alex alexander amanda andrea andreas andrew andy angela anna anthony arthur asher"
        " barry ben benjamin bill bob brad brandon brian bruce carlos caroline cathie changpeng charlie chris"
        " christian christine christopher claire colin craig cynthia dan daniel dave david dennis diego donald"
        " doug douglas ed eduardo edward elena elizabeth elon emiliano emily emma eric erik evan frank fred"
        " frederic gary geoff geoffrey georges george gerald greg gregory guillermo hannah harold harry"
        " heather helen henrik henry hester hugo ian ivan jack jaime jake james jamie jan jane jaran jason"
        " javier jay jeff jeffrey jennifer jeremy jerome jessica jihan jim joe joel johannes john jonathan"
        " jorge jose josé joseph josh joshua juan julia julie justin karen karl kate katherine keith ken"
        " kenneth kevin kyle larry laura lauren leo linda lisa louis lucas luis luke marc marco marcus maria"
        " marie mario mark markus martin matt matthew megan mel michael michelle miguel mike mitchell nathan"
        " nayib neil nic nicholas nick nicolas nicole nigel nobuaki oliver olivia oscar owen pablo pamela"
        " patricia patrick paul pedro pete peter phil philip priya rachel ray rebecca ricardo richard rick rob"
        " robert roberto roger ron ronald ross russell ryan salman sam samantha samuel sarah scott sean sergey"
        " sergio simon sophie stefan stephanie stephen steve steven stuart susan tim timothy todd tom tony"
        " tracy trevor tyler vanessa victor victoria vincent vitalik vivek walter warren wayne wes william"
        " yuri zach zachary"
    ).split()
)
"""The commonest given names of those who are quoted on miners and treasuries."""
