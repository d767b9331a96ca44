"""The configuration: a frozen section for each part of Minerflow, from file, credentials and environment."""

from monitor.config.load import load_settings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped

__all__ = ["Settings", "load_settings", "shipped"]
