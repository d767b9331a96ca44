"""What companies file in the story: documents of our own writing, with the amounts that were reported.

Their words are made up; so are the cover pages, the layout, and what of the month they leave out.
"""

from monitor.simulation.edgar_pages import FiledDocument

_COVER = """<html><head><title>{form}</title></head><body>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM {form}</p>
<p>{name} (exact name of registrant)</p>
<p>The exhibit to this report was written for a demonstration.</p>
<table><tr><td>Exhibit</td><td>Description</td></tr><tr><td>99.1</td><td>Press release</td></tr></table>
</body></html>"""

_MONTH = """<html><body><p>{name}: operations in {month} 2026</p>
<p>Unaudited figures for the month. This text was written for a demonstration.</p>
<table>
<tr><th>Metric</th><th>{month} 2026</th></tr>
<tr><td>Bitcoin sold</td><td>{btc}</td></tr>
{more}</table></body></html>"""

_WEEKEND = """<html><body><p>Cango Inc. reduces its debt</p>
<p>February 9, 2026. This text was written for a demonstration.</p>
<p>Cango Inc. sold 4,451 bitcoin on February 7 and 8, 2026, for net proceeds of $305 million, to repay a part of a loan
that is secured by bitcoin.</p>
<p>As of February 8, 2026, the company held just over 3,000 bitcoin. As of January 31, 2026, it held 7,474.6
bitcoin.</p>
<p>The company may sell more bitcoin in the future, depending on market conditions.</p></body></html>"""


def monthly_update(
    form: str, name: str, month: str, btc: str, proceeds: str = ""
) -> tuple[FiledDocument, ...]:
    """A month's figures, as an exhibit under a cover.

    Args:
        form: such as "8-K".
        name: of the registrant.
        month: in full, such as "January".
        btc: what was sold.
        proceeds: what it brought, as printed; left out where the company does not tell.
    """
    more = f"<tr><td>Net proceeds from sales of bitcoin</td><td>{proceeds}</td></tr>\n" if proceeds else ""
    return _under_cover(form, name, _MONTH.format(name=name, month=month, btc=btc, more=more))


def weekend_sale(form: str, name: str) -> tuple[FiledDocument, ...]:
    """Cango's sale of the weekend of 7 and 8 February, told on Monday."""
    return _under_cover(form, name, _WEEKEND)


def _under_cover(form: str, name: str, release: str) -> tuple[FiledDocument, ...]:
    cover = _COVER.format(form=form, name=name)
    stem = form.lower().replace("-", "")
    return (
        FiledDocument(f"form{stem}.htm", form, cover.encode(), form),
        FiledDocument("ex99-1.htm", "EX-99.1", release.encode(), "PRESS RELEASE"),
    )
