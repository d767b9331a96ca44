"""More notes on bitcoin as filings print them, written for the tests, and the sales that each states."""

FURTHER_NOTES = {}

FURTHER_NOTES["balances named by their day alone"] = (
    """
6. Digital assets
The continuity of digital assets, which consist of Bitcoin, was:
| BTC | US$'000
At January 1, 2024 | 1,804 | 76,220
Bitcoin mined | 2,140 | 128,870
Bitcoin sold | (2,511) | (150,012)
Fair value movement | - | 41,090
At December 31, 2024 | 1,433 | 134,420
""",
    {("2024-01-01", "2024-12-31", "2511", 150_012_000)},
)

FURTHER_NOTES["thousands of dollars, days of balances without years"] = (
    """
15. DIGITAL ASSETS
The Group mined crypto assets, which were Bitcoin. A reconciliation of the fair values is as follows:
| Year ended December 31, 2024 | Year ended December 31, 2023
| $'000 | $'000
At 1 January | 3,853 | 7,120
Crypto assets mined | 46,020 | 50,558
Total additions | 46,020 | 50,558
Crypto assets sold | (48,770) | (53,900)
Fair value movement | 1,004 | 75
At 31 December | 2,107 | 3,853
""",
    {
        ("2024-01-01", "2024-12-31", None, 48_770_000),
        ("2023-01-01", "2023-12-31", None, 53_900_000),
    },
)

FURTHER_NOTES["numbers opening and closing"] = (
    """
Bitcoin activity for the three months ended was:
| September 30, 2025 | September 30, 2024
Opening number of Bitcoin held | 0.5 | 4.2
Number of Bitcoin received | 85.4 | 190.3
Number of Bitcoin sold | (84.9) | (193.1)
Closing number of Bitcoin held | 1.0 | 1.4
""",
    {
        ("2025-07-01", "2025-09-30", "84.9", None),
        ("2024-07-01", "2024-09-30", "193.1", None),
    },
)

FURTHER_NOTES["whole dollars without signs, quarter and nine months"] = (
    """
NOTE 2 - DIGITAL CURRENCIES
Changes in digital currencies consisted of the following for the periods presented. Bitcoin is the only one.
| Three Months Ended | Nine Months Ended
| September 30, 2024 | September 30, 2023 | September 30, 2024 | September 30, 2023
Digital currencies at beginning of period | 2,175,595 | 1,206,022 | 3,175,595 | 109,827
Additions of digital currencies | 9,610,230 | 16,800,311 | 42,003,112 | 44,110,905
Realized gain on sale of digital currencies | 214,004 | 107,733 | 1,120,116 | 622,004
Impairment losses | — | (220,114) | — | (683,241)
Proceeds from sale of digital currencies | (11,385,880) | (15,110,702) | (45,684,874) | (41,376,245)
Digital currencies at end of period | 613,949 | 2,783,250 | 613,949 | 2,783,250
""",
    {
        ("2024-07-01", "2024-09-30", None, 11_385_880),
        ("2023-07-01", "2023-09-30", None, 15_110_702),
        ("2024-01-01", "2024-09-30", None, 45_684_874),
        ("2023-01-01", "2023-09-30", None, 41_376_245),
    },
)

FURTHER_NOTES["quarter and year to date, each with quantity and amount"] = (
    """
Bitcoin
| Three Months Ended September 30, 2025 | Nine Months Ended September 30, 2025
| Quantity | Amount | Quantity | Amount
Beginning balance | 1,030 | $ 110,604 | 980 | $ 91,535
Bitcoin mined | 502 | 57,120 | 1,490 | 151,890
Bitcoin sold (Note 4) | (411) | (46,907) | (1,349) | (138,030)
Change in fair value | — | 7,005 | — | 22,427
Ending balance | 1,121 | $ 127,822 | 1,121 | $ 127,822
""",
    {
        ("2025-07-01", "2025-09-30", "411", 46_907_000),
        ("2025-01-01", "2025-09-30", "1349", 138_030_000),
        ("2025-07-01", "2025-09-30", "411", 46_907_000),
    },
)

