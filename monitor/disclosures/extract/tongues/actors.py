"""Who sold."""

import re

from monitor.disclosures.extract.companies.introductions import ORDINARY, proper
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import Mark

_NAME = re.compile(r"[A-Z][\w&.’'-]*[A-Za-z0-9À-ÿ](?:\s(?:[A-Z][\w&.’'-]*|\d{1,2}|of|de)(?!\w))*")
"""A run of capitalised Latin words."""
_NO_NAMES = frozenset(
    "btc bitcoin bitcoins ceo cfo coo cto ai hpc etf etfs sec usd usdt usdc nasdaq nyse q1 q2 q3 q4 hodl gpu us usa"
    " uk eth panews coindesk cointelegraph decrypt bloomberg reuters odaily theblock forbes x twitter m&a pr"
    " società azienda l'azienda l’azienda companhia empresa compañía sociedad société entreprise emittente".split()
)
"""Capitalised words of every language that are no seller."""
_NEAR = 60
"""Characters between such a name and the deed."""


def actor_of(said: Said, at: int, memory: Memory) -> str | None:
    """The company that acts; NOBODY where it is a crowd; None where the text never says."""
    if (by := _agent(said, at) or _right_behind(said, at)) is not None:
        return by
    for place in range(at - 1, -1, -1):
        piece = said.pieces[place]
        if _is_crowd(said, place) and not _is_one_of(said, place) and not _is_apposed(said, place):
            return NOBODY
        if piece.entity is not None and said.is_also(place, Mark.CROWD):
            return NOBODY
        if piece.entity is not None and not _is_aside(said, place):
            return piece.entity
    if said.pieces[at].mark is Mark.SELL and (behind := topic_of(said, at)) is not None:
        return behind  # "after selling 500 BTC, MARA holds ..."
    named = _unknown_name(said, at, memory) or _opening_name(said, memory)
    if named is not None:
        memory.topic, memory.topic_end = named, said.end
        return named
    return (memory.filer if memory.filed else None) or memory.topic or memory.filer or _only(said)


def named_of_crowd(said: Said, at: int) -> list[str]:
    """As in "Firmen wie Argo und Core Scientific mussten einen Teil ihrer Bitcoin verkaufen": each of them did."""
    last = next((place for place in range(at - 1, -1, -1) if said.pieces[place].entity is not None), 0)
    first = _first_of_list(said, last)
    before = said.text[said.start : said.pieces[first].start].lower().split()
    like = before[-1:] and before[-1] in _SUCH_AS
    return [
        entity for piece in said.pieces[first : last + 1] if like and (entity := piece.entity) is not None
    ]


def listed_before(said: Said, at: int) -> list[str]:
    """As in "Riot, Cipher y Bitfarms vendieron parte de sus reservas": the companies before a deed, if several."""
    if not at or said.pieces[at - 1].entity is None or _is_aside(said, at - 1):
        return []
    listed = said.pieces[_first_of_list(said, at - 1) : at]
    named = [piece.entity for piece in listed if piece.entity is not None]
    return named if len(named) > 1 else []


_SUCH_AS = frozenset("wie comme como come zoals jak как".split())


def topic_of(said: Said, since: int = 0) -> str | None:
    """The company that a sentence, or what of it stands behind a piece, is about: the first that is not named aside."""
    named = (at for at in range(since, len(said.pieces)) if said.pieces[at].entity is not None)
    return next((said.pieces[at].entity for at in named if not _is_aside(said, at)), None)


def _only(said: Said) -> str | None:
    named = {piece.entity for piece in said.pieces if piece.entity is not None}
    return named.pop() if len(named) == 1 else None


def _agent(said: Said, at: int) -> str | None:
    """As in "were sold by Riot"."""
    for place in range(at - 3 if said.tongue.verb_last else at + 1, at + 4):
        entity = said.piece(place).entity
        if entity is not None and (
            said.follows(place, Mark.BY_AFTER, within=1)
            or (place > at and said.stands_behind(place, Mark.BY))
        ):
            return entity
    return None


def _is_crowd(said: Said, place: int) -> bool:
    """Whether many are spoken of: "miners", also where the word may mean machines, or so and so many firms."""
    piece = said.pieces[place]
    if piece.mark is Mark.CROWD or (piece.mark is Mark.WARES and said.is_also(place, Mark.CROWD)):
        return True
    return piece.mark is Mark.FIGURE and said.follows(place, Mark.FIRMS, within=1)


def _right_behind(said: Said, at: int) -> str | None:
    """As in "Ebenso verkaufte Bitfarms 3.000 BTC": who stands right behind the verb, before what was sold."""
    verb = said.pieces[at].mark in {Mark.SOLD, Mark.SELLS}
    entity = said.piece(at + 1).entity
    return entity if verb and entity is not None and not said.gap(at, at + 1).strip() else None


def _is_aside(said: Said, place: int) -> bool:
    """As in "to Galaxy", "Galaxy를 통해": not the one that acts. What begins a sentence is no aside."""
    if said.follows(place, Mark.ASIDE_AFTER, within=0):
        return True
    if (first := _first_of_list(said, place)) != place:
        return _is_aside(said, first)
    piece = said.pieces[place]
    before = said.text[said.start : piece.start].split()
    begins = len(before) <= 1 or (len(before) == 2 and before[0].lower() in _POSSESSIVES)  # noqa: PLR2004
    return not begins and said.stands_behind(place, Mark.ASIDE)


