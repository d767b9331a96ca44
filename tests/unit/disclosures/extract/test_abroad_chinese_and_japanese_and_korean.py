"""What sentences in Chinese, Japanese and Korean state of sales, and what they do not. All are ours."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    DECEMBER,
    FEBRUARY,
    JANUARY,
    LAST_WEEK,
    QUARTER,
    SEVENTH_AND_EIGHTH,
    THIS_YEAR,
    told,
)

CHINESE = [
    ("Riot Platforms 2月出售1080枚比特币，筹资约9600万美元。", "riot", "1080", FEBRUARY),
    ("MARA 抛售 475 枚 BTC", "mara", "475", BY_NOW),
    ("比特小鹿上周卖出了943.1枚比特币，均价为6.8万美元。", "bitdeer", "943.1", LAST_WEEK),
    (
        "Cango 于2月7日至8日出售了4,451枚比特币，获得3.05亿USDT，用于偿还贷款。",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    ("2025年第四季度，公司生产了1,900枚比特币，出售了1,818枚。", None, "1818", QUARTER),
    ("Bitfarms 在上週將3000枚比特幣賣出。", "bitfarms", "3000", LAST_WEEK),
    ("Riot 二月未出售任何比特币。", "riot", None, FEBRUARY),
    ("MARA 1月沒有賣出比特幣。", "mara", None, JANUARY),
    ("CleanSpark 2月份产出573枚BTC，出售553.6枚BTC，平均售价约6.65万美元。", "cleanspark", "553.6", FEBRUARY),
    ("MARA自1月以来没有出售任何比特币。", "mara", None, THIS_YEAR),
    ("灿谷宣布在2月7日至8日期间以305亿韩元出售4451枚比特币。", "cango", "4451", SEVENTH_AND_EIGHTH),
    ("该公司第四季度通过出售1,818枚比特币获得1.616亿美元净收益，每枚均价88,870美元。", None, "1818", QUARTER),
]
NOTHING_IN_CHINESE = [
    "Riot 计划出售500枚比特币。",
    "MARA 可能会出售部分比特币。",
    "Riot 出售了5000台比特币矿机。",
    "矿工在2月抛售了10,000枚比特币。",
    "CleanSpark 买入500枚BTC。",
    "Bitfarms 将500枚比特币转入 Coinbase。",
    "Riot 出售 Bitfarms 股票，获得1500万美元。",
    "Bitfarms 考虑出售 1,800 枚 BTC 以偿还债务。",
    "链上数据显示，Riot 将500枚BTC转入NYDIG，疑似出售。",
    "分析师认为 Riot 出售了500枚比特币。",
]
JAPANESE = [
    ("Riot Platformsは2月に1,080BTCを約9600万ドルで売却した。", "riot", "1080", FEBRUARY),
    ("米MARA、475BTCを売却", "mara", "475", BY_NOW),
    ("ビットファームズは先週、3,000ビットコインを売却したと発表した。", "bitfarms", "3000", LAST_WEEK),
    (
        "Cangoは2月7日〜8日に4,451枚のビットコインを売却し、3億500万USDTを得た。",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    ("CleanSparkの2025年第4四半期のビットコイン売却は189.8BTCだった。", "cleanspark", "189.8", QUARTER),
    ("Riotは2月にビットコインを売却しなかった。", "riot", None, FEBRUARY),
    ("1月のビットコインの売却はなかったとMARAは報告した。", "mara", None, JANUARY),
    (
        "CleanSparkは2月に573BTCを採掘し、553.6BTCを平均66,500ドルで売却した。",
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
    ("MARAは1月以降、ビットコインを一切売却していない。", "mara", None, THIS_YEAR),
    (
        "ライオット・プラットフォームズは12月に1,818BTCを1億6160万ドルで売却したと6日に発表した。",
        "riot",
        "1818",
        DECEMBER,
    ),
]
NOTHING_IN_JAPANESE = [
    "Riotは500BTCを売却する予定だ。",
    "MARAはビットコインの売却を検討している。",
    "Riotは5,000台のマイニング機器を売却した。",
    "CleanSparkは500BTCを購入した。",
    "Bitfarmsは500BTCをCoinbaseに送金した。",
    "投資家は2月に10,000BTCを売却した。",
    "Bitfarmsは債務返済のため、ビットコイン売却も視野に入れる。",
    "Riotが500BTCを売却したとみられる。",
]
KOREAN = [
    ("라이엇 플랫폼스가 2월에 비트코인 1,080개를 약 9,600만 달러에 매각했다.", "riot", "1080", FEBRUARY),
    ("MARA, 비트코인 475개 매각", "mara", "475", BY_NOW),
    ("비트팜스는 지난주 3,000 BTC를 매도했다고 밝혔다.", "bitfarms", "3000", LAST_WEEK),
    (
        "Cango는 2월 7~8일 비트코인 4,451개를 팔아 3억500만 USDT를 확보했다.",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    (
        "클린스파크는 2025년 4분기에 1,900 BTC를 채굴하고 189.8 BTC를 매각했습니다.",
        "cleanspark",
        "189.8",
        QUARTER,
    ),
    ("Riot은 2월에 비트코인을 매각하지 않았다.", "riot", None, FEBRUARY),
    (
        "클린스파크는 2월에 573 BTC를 채굴해 이 중 553.6 BTC를 평균 6만6500달러에 매도했다.",
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
    ("MARA는 1월 이후 비트코인을 매도하지 않았다.", "mara", None, THIS_YEAR),
    ("비트디어는 지난주 채굴한 189.8 BTC를 전량 매도했다고 공시했다.", "bitdeer", "189.8", LAST_WEEK),
    ("라이엇은 4분기에 비트코인 1,818개를 팔아 1억6160만 달러를 벌었다.", "riot", "1818", QUARTER),
]
NOTHING_IN_KOREAN = [
    "Riot은 500 BTC를 매각할 계획이다.",
    "MARA는 비트코인 매각을 검토 중이다.",
    "Riot은 채굴기 5,000대를 매각했다.",
    "투자자들은 2월에 10,000 BTC를 매도했다.",
    "CleanSpark는 500 BTC를 매입했다.",
    "Bitfarms는 500 BTC를 코인베이스로 이체했다.",
    "Riot, 비트팜스 주식 매각",
    "Riot이 비트코인 500개를 매도할 것으로 보인다.",
    "비트팜스, 부채 상환 위해 비트코인 매각 검토",
    "MARA가 비트코인 500개를 매도한 것으로 보인다.",
]


@pytest.mark.parametrize(("text", "entity", "btc", "days"), [*CHINESE, *JAPANESE, *KOREAN])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, entity: str | None, btc: str | None, days: tuple[date | None, date | None]
) -> None:
    assert told(text) == [(entity, btc, days)]


@pytest.mark.parametrize("text", [*NOTHING_IN_CHINESE, *NOTHING_IN_JAPANESE, *NOTHING_IN_KOREAN])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
