"""What holds for every test."""

import logging
import os

import pytest
import structlog
from hypothesis import settings

# A busy machine is no reason to fail: how long an example takes is for the benchmarks to say.
settings.register_profile("house", deadline=None, max_examples=50)
# For a night, not for every change: MINERFLOW_TEST_PROFILE=deep.
settings.register_profile("deep", deadline=None, max_examples=2_000, stateful_step_count=60)
settings.load_profile(os.environ.get("MINERFLOW_TEST_PROFILE", "house"))


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
