"""`minerflow market`: what coins are worth, and what mining them pays."""

from collections.abc import Iterator
from decimal import Decimal

from monitor.alerts.market import MarketReport, MarketView
from monitor.bitcoin.network import PARAMS, Network
from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, moment, print_json, styled
from monitor.clock import utcnow
from monitor.money import btc_for_people
from monitor.pipeline.market_report import market_report


def market(config: Config = None, as_json: AsJson = False) -> None:
    """Show price, difficulty, hashprice and their ages, as the daemon knew them last."""

    async def read() -> tuple[MarketReport, bool]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            params = PARAMS[Network(desk.settings.network)]
            return await market_report(tx, params, utcnow()), bool(desk.settings.prices)

    report, priced = in_loop(read())
    if as_json:
        print_json(report.model_dump(mode="json"))
        return
    for name, text in _lines(report, priced=priced):
        console().print(styled(f"{name:11} {text}", ""))


def _lines(report: MarketReport, *, priced: bool) -> Iterator[tuple[str, str]]:
    yield "block", f"{report.height:,}, mined {moment(report.block_time)}"
    yield "price", _price(report, priced=priced)
    yield "difficulty", _difficulty(report)
    if report.hashrate_ehs is not None:
        yield "hashrate", f"{Decimal(report.hashrate_ehs):,.0f} EH/s, by the blocks of the last day"
    yield "subsidy", f"{btc_for_people(report.subsidy_sats)} BTC"
    if report.market is not None:
        yield "fees", _fees(report.market)
        yield "hashprice", _hashprice(report.market)
        yield "as of", f"{moment(report.market.at)}, {_age(report.age_seconds or 0)} ago"


def _price(report: MarketReport, *, priced: bool) -> str:
    if not report.prices:
        return "unknown so far" if priced else "unknown: no [[prices]] are configured"
    said = "; ".join(
        f"${Decimal(each.usd):,.2f} ({each.source}, {_age(each.age_seconds)} ago)" for each in report.prices
    )
    apart = report.market.disagreement_pct if report.market else None
    return f"{said}; {apart} % apart" if apart is not None else said


def _difficulty(report: MarketReport) -> str:
    retarget = report.next_retarget
    amount = Decimal(report.difficulty)
    text = f"{amount / 10**12:,.2f} T" if amount >= 10**12 else f"{amount:f}"
    if retarget is None:
        return f"{text}; this network does not retarget"
    change = (
        "by how much is not known yet"
        if retarget.change_pct is None
        else f"by about {Decimal(retarget.change_pct):+} % (pace of {retarget.over_blocks:,} blocks)"
    )
    return (
        f"{text}; it changes at block {retarget.height:,}, in {retarget.blocks_left:,} blocks, "
        f"about {moment(retarget.at)}, {change}"
    )


def _fees(view: MarketView) -> str:
    if view.fee_sats is None:
        return "unknown"
    return f"{btc_for_people(view.fee_sats)} BTC a block, over {view.fee_blocks} blocks ({view.fee_source})"


def _hashprice(view: MarketView) -> str:
    if view.hashprice_usd_ph_day is None:
        return "unknown"
    text = f"${view.hashprice_usd_ph_day} per PH/s and day"
    if view.change_30d_pct is None:
        return f"{text}; its change in 30 days is not known"
    return f"{text}, {Decimal(view.change_30d_pct):+} % in 30 days (rests on {view.change_rests_on})"


def _age(seconds: int) -> str:
    """A span as people say it, in its largest unit."""
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= unit:
            return f"{seconds // unit} {name}"
    return f"{seconds} s"
