"""Notes on bitcoin of trusts and companies, written for the tests, and the sales that each states."""

NOTES_OF_2025 = {}

NOTES_OF_2025["trust roll-forward, quantity cost fair value gain"] = (
    """
Changes in the quantity of bitcoin and in its fair value for the three months ended March 31, 2026:
 | Quantity of bitcoin | Fair Value (amounts in thousands)
Beginning balance as of December 31, 2025 | 8,468.0468 | $ 741,647
Purchases | 943.6428 | 79,551
Sales for the redemption of Shares | (1,502.4150) | (116,928)
Bitcoin transferred for Sponsor Fee | (20.2255) | (1,605)
Net realized gain (loss) on investment in bitcoin sold for redemptions | — | (31,390)
Change in unrealized appreciation (depreciation) on investment in bitcoin | — | (145,422)
Ending balance as of March 31, 2026 | 7,889.0491 | $ 525,853
""",
    {("2026-01-01", "2026-03-31", "1502.415", 116928000)},
)

NOTES_OF_2025["months ended twice over years, quantity"] = (
    """
Bitcoin activity, in number of bitcoin:
 | Three Months Ended June 30, | Three Months Ended June 30, | Six Months Ended June 30, | Six Months Ended June 30,
 | 2025 | 2024 | 2025 | 2024
Balance at beginning of period | 1,000 | 500 | 880 | 430
Bitcoin mined | 110 | 130 | 260 | 210
Bitcoin sold | (60) | (30) | (90) | (40)
Balance at end of period | 1,050 | 600 | 1,050 | 600
""",
    {
        ("2025-04-01", "2025-06-30", "60", None),
        ("2024-04-01", "2024-06-30", "30", None),
        ("2025-01-01", "2025-06-30", "90", None),
        ("2024-01-01", "2024-06-30", "40", None),
    },
)

NOTES_OF_2025["heading once over two years each"] = (
    """
Bitcoin activity, in number of bitcoin:
 | Three Months Ended June 30, | Six Months Ended June 30,
 | 2025 | 2024 | 2025 | 2024
Balance at beginning of period | 1,000 | 500 | 880 | 430
Bitcoin mined | 110 | 130 | 260 | 210
Bitcoin sold | (60) | (30) | (90) | (40)
Balance at end of period | 1,050 | 600 | 1,050 | 600
""",
    {
        ("2025-04-01", "2025-06-30", "60", None),
        ("2024-04-01", "2024-06-30", "30", None),
        ("2025-01-01", "2025-06-30", "90", None),
        ("2024-01-01", "2024-06-30", "40", None),
    },
)

NOTES_OF_2025["quarters over years"] = (
    """
Quarterly treasury activity
 | First Quarter | Second Quarter
 | 2025 | 2024 | 2025 | 2024
Bitcoin mined | 320 | 340 | 290 | 275
Bitcoin sold | 120 | 140 | 90 | 75
""",
    {
        ("2025-01-01", "2025-03-31", "120", None),
        ("2024-01-01", "2024-03-31", "140", None),
        ("2025-04-01", "2025-06-30", "90", None),
        ("2024-04-01", "2024-06-30", "75", None),
    },
)

NOTES_OF_2025["exchanged for usd"] = (
    """
Note 6 - Digital assets
Changes in BTC for the three months ended March 31, 2025:
 | BTC | USD
Balance at December 31, 2024 | 210.4 | 19,640,000
BTC mined | 101.2 | 9,411,600
BTC exchanged for USD | (91.5) | (8,120,400)
Revaluation | - | (2,000,000)
Balance at March 31, 2025 | 220.1 | 18,931,200
""",
    {("2025-01-01", "2025-03-31", "91.5", 8120400)},
)

NOTES_OF_2025["digital currency, ether spoken of before"] = (
    """
The Company sold all of its Ethereum in 2022 and holds none.
The changes in the Company's bitcoin were:
 | Six months ended June 30, 2025 | Six months ended June 30, 2024
Bitcoin, beginning of period | 310.2 | 280.0
Digital currency mined | 88.1 | 120.5
Digital currency sold | (91.5) | (101.0)
Bitcoin, end of period | 306.8 | 299.5
""",
    {("2025-01-01", "2025-06-30", "91.5", None), ("2024-01-01", "2024-06-30", "101", None)},
)

