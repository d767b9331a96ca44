"""Tables of issuers as they lay them out, written for the tests with bars, and the sales that each states."""

TABLES = {}

TABLES["footnotes on labels and months, changes behind"] = (
    """
Deepmine Announces December 2025 Production and Operations Updates
| | | | Comparison (%)
Metric | December 2025 | November 2025 | December 2024 | Month/Month | Year/Year
Bitcoin Produced | 460 | 428 | 516 | 7% | -11%
Bitcoin Held | 18,005 | 19,368 | 17,722 | -7% | 2%
Bitcoin Sold | 1,818 | 383 | - | 375% | N/A
Bitcoin Sales - Net Proceeds | $161.6 million | $37.0 million | - | 337% | N/A
Average Net Price per Bitcoin Sold | $88,870 | $96,560 | N/A | -8% | N/A
Deployed Hash Rate - Total | 38.5 EH/s | 36.6 EH/s | 31.5 EH/s | 5% | 22%
""",
    {
        ("2025-12-01", "2025-12-31", "1818", 161_600_000),
        ("2025-11-01", "2025-11-30", "383", 37_000_000),
        ("2024-12-01", "2024-12-31", "none", None),
    },
)

TABLES["coins counted by their labels in a table of thousands"] = (
    """
The following table presents the changes in digital assets held (in thousands):
| Nine Months Ended / September 30, 2024 | Nine Months Ended / September 30, 2023
Number of Bitcoin held, beginning of period | 9,195 | 113
Number of Bitcoin mined | 826 | 1,210
Number of Bitcoin sold | (915) | (1,260)
Number of Bitcoin held, end of period | 9,106 | 63
Digital assets, beginning of period | $ 388,510 | $ 1,870
Revenue recognized from Bitcoin mined | 49,110 | 30,710
Proceeds from sale of Bitcoin | (54,020) | (31,170)
Change in fair value of Bitcoin | 193,110 | 320
Digital assets, end of period | $ 576,710 | $ 1,730
""",
    {
        ("2024-01-01", "2024-09-30", "915", 54_020_000),
        ("2023-01-01", "2023-09-30", "1260", 31_170_000),
    },
)

TABLES["years beside names of columns below another table"] = (
    """
Deepmine Provides April 2025 Production and Operations Update
Key Performance Indicators | April 2025 | March 2025 | April 2024
Total BTC earned | 268 | 280 | 269
BTC sold | 671 | 291 | 238
Monthly production:
Month | BTC Earned 2025 | BTC Earned 2024
January | 201 | 357
February | 213 | 300
March | 280 | 286
April | 268 | 269
YTD Totals | 962 | 1,212
""",
    {
        ("2025-04-01", "2025-04-30", "671", None),
        ("2025-03-01", "2025-03-31", "291", None),
        ("2024-04-01", "2024-04-30", "238", None),
    },
)

TABLES["quarters of a year by years"] = (
    """
Bitcoin disposals by quarter (BTC)
| 2025 | 2024
First quarter | 420.5 | 610.0
Second quarter | 388.0 | 540.2
Nine months | 1,213.6 | 1,648.9
""",
    {
        ("2025-01-01", "2025-03-31", "420.5", None),
        ("2024-01-01", "2024-03-31", "610", None),
        ("2025-04-01", "2025-06-30", "388", None),
        ("2024-04-01", "2024-06-30", "540.2", None),
        ("2025-01-01", "2025-09-30", "1213.6", None),
        ("2024-01-01", "2024-09-30", "1648.9", None),
    },
)

TABLES["transactions with their deeds"] = (
    """
Deepmine (DPMN) - transaction history
Date | Type | BTC | Price (USD) | Value (USD) | Balance | Source
2026-02-13 | SELL | -1,180 | 66,912 | 78,956,160 | 2,641 | 8-K
2025-12-30 | BUY | 219 | 88,310 | 19,339,890 | 3,821 | 8-K
2025-02-28 | SELL | -60 | 84,150 | 5,049,000 | 2,432 | 10-K
""",
    {
        ("2026-02-13", "2026-02-13", "1180", 78_956_160),
        ("2025-02-28", "2025-02-28", "60", 5_049_000),
    },
)

TABLES["parts and their total"] = (
    """
Deepmine November 2025 update
| Nov-25 | Oct-25
Bitcoin produced | 301 | 322
Bitcoin sold - open market | 150 | 180
Bitcoin sold - OTC | 60 | 0
Total bitcoin sold | 210 | 180
""",
    {
        ("2025-11-01", "2025-11-30", "210", None),
        ("2025-10-01", "2025-10-31", "180", None),
    },
)

