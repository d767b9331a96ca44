"""EDGAR, the filings of the U.S. Securities and Exchange Commission, as a `FilingSource`."""
