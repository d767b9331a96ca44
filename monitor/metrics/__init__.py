"""Figures for Prometheus: the status document in its text format, over HTTP."""