FURTHER_NOTES["traded for cash, whole dollars beside"] = (
    """
5. Digital currencies
As at December 31, 2024 the Company's digital currencies consisted of Bitcoin. The continuity was as follows:
| Number of Bitcoin | Amount
Balance as at / December 31, 2022 | 118.97 | $ 1,968,311
Bitcoin mined | 824.60 | 23,810,440
Bitcoin traded for cash | (898.12) | (25,330,160)
Bitcoin paid for services | (5.10) | (140,115)
Gain on revaluation of digital currencies | - | 1,387,004
Balance as at / December 31, 2023 | 40.35 | $ 1,695,480
Bitcoin mined | 410.02 | 24,904,200
Bitcoin traded for cash | (446.30) | (26,811,007)
Gain on revaluation of digital currencies | - | 601,030
Balance as at / December 31, 2024 | 4.07 | $ 389,703
""",
    {
        ("2023-01-01", "2023-12-31", "898.12", 25_330_160),
        ("2024-01-01", "2024-12-31", "446.3", 26_811_007),
    },
)

FURTHER_NOTES["cost of what was sold and of what was spent"] = (
    """
NOTE 4 - DIGITAL ASSETS
The following table summarizes the digital asset activity (in thousands):
| Year Ended December 31, 2023 | Year Ended December 31, 2022
Beginning balance | $ 510 | $ 610
Bitcoin earned, net | 21,010 | 21,378
Cost of digital assets sold for cash | (18,030) | (17,911)
Cost of digital assets transferred for noncash expenditures | (1,290) | (3,010)
Impairment loss on digital assets | (112) | (557)
Ending balance | $ 2,088 | $ 510
""",
    {
        ("2023-01-01", "2023-12-31", None, None),
        ("2022-01-01", "2022-12-31", None, None),
    },
)

FURTHER_NOTES["periods as headings over blocks"] = (
    """
The following tables roll the Company's bitcoin forward:
Six months ended June 30, 2025 | Quantity | Cost basis | Fair value
Beginning balance | 940 | $ 51,020 | $ 87,795
Bitcoin mined | 312 | 30,115 | 30,115
Bitcoin sold | (205) | (19,880) | (20,004)
Change in fair value | — | — | 14,290
Ending balance | 1,047 | $ 61,255 | $ 112,196
Six months ended June 30, 2024 | Quantity | Cost basis | Fair value
Beginning balance | 610 | $ 20,110 | $ 25,785
Bitcoin mined | 460 | 26,990 | 26,990
Bitcoin sold | (366) | (22,104) | (22,370)
Change in fair value | — | — | 13,735
Ending balance | 704 | $ 24,996 | $ 44,140
""",
    {
        ("2025-01-01", "2025-06-30", "205", 20_004_000),
        ("2024-01-01", "2024-06-30", "366", 22_370_000),
    },
)

FURTHER_NOTES["details of the viewer with coins and dollars"] = (
    """
Bitcoin - Additional Information (Details) / $ in Thousands | 6 Months Ended
| Jun. 30, 2025 / USD ($) | Jun. 30, 2024 / USD ($)
Digital Assets [Line Items]
Number of bitcoin sold | 1,371 | 212
Proceeds from sale of bitcoin | $ 131,802 | $ 9,518
Bitcoin held | 19,273 | 9,334
""",
    {
        ("2025-01-01", "2025-06-30", "1371", 131_802_000),
        ("2024-01-01", "2024-06-30", "212", 9_518_000),
    },
)

FURTHER_NOTES["sold, exchanged into another coin and given for a loan"] = (
    """
The following table presents additional information about BTC for the six months ended June 30, 2023 and 2022:
| For the six months ended June 30, 2023 | For the six months ended June 30, 2022
Opening balance | $ 15,796,147 | $ 27,481,220
Receipt of BTC from mining services | 17,606,019 | 14,088,502
Sales of BTC | (16,304,990) | (8,020,115)
Exchange of BTC into ETH | — | (1,203,010)
Impairment of BTC | (2,630,669) | (13,230,105)
Ending balance | $ 14,466,507 | $ 19,116,492
""",
    {
        ("2023-01-01", "2023-06-30", None, 16_304_990),
        ("2022-01-01", "2022-06-30", None, 8_020_115),
        ("2022-01-01", "2022-06-30", None, 1_203_010),
    },
)

