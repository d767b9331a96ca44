"""Who asks EDGAR, and how often."""

import pytest
from pydantic import ValidationError

from monitor.config.edgar_section import EdgarSettings


@pytest.mark.parametrize(
    "contact",
    ["Example Desk desk@example.com", "Example Desk <desk@example.com>", "desk@example.com (Example Desk)"],
)
def test_a_contact_is_a_name_and_a_mail_address(contact):
    assert EdgarSettings(contact=f" {contact} ").contact == contact


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("Example Desk", "does not name a person and a mail address"),
        ("desk@example.com", "does not name a person and a mail address"),
        ("<desk@example.com>", "does not name a person and a mail address"),
        ("Desk desk@localhost", "does not name a person and a mail address"),
        ("B\u00fcro desk@example.com", "plain ASCII"),
        ("Desk desk@example.com\r\nX-Evil: 1", "plain ASCII"),
        ("D" * 200 + " desk@example.com", "at most 200"),
    ],
)
def test_anything_else_is_refused_with_how_to_write_it(contact, told):
    with pytest.raises(ValidationError, match=told):
        EdgarSettings(contact=contact)


def test_without_a_contact_nobody_is_named():
    assert EdgarSettings().contact is None


def test_busy_days_are_not_looked_at_less_often():
    with pytest.raises(ValidationError, match="longer than interval"):
        EdgarSettings(interval="5m", busy_interval="10m")
