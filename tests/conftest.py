"""What holds for every test."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from monitor.flows.policy import Policy
from monitor.store.store import open_store
from tests.broker import Mosquitto
from tests.empty_store import empty_store
from tests.postgres_server import PostgresCluster

# A busy machine is no reason to fail: how long an example takes, or its making, is for the benchmarks to say.
settings.register_profile(
    "house", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
# For a night, not for every change: MINERFLOW_TEST_PROFILE=deep.
settings.register_profile("deep", settings.get_profile("house"), max_examples=2_000, stateful_step_count=60)
settings.load_profile(os.environ.get("MINERFLOW_TEST_PROFILE", "house"))
# What commands print into a pipe is as wide as this says.
os.environ.pop("COLUMNS", None)


@pytest.fixture(autouse=True)
def logging_as_it_was():
    """Logging is one for the whole process, and a command that runs in it sets it up for itself."""
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    root_level = logging.root.level
    yield
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.setLevel(levels.get(name, logging.NOTSET))
        logger.disabled = False  # as import-linter leaves them
    logging.root.setLevel(root_level)
    for handler in [each for each in logging.root.handlers if type(each) is logging.StreamHandler]:
        logging.root.removeHandler(handler)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgres():
    """A server of this test session's own."""
    cluster = PostgresCluster()
    yield cluster
    cluster.close()


@pytest.fixture(scope="session")
def postgres_template(postgres):
    """The name of an empty database with the present schema, which others are copied from in no time."""
    name = postgres.new()

    async def migrate():
        async with open_store(postgres.url(name), Policy()):
            pass

    asyncio.run(migrate())
    return name


@pytest.fixture
def postgres_url(postgres, postgres_template):
    """An empty database of the test's own on that server."""
    return postgres.url(postgres.new(postgres_template))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The URL of an empty database: what a test asks of it holds on both."""
    if request.param == "sqlite":
        return empty_store(tmp_path / "db.sqlite3")
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    """A broker of the test's own, in a directory of its own."""
    directory = tmp_path / "broker"
    directory.mkdir()
    with Mosquitto(directory) as broker:
        yield broker