TABLES["from opening to closing, in one sentence's year"] = (
    """
The movement of digital assets for the year ended December 31, 2023 is as follows (US$ thousands):
| BTC | USD
Opening | 292.4 | 6,010
Mined | 188.3 | 5,120
Disposal | (210.6) | (5,930)
Impairment | - | (410)
Closing | 270.1 | 4,790
""",
    {("2023-01-01", "2023-12-31", "210.6", 5_930_000)},
)

TABLES["exchanged for another coin, beside what was sold for dollars"] = (
    """
Bitcoin (unaudited)
| Number of BTC | US$'000
As at January 1, 2025 | 825.3 | 77,218
Generated from mining | 588.1 | 55,790
Exchanged into USDT | (310.0) | (30,442)
Sold for US dollars | (275.5) | (26,890)
Fair value gain | - | 12,114
As at June 30, 2025 | 827.9 | 87,790
""",
    {
        ("2025-01-01", "2025-06-30", "310", None),
        ("2025-01-01", "2025-06-30", "275.5", 26_890_000),
    },
)

TABLES["money of another country beside coins"] = (
    """
Movements in bitcoin during the six months ended June 30, 2025 were as follows:
| BTC | £'000
At January 1, 2025 | 12.4 | 925
Mined | 98.2 | 7,180
Disposals | (104.0) | (7,611)
Fair value gain | - | 32
At June 30, 2025 | 6.6 | 526
""",
    {("2025-01-01", "2025-06-30", "104", None)},
)

TABLES["the month named behind what it is"] = (
    """
Operational summary of a bitcoin miner
Indicator | Current month (June 2024) | Previous month (May 2024) | Change
Coins mined | 88 | 91 | -3%
Coins sold | 60 | 75 | -20%
""",
    {
        ("2024-06-01", "2024-06-30", "60", None),
        ("2024-05-01", "2024-05-31", "75", None),
    },
)

TABLES["weeks by their last days"] = (
    """
Weekly treasury of Deepmine
Week ended | BTC produced | BTC sold | Avg price | BTC held
October 12, 2025 | 41.2 | 38.0 | $114,900 | 1,310.2
October 5, 2025 | 40.7 | 22.5 | $121,300 | 1,307.0
""",
    {
        ("2025-10-06", "2025-10-12", "38", None),
        ("2025-09-29", "2025-10-05", "22.5", None),
    },
)

TABLES["a list with a total to date"] = (
    """
Deepmine February 2023 mining results
Self-mined bitcoin | 58.31
Bitcoin liquidated | 66.00
Gross liquidation proceeds | $1,541,760
Year to date self-mined | 121.90
Year to date liquidated | 139.25
""",
    {
        ("2023-02-01", "2023-02-28", "66", 1_541_760),
        ("2023-01-01", "2023-02-28", "139.25", None),
    },
)

NO_SALES = {
    "machines and power": """
Deepmine March 2025 Update
| March 2025 | February 2025
Bitcoin produced | 110 | 98
Bitcoin miners sold | 1,200 | 300
Power sold, bitcoin equivalent | 41 | 40
""",
    "what is still to be sold": """
Treasury plan of Deepmine (BTC)
| Q1 2026 | Q2 2026
Bitcoin to be sold | 300 | 250
Bitcoin available for sale | 900 | 650
""",
    "others' coins and options": """
Deepmine September 2025 Update
| September 2025 | August 2025
Customer bitcoin sold | 4,012 | 3,900
Bitcoin call options sold | 400 | 350
Share of production sold | 97% | 45%
Gain on sale of bitcoin | 1,204 | 830
""",
    "transactions in shares of a holder of bitcoin": """
Insider transactions at Deepmine, which holds bitcoin
Date | Type | Shares | Price (USD) | Value (USD)
2026-02-13 | SELL | 42,000 | 7.14 | 299,880
2025-12-30 | BUY | 10,000 | 9.10 | 91,000
""",
    "transactions in another coin": """
Deepmine (DPMN) - transaction history, bitcoin and others
Date | Type | Asset | Amount | Price (USD)
2026-02-13 | SELL | ETH | 4,200 | 2,914
2025-12-30 | SELL | SOL | 1,000 | 191
""",
    "thousands of dollars without a coin in their rows": """
11. Crypto assets, all of them Bitcoin
(in US$ thousands)
| 2024 | 2023
Opening carrying amount | 6,812 | 2,940
Additions from mining | 39,774 | 31,266
Revaluation | 1,533 | 1,511
Closing carrying amount | 48,119 | 35,717
""",
}
