"""A line of `watch` says which episode it is of, whether it wakes somebody, and what a colleague wrote."""

from monitor.cli.watch import print_alert

EPISODE = {"updated_at": "2026-02-04T21:00:00Z", "severity": "warning", "page": True}
RAISED = {
    "episode_id": "mara-20260204-0a1b2c3d", "kind": "raised", "cause": "block 935000", "episode": EPISODE,
    "text": "mara: 653.773 BTC moved to two-prime.",
}  # fmt: skip
NOTED = RAISED | {"kind": "noted", "cause": "called\n\x1b[2JAnna", "text": "mara: al left a note."}
GAP = {
    "episode_id": None, "gap_id": "1234567890abcdef", "kind": "disclosed_unseen", "at": "2026-02-05T07:01:02Z",
    "text": "riot states that it sold 10 BTC.", "gap": {"severity": "info", "page": False},
}  # fmt: skip


AT = "2026-02-04 21:00Z  warning  PAGE"
NAME = "mara-20260204-0a1b"


def test_lines_are_aligned_and_name_what_show_and_ack_ask_for(capsys):
    for alert in (RAISED, NOTED, GAP):
        print_alert(alert)
    raised, noted, gap = capsys.readouterr().out.splitlines()
    assert raised == f"{AT}  raised            {NAME}       mara: 653.773 BTC moved to two-prime."
    assert noted == f'{AT}  noted             {NAME}       mara: al left a note. The note: "called [2JAnna"'
    assert gap.startswith(
        "2026-02-05 07:01Z  info           disclosed_unseen  12345678                 riot "
    )
