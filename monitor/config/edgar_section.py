"""The section of EDGAR, the filings of the U.S. Securities and Exchange Commission."""

import re
from datetime import timedelta
from typing import Self

from pydantic import Field, field_validator, model_validator

from monitor.config.section import Section
from monitor.config.values import ApiUrl, Duration

_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_LONGEST = 200


class EdgarSettings(Section):
    """Companies' filings. Without a contact EDGAR is not asked."""

    contact: str | None = None
    """Name and mail address of whoever runs this: the SEC wants to know whom it serves."""
    interval: Duration = Field(default=timedelta(minutes=15), ge=timedelta(minutes=1), le=timedelta(days=1))
    busy_interval: Duration = Field(
        default=timedelta(minutes=1), ge=timedelta(seconds=10), le=timedelta(days=1)
    )
    """On days on which a company is likely to speak."""
    look_back: Duration = Field(default=timedelta(days=100), ge=timedelta(days=0), le=timedelta(days=3650))
    """How old a filing may be that the first look at a company finds."""
    timeout: Duration = Field(default=timedelta(seconds=30), ge=timedelta(seconds=1))
    data_url: ApiUrl = "https://data.sec.gov"
    archives_url: ApiUrl = "https://www.sec.gov"

    @field_validator("contact")
    @classmethod
    def _names_somebody(cls, contact: str | None) -> str | None:
        if contact is None:
            return None
        plain = contact.strip()
        mail = _MAIL.search(plain)
        if mail is None or not plain.replace(mail[0], "").strip(" <>()"):
            raise ValueError(
                f'{contact!r} does not name a person and a mail address; write it like "Example Desk desk@example.com"'
            )
        if not plain.isascii() or not plain.isprintable() or len(plain) > _LONGEST:
            raise ValueError(f"it goes into a header: at most {_LONGEST} plain ASCII characters")
        return plain

    @model_validator(mode="after")
    def _busy_is_more_often(self) -> Self:
        if self.busy_interval > self.interval:
            raise ValueError(f"busy_interval {self.busy_interval} is longer than interval {self.interval}")
        return self