NOTES_OF_2025["sold by purpose, thousands"] = (
    """
NOTE 4 - BITCOIN
The table below shows the activity of bitcoin for the year ended December 31, 2024 (dollars in thousands):
 | Number of bitcoin | Amount
Balance, December 31, 2023 | 1,450 | $ 61,200
Bitcoin mined | 900 | 54,000
Bitcoin sold to fund operations | (310) | (19,800)
Bitcoin sold to repay the bridge loan | (205) | (13,100)
Bitcoin paid to the pool operator | (9) | (540)
Change in fair value | — | 88,700
Balance, December 31, 2024 | 1,826 | $ 170,460
""",
    {("2024-01-01", "2024-12-31", "310", 19800000), ("2024-01-01", "2024-12-31", "205", 13100000)},
)

NOTES_OF_2025["carrying value of sold, gain separately, two years"] = (
    """
The following table presents the Company's bitcoin (in thousands):
 | 2024 | 2023
Opening balance | $ 11,200 | $ 6,100
Bitcoin mined | 31,000 | 22,000
Carrying value of bitcoin sold | (28,400) | (18,900)
Impairment | — | (2,000)
Gain from remeasurement | 3,100 | 4,000
Closing balance | $ 16,900 | $ 11,200
""",
    {("2024-01-01", "2024-12-31", None, None), ("2023-01-01", "2023-12-31", None, None)},
)

NOTES_OF_2025["three blocks stacked with proceeds and loss"] = (
    """
Cryptocurrency mining operations
 | Quantity of Bitcoin | US$ Amounts
Balance December 31, 2021 | 16.6 | $ 767,654
Revenue recognized from cryptocurrency mined | 8.3 | 343,055
Mining pool operating fees | (0.2) | (6,868)
Impairment of cryptocurrencies | — | (106,105)
Balance March 31, 2022 | 24.7 | $ 997,736
Revenue recognized from cryptocurrency mined | 4.6 | 166,592
Proceeds from the sale of cryptocurrency | (28.9) | (864,205)
Realized loss on the sale of cryptocurrency | — | (131,075)
Balance June 30, 2022 | 0.4 | $ 8,586
""",
    {("2022-04-01", "2022-06-30", "28.9", 864205)},
)

NOTES_OF_2025["pledged at the end"] = (
    """
Bitcoin transactions and the corresponding values for the years ended December 31, 2024 and 2023 were as follows:
 | 2024 | 2024 | 2023 | 2023
 | Quantity | Value | Quantity | Value
Balance of bitcoin as of January 1, | 804 | 33,900 | 405 | 6,700
Bitcoin earned | 2,914 | 178,300 | 4,928 | 140,800
Bitcoin exchanged for cash | (2,600) | (161,200) | (4,529) | (129,000)
Balance of bitcoin as of December 31, | 1,118 | 104,000 | 804 | 33,900
Less bitcoin pledged as collateral as of December 31, | (351) | (32,000) | (100) | (4,200)
Balance of bitcoin excluding bitcoin pledged as collateral as of December 31, | 767 | 72,000 | 704 | 29,700
""",
    {("2024-01-01", "2024-12-31", "2600", 161200000), ("2023-01-01", "2023-12-31", "4529", 129000000)},
)

NOTES_OF_2025["nine months, cash flow"] = (
    """
CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS (in thousands)
 | Nine Months Ended September 30,
 | 2025 | 2024
Cash flows from investing activities:
Proceeds from the sale of bitcoin | 118,204 | 77,090
Purchase of property and equipment | (61,000) | (44,000)
Purchases of bitcoin | (12,000) | —
Net cash provided by investing activities | 45,204 | 33,090
""",
    {("2025-01-01", "2025-09-30", None, 118204000), ("2024-01-01", "2024-09-30", None, 77090000)},
)

