"""What is logged of troubles: enough to know, never so much that it hides the rest."""

from structlog.testing import capture_logs

from monitor.pipeline.health import Health


def told(logs):
    return [log["event"] for log in logs]


def test_a_trouble_is_logged_when_it_begins_and_when_it_ends():
    health = Health()
    with capture_logs() as logs:
        for _ in range(3):
            health.trouble("source", "down")
        health.well("source")
        health.well("source")
    assert told(logs) == ["health.trouble", "health.recovered"]


def test_three_days_of_a_reason_that_changes_at_every_poll_fill_no_journal():
    health, changes = Health(), []
    health.on_change = lambda: changes.append(health.troubles["source"])
    with capture_logs() as logs:
        for turn in range(72 * 360):
            health.trouble("source", f"it gets no request for another {turn % 57} s")
    assert told(logs) == ["health.trouble"] * 16
    assert len(changes) == 72 * 360, "whoever looks sees the latest reason"


def test_a_new_trouble_starts_from_the_beginning():
    health = Health()
    with capture_logs() as logs:
        for outage in range(3):
            for turn in range(2):
                health.trouble("source", f"{outage}.{turn}")
            health.well("source")
    assert told(logs) == ["health.trouble", "health.trouble", "health.recovered"] * 3
