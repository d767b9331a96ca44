"""Further notes on bitcoin of trusts and companies in odder layouts, written for the tests."""

ODD_NOTES = {}

ODD_NOTES["split of a day stays one"] = (
    """
As of June 30, 2025, bitcoin was:
 | Quantity | Fair value
Bitcoin held in cold storage | 44.0 | 4,452,800
Bitcoin sold but not delivered | 3.0 | 300,000
""",
    set(),
)

ODD_NOTES["mdna change table"] = (
    """
The following table presents our bitcoin sold and the change between periods:
 | Three Months Ended March 31, 2025 | Three Months Ended March 31, 2024 | Change | % Change
Bitcoin produced | 700 | 1,011 | (311) | (31)%
Bitcoin sold | 475 | 212 | 263 | 124%
Proceeds from bitcoin sold (in thousands) | $ 38,800 | $ 9,518 | $ 29,282 | 308%
""",
    {("2025-01-01", "2025-03-31", "475", 38800000), ("2024-01-01", "2024-03-31", "212", 9518000)},
)

ODD_NOTES["note refs in labels"] = (
    """
Digital assets
 | Note | June 30, 2025 | June 30, 2024
 | | six months | six months
Bitcoin sold | 6 | 310 | 512
""",
    set(),
)

ODD_NOTES["loss on sale row first"] = (
    """
Bitcoin activities for the quarter ended December 31, 2024
 | BTC | US$
Opening balance, October 1, 2024 | 312.7 | $ 19,800,000
Production | 101.5 | 8,300,000
Sales | (203.3) | (16,901,200)
Payments to suppliers | (1.0) | (80,000)
Gain on sale | — | 3,320,100
Closing balance, December 31, 2024 | 209.9 | $ 19,500,000
""",
    {("2024-10-01", "2024-12-31", "203.3", 16901200)},
)

ODD_NOTES["two tables, bitcoin then ether"] = (
    """
Bitcoin
The following table presents the activity of the Company's bitcoin for the three months ended June 30, 2025:
 | Quantity | Amount
Balance at March 31, 2025 | 417.6 | $ 34,474,294
Bitcoin mined | 83.3 | 8,180,012
Sales of bitcoin | (280.0) | (28,900,412)
Balance at June 30, 2025 | 220.9 | $ 23,700,000
Ethereum
The following table presents the activity of the Company's ether for the three months ended June 30, 2025:
 | Quantity | Amount
Balance at March 31, 2025 | 24,434 | $ 44,474,294
Purchases of digital assets | 76,000 | 190,180,012
Sales of digital assets | (500) | (1,250,412)
Balance at June 30, 2025 | 99,934 | $ 249,700,000
""",
    {("2025-04-01", "2025-06-30", "280", 28900412)},
)

ODD_NOTES["digital assets at large, both coins"] = (
    """
The Company holds bitcoin and ether.
Changes in digital assets for the three months ended June 30, 2025:
 | Amount
Balance at March 31, 2025 | $ 84,474,294
Mining revenue | 8,180,012
Sales of digital assets | (28,900,412)
Balance at June 30, 2025 | $ 73,700,000
""",
    set(),
)

ODD_NOTES["months and total"] = (
    """
Bitcoin sales by month
 | April 2025 | May 2025 | June 2025 | Q2 2025
BTC sold | 475 | 500 | 397 | 1,372
Net proceeds ($ millions) | 38.8 | 51.0 | 41.7 | 131.5
""",
    {
        ("2025-04-01", "2025-04-30", "475", 38800000),
        ("2025-05-01", "2025-05-31", "500", 51000000),
        ("2025-06-01", "2025-06-30", "397", 41700000),
        ("2025-04-01", "2025-06-30", "1372", 131500000),
    },
)

ODD_NOTES["sold row empty in one year"] = (
    """
Activity of bitcoin (in number of bitcoin) for the years ended December 31,
 | 2024 | 2023
Balance, beginning of year | 1,000 | 900
Purchased | 200 | 100
Sold | (50) | -
Balance, end of year | 1,150 | 1,000
""",
    {("2024-01-01", "2024-12-31", "50", None), ("2023-01-01", "2023-12-31", "none", None)},
)

ODD_NOTES["lent and returned"] = (
    """
Bitcoin for the three months ended June 30, 2025
 | Number of bitcoin
Balance at March 31, 2025 | 4,100
Bitcoin mined | 300
Bitcoin transferred to collateral account | (800)
Bitcoin returned from collateral account | 250
Bitcoin sold | (120)
Balance at June 30, 2025 | 3,730
""",
    {("2025-04-01", "2025-06-30", "120", None)},
)