NOTES_OF_2025["balances with the coin, three columns of measure"] = (
    """
Activity of bitcoin for the quarter ended September 30, 2025 follows:
 | Number of Bitcoin | Cost Basis | Fair Value
Bitcoin at June 30, 2025 | 2,410 | $ 120,400 | $ 258,000
Additions from mining | 690 | 79,000 | 79,000
Dispositions of bitcoin | (505) | (33,000) | (57,800)
Change in fair value | — | — | 17,300
Bitcoin at September 30, 2025 | 2,595 | $ 166,400 | $ 296,500
""",
    {("2025-07-01", "2025-09-30", "505", 57800000)},
)

NOTES_OF_2025["quarters stacked in one year"] = (
    """
Note 3. Digital assets
The following table summarizes our bitcoin activity for the six months ended June 30, 2025:
 | Units | Carrying value
Balance, January 1, 2025 | 410.50 | $ 38,312,204
Bitcoin mined | 120.10 | 11,202,300
Bitcoin sold | (95.20) | (8,920,551)
Unrealized loss | — | (2,905,000)
Balance, March 31, 2025 | 435.40 | $ 37,688,953
Bitcoin mined | 101.00 | 9,990,112
Bitcoin sold | (140.00) | (13,901,776)
Unrealized gain | — | 8,806,000
Balance, June 30, 2025 | 396.40 | $ 42,583,289
""",
    {("2025-01-01", "2025-03-31", "95.2", None), ("2025-04-01", "2025-06-30", "140", None)},
)

NOTES_OF_2025["held by year, cost and proceeds rows"] = (
    """
Digital asset transactions
 | Year ended December 31, 2024 | Year ended December 31, 2023
Number of bitcoin sold | 1,014 | 720
Proceeds from sale of bitcoin | $ 62,100,400 | $ 20,140,900
Cost of bitcoin sold | $ 31,000,100 | $ 15,140,200
Realized gain on sale of bitcoin | $ 31,100,300 | $ 5,000,700
""",
    {("2024-01-01", "2024-12-31", "1014", 62100400), ("2023-01-01", "2023-12-31", "720", 20140900)},
)

NOTES_OF_2025["fund, sales for fees and redemptions"] = (
    """
The activity of bitcoin held by the Fund for the period January 1, 2025 to March 31, 2025 was:
 | Bitcoin | Fair Value
Beginning balance | 3,100.2211 | $ 289,301,220
Bitcoin purchased for the creation of shares | 410.0000 | 39,120,100
Bitcoin sold for the redemption of shares | (905.1000) | (81,990,400)
Bitcoin sold to pay Sponsor fee | (2.0511) | (180,222)
Net change in unrealized appreciation | — | (31,777,101)
Ending balance | 2,603.0700 | $ 214,473,597
""",
    {("2025-01-01", "2025-03-31", "905.1", 81990400), ("2025-01-01", "2025-03-31", "2.0511", 180222)},
)

NOTES_OF_2025["eth and btc columns"] = (
    """
The Company's digital assets changed as follows during the three months ended June 30, 2025:
 | BTC | ETH | USDC | Total
Balance at March 31, 2025 | 417.6 | 24,434.2 | 1,000 |
Purchased | 8.0 | 6,500.0 | — |
Disposals | (280.0) | (12.0) | (500) |
Mined or staked | 83.3 | 166.8 | — |
Balance at June 30, 2025 | 228.9 | 31,089.0 | 500 |
""",
    {("2025-04-01", "2025-06-30", "280", None)},
)

NOTES_OF_2025["thousand, nil sale"] = (
    """
Bitcoin (in thousands, except for bitcoin)
 | Q1 2025 | Q1 2025 | Q1 2024 | Q1 2024
 | Bitcoin | $ | Bitcoin | $
Opening | 9,297 | 867,000 | 6,100 | 258,000
Mined | 1,957 | 182,000 | 2,031 | 111,600
Sold | — | — | (155) | (8,020)
Remeasurement | — | (117,000) | — | 165,000
Closing | 11,254 | 932,000 | 7,976 | 526,580
""",
    {("2025-01-01", "2025-03-31", "none", None), ("2024-01-01", "2024-03-31", "155", 8020000)},
)

