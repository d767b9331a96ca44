"""Notes on bitcoin as filings print them, written for the tests, and the sales that each states."""

NOTES = {}

NOTES["a quantity alone, two quarters"] = (
    """
Note 4. Bitcoin
The following table presents the activity of our bitcoin, in number of bitcoin:
| Three Months Ended June 30,
| 2025 | 2024
Balance, beginning of period | 1,204.3 | 866.0
Bitcoin mined | 310.5 | 402.7
Bitcoin sold | (288.1) | (395.2)
Bitcoin used to pay for services | (3.0) | (1.5)
Balance, end of period | 1,223.7 | 872.0
""",
    {
        ("2025-04-01", "2025-06-30", "288.1", None),
        ("2024-04-01", "2024-06-30", "395.2", None),
    },
)

NOTES["quantity and thousands, three balances stacked"] = (
    """
NOTE 5 — BITCOIN
Activity was as follows (in thousands, except for quantity):
| Quantity | Amount
Balance as of January 1, 2023 | 2,110 | $ 34,905
Revenue recognized from bitcoin mined | 1,950 | 55,340
Proceeds from sale of bitcoin | (1,460) | (40,880)
Change in fair value of bitcoin | — | 61,200
Balance as of December 31, 2023 | 2,600 | $ 110,565
Revenue recognized from bitcoin mined | 1,402 | 90,115
Proceeds from sale of bitcoin | (333) | (20,112)
Exchange of bitcoin for employee compensation | (12) | (760)
Change in fair value of bitcoin | — | 160,300
Balance as of December 31, 2024 | 3,657 | $ 340,108
""",
    {
        ("2023-01-01", "2023-12-31", "1460", 40_880_000),
        ("2024-01-01", "2024-12-31", "333", 20_112_000),
    },
)

NOTES["dollars first, then the number of coins, fiscal year"] = (
    """
Note 7 - Digital currencies
The Company's holdings of digital currencies consist of Bitcoin:
| Amount | Number of Bitcoin
Balance, April 1, 2024 | $ 161,400,110 | 2,287
Digital currency mined | 77,050,920 | 1,101
Digital currency sold | (55,907,300) | (842)
Revaluation adjustment | 31,104,400 | —
Balance, March 31, 2025 | $ 213,648,130 | 2,546
""",
    {("2024-04-01", "2025-03-31", "842", 55_907_300)},
)

NOTES["two years, each with quantity and value"] = (
    """
NOTE 8: DIGITAL ASSETS
BTC transactions and their values in the years ended December 31, 2024 and 2023:
| Year ended December 31,
| 2024 | 2023
| Quantity | Value | Quantity | Value
Balance of digital assets as of January 1, | 804 | 33,980 | 405 | 6,705
BTC mined | 2,914 | 190,880 | 4,928 | 140,220
BTC exchanged for cash | (2,560) | (165,040) | (4,529) | (127,115)
BTC exchanged for long-term debt repayment | (20) | (1,330) | — | —
Realized gain on disposition of digital assets | — | 1,120 | — | 1,410
Change in unrealized gain on revaluation of digital assets | — | 47,040 | — | 12,760
Balance of digital assets as of December 31, | 1,138 | 106,650 | 804 | 33,980
""",
    {
        ("2024-01-01", "2024-12-31", "2560", 165_040_000),
        ("2023-01-01", "2023-12-31", "4529", 127_115_000),
        ("2024-01-01", "2024-12-31", "20", 1_330_000),
    },
)

NOTES["value before quantity, periods in one line"] = (
    """
Bitcoin
| Nine months ended September 30, 2025 | Nine months ended September 30, 2024
| Value | Quantity | Value | Quantity
Opening balance | $ 20,330 | 215 | $ 9,150 | 216
Bitcoin mined | 41,090 | 410 | 30,200 | 490
Bitcoin sold | (38,870) | (390) | (28,115) | (470)
Fair value adjustment | 3,810 | — | 4,190 | —
Closing balance | $ 26,360 | 235 | $ 15,425 | 236
""",
    {
        ("2025-01-01", "2025-09-30", "390", 38_870_000),
        ("2024-01-01", "2024-09-30", "470", 28_115_000),
    },
)