ODD_NOTES["trust: distributed and sold in kind"] = (
    """
The change in bitcoin of the Trust for the nine months ended September 30, 2025:
 | Quantity | Fair value
Beginning balance as of December 31, 2024 | 15,010.2 | $ 1,401,000,000
Contributions | 4,100.0 | 400,100,000
Redemptions in kind | (2,900.5) | (290,000,000)
Bitcoin sold to fund redemptions | (600.0) | (61,000,000)
Sponsor fee paid in bitcoin | (31.0) | (3,000,000)
Net gain | — | 333,000,000
Ending balance as of September 30, 2025 | 15,578.7 | $ 1,780,100,000
""",
    {("2025-01-01", "2025-09-30", "600", 61000000)},
)

ODD_NOTES["held section and sold section"] = (
    """
Bitcoin
 | Six Months Ended June 30, 2025 | Six Months Ended June 30, 2024
Bitcoin activity (in units):
Balance, beginning of period | 880 | 430
Bitcoin received from mining | 260 | 210
Bitcoin sold | (90) | (40)
Bitcoin transferred to vendors | (2) | (1)
Balance, end of period | 1,048 | 599
Bitcoin activity (in thousands of dollars):
Balance, beginning of period | $ 82,000 | $ 18,000
Bitcoin received from mining | 24,100 | 12,900
Bitcoin sold | (8,500) | (2,400)
Fair value change | 9,000 | 8,000
Balance, end of period | $ 106,600 | $ 36,500
""",
    {("2025-01-01", "2025-06-30", "90", 8500000), ("2024-01-01", "2024-06-30", "40", 2400000)},
)

ODD_NOTES["bitcoin count column after dollars"] = (
    """
A summary of bitcoin for the nine months ended September 30, 2025 follows (dollars in thousands):
 | Dollars | Bitcoin
Beginning balance | $ 61,200 | 650.3
Additions from mining | 31,600 | 312.9
Bitcoin sold for operating cash | (29,100) | (287.4)
Fair value gain | 13,400 | —
Ending balance | $ 77,100 | 675.8
""",
    {("2025-01-01", "2025-09-30", "287.4", 29100000)},
)

ODD_NOTES["year and stub, thousands"] = (
    """
 | Year Ended December 31, 2024 | Year Ended December 31, 2023
 | (in thousands)
Digital assets, beginning | $ 40,456 | $ 6,283
Bitcoin mined | 120,033 | 98,100
Bitcoin sold | (110,400) | (66,900)
Impairment | — | (7,163)
Change in fair value | 21,111 | 10,136
Digital assets, ending | $ 71,200 | $ 40,456
""",
    {("2024-01-01", "2024-12-31", None, 110400000), ("2023-01-01", "2023-12-31", None, 66900000)},
)

ODD_NOTES["balances as of, sold for cash, two blocks"] = (
    """
The following table sets forth a rollforward of bitcoin:
 | Bitcoins | Amounts
As of December 31, 2022 | 1,020 | $ 16,900,000
Mined | 2,200 | 63,000,000
Sold for cash | (2,100) | (60,500,000)
As of December 31, 2023 | 1,120 | $ 47,000,000
Mined | 900 | 57,000,000
Sold for cash | (1,300) | (83,000,000)
As of December 31, 2024 | 720 | $ 67,000,000
""",
    {("2023-01-01", "2023-12-31", "2100", 60500000), ("2024-01-01", "2024-12-31", "1300", 83000000)},
)

ODD_NOTES["quarterly columns to date"] = (
    """
 | Q1 2025 | Q2 2025 | Q3 2025 | YTD 2025
BTC mined | 301 | 290 | 276 | 867
BTC sold | 250 | 310 | 299 | 859
Average price of BTC sold ($) | 93,100 | 98,800 | 114,200 | 102,500
""",
    {
        ("2025-01-01", "2025-03-31", "250", None),
        ("2025-04-01", "2025-06-30", "310", None),
        ("2025-07-01", "2025-09-30", "299", None),
        ("2025-01-01", "2025-09-30", "859", None),
    },
)

ODD_NOTES["three and nine months one heading"] = (
    """
Bitcoin roll forward (number of bitcoin)
 | Three months ended September 30 | Nine months ended September 30
 | 2025 | 2024 | 2025 | 2024
Beginning | 500 | 400 | 450 | 380
Mined | 120 | 150 | 370 | 480
Sold | (140) | (130) | (340) | (440)
Ending | 480 | 420 | 480 | 420
""",
    {
        ("2025-07-01", "2025-09-30", "140", None),
        ("2024-07-01", "2024-09-30", "130", None),
        ("2025-01-01", "2025-09-30", "340", None),
        ("2024-01-01", "2024-09-30", "440", None),
    },
)

ODD_NOTES["cumulative effect and quarter"] = (
    """
Digital Assets - Bitcoin (in thousands)
Balance at December 31, 2023 | $ 20,100
Cumulative effect of adopting ASU 2023-08 | 1,400
Bitcoin mined | 10,300
Proceeds from sale of bitcoin | (11,200)
Gain on fair value of bitcoin | 9,000
Balance at March 31, 2024 | $ 29,600
""",
    {("2024-01-01", "2024-03-31", None, 11200000)},
)

