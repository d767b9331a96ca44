"""That nothing was sold, in Portuguese, Spanish, Italian, German, French, Dutch, Chinese, Japanese and Korean."""

import re

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.draft import Draft
from monitor.disclosures.extract.prose.line import Clause, Line, Told
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.statement import StatementKind

_COIN = r"(?:bitcoins?|btcs?)"
_FEW = r"(?:[^\W\d]+\s+){0,4}?"
_DENIED = re.compile(
    # Portuguese
    rf"\bnão\s+(?:vend(?:eu|emos|eram|e|em)|liquid(?:ou|aram)|se\s+desfez\s+de)\s+{_FEW}{_COIN}"
    rf"|\bnão\s+(?:foram?|houve|houveram)\s+{_FEW}(?:vend\w+)[^.;]{{0,30}}{_COIN}|\bnenhum\s+{_COIN}\s+(?:foi|fora)\s+vendido"
    rf"|\b(?:manteve|mantivemos|reteve|guardou)\s+{_FEW}tod[oa]s\s+os\s+{_COIN}\s+(?:que\s+)?(?:minerados|produzidos|minerou|produziu)"
    # Spanish
    rf"|\bno\s+(?:se\s+)?(?:ha(?:n|mos)?\s+)?(?:vend(?:ió|imos|ieron|ido|e|en)|liquid(?:ó|aron))\s+{_FEW}{_COIN}"
    rf"|\bning[uú]n\s+{_COIN}\s+(?:fue|ha\s+sido)\s+vendido|\bno\s+hubo\s+ventas?\s+de\s+{_COIN}"
    rf"|\b(?:conserv(?:ó|amos)|retuvo|mantuvo)\s+{_FEW}todos\s+los\s+{_COIN}\s+(?:que\s+)?(?:minad[oa]s|extraídos|producidos|minó|produjo)"
    # Italian
    rf"|\bnon\s+(?:ha(?:nno)?|abbiamo)\s+(?:mai\s+)?(?:vendut[oi]|cedut[oi]|liquidat[oi])\s+{_FEW}{_COIN}"
    rf"|\bnessun\s+{_COIN}\s+(?:è\s+stat\w\s+)?vendut\w|\bnon\s+(?:è|sono)\s+stat\w\s+vendut\w\s+{_FEW}{_COIN}"
    rf"|\b(?:ha\s+)?(?:conservat[oi]|mantenut[oi]|trattenut[oi])\s+{_FEW}tutti\s+i\s+{_COIN}\s+(?:estratti|minati|prodotti)"
    # German
    rf"|\bkeine(?:n|r|rlei)?\s+(?:[^\W\d]+\s+)?{_COIN}[^.;]{{0,60}}?\b(?:verkauft|veräußert|abgestoßen)"
    rf"|\b(?:verkaufte[n]?|veräußerte[n]?)\s+(?:[^\W\d]+\s+){{0,5}}?keine[n]?\s+(?:[^\W\d]+\s+)?{_COIN}"
    rf"|\b(?:behielt|hielt)\s+alle\s+(?:geschürften|geminten|produzierten)\s+{_COIN}"
    # French
    rf"|\bn[’'](?:a|ont|avons|avait)\s+(?:pas\s+|encore\s+|jamais\s+|toujours\s+pas\s+)?(?:vendu|cédé)\s+{_FEW}(?:d[’'])?{_COIN}"
    rf"|\baucun\s+{_COIN}\s+n[’'](?:a|avait)\s+été\s+(?:vendu|cédé)|\ba\s+conservé\s+tous\s+(?:les|ses)\s+{_COIN}\s+(?:minés|produits)"
    # Dutch
    rf"|\bgeen\s+(?:enkele\s+)?{_COIN}\s+{_FEW}verkocht|\bverkocht\s+{_FEW}geen\s+(?:enkele\s+)?{_COIN}"
    # Chinese, Japanese, Korean
    r"|(?:没有|沒有|未(?:曾)?)(?:出售|卖出|賣出|售出|抛售)[^。；,，]{0,12}?(?:比特币|比特幣|BTC)"
    r"|(?:ビットコイン|BTC)[^。、]{0,16}?(?:売却(?:して(?:い)?(?:ない|なかった|ません)|せず|しなかった|はな(?:い|かった))|売っていない)"
    r"|(?:비트코인|BTC)[^.,]{0,16}?(?:매도|매각|판매)(?:하지\s?않|는?\s?없)",
    re.IGNORECASE,
)
_STEMS = (
    "não ", "no se", "no ha", "no ve", "no li", "no hubo", "nenhum", "ningún", "ningun", "non ", "nessun", "kein",
    "n’a", "n'a", "n’o", "n'o", "aucun", "geen", "manteve", "mantivemos", "reteve", "guardou", "conserv", "retuvo",
    "mantuvo", "mantenut", "trattenut", "behielt", "hielt alle", "没", "沒", "未", "売", "않", "없",
)  # fmt: skip
"""One of these stands in every denial: looked for first, because most sentences have none."""
_WISH = re.compile(r"\b(?:se|si|wenn|falls|planeja|pretende|vai|will|würde|werde)\s*\Z", re.IGNORECASE)


def foreign_denial(line: Line, memory: Memory) -> Draft | None:
    """A denial of a sale in another language than English; it holds for the whole sentence."""
    start, end = line.start, line.atoms[-1].end
    low = line.text[start:end].lower().replace("\n", " ")
    if line.question or not any(map(low.__contains__, _STEMS)):
        return None
    match = _DENIED.search(line.text, start, end)
    if match is None or _WISH.search(line.text, start, match.start()):
        return None
    at = next((at for at, atom in enumerate(line.atoms) if atom.start >= match.start()), 0)
    clause = Clause(line, Told(at, Deed.SELL, Shape.BASE), 0, len(line.atoms))
    who = subject(clause, memory)
    if who == NOBODY:
        return None
    when = moment(clause, memory, point=False, since=True)
    return Draft(
        StatementKind.NO_SALE,
        who,
        match.start(),
        match.end(),
        "prose.not_sold",
        when.first,
        when.last,
        when.sure,
    )
