"""What every kind of source over HTTP has in common."""

from monitor.bitcoin.network import Network
from monitor.explorers.http import ExplorerHttp
from monitor.pipeline.snapshot import SourceSnapshot


class OverHttp:
    """A name, a way to the source, and the network whose addresses it is asked about."""

    def __init__(self, http: ExplorerHttp, network: Network) -> None:
        self._http = http
        self._network = network

    @property
    def name(self) -> str:
        """The source's name in logs, alerts and the coverage ledger."""
        return self._http.name

    def snapshot(self) -> SourceSnapshot:
        """How the source is now."""
        return self._http.snapshot()
