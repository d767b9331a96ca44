"""The ledger as one JSON document: what `minerflow ledger --json` prints. The models are the contract; they only grow.

Amounts are satoshis; where BTC stand beside them they are a plain decimal string, as are dollars and percentages. Days
are ISO 8601 in UTC. What nobody told is null.
"""

from typing import Literal

from pydantic import Field

from monitor.alerts.payload import StatementView
from monitor.alerts.shape import Payload, Time


class LedgerRowView(StatementView):
    """A statement about sales or holdings, and what became of it."""

    own_sats: int
    """What it adds to more specific statements, a reviewer's confirmations among them."""
    confirmed_sats: int
    """What of that was seen on chain."""
    gap_sats: int
    superseded: bool
    repeated: bool
    """It is superseded by a statement that tells the same in another document."""
    contradicted_by: tuple[str, ...]
    url: str
    document_id: str
    """By which `disclosures show` knows the document."""
    published: str | None
    implied_price_usd: str | None
    """As stated, else proceeds over quantity, to the cent."""
    only_episode: str | None
    """The episode that a reviewer confirmed by it."""
    on_its_way_sats: int
    """What of the gap may be among coins that left the miner and are still on their way; none of it is confirmed."""
    pinned: bool
    """A reviewer said which coins it, or a part of it, is about."""
    hearsay: bool
    """An article tells it, and not the company itself."""
    corrected: bool
    """A reviewer corrected what was read; `disclosures overrides` says how."""


class SaleView(Payload):
    """A sale that a company told of, with what a reviewer confirmed by it counted as the company's own."""

    statement_id: str
    issuer: str
    period_start: str
    period_end: str
    sats: int | None
    """As stated; null where no quantity is."""
    btc: str | None
    approx: bool
    counted_sats: int
    """What it tells beyond more specific sales on its days."""
    seen_sats: int
    """What of that was seen on chain."""
    gap_sats: int
    proceeds_usd: str | None
    proceeds_usdt: str | None
    """Of a sale for USDT, which is not counted as dollars."""
    implied_price_usd: str | None
    purpose: str | None
    derived: tuple[str, ...]
    """Fields that were computed and are nowhere printed, such as `sats`."""
    holdings_after_btc: str | None
    holdings_after_approx: bool
    holdings_before_btc: str | None
    """The latest that the company had stated before."""
    holdings_change_pct: str | None
    contradicted: bool
    url: str
    document_id: str
    published: str | None


class HoldingView(Payload):
    """What a company stated that it held at the end of a day, and the change since it stated it before."""

    day: str
    sats: int
    btc: str
    approx: bool
    change_sats: int | None
    change_pct: str | None
    url: str
    document_id: str


class UnclearView(Payload):
    """A document with passages about parting with coins that no rule understood, and nobody has read."""

    digest: str
    """By which `disclosures show` knows it."""
    url: str
    published: str
    """Where that is not known, the day it was fetched."""
    passages: int


class OpenEpisodeView(Payload):
    """An episode of which something is neither confirmed nor refuted."""

    id: str
    since: Time
    sats: int
    until: Time | None
    """When the issuer's usual time to speak ends."""
    expired: bool
    not_understood: tuple[UnclearView, ...] = ()
    """Documents that may be about it, and have to be read."""


class SoldOfProducedView(Payload):
    """Production in a period that the issuer reports by, and what was sold in it."""

    period_start: str
    period_end: str
    produced_sats: int
    sold_sats: int | None
    """Null where the issuer says nothing of sales in the period."""
    complete: bool
    """False where sales of some days are not told: at least so much was sold."""
    approx: bool
    share_pct: str | None


class LabelledView(Payload):
    """What an issuer's labelled scripts held and did from one day to another.

    `before` + `came` - `left` = `after`, of the `known` ones: those of which all coins of the time are known.
    """

    first_day: str
    last_day: str
    scripts: int
    known: int
    before_sats: int
    came_sats: int
    mined_sats: int
    """What pools and coinbases paid, as far as scanned blocks show who paid: at least so much."""
    left_sats: int
    after_sats: int
    share_pct: str | None
    """`after` in percent of the balance that the issuer states; null where no script is known."""