ODD_NOTES["a deed above what it counts"] = (
    """
Bitcoin sold
 | Three months ended September 30, 2025 | Nine months ended September 30, 2025
Quantity (BTC) | 610 | 1,910
Proceeds (US$ thousands) | 68,700 | 190,100
""",
    {("2025-07-01", "2025-09-30", "610", 68700000), ("2025-01-01", "2025-09-30", "1910", 190100000)},
)
ODD_NOTES["deeds above what they count"] = (
    """
 | June 2025 | May 2025
Bitcoin mined
Units | 120 | 131
Bitcoin sold
Units | 90 | 75
Net proceeds | $ 9,500,000 | $ 7,800,000
Bitcoin purchased
Units | 10 | -
""",
    {("2025-06-01", "2025-06-30", "90", 9500000), ("2025-05-01", "2025-05-31", "75", 7800000)},
)
ODD_NOTES["shares below coins"] = (
    """
 | June 2025 | May 2025
Bitcoin sold
Number of miners | 120 | 131
""",
    set(),
)

ODD_NOTES["fiscal september year, three and six"] = (
    """
The following table presents bitcoin activity (in thousands):
 | For the Three Months Ended March 31, | For the Six Months Ended March 31,
 | 2025 | 2024 | 2025 | 2024
Beginning balance | $ 929,103 | $ 126,000 | $ 431,700 | $ 56,200
Addition of bitcoin from mining activities | 181,700 | 111,800 | 344,000 | 185,600
Bitcoin sold | (12,000) | (3,900) | (15,400) | (47,200)
Net gain (loss) on fair value of bitcoin | (127,700) | 119,700 | 210,800 | 159,000
Ending balance | $ 971,103 | $ 353,600 | $ 971,100 | $ 353,600
""",
    {
        ("2025-01-01", "2025-03-31", None, 12000000),
        ("2024-01-01", "2024-03-31", None, 3900000),
        ("2024-10-01", "2025-03-31", None, 15400000),
        ("2023-10-01", "2024-03-31", None, 47200000),
    },
)

ODD_NOTES["Balance forward with digits in label"] = (
    """
Note 7 - Bitcoin
 | Number of Bitcoin | Amount ($)
Balance, as at January 1, 2024 | 1,234.55 | 52,109,330
Bitcoin earned(1) | 301.10 | 19,403,221
Bitcoin sold(2) | (455.02) | (29,110,034)
Unrealized gain on revaluation(3) | - | 58,000,110
Balance, as at September 30, 2024 | 1,080.63 | 68,500,220
""",
    {("2024-01-01", "2024-09-30", "455.02", 29110034)},
)

ODD_NOTES["disposed, ifrs"] = (
    """
Digital currencies consist of bitcoin. Changes were:
 | Quantity | Value
Balance at December 31, 2022 | 405 | $ 6,705
Bitcoin mined | 4,928 | 140,780
Bitcoin exchanged for cash | (4,529) | (129,034)
Balance at December 31, 2023 | 804 | $ 33,917
Bitcoin mined | 2,259 | 132,000
Bitcoin exchanged for cash | (1,916) | (114,200)
Balance at September 30, 2024 | 1,147 | $ 72,900
""",
    {("2023-01-01", "2023-12-31", "4529", 129034000), ("2024-01-01", "2024-09-30", "1916", 114200000)},
)

ODD_NOTES["kpi in mdna with qoq"] = (
    """
Key Metrics
 | Three Months Ended
 | June 30, 2025 | March 31, 2025 | June 30, 2024
Bitcoin produced | 725 | 693 | 614
Bitcoin sold | 1,100 | 650 | 500
Average selling price ($) | 98,700 | 92,900 | 65,600
Bitcoin held at quarter end | 1,000 | 1,375 | 900
""",
    {
        ("2025-04-01", "2025-06-30", "1100", None),
        ("2025-01-01", "2025-03-31", "650", None),
        ("2024-04-01", "2024-06-30", "500", None),
    },
)

ODD_NOTES["proceeds with coins in brackets"] = (
    """
Bitcoin treasury, year to date
 | 2025
Opening bitcoin (January 1, 2025) | 2,140
Bitcoin sold | (610)
Bitcoin bought | 20
Closing bitcoin (June 30, 2025) | 1,550
""",
    {("2025-01-01", "2025-06-30", "610", None)},
)

ODD_NOTES["cash flow with supplemental"] = (
    """
CONDENSED STATEMENTS OF CASH FLOWS
(In thousands)
 | Three Months Ended March 31,
 | 2025 | 2024
Operating activities
Net loss | $ (296,400) | $ 211,800
Bitcoin mining revenue | (142,900) | (71,400)
Investing activities
Proceeds from sale of bitcoin | — | 9,518
Purchases of property | (61,000) | (43,000)
""",
    {("2025-01-01", "2025-03-31", "none", None), ("2024-01-01", "2024-03-31", None, 9518000)},
)