FURTHER_NOTES["split into current and not current, with what is pledged"] = (
    """
Note 5. Bitcoin (in thousands, except number of bitcoin)
| Bitcoin | Amount
Bitcoin at December 31, 2024 | 9,106 | $ 849,980
Addition of bitcoin | 1,957 | 181,112
Disposition of bitcoin | (43) | (4,006)
Net gain on fair value of bitcoin | — | 110,805
Bitcoin at March 31, 2025 | 11,020 | $ 1,137,891
The bitcoin is presented as follows:
| March 31, 2025
| Number | Amount
Current | 8,900 | $ 918,990
Non-current, pledged as collateral | 2,120 | 218,901
Total | 11,020 | $ 1,137,891
""",
    {("2025-01-01", "2025-03-31", "43", 4_006_000)},
)

FURTHER_NOTES["millions"] = (
    """
Changes in digital assets during the periods were as follows (in millions). The Company holds bitcoin only.
| Three Months Ended March 31,
| 2026 | 2025
Beginning balance | $ 1,076 | $ 1,008
Acquisitions | — | —
Digital assets sold | (412) | (136)
Gains and losses, net | (222) | (125)
Ending balance | $ 442 | $ 747
""",
    {
        ("2026-01-01", "2026-03-31", None, 412_000_000),
        ("2025-01-01", "2025-03-31", None, 136_000_000),
    },
)

FURTHER_NOTES["disposals by the month in a report of a foreign issuer"] = (
    """
Bitcoin reserve (in BTC) | October 2025 | September 2025
Opening balance | 2,210.4 | 2,104.0
Production | 241.0 | 233.3
Disposals | (301.5) | (126.9)
Closing balance | 2,149.9 | 2,210.4
""",
    {
        ("2025-10-01", "2025-10-31", "301.5", None),
        ("2025-09-01", "2025-09-30", "126.9", None),
    },
)

FURTHER_NOTES["what was sold, with nothing of it ours"] = (
    """
8. Investments
The roll-forward of the Company's investments, of which none is in bitcoin (in thousands):
| Six Months Ended June 30,
| 2025 | 2024
Beginning balance | $ 10,204 | $ 9,110
Purchases of mining machines | 2,230 | 1,450
Miners sold | (880) | (410)
Shares sold | (1,120) | (600)
Ending balance | $ 10,434 | $ 9,550
""",
    set(),
)

FURTHER_NOTES["one table of coins and one of dollars"] = (
    """
The following table presents the roll-forward of bitcoin in number:
| Three months ended June 30, 2025 | Three months ended June 30, 2024
Opening balance | 95.1 | 126.8
Mined | 31.7 | 26.8
Sold | (18.0) | (33.0)
Closing balance | 108.8 | 120.6
The following table presents the roll-forward of bitcoin in thousands of dollars:
| Three months ended June 30, 2025 | Three months ended June 30, 2024
Opening balance | $ 9,510 | $ 8,310
Mined | 3,000 | 1,800
Sold | (1,850) | (2,200)
Change in fair value | 200 | 300
Closing balance | $ 10,860 | $ 8,210
""",
    {
        ("2025-04-01", "2025-06-30", "18", 1_850_000),
        ("2024-04-01", "2024-06-30", "33", 2_200_000),
    },
)

FURTHER_NOTES["money of another country"] = (
    """
The continuity of digital currencies (expressed in Canadian dollars) is:
| Bitcoin | Amount
Balance, September 30, 2023 | 456.2 | $ 16,703,000
Bitcoin mined | 600.0 | 40,000,000
Bitcoin sold (1) | (700.5) | (45,000,000)
Balance, September 30, 2024 | 355.7 | $ 30,500,000
""",
    {("2023-10-01", "2024-09-30", "700.5", None)},
)

