"""Feeds of companies and newswires, and the folder into which documents are dropped."""
