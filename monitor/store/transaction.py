"""One database transaction, seen through the rooms of the store."""

from sqlmodel.ext.asyncio.session import AsyncSession

from monitor.flows.policy import Policy
from monitor.store.audit import AuditTrail
from monitor.store.candidates import CandidateRows
from monitor.store.chain import ChainRows
from monitor.store.coins import CoinRows
from monitor.store.coverage import CoverageRows
from monitor.store.disclosures import DisclosureRows
from monitor.store.episodes import EpisodeRows
from monitor.store.feed_items import FeedItemRows
from monitor.store.filings import FilingRows
from monitor.store.gaps import GapRows
from monitor.store.headers import HeaderRows
from monitor.store.heartbeat import HeartbeatRows
from monitor.store.histories import HistoryRows
from monitor.store.labelled import LabelledRows
from monitor.store.market import MarketRows
from monitor.store.originals import OriginalRows
from monitor.store.outbox import OutboxRows
from monitor.store.overrides import OverrideRows
from monitor.store.payouts import PayoutRows
from monitor.store.sweeps import SweepRows
from monitor.store.times import TimeRows
from monitor.store.told_trails import ToldTrails
from monitor.store.trails import TrailRows
from monitor.store.unsettled import UnsettledRows


class Transaction:
    """What can be read and written in one database transaction. Ends with the `async with` that made it."""

    def __init__(self, session: AsyncSession, policy: Policy) -> None:
        self.chain = ChainRows(session)
        self.coins = CoinRows(session)
        self.histories = HistoryRows(session)
        self.candidates = CandidateRows(session)
        self.sweeps = SweepRows(session)
        self.payouts = PayoutRows(session)
        self.coverage = CoverageRows(session)
        self.trails = TrailRows(session)
        self.told_trails = ToldTrails(session)
        self.headers = HeaderRows(session)
        self.unsettled = UnsettledRows(session)
        self.episodes = EpisodeRows(session, policy)
        self.disclosures = DisclosureRows(session)
        self.originals = OriginalRows(session)
        self.feed_items = FeedItemRows(session)
        self.filings = FilingRows(session)
        self.overrides = OverrideRows(session)
        self.gaps = GapRows(session)
        self.labelled = LabelledRows(session)
        self.outbox = OutboxRows(session)
        self.audit = AuditTrail(session)
        self.heartbeat = HeartbeatRows(session)
        self.times = TimeRows(session)
        self.market = MarketRows(session)