FURTHER_NOTES["dollars and coins of two periods, US$ at the head"] = (
    """
Movement of bitcoin
| For the nine months / ended September 30, 2025 | For the nine months / ended September 30, 2024
| US$ | BTC | US$ | BTC
Opening balance | 9,510,120 | 101.2 | 8,310,900 | 196.6
Mining | 30,006,510 | 300.1 | 18,220,440 | 310.4
Sales | (28,550,330) | (286.0) | (20,110,770) | (341.9)
Closing balance | 12,020,110 | 115.3 | 6,910,320 | 165.1
""",
    {
        ("2025-01-01", "2025-09-30", "286", 28_550_330),
        ("2024-01-01", "2024-09-30", "341.9", 20_110_770),
    },
)

FURTHER_NOTES["more than anybody mines is money"] = (
    """
Bitcoin | Year ended June 30, 2025 | Year ended June 30, 2024
Opening balance | 3,204 | 2,110
Mined | 30,118 | 21,305
Sold | (28,930) | (20,211)
Closing balance | 4,392 | 3,204
""",
    {
        ("2024-07-01", "2025-06-30", None, None),
        ("2023-07-01", "2024-06-30", None, None),
    },
)

FURTHER_NOTES["labels and days broken over lines"] = (
    """
Bitcoin (in thousands, except quantity)
| Quantity | Amount
Balance as of / December 31, 2024 | 17,722 | $ 1,654,468
Revenue recognized from / Bitcoin mined | 1,530 | 142,900
Proceeds from sale of / Bitcoin | (475) | (38,800)
Balance as of March 31, / 2025 | 18,777 | $ 1,550,000
""",
    {("2025-01-01", "2025-03-31", "475", 38_800_000)},
)

FURTHER_NOTES["sentence that ends with years above years"] = (
    """
6. CRYPTOCURRENCY ASSETS (in thousands of US dollars)
The following table presents the movement in bitcoin for the six months ended June 30, 2024 and 2023
| 2024 | 2023
Balance at beginning of period | 12,204 | 4,110
Additions | 30,118 | 21,305
Disposals | (28,930) | (20,211)
Fair value gain | 500 | 100
Balance at end of period | 13,892 | 5,304
""",
    {
        ("2024-01-01", "2024-06-30", None, 28_930_000),
        ("2023-01-01", "2023-06-30", None, 20_211_000),
    },
)

FURTHER_NOTES["a title, years and thousands, a year from its beginning to its end"] = (
    """
| Digital assets - bitcoin
| 2024 | 2023
| $'000 | $'000
At beginning of year | 1,204 | 980
Additions | 12,050 | 14,000
Disposals | (12,700) | (13,800)
Fair value movements | 46 | 24
At end of year | 600 | 1,204
""",
    {
        ("2024-01-01", "2024-12-31", None, 12_700_000),
        ("2023-01-01", "2023-12-31", None, 13_800_000),
    },
)

FURTHER_NOTES["balances named by the asset and a day, money before coins, another coin below"] = (
    """
9. Digital currencies
The movement in digital currencies during the years was:
Bitcoin | Amount | Number of coins
Digital currencies, March 31, 2022 | $ 96,200,000 | 2,110
Digital currency mined | 70,400,000 | 3,050
Digital currency sold | (66,120,500) | (3,290)
Revaluation adjustment | (51,300,000) | -
Digital currencies, March 31, 2023 | $ 49,179,500 | 1,870
Ethereum | Amount | Number of coins
Digital currencies, March 31, 2022 | 31,000,000 | 9,410
Digital currency mined | 12,700,000 | 7,020
Digital currency sold | (43,100,000) | (16,430)
Revaluation adjustment | (600,000) | -
Digital currencies, March 31, 2023 | $ - | -
""",
    {("2022-04-01", "2023-03-31", "3290", 66_120_500)},
)
