from monitor.pipeline.coverage import Gap, Span, gaps


def span(first: int, last: int, *label_sets: str) -> Span:
    return Span(first, last, label_sets, ("somebody",))


def test_a_ledger_in_which_nothing_was_scanned_has_no_gaps() -> None:
    assert gaps((), "ours") == []


def test_blocks_that_lie_between_and_blocks_with_other_labels_are_gaps() -> None:
    ledger = (span(1, 3, "ours"), span(6, 7, "theirs"), span(8, 8, "others"), span(9, 9, "ours", "theirs"))
    assert gaps(ledger, "ours") == [Gap(4, 5, scanned=False), Gap(6, 8, scanned=True)]
