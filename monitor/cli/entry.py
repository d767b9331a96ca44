"""What every command begins with: its settings, and an event loop."""

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

from monitor.config.load import load_settings
from monitor.config.settings import Settings
from monitor.log import configure_logging
from monitor.opening import KINDS

Result = TypeVar("Result")


def settings_of(config: Path | None, *, labels_needed: bool = False) -> Settings:
    """Read the configuration and set logging up by it.

    Args:
        config: the file; None is the one that comes with Minerflow.
        labels_needed: whether files of labels that are not there are problems of the configuration.

    Raises:
        ConfigError: something in it is wrong.
    """
    settings = load_settings(config, os.environ, KINDS, labels_needed=labels_needed)
    configure_logging(settings.log.level, settings.log.format)
    return settings


def in_loop(work: Coroutine[object, object, Result]) -> Result:
    """Run a command's coroutine."""
    return asyncio.run(work)
