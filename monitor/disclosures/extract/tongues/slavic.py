"""Russian and Polish."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

RUSSIAN = Tongue(
    code="ru",
    script=Script.CYRILLIC,
    words="""
    blind: средняя цена продажи, средней цене продажи, не только|столько, цена|цены продажи, объём|объем продаж,
        давление продавцов, выручка от продаж, в продаже, больше чем;
    sold: продал, продала, продали, продало, продано, проданы, продана, продан, проданных, реализовал, реализовала,
        реализовали, реализовано, распродал, распродала, распродали, ликвидировал, ликвидировала, сбыл, сбыла,
        избавился|избавилась|избавились от, слил, слила, слили, обналичил, обналичила, монетизировал, монетизировала,
        сбросил, сбросила, продав;
    unsold: не продавал|продавала|продавали|продавались|продавалось|продаёт|продает;
    sells: продаёт, продает, распродаёт, распродает, избавляется от, сбывает;
    sell: продать, продавать, распродать, ликвидировать, реализовать, сбыть, продавая;
    sale: продажа, продажи, продаже, продажу, продажей, реализация, реализации, реализацию, распродажа, распродажу,
        распродажи;
    kept: сохранил, сохранила, сохранили, удержал, удержала, оставил, оставила;
    after: пришлось, вынуждена была, смогла, смог, предпочла, предпочёл; decided: решила, решил, решили;
    not: не, ни, никогда не, без; none: ни одного|один|единого, нет, нуль, ноль;
    if: считают, предположительно, вероятно, якобы, по слухам, если, когда, в случае;
    wish: планир*, намерен*, собира*, хочет, хотят, может, могут, мог, могла, могли, возможн*, рассматрива*, разреш*,
        одобр*, предлага*, должн*, будет, будут, бы, отрица*, опроверг*, слух*, якобы, избега*, прекрат*, регулярно,
        обычно, планы, план, будущ*, предстоящ*, приостанов*, отлож*, отказал*, допуст*, готов*, отказ от;
    each_his: соответственно;
    mined: добыл, добыла, добыли, добыто, добытых, добытые, произвёл, произвела, произвел, намайнил, намайнила,
        намайнили, добыча, добычи, намайненн*, майнит;
    held: резерв, владеет, владела, хранит, держит, имеет, на балансе, остаётся, остается, осталось, резервы,
        удерживает, в резерве, оставшихся;
    bought: купил, купила, купили, приобрел, приобрела, приобрёл, приобрели, куплено, покупка, закупил, закупила;
    other: покупки, перевел, перевела, перевели, перевёл, переместил, переместила, отправил, отправила, внес, внесла,
        заложил, заложила, выпустил, получил, купить, приобрести, одолжил, инвестировал, инвестировала, держать,
        хранить, владеть;
    told: объявил, объявила, объявили, сообщил, сообщила, сообщили, заявил, заявила, рассказал, раскрыл, раскрыла,
        опубликовал, опубликовала, согласно, подтвердил, подтвердила, по данным;
    happened: состоялась, состоялись, прошла, прошли, произошла, была проведена, завершена, проведена;
    coin: биткоин*, биткойн*; token: монет, монеты, монета, токенов, криптовалют*;
    more: ещё, еще, дополнительных, новых, добытых; of_them: из которых|них|этих;
    part: часть, части, половину, треть, большую часть, долю, немного; all: все, всю, весь, всех, полностью;
    wares: акци*, облигаци*, ценны* бумаг*, майнер*, оборудован*, асик*, asic*, электроэнерги*, электричеств*,
        мощност*, ферм*, дол* в, подразделен*, бизнес*, дериватив*, опцион*, фьючерс*, контракт*, etf, участок,
        площадк*, сервер*, устройств*, майнинг*;
    crowd: несколько, некоторые, ряд компаний, многие, майнеры, майнеров, майнерами, инвесторы, инвесторов, киты, кит,
        китов, держатели, держателей, аналитики, компании сектора, правительства, фонды, трейдеры, публичные компании,
        холдеры;
    break: тогда как, в то время как, но, однако, хотя, а, вместо; join: и, а также, плюс; paid: за, в обмен на;
    by: компанией, со стороны;
    aside: через, у, от, для, с, на, по данным, согласно, конкурент, как, в, против, бирже;
    than: чем в, против, по сравнению с, больше чем, чем, относительно; since: с, начиная|впервые с;
    owed: кредит*, долг*, заём, займ*, участок, инвестиц*, выручк*, убыт*, расход*, капитализац*, стоимост* компании,
        погаш*, купить, закупк*;
    price: по средней цене, средняя цена, средней|по цене, в среднем, цена;
    each: за биткоин|btc|монету|штуку|единицу, за один биткоин;
    about: около, примерно, порядка, почти, более, свыше, больше, менее, приблизительно, не менее, до;
    dollar: долларов, доллара, доллар, долл, долларов США;
    money: рублей, рубля, руб, евро, тенге, гривен, канадских долларов; percent: процентов, процента
    """,
    scales={
        3: "тысяч, тысячи, тысяча, тыс",
        6: "миллионов, миллиона, миллион, млн",
        9: "миллиардов, миллиарда, миллиард, млрд",
    },
    spans="""
    past week: последние семь|7 дней; week ago: неделю назад, неделей ранее, за неделю до этого;
    last week: прошлой|минувшей неделе, прошлую|прошедшую|последнюю неделю; this week: этой неделе, эту неделю;
    the week: за неделю, в течение недели; last month: прошлом|минувшем месяце, прошлый|прошедший месяц;
    before month: месяцем ранее|раньше, предыдущем месяце, предыдущий месяц;
    after month: месяцем позже, следующем месяце; this month: этом|текущем месяце;
    the month: за месяц, в течение месяца, в отчётном месяце;
    last quarter: прошлом|минувшем квартале, прошлый квартал; this quarter: этом|текущем квартале;
    the period: за тот же период, за этот|указанный период;
    the quarter: за квартал, в течение квартала, в отчётном|отчетном квартале;
    last year: прошлом|минувшем году, прошлый год; this year: этом|текущем году, с начала года;
    weekend: выходных, выходные; yesterday: вчера; today: сегодня
    """,
    months="январь/января/январе, февраль/февраля/феврале, март/марта/марте, апрель/апреля/апреле,"
    " май/мая/мае, июнь/июня/июне, июль/июля/июле, август/августа/августе, сентябрь/сентября/сентябре,"
    " октябрь/октября/октябре, ноябрь/ноября/ноябре, декабрь/декабря/декабре",
    weekdays="понедельник, вторник, среду/среда, четверг, пятницу/пятница, субботу/суббота, воскресенье",
    quarters="первом квартале/первый квартал/I квартале/1 квартале/1-м квартале/I квартал/Q1,"
    " втором квартале/второй квартал/II квартале/II квартал/2-м квартале/2 квартале/Q2,"
    " третьем квартале/третий квартал/III квартале/III квартал/3-м квартале/3 квартале/Q3,"
    " четвёртом квартале/четвертом квартале/четвертый квартал/IV квартале/IV квартал/4-м квартале/"
    "4 квартале/Q4",
    halves="первом полугодии/первое полугодие, втором полугодии/второе полугодие",
    years="в, за, за весь",
    of="года, г",
    to="и, по, до",
    days="последние {} дней",
    months_back="последние {} месяца, последние {} месяцев",
    few="один, два, три, четыре, пять, шесть, семь, восемь, девять, десять, одиннадцать, двенадцать",
)

POLISH = Tongue(
    code="pl",
    script=Script.LATIN,
    common="my w na z nie się i jest oraz przez do za po od że dla firma spółka które ze o co",
    words="""
    blind: średnia cena sprzedaży, średniej cenie sprzedaży, nie tylko, cena|cenę|wolumen sprzedaży,
        presja sprzedażowa, przychody ze sprzedaży, na sprzedaż;
    sold: sprzedał, sprzedała, sprzedało, sprzedali, sprzedaliśmy, sprzedano, sprzedane, sprzedanych, zbył, zbyła,
        upłynnił, upłynniła, upłynnili, upłynniliśmy, upłynniono, pozbył|pozbyła|pozbyli się, wyprzedał, wyprzedała,
        zlikwidował, zlikwidowała, spieniężył, spieniężyła;
    sells: sprzedaje, sprzedają, pozbywa się, wyprzedaje, upłynnia;
    sell: sprzedać, sprzedawać, upłynnić, zbyć, pozbyć się, sprzedając, sprzedawania;
    sale: sprzedaż, sprzedaży, sprzedażą, zbycie, zbycia, upłynnienie, upłynnienia, wyprzedaż;
    kept: zachował, zachowała, zatrzymał, zatrzymała, zachowali; after: musiała, musiał, zmuszona była;
    decided: zdecydowała|zdecydował się, postanowiła, postanowił; not: nie, nigdy nie, ani, bez;
    none: żadnego, żadnych, żadnej, zero, ani jednego;
    if: uważają, prawdopodobnie, rzekomo, podobno, jeśli, jeżeli, gdy, gdyby;
    wish: planuj*, zamierza*, chce, chcą, może, mogą, mógłby, mogłaby, mogła, mógł, rozważa*, zgod*, zezwol*,
        proponuj*, powinn*, będzie, będą, ma zamiar|sprzedać, zaprzecz*, plotk*, rzekomo, unika*, regularnie,
        zazwyczaj, plan, plany, planie, przyszł*, ewentualn*, planowan*, odłoży*, wstrzyma*, możliw*, zaprzesta*;
    each_his: odpowiednio;
    mined: wydobył, wydobyła, wydobyto, wydobyli, wydobyliśmy, wyprodukował, wyprodukowała, wyprodukowano, wykopał,
        wykopała, wykopano, wydobytych, wydobyte, wydobycie, produkcja, wykopanych;
    held: rezerwa, posiada, posiadał, posiadała, trzyma, ma w, w bilansie|rezerwie, rezerwy, pozostało, zasoby,
        dysponuje;
    bought: kupił, kupiła, kupiono, nabył, nabyła, zakupił, zakupiła;
    other: zakup, kupno, przelał, przelała, przeniósł, przeniosła, wysłał, wysłała, przekazał, przekazała, zastawił,
        zastawiła, kupić, nabyć, zdeponował, zainwestował, posiadać, trzymać;
    told: ogłosił, ogłosiła, poinformował, poinformowała, podał, podała, ujawnił, ujawniła, według, opublikował,
        opublikowała, komunikat, potwierdziła, przekazał że;
    happened: odbyła się, miała miejsce, nastąpiła, została przeprowadzona, doszło do; coin: bitcoin*;
    token: monet, monety, kryptowalut, jednostek; more: kolejnych, dodatkowych, nowych;
    of_them: z których|nich|tych; part: część, części, połowę, jedną trzecią, większość;
    all: wszystkie, wszystkich, cały, całą, całość, całe;
    wares: akcji, akcje, udziały, udziałów, obligacji, obligacje, koparek, koparki, maszyn, urządzeń, sprzęt, sprzętu,
        asic*, energii, energię, farmę, oddział, biznes, instrumentów, opcji, kontraktów, etf*, działkę, serwery,
        górników, górnicz*;
    crowd: kilka, kilku, niektóre, wielu, górnicy, górników, inwestorzy, inwestorów, wieloryby, wieloryb, posiadacze,
        analitycy, rządy, firmy, spółki, fundusze, klienci;
    break: podczas gdy, ale, jednak, choć, natomiast, zamiast; join: i, oraz, a także, plus;
    paid: za, w zamian za; by: przez; aside: do, przez, na, od, dla, według, z, u, jak, w, konkurenta, rywala;
    than: niż w, wobec, w porównaniu z|do, względem, niż; since: od, począwszy od, po raz pierwszy od;
    owed: kredyt*, pożyczk*, dług*, zadłużen*, działk*, inwestycj*, przychod*, strat*, koszt*, kapitalizacj*, spłat*,
        kupić, zakup*;
    price: średnia cena, po średniej cenie, średniej|po cenie, średnio, cena;
    each: za bitcoina|btc|monetę|sztukę|jeden;
    about: około, ok, prawie, ponad, niemal, blisko, mniej|więcej niż, co najmniej, do;
    dollar: dolarów, dolary, dolara, dol, dolarów amerykańskich;
    money: złotych, zł, PLN, euro, dolarów kanadyjskich; percent: proc, procent
    """,
    scales={
        3: "tysięcy, tysiące, tys",
        6: "milionów, miliony, milion, mln",
        9: "miliardów, miliardy, miliard, mld",
    },
    spans="""
    past week: ostatnich siedmiu|7 dni, ostatnim tygodniu, ostatniego tygodnia; week ago: tydzień wcześniej|temu;
    last week: zeszłym|ubiegłym|poprzednim|minionym tygodniu; this week: tym tygodniu; the week: w ciągu tygodnia;
    last month: zeszłym|ubiegłym|minionym miesiącu; before month: miesiąc wcześniej, poprzednim miesiącu;
    after month: miesiąc później, następnym|kolejnym miesiącu; this month: tym miesiącu;
    the month: w ciągu miesiąca, w miesiącu; last quarter: zeszłym|ubiegłym|minionym kwartale;
    this quarter: tym kwartale; the quarter: w kwartale, w ciągu kwartału;
    the period: w tym samym okresie, w tym okresie; last year: zeszłym|ubiegłym roku;
    this year: tym roku, od początku roku; weekend: weekend; yesterday: wczoraj; today: dziś, dzisiaj
    """,
    months="styczeń/stycznia/styczniu, luty/lutego/lutym, marzec/marca/marcu, kwiecień/kwietnia/kwietniu,"
    " maj/maja/maju, czerwiec/czerwca/czerwcu, lipiec/lipca/lipcu, sierpień/sierpnia/sierpniu,"
    " wrzesień/września/wrześniu, październik/października/październiku,"
    " listopad/listopada/listopadzie, grudzień/grudnia/grudniu",
    weekdays="poniedziałek, wtorek, środę/środa, czwartek, piątek, sobotę/sobota, niedzielę/niedziela",
    quarters="pierwszym kwartale/pierwszy kwartał/I kwartale/I kwartał/1. kwartale/Q1,"
    " drugim kwartale/drugi kwartał/II kwartale/II kwartał/Q2,"
    " trzecim kwartale/trzeci kwartał/III kwartale/III kwartał/Q3,"
    " czwartym kwartale/czwarty kwartał/IV kwartale/IV kwartał/Q4",
    halves="pierwszej połowie/pierwszym półroczu/I półroczu, drugiej połowie/drugim półroczu/II półroczu",
    years="w, w roku, za, w całym",
    of="roku, r",
    to="i, do, oraz, a",
    days="ostatnich {} dni",
    months_back="ostatnich {} miesięcy, ostatnie {} miesiące",
    few="jednego, dwóch, trzech, czterech, pięciu, sześciu, siedmiu, ośmiu, dziewięciu, dziesięciu,"
    " jedenastu, dwunastu",
)
