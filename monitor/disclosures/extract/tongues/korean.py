"""Korean. Its words stand apart but carry endings, so that they are looked for as parts of what is written."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

KOREAN = Tongue(
    code="ko",
    script=Script.HANGUL,
    spaced=False,
    verb_last=True,
    time_first=True,
    decimal_comma=False,
    words={
        Mark.BLIND: "매도 주문, 매도한다, 매각한다, 처분한다, 팔았다면, 매각했다면, 매도했다면,"
        " 처분했다면, 팔았더라면, 뿐만 아니라, 뿐 아니라, 매도 압력, 매도압력, 매각가, 매각 가격,"
        " 매도 가격, 판매가, 판매량, 매도세, 공매도, 매도인, 매도자, 판매 수익, 매도벽, 매도 호가",
        Mark.SOLD_LAST: "매각했, 매도했, 매각한, 매도한, 매각됐, 매도됐, 매각된, 매각돼, 팔았, 판매했,"
        " 처분했, 처분한, 현금화했, 현금화한, 팔아치웠, 내다 팔았, 내다팔았, 판 것으로, 매각을 완료,"
        " 매각 완료, 매도를 완료, 청산했",
        Mark.SALE: "매각, 매도, 처분, 현금화, 판매",
        Mark.SELL: "팔 수, 팔 계획, 팔지, 팔 것, 파는, 팔겠, 팔려",
        Mark.UNSOLD: "매각하지 않았, 매도하지 않았, 팔지 않았, 처분하지 않았, 매각은 없, 매도는 없,"
        " 매각이 없, 매도가 없, 매각한 적이 없, 매도한 적이 없, 매각하지는 않았, 매도하지는 않았,"
        " 판매하지 않았, 안 팔았, 매각 없이, 매도 없이, 매각이나 매도는 없, 매각 내역이 없,"
        " 매각 실적은 없, 매각하지 않은, 매도하지 않은, 팔지 않은, 매각하지 않고, 매도하지 않고",
        Mark.NONE: "전혀, 하나도, 단 하나도, 단 한 개도",
        Mark.IF: "만약, 경우",
        Mark.WISH: "예정된",
        Mark.WISH_AFTER: "것으로 보인, 것으로 추정, 것으로 관측, 것으로 전망, 듯, 것으로 예상,"
        " 했을 가능성, 을 것, 을 수, 할, 하려, 하기로, 하겠, 하라, 하지 말, 하거나, 하기 위해, 될,"
        " 하면, 계획, 을 계획, 예정, 을 검토, 를 검토, 검토, 추진, 을 추진, 가능성, 전망, 우려, 설,"
        " 방침, 허가, 승인, 을 승인, 를 승인, 권한, 을 허용, 의사, 을 부인, 를 부인, 중단, 을 중단,"
        " 를 중단, 이 필요, 압박, 하는 방안, 도 가능, 옵션, 하지, 해야, 할지, 을 고려, 를 고려, 임박",
        Mark.SOLD_GOING: "매각해, 매도해, 팔아, 팔고, 매각하고, 매도하고, 매각하며, 매도하며, 현금화해,"
        " 처분해",
        Mark.PLAN: "계획, 방침, 예정, 전망, 검토, 가능성, 것으로 보인, 목표",
        Mark.FIRMS: "개사, 개 업체, 개 기업, 곳, 개 채굴, 개 비트코인 채굴, 개 상장",
        Mark.EACH_HIS: "각각",
        Mark.MINED: "채굴했, 채굴한, 채굴해, 채굴하고, 채굴된, 생산했, 생산한, 생산해, 생산량, 채굴량",
        Mark.HELD: "보유하고, 보유 중, 보유량, 보유하게, 보유한, 잔고, 남은, 보유분, 보유액",
        Mark.BOUGHT: "매입했, 매입한, 매입해, 매수했, 매수한, 매수해, 샀다, 사들였, 구매했, 구매한, 취득했",
        Mark.OTHER: "이체했, 이체한, 옮겼, 전송했, 전송한, 입금했, 담보로,"
        " 예치했, 대출했, 발행했, 발행해, 매입, 매수, 이동시켰, 송금했",
        Mark.TOLD: "발표, 밝혔, 공시, 공개했, 전했, 보도했, 따르면, 알렸, 보고했, 보고서, 밝혀",
        Mark.HAPPENED: "이뤄졌, 이루어졌, 진행됐, 완료됐, 마무리됐",
        Mark.COIN: "비트코인, BTC, Bitcoin",
        Mark.TOKEN: "코인, 가상자산, 암호화폐, 개",
        Mark.COUNTER: "개의, 개, 코인, 여개의, 여개",
        Mark.MORE: "의",
        Mark.PART: "일부, 절반, 상당수, 대부분, 3분의 1",
        Mark.ALL: "전량, 전부, 모든, 모두, 전체",
        Mark.WARES: "사업, 주식, 지분, 채권, 채굴기, 장비, 전력, 에너지, 시설, 자회사, 사업부, 선물, 옵션,"
        " 계약, ETF, 토지, 부지, 서버, 채굴업체, 채굴자, 전환사채, 채굴장",
        Mark.CROWD: "ETF, 여러, 채굴 기업들, 채굴 업체들, 일부 채굴, 상위, 채굴자들, 채굴업체들,"
        " 채굴기업들, 채굴사들, 투자자, 고래, 보유자, 애널리스트, 기업들, 기관들, 장기 보유자, 고객,"
        " 정부들, 상장 채굴사, 업체들",
        Mark.BREAK: "반면, 하지만, 그러나, 지만, 대신, 반해",
        Mark.JOIN: "및, 과, 와, 또, 그리고, 이어",
        Mark.PAID_AFTER: "로 구매, 으로 구매, 와 교환, 에 인수",
        Mark.BY_AFTER: "에 의해",
        Mark.ASIDE_AFTER: "에게, 에 따르면, 를 통해, 을 통해, 에서, 로부터, 와 같은, 로",
        Mark.THAN_AFTER: "대비, 보다, 에 비해, 과 비교",
        Mark.SINCE_AFTER: "이후, 이래, 부터, 만에",
        Mark.OWED: "대출, 부채, 차입금, 채권, 매출, 손실, 비용, 시가총액, 투자, 상환, 부지",
        Mark.PRICE: "평균, 평균가, 평균 단가, 개당, 단가, 비트코인당, BTC당",
        Mark.EACH: "의 가격",
        Mark.ABOUT: "약, 거의, 최소, 대략, 최대, 무려",
        Mark.ABOUT_AFTER: "여, 이상, 가량, 정도, 넘는, 안팎, 남짓",
        Mark.DOLLAR: "달러, 미 달러, USD",
        Mark.STABLE: "USDT, USDC, 테더",
        Mark.MONEY: "원, 유로, 엔, 위안, 캐나다 달러, 파운드",
        Mark.PERCENT: "%, 퍼센트",
    },
    scales={1: "십", 2: "백", 3: "천", 4: "만", 6: "백만", 7: "천만", 8: "억", 12: "조"},
    spans={
        Span.PAST_WEEK: "지난 7일간, 지난 일주일, 최근 일주일, 최근 7일",
        Span.WEEK_AGO: "일주일 전, 1주일 전, 한 주 전",
        Span.LAST_WEEK: "지난주, 지난 주, 전주",
        Span.THIS_WEEK: "이번 주, 이번주, 금주",
        Span.THE_WEEK: "주간",
        Span.LAST_MONTH: "지난달, 지난 달",
        Span.MONTH_BEFORE: "전월, 전달, 한 달 전",
        Span.MONTH_AFTER: "다음 달, 다음달",
        Span.THIS_MONTH: "이번 달, 이번달, 이달",
        Span.THE_MONTH: "해당 월, 월간, 한 달간, 한 달 동안",
        Span.LAST_QUARTER: "지난 분기, 전 분기, 전분기, 직전 분기",
        Span.THIS_QUARTER: "이번 분기",
        Span.THE_QUARTER: "분기 중, 분기 동안, 해당 분기, 분기 내",
        Span.THE_PERIOD: "같은 기간, 해당 기간",
        Span.LAST_YEAR: "작년, 지난해, 전년",
        Span.THIS_YEAR: "올해, 금년",
        Span.WEEKEND: "주말",
        Span.YESTERDAY: "어제",
        Span.TODAY: "오늘",
    },
    months="",
    weekdays="월요일, 화요일, 수요일, 목요일, 금요일, 토요일, 일요일",
    quarters="1분기/1사분기/첫 분기/Q1, 2분기/2사분기/Q2, 3분기/3사분기/Q3, 4분기/4사분기/Q4",
    halves="상반기, 하반기",
    of="의, 년",
    to="부터, -, ~, ∼, 과, 와, 및, –",
    days="지난 {}일간, 최근 {}일간, 최근 {}일",
    months_back="지난 {}개월, 최근 {}개월",
    signs="년 월 일",
)
