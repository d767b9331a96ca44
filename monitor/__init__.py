"""Minerflow: follows labelled bitcoin miners' coins to the places where coins get sold."""

from importlib.metadata import version

__version__ = version("minerflow")
