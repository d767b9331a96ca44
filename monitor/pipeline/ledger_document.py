"""The ledger as programs read it."""

from collections.abc import Sequence
from decimal import Decimal

from monitor.alerts.ledger import (
    AwaitedView,
    BreadthView,
    DaysView,
    HoldingView,
    IdentityView,
    IssuerView,
    LabelledView,
    LedgerDocument,
    LedgerRowView,
    MonthlyShareView,
    OpenEpisodeView,
    SaleView,
    SoldOfProducedView,
    SumsView,
    UnclearView,
)
from monitor.disclosures.identity import Identity, Told
from monitor.disclosures.labelled import LabelledPeriod
from monitor.disclosures.ledger import LedgerRow
from monitor.disclosures.ledger_breadth import Awaited, Breadth, Word
from monitor.disclosures.ledger_holdings import Holding, holding_after
from monitor.disclosures.ledger_production import MonthlyShare, SoldOfProduced
from monitor.disclosures.ledger_sales import Sale
from monitor.disclosures.ledger_sums import Sums
from monitor.disclosures.ledger_whole import IssuerPage, Ledger
from monitor.disclosures.unclear import UnclearDocument
from monitor.money import btc_text
from monitor.pipeline.disclose import document_id, statement_view


def ledger_document(ledger: Ledger) -> LedgerDocument:
    """A ledger as one document; its shape is docs/schema/ledger.json."""
    question = ledger.question
    window = question.window
    holdings = {page.issuer: page.holdings for page in ledger.pages}
    return LedgerDocument(
        day=question.day.isoformat(),
        as_of=question.as_of.isoformat() if question.as_of else None,
        month=str(question.month),
        year=question.year,
        selection=DaysView(first=window.first.isoformat(), last=window.last.isoformat()) if window else None,
        issuers=tuple(map(_issuer, ledger.pages)),
        total=_sums(ledger.total),
        selected=_sums(ledger.selected),
        breadth=tuple(map(_breadth, ledger.breadth)),
        largest=tuple(_sale(sale, holdings[sale.statement.issuer]) for sale in ledger.largest),
        production=tuple(map(_monthly_share, ledger.production)),
    )


def _issuer(page: IssuerPage) -> IssuerView:
    ledger, held = page.ledger, page.ledger.holdings_after_sats
    return IssuerView(
        issuer=page.issuer,
        moved_sats=ledger.moved_sats,
        disclosed_sats=ledger.disclosed_sats,
        confirmed_sats=ledger.confirmed_sats,
        gap_sats=ledger.gap_sats,
        unconfirmed_sats=ledger.unconfirmed_sats,
        refuted_sats=ledger.refuted_sats,
        holdings_after_btc=_btc(held),
        statements=tuple(map(_row, ledger.rows)),
        sums=_sums(page.sums),
        selected=_sums(page.selected),
        sales=tuple(_sale(sale, page.holdings) for sale in page.sales),
        holdings=tuple(map(_holding, page.holdings)),
        production=tuple(map(_sold_of_produced, page.production)),
        labelled=_labelled(page.labelled.labelled, page.labelled.share_pct) if page.labelled else None,
        open_episodes=tuple(
            OpenEpisodeView(
                id=each.episode_id,
                since=each.since,
                sats=each.sats,
                until=each.until,
                expired=each.expired,
                not_understood=tuple(map(_unclear, each.unclear)),
            )
            for each in page.open_episodes
        ),
        identities=tuple(map(_identity, ledger.identities)),
    )


def _unclear(document: UnclearDocument) -> UnclearView:
    return UnclearView(
        digest=document.digest,
        url=document.url,
        published=document.published.isoformat(),
        passages=document.passages,
    )


def _row(row: LedgerRow) -> LedgerRowView:
    stated = row.statement
    return LedgerRowView(
        **statement_view(stated).model_dump(),
        own_sats=row.own_sats,
        confirmed_sats=row.confirmed_sats,
        gap_sats=row.gap_sats,
        superseded=row.superseded,
        repeated=row.repeated,
        contradicted_by=row.contradicted_by,
        url=stated.url,
        document_id=document_id(stated.issuer, stated.url),
        published=stated.published.isoformat() if stated.published else None,
        implied_price_usd=_text(stated.implied_price_usd),
        only_episode=stated.only_episode,
        on_its_way_sats=row.on_its_way_sats,
        pinned=row.pinned,
        hearsay=stated.hearsay,
        corrected=row.corrected,
    )


