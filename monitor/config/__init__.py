"""The configuration: a frozen section for each part of Minerflow, from file, credentials and environment."""
