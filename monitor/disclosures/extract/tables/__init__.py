"""Reading the tables of a document, and its lists of labels and values.

In every room `text` is the masked text (`finding.masking`), in which all offsets are those of the document, and `said`
its header expressions; `subject` is the period that the document is about, and `month` the first day of the month from
which months without a year are counted back; `of_bitcoin` means that it speaks of bitcoin and of no other coin, so that
labels need not name it; `scale` is in what money is counted, a thousand or a million, where something says so.
"""