def _sale(sale: Sale, holdings: Sequence[Holding]) -> SaleView:
    stated = sale.statement
    after = holding_after(stated, holdings)
    return SaleView(
        statement_id=stated.statement_id,
        issuer=stated.issuer,
        period_start=stated.period_start.isoformat(),
        period_end=stated.period_end.isoformat(),
        sats=stated.sats,
        btc=_btc(stated.sats),
        approx=stated.approximate,
        counted_sats=sale.counted_sats,
        seen_sats=sale.seen_sats,
        gap_sats=sale.gap_sats,
        proceeds_usd=_text(stated.proceeds_usd),
        proceeds_usdt=_text(stated.proceeds_usdt),
        derived=tuple(sorted(stated.derived)),
        implied_price_usd=_text(stated.implied_price_usd),
        purpose=stated.purpose,
        holdings_after_btc=_btc(after.sats) if after else None,
        holdings_after_approx=after is not None and after.approximate,
        holdings_before_btc=_btc(after.before_sats) if after else None,
        holdings_change_pct=_text(after.change_pct) if after else None,
        contradicted=sale.contradicted,
        url=stated.url,
        document_id=document_id(stated.issuer, stated.url),
        published=stated.published.isoformat() if stated.published else None,
    )


def _holding(holding: Holding) -> HoldingView:
    return HoldingView(
        day=holding.day.isoformat(),
        sats=holding.sats,
        btc=btc_text(holding.sats),
        approx=holding.approximate,
        change_sats=holding.change_sats,
        change_pct=_text(holding.change_pct),
        url=holding.statement.url,
        document_id=document_id(holding.statement.issuer, holding.statement.url),
    )


def _sold_of_produced(row: SoldOfProduced) -> SoldOfProducedView:
    return SoldOfProducedView(
        period_start=row.first.isoformat(),
        period_end=row.last.isoformat(),
        produced_sats=row.produced_sats,
        sold_sats=row.sold_sats,
        complete=row.complete,
        approx=row.approximate,
        share_pct=_text(row.share_pct),
    )


def _identity(identity: Identity) -> IdentityView:
    return IdentityView(
        first_day=identity.first_day.isoformat(),
        last_day=identity.last_day.isoformat(),
        opening_sats=identity.opening.sats,
        mined_sats=_told(identity.mined),
        bought_sats=_told(identity.bought),
        sold_sats=_told(identity.sold),
        pledged_sats=_told(identity.pledged),
        closing_sats=identity.closing.sats,
        remainder_sats=identity.remainder_sats,
        slack_sats=identity.slack_sats,
        unexplained_sats=identity.unexplained_sats,
        complete=identity.complete,
        moved_sats=identity.moved_sats,
        confirmed_sats=identity.confirmed_sats,
        refuted_sats=identity.refuted_sats,
        labelled=_labelled(identity.labelled, identity.labelled_pct) if identity.labelled else None,
        labelled_loss_sats=identity.labelled_loss_sats,
    )


def _labelled(labelled: LabelledPeriod, share_pct: Decimal | None) -> LabelledView:
    return LabelledView(
        first_day=labelled.first_day.isoformat(),
        last_day=labelled.last_day.isoformat(),
        scripts=labelled.scripts,
        known=labelled.known,
        before_sats=labelled.before_sats,
        came_sats=labelled.came_sats,
        mined_sats=labelled.mined_sats,
        left_sats=labelled.left_sats,
        after_sats=labelled.after_sats,
        share_pct=_text(share_pct),
    )


def _told(told: Told | None) -> int | None:
    return None if told is None else told.sats


def _monthly_share(row: MonthlyShare) -> MonthlyShareView:
    return MonthlyShareView(
        month=str(row.month),
        produced_sats=row.produced_sats,
        sold_sats=row.sold_sats,
        share_pct=_text(row.share_pct),
        issuers=row.issuers,
        without_sales=row.without_sales,
        complete=row.complete,
        approx=row.approximate,
    )


def _breadth(breadth: Breadth) -> BreadthView:
    return BreadthView(
        month=str(breadth.month),
        sells=breadth.of(Word.SELLS),
        sells_within_longer=breadth.of(Word.SELLS_WITHIN_LONGER),
        holds=breadth.of(Word.HOLDS),
        no_word_of_sales=breadth.of(Word.NO_WORD_OF_SALES),
        silent=tuple(map(_awaited, breadth.awaited_as(Word.SILENT))),
        not_due=tuple(map(_awaited, breadth.awaited_as(Word.NOT_DUE))),
    )


def _awaited(awaited: Awaited) -> AwaitedView:
    return AwaitedView(issuer=awaited.issuer, due=awaited.due.isoformat(), moved_sats=awaited.moved_sats)


def _sums(sums: Sums) -> SumsView:
    return SumsView(
        moved_sats=sums.moved_sats,
        matched_sats=sums.matched_sats,
        refuted_sats=sums.refuted_sats,
        indicative_sats=sums.indicative_sats,
        expired_sats=sums.expired_sats,
        disclosed_sats=sums.disclosed_sats,
        disclosed_approx=sums.approximate,
        seen_sats=sums.seen_sats,
        gap_sats=sums.gap_sats,
        coverage_pct=_text(sums.coverage_pct),
    )


def _btc(sats: int | None) -> str | None:
    return None if sats is None else btc_text(sats)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