NOTES["thousands of dollars, quarter and year to date"] = (
    """
4. DIGITAL ASSETS
The following table presents changes in digital assets, which are bitcoin alone (in thousands):
| Three Months Ended June 30, | Six Months Ended June 30,
| 2025 | 2024 | 2025 | 2024
Beginning balance | $ 5,212 | $ 3,110 | $ 4,890 | $ 2,055
Revenue from bitcoin mining | 9,010 | 8,540 | 17,770 | 18,110
Proceeds from sale of digital assets | (8,480) | (9,115) | (16,990) | (18,230)
Realized gain on sale of digital assets | 95 | 110 | 167 | 710
Ending balance | $ 5,837 | $ 2,645 | $ 5,837 | $ 2,645
""",
    {
        ("2025-04-01", "2025-06-30", None, 8_480_000),
        ("2024-04-01", "2024-06-30", None, 9_115_000),
        ("2025-01-01", "2025-06-30", None, 16_990_000),
        ("2024-01-01", "2024-06-30", None, 18_230_000),
    },
)

NOTES["whole dollars in a chain"] = (
    """
Note 6. Bitcoin
Changes in bitcoin consist of the following:
Balance at December 31, 2023 | $ 1,118,205
Bitcoin earned from mining | 6,404,118
Sales of bitcoin | (6,120,455)
Change in fair value | 210,004
Balance at December 31, 2024 | $ 1,611,872
Bitcoin earned from mining | 1,230,980
Sales of bitcoin | (1,405,118)
Change in fair value | (98,210)
Balance at March 31, 2025 | $ 1,339,524
""",
    {
        ("2024-01-01", "2024-12-31", None, 6_120_455),
        ("2025-01-01", "2025-03-31", None, 1_405_118),
    },
)

NOTES["dollars of several coins side by side"] = (
    """
3. DIGITAL ASSETS
The movement of digital assets for the year ended December 31, 2024:
| BTC | ETH | USDC | Total
| US$ | US$ | US$ | US$
Balance as of January 1, 2024 | 12,115,400 | 804,300 | 15,210 | 12,934,910
Revenue from mining | 50,330,120 | — | — | 50,330,120
Disposal of digital assets | (44,870,650) | (311,900) | (9,000) | (45,191,550)
Payment of expenses in digital assets | (1,330,000) | — | — | (1,330,000)
Change in fair value | 6,102,300 | 95,100 | — | 6,197,400
Balance as of December 31, 2024 | 22,347,170 | 587,500 | 6,210 | 22,940,880
""",
    {("2024-01-01", "2024-12-31", None, 44_870_650)},
)

NOTES["quantities of several coins side by side"] = (
    """
The following table presents the roll-forward of digital assets by units for the six months ended June 30, 2025:
| BTC | ETH | Total
Balance as of December 31, 2024 | 740.2 | 27,623.2 | 28,363.4
Received from mining services | 105.4 | — | 105.4
Sales of digital assets | (612.5) | (1,010.0) | (1,622.5)
Balance as of June 30, 2025 | 233.1 | 26,613.2 | 26,846.3
""",
    {("2025-01-01", "2025-06-30", "612.5", None)},
)

NOTES["a section of bitcoin among digital assets"] = (
    """
Digital assets
| Six months ended June 30,
| 2025 | 2024
Bitcoin
Opening balance | $ 27,120,600 | $ 19,304,110
Receipt from mining services | 11,005,300 | 28,110,900
Sales | (25,030,900) | (20,110,400)
Change in fair value | 2,080,100 | 4,905,300
Closing balance | $ 15,175,100 | $ 32,209,910
Ethereum
Opening balance | $ 91,020,100 | $ 40,110,500
Sales | (1,200,300) | (500,100)
Closing balance | $ 89,819,800 | $ 39,610,400
""",
    {
        ("2025-01-01", "2025-06-30", None, 25_030_900),
        ("2024-01-01", "2024-06-30", None, 20_110_400),
    },
)

NOTES["what the books carried is neither coins nor proceeds"] = (
    """
Note 6. Digital assets
(in USD thousands) | Amount
Balance as of June 30, 2023 | $ 1,851
Revenue recognized from Bitcoin mined | 31,477
Carrying value of Bitcoin sold | (29,548)
Change in fair value of Bitcoin | 2,493
Balance as of December 31, 2023 | $ 6,273
Revenue recognized from Bitcoin mined | 21,336
Carrying value of Bitcoin sold | (17,929)
Change in fair value of Bitcoin | 4,540
Balance as of March 31, 2024 | $ 14,220
Number of Bitcoin held as of March 31, 2024 | 202
""",
    {
        ("2023-07-01", "2023-12-31", None, None),
        ("2024-01-01", "2024-03-31", None, None),
    },
)