class IdentityView(Payload):
    """An issuer's figures for the days between two balances: opening + mined + bought - sold = closing.

    Pledged coins count as held or not, whichever leaves less unexplained. What nobody states is null.
    """

    first_day: str
    last_day: str
    opening_sats: int
    mined_sats: int | None
    bought_sats: int | None
    sold_sats: int | None
    pledged_sats: int | None
    """Newly pledged or lent, less what came back."""
    closing_sats: int
    remainder_sats: int
    """Above zero: so much left that no figure tells of. Below: so much more is held than they explain."""
    slack_sats: int
    """What rounding of the figures can explain."""
    unexplained_sats: int
    """The remainder where it is more than that, else 0."""
    complete: bool
    """Whether production is told for every day; without it the remainder is only the least."""
    moved_sats: int
    """What was seen moving to platforms in these days."""
    confirmed_sats: int
    refuted_sats: int
    labelled: LabelledView | None
    """The chain's side of the same days; null where it is not known yet."""
    labelled_loss_sats: int
    """By how much more labelled scripts lost than either the issuer tells or reached platforms."""


class SumsView(Payload):
    """`moved` = `matched` + `refuted` + `indicative` + `expired`; `disclosed` = `seen` + `gap`."""

    moved_sats: int
    matched_sats: int
    refuted_sats: int
    indicative_sats: int
    expired_sats: int
    disclosed_sats: int
    disclosed_approx: bool
    seen_sats: int
    gap_sats: int
    coverage_pct: str | None
    """What share of disclosed sales was seen on chain."""


class IssuerView(Payload):
    """One issuer's part of the ledger."""

    issuer: str
    moved_sats: int
    disclosed_sats: int
    confirmed_sats: int
    gap_sats: int
    unconfirmed_sats: int
    refuted_sats: int
    holdings_after_btc: str | None
    statements: tuple[LedgerRowView, ...]
    """Everything it told of sales and holdings."""
    sums: SumsView
    """Over everything."""
    selected: SumsView
    """Over the days that were asked for."""
    sales: tuple[SaleView, ...]
    """Those whose period ends in the days that were asked for."""
    holdings: tuple[HoldingView, ...]
    production: tuple[SoldOfProducedView, ...]
    labelled: LabelledView | None
    """Beside the latest stated balance of which the chain's side is known."""
    open_episodes: tuple[OpenEpisodeView, ...]
    identities: tuple[IdentityView, ...]


class AwaitedView(Payload):
    """An issuer that said nothing of a month."""

    issuer: str
    due: str
    """The day by which its habit would have it speak."""
    moved_sats: int
    """What was seen moving to platforms in the month without a word."""


class BreadthView(Payload):
    """What all issuers say of one month. Each issuer stands in one of the lists."""

    month: str
    sells: tuple[str, ...]
    sells_within_longer: tuple[str, ...]
    """A sale in a longer time that holds days of the month, and nothing more exact."""
    holds: tuple[str, ...]
    """It sold nothing in the whole month."""
    no_word_of_sales: tuple[str, ...]
    """Production or holdings of the month, and not a word of sales."""
    silent: tuple[AwaitedView, ...]
    """It has said nothing, though its usual time to speak has passed."""
    not_due: tuple[AwaitedView, ...]
    """It has said nothing, and its usual time to speak has not passed."""


class MonthlyShareView(Payload):
    """What those who tell both sold of a month's production."""

    month: str
    produced_sats: int
    sold_sats: int
    share_pct: str | None
    issuers: tuple[str, ...]
    without_sales: tuple[str, ...]
    """Who tells its production and nothing of sales; not in the sums."""
    complete: bool
    approx: bool


class DaysView(Payload):
    """Days from the first to the last, both included."""

    first: str
    last: str


class LedgerDocument(Payload):
    """The whole ledger."""

    schema_: Literal["minerflow.ledger/1"] = Field(default="minerflow.ledger/1", alias="schema")
    day: str
    """The day from which it looks back."""
    as_of: str | None
    """Only what was told and had moved by then; null: everything."""
    month: str
    """The first month of `breadth`."""
    year: int
    """The year of `largest` and `production`."""
    selection: DaysView | None
    """The days that were asked for; null: all."""
    issuers: tuple[IssuerView, ...]
    total: SumsView
    selected: SumsView
    breadth: tuple[BreadthView, ...]
    """A month and those before it, latest first."""
    largest: tuple[SaleView, ...]
    production: tuple[MonthlyShareView, ...]