NOTES_OF_2025["statement of operations data, with usd and number"] = (
    """
Revenue and bitcoin data for the quarters ended
 | December 31, 2024 | September 30, 2024
Bitcoin mined | 610 | 565
Bitcoin sold | 588 | 702
Average price of bitcoin sold | $ 82,450 | $ 60,980
Bitcoin held at end of quarter | 1,210 | 1,188
""",
    {("2024-10-01", "2024-12-31", "588", None), ("2024-07-01", "2024-09-30", "702", None)},
)

NOTES_OF_2025["fiscal quarter of june year"] = (
    """
Changes in Bitcoin for the three months ended September 30, 2025 and 2024 (in US$ thousands)
 | 2025 | 2024
Balance at July 1 | 1,000 | 404
Bitcoin mined | 240,258 | 49,600
Sale of bitcoin | (238,900) | (49,200)
Loss on disposal | (58) | (4)
Balance at September 30 | 2,300 | 800
""",
    {("2025-07-01", "2025-09-30", None, 238900000), ("2024-07-01", "2024-09-30", None, 49200000)},
)

NOTES_OF_2025["subsequent month columns"] = (
    """
Bitcoin production and sales after the period
 | July 2025 | August 2025
BTC produced | 202.1 | 198.8
BTC sold | 150.0 | 221.5
Net proceeds from BTC sold | $ 17,410,000 | $ 25,020,300
""",
    {("2025-07-01", "2025-07-31", "150", 17410000), ("2025-08-01", "2025-08-31", "221.5", 25020300)},
)

NOTES_OF_2025["pledged and unpledged split"] = (
    """
As of June 30, 2025, the Company's bitcoin consisted of:
 | Number | Fair value
Unrestricted bitcoin | 800 | $ 85,700,000
Bitcoin pledged as collateral | 600 | 64,300,000
Total bitcoin | 1,400 | $ 150,000,000
""",
    set(),
)

NOTES_OF_2025["years three, nil"] = (
    """
 | 2024 | 2023 | 2022
Bitcoin sold (BTC) | — | 250 | 1,310
Net proceeds from bitcoin sold (in thousands) | $ — | $ 7,200 | $ 30,100
""",
    {
        ("2024-01-01", "2024-12-31", "none", None),
        ("2023-01-01", "2023-12-31", "250", 7200000),
        ("2022-01-01", "2022-12-31", "1310", 30100000),
    },
)

NOTES_OF_2025["bitcoin converted to cash, services and so on"] = (
    """
The table below summarizes the changes in bitcoin for the year ended March 31, 2025:
 | Number of coins | Amount (US$)
At April 1, 2024 | 2,287 | 161,600,000
Digital currency mined | 1,414 | 104,900,000
Digital currency converted to cash | (1,390) | (109,000,000)
Digital currency paid for services | (12) | (1,000,000)
Revaluation gain | - | 33,500,000
At March 31, 2025 | 2,299 | 190,000,000
""",
    {("2024-04-01", "2025-03-31", "1390", 109000000)},
)

NOTES_OF_2025["dispositions by deed"] = (
    """
Dispositions of bitcoin during the nine months ended September 30, 2025 were as follows:
 | Number of bitcoin | Proceeds
Bitcoin sold | 300.0 | $ 29,900,000
Bitcoin paid for services | 11.0 | $ 1,100,000
""",
    {("2025-01-01", "2025-09-30", "300", 29900000)},
)
NOTES_OF_2025["transactions with cost"] = (
    """
Bitcoin transactions for the three months ended June 30, 2025
 | Quantity | Cost | Proceeds
Bitcoin purchased | 10.0 | 950,000 | -
Bitcoin sold | 44.0 | 2,100,400 | 4,452,800
""",
    {("2025-04-01", "2025-06-30", "44", 4452800)},
)