NOTES["dashes and zeros"] = (
    """
The following table summarizes our bitcoin by quantity:
| Nine Months Ended September 30,
| 2025 | 2024
Bitcoin, beginning of period | 410.0 | 95.1
Bitcoin mined, net | 233.9 | 315.0
Bitcoin sold | — | (104.1)
Bitcoin, end of period | 643.9 | 306.0
""",
    {
        ("2025-01-01", "2025-09-30", "none", None),
        ("2024-01-01", "2024-09-30", "104.1", None),
    },
)

NOTES["sold and paid out in one row, pledged coins beside"] = (
    """
NOTE 3 - BITCOIN
| Number of bitcoin | Value / (in thousands)
Balance at September 30, 2023 | 2,243 | $ 56,241
Bitcoin mined | 7,092 | 342,610
Bitcoin sold for cash and payments to vendors / made in bitcoin (1) | (2,114) | (61,030)
Bitcoin transferred as collateral | (180) | (11,430)
Change in fair value (a) | — | 116,040
Balance at September 30, 2024 | 7,041 | $ 442,431
(1) Amounts are at the price on the day of the transaction.
""",
    {("2023-10-01", "2024-09-30", "2114", None)},
)

NOTES["cash flows"] = (
    """
DEEPMINE INC. CONSOLIDATED STATEMENTS OF CASH FLOWS (in thousands) (unaudited)
| Six Months Ended June 30,
| 2025 | 2024
Net cash used in operating activities | (21,204) | (17,330)
Cash flows from investing activities:
Purchases of property and equipment | (88,100) | (20,900)
Proceeds from sale of digital assets | 44,310 | 38,775
Proceeds from sale of property | 310 | —
Net cash used in investing activities | (43,480) | 17,875
The Company mines bitcoin only.
""",
    {
        ("2025-01-01", "2025-06-30", None, 44_310_000),
        ("2024-01-01", "2024-06-30", None, 38_775_000),
    },
)

NOTES["details of the viewer"] = (
    """
Bitcoin - Schedule of Activity (Details) - USD ($) $ in Thousands | 3 Months Ended
| Jun. 30, 2025 | Jun. 30, 2024
Bitcoin, beginning | $ 40,310 | $ 22,907
Additions of bitcoin from mining | 18,330 | 15,040
Bitcoin sold | (16,420) | (12,115)
Gain on fair value of bitcoin | 7,330 | (1,902)
Bitcoin, ending | $ 49,550 | $ 23,930
""",
    {
        ("2025-04-01", "2025-06-30", None, 16_420_000),
        ("2024-04-01", "2024-06-30", None, 12_115_000),
    },
)

NOTES["money of a note without any sign that it is money but its rows"] = (
    """
5. CRYPTOCURRENCIES
The Company mines bitcoin. The roll-forward of cryptocurrencies is:
| For the years ended June 30,
| 2025 | 2024
Balance at the beginning of the year | 3,204 | 2,110
Mined during the year | 30,118 | 21,305
Cryptocurrencies sold | (28,930) | (20,480)
Impairment of cryptocurrencies | (411) | (1,009)
Realized gain | 512 | 1,278
Balance at the end of the year | 4,493 | 3,204
""",
    {
        ("2024-07-01", "2025-06-30", None, None),
        ("2023-07-01", "2024-06-30", None, None),
    },
)

NOTES["conversions and liquidations"] = (
    """
Bitcoin activity by quantity:
| Year Ended December 31, 2024 | Year Ended December 31, 2023
Beginning balance of bitcoin | 150.00 | 98.25
Bitcoin mined | 905.10 | 1,102.40
Bitcoin converted to cash | (880.50) | (1,044.15)
Bitcoin paid to hosting partners | (9.60) | (6.50)
Ending balance of bitcoin | 165.00 | 150.00
""",
    {
        ("2024-01-01", "2024-12-31", "880.5", None),
        ("2023-01-01", "2023-12-31", "1044.15", None),
    },
)