_POSSESSIVES = frozenset("su sua seu ihr sein il la le el o a son sa der die das".split())
"""As in "Su competidora Bitfarms se desprendió de 3.000 monedas": a rival that acts itself."""


def _first_of_list(said: Said, place: int) -> int:
    """As in "like Bitfarms, Core Scientific and Riot": where a list of companies begins."""
    while place > 0:
        before = place - 1
        if said.pieces[before].mark is Mark.JOIN and before > 0:
            before -= 1
        between = said.text[said.pieces[before].end : said.pieces[place].start]
        joined = before < place - 1 or between.strip() in {",", "、"}
        if said.pieces[before].entity is None or not joined or len(between) > _JOINED:
            return place
        place = before
    return place


_JOINED = 8


def _is_one_of(said: Said, place: int) -> bool:
    """As in "la minera Riot": a word for a crowd right before the name of one."""
    return said.piece(place + 1).entity is not None and not said.gap(place, place + 1).strip()


def _is_apposed(said: Said, place: int) -> bool:
    """As in "Bitdeer, mineradora de Cingapura, vendeu": a word for many that tells what one is."""
    if said.piece(place - 1).entity is None:
        return False
    between = said.gap(place - 1, place)
    return between.startswith(",") and len(between.split()) <= _ARTICLE


_ARTICLE = 2
"""Words between a company and what it is: ", una", ", eine"."""


def _unknown_name(said: Said, at: int, memory: Memory) -> str | None:
    """A capitalised name that nobody introduced, near before the deed."""
    place = said.pieces[at].start
    low = max(said.start, place - _NEAR)
    text = said.text[low:place]
    for piece in said.pieces[:at]:
        if piece.start >= low:
            text = text[: piece.start - low] + "\0" * (piece.end - piece.start) + text[piece.end - low :]
    if said.tongue.spaced and _is_headline(said):
        return None
    for match in reversed([*_NAME.finditer(text)]):
        if said.tongue.spaced and not _stands_right_before(said, text[match.end() :], match[0]):
            continue
        words = [word for word in match[0].split() if word.lower() not in _NO_NAMES]
        name = proper(" ".join(words)) if words else None
        if said.stands_before(low + match.start(), Mark.ASIDE) or (name or "").lower() in ORDINARY:
            continue
        if name is not None and len(name) > 2 and words[0].lower() not in said.tongue.small:  # noqa: PLR2004
            return memory.names.meant_by(name)
    return None


def _opening_name(said: Said, memory: Memory) -> str | None:
    """As in "Der Autobauer Tesla hat 75 Prozent verkauft", "ソニーは…売却した": the name that a sentence opens with."""
    pattern = _OPENINGS.get(said.tongue.code)
    match = None if pattern is None else pattern.match(said.text, said.start, said.end)
    if match is None or any(piece.entity is not None and piece.start < match.end() for piece in said.pieces):
        return None
    name = match["name"]
    if (office := _OFFICE.search(said.text, match.start(), match.start("name"))) is not None:
        name = f"{office[1]} {name}"  # "Die Generalstaatsanwaltschaft Dresden"
    words = name.lower().split()
    if name in _NO_OPENINGS or words[0] in said.tongue.small or words[0] in _NO_NAMES or words[0] in ORDINARY:
        return None
    known = any(piece.start <= match.start("name") < piece.end for piece in said.pieces)
    return None if known else memory.names.meant_by(name)


_OPENINGS = {
    "de": re.compile(
        r"\s*(?:(?:Der|Die|Das)\s+(?:[\w-]+\s+){0,2}?[A-ZÄÖÜ][\w-]+\s+)?(?P<name>[A-ZÄÖÜ][\w&.-]+(?:\s[A-Z][\w&.-]+){0,2})"
        r"\s+(?:hat|hatte|verkaufte|veräußerte|stieß|trennte)\s"
    ),
    "ja": re.compile(
        r"(?:[^。、]{0,24}?(?:の|企業|大手|会社))?(?P<name>[ァ-ヴー・]{3,24})(?:社)?(?:は|が|も)"
    ),
}
"""Where, in languages that are not written like English, a sentence names who acts."""
_OFFICE = re.compile(r"(\w+(?:anwaltschaft|amt|gericht|polizei|justiz|ministerium))\s\Z")
_NO_OPENINGS = frozenset(
    "マイナー マイナーら アナリスト トレーダー ユーザー データ レポート マーケット ビットコイン グループ クジラ"
    " Unternehmen Miner Anleger Staat Regierung Konzern Firma Gruppe Gesellschaft".split()
)


def _is_headline(said: Said) -> bool:
    """Whether most words have a capital, so that none tells a name."""
    words = [word for word in said.text[said.start : said.end].split() if word[0].isalpha()]
    return len(words) > 4 and sum(word[0].isupper() for word in words) * 2 > len(words)  # noqa: PLR2004 - a short line


def _stands_right_before(said: Said, gap: str, name: str) -> bool:
    """In languages with spaces a name must stand beside the verb, or be several words where all nouns have capitals."""
    words = gap.split()
    beside = len(words) <= 1 and "," not in gap
    return beside and (said.tongue.code != "de" or " " in name)
