"""What a reader sees of a page, and nothing else."""

import pytest

from monitor.disclosures.text.document import document_text


def text_of(body: str) -> str:
    return document_text(f"<html><head><title>t</title></head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("205,759<sup>2</sup> BTC", "205,759 [2] BTC"),
        ("205,759<sup>(2)(3)</sup>.", "205,759 [2][3] ."),
        ("205,759²", "205,759 [2]"),
        ('held 58 BTC<span style="position:relative;top:-3.5pt;font-size:6pt">1</span>', "held 58 BTC [1]"),
        ('balance sheet<font style="font-size:7pt;vertical-align:super">7</font>', "balance sheet [7]"),
        ("the 4<sup>th</sup> quarter, 10 km², MARA<sup>®</sup>", "the 4th quarter, 10 km², MARA®"),
        ("1\u202f371&nbsp;&#8383; \u200b(\u00ad\u22125\u2009%)", "1 371 ₿ (-5 %)"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        (
            "<h2>June</h2><p>Sold   50\nbitcoin.</p><div>a</div><div>b</div>",
            "June\n\nSold 50 bitcoin.\n\na\nb",
        ),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ('a<div style="display: none">x</div><p hidden>y</p><script>z</script><noscript>n</noscript>b', "ab"),
        ("a<template><p>x</p></template><style>p{}</style><nav><a>Miner sold 10 BTC</a></nav>b", "ab"),
        ("<ix:header><ix:hidden><ix:nonFraction>99</ix:nonFraction></ix:hidden></ix:header>sold 5", "sold 5"),
        (
            '<ix:nonFraction scale="3" sign="-">1,371</ix:nonFraction>, (<ix:nonNumeric>x</ix:nonNumeric>)',
            "1,371, (x)",
        ),
        ("$&ldquo;5&rdquo; &amp;lt; R&D &#150; &#x20BF; &euro;", "$“5” &lt; R&D \u2013 ₿ €"),
    ],
)
def test_html_reads_as_it_looks(written, read):
    assert text_of(written) == read


def test_wire_copy_keeps_its_lines_and_spaces():
    wire = "\nJUNE UPDATE\n\n               June    May\nSold           1,371    500\n"
    assert text_of(f"<pre>{wire}</pre>") == wire.strip("\n")


def test_an_unclosed_document_loses_nothing():
    assert (
        text_of("<p>one<p>two<table><tr><td>Sold<td>5<tr><td>Held<td>6") == "one\n\ntwo\n\nSold | 5\nHeld | 6"
    )
