"""Russian and Polish."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

RUSSIAN = Tongue(
    code="ru",
    script=Script.CYRILLIC,
    words={
        Mark.BLIND: "средняя цена продажи, средней цене продажи, не только, цена продажи, цены продажи,"
        " объём продаж, объем продаж, давление продавцов, выручка от продаж, в продаже, не столько,"
        " больше чем",
        Mark.SOLD: "продал, продала, продали, продало, продано, проданы, продана, продан, проданных,"
        " реализовал, реализовала, реализовали, реализовано, распродал, распродала, распродали,"
        " ликвидировал, ликвидировала, сбыл, сбыла, избавился от, избавилась от, избавились от, слил,"
        " слила, слили, обналичил, обналичила, монетизировал, монетизировала, сбросил, сбросила,"
        " продав",
        Mark.UNSOLD: "не продавал, не продавала, не продавали, не продавались, не продавалось, не продаёт,"
        " не продает",
        Mark.SELLS: "продаёт, продает, распродаёт, распродает, избавляется от, сбывает",
        Mark.SELL: "продать, продавать, распродать, ликвидировать, реализовать, сбыть, продавая",
        Mark.SALE: "продажа, продажи, продаже, продажу, продажей, реализация, реализации, реализацию,"
        " распродажа, распродажу, распродажи",
        Mark.KEPT: "сохранил, сохранила, сохранили, удержал, удержала, оставил, оставила",
        Mark.AFTER: "пришлось, вынуждена была, смогла, смог, предпочла, предпочёл",
        Mark.DECIDED: "решила, решил, решили",
        Mark.NOT: "не, ни, никогда не, без",
        Mark.NONE: "ни одного, ни один, нет, нуль, ноль, ни единого",
        Mark.IF: "считают, предположительно, вероятно, якобы, по слухам, если, когда, в случае",
        Mark.WISH: "планир*, намерен*, собира*, хочет, хотят, может, могут, мог, могла, могли, возможн*,"
        " рассматрива*, разреш*, одобр*, предлага*, должн*, будет, будут, бы, отрица*, опроверг*,"
        " слух*, якобы, избега*, прекрат*, регулярно, обычно, планы, план, будущ*, предстоящ*,"
        " приостанов*, отлож*, отказал*, допуст*, готов*, отказ от",
        Mark.EACH_HIS: "соответственно",
        Mark.MINED: "добыл, добыла, добыли, добыто, добытых, добытые, произвёл, произвела, произвел,"
        " намайнил, намайнила, намайнили, добыча, добычи, намайненн*, майнит",
        Mark.HELD: "резерв, владеет, владела, хранит, держит, имеет, на балансе, остаётся, остается,"
        " осталось, резервы, удерживает, в резерве, оставшихся",
        Mark.BOUGHT: "купил, купила, купили, приобрел, приобрела, приобрёл, приобрели, куплено, покупка,"
        " закупил, закупила",
        Mark.OTHER: "покупки, перевел, перевела, перевели, перевёл, переместил, переместила, отправил,"
        " отправила, внес, внесла, заложил, заложила, выпустил, получил, купить, приобрести,"
        " одолжил, инвестировал, инвестировала, держать, хранить, владеть",
        Mark.TOLD: "объявил, объявила, объявили, сообщил, сообщила, сообщили, заявил, заявила, рассказал,"
        " раскрыл, раскрыла, опубликовал, опубликовала, согласно, подтвердил, подтвердила, по данным",
        Mark.HAPPENED: "состоялась, состоялись, прошла, прошли, произошла, была проведена, завершена,"
        " проведена",
        Mark.COIN: "биткоин*, биткойн*, bitcoin, bitcoins, btc",
        Mark.TOKEN: "монет, монеты, монета, токенов, криптовалют*",
        Mark.MORE: "ещё, еще, дополнительных, новых, добытых",
        Mark.OF_THEM: "из которых, из них, из этих",
        Mark.PART: "часть, части, половину, треть, большую часть, долю, немного",
        Mark.ALL: "все, всю, весь, всех, полностью",
        Mark.WARES: "акци*, облигаци*, ценны* бумаг*, майнер*, оборудован*, асик*, asic*, электроэнерги*,"
        " электричеств*, мощност*, ферм*, дол* в, подразделен*, бизнес*, дериватив*, опцион*,"
        " фьючерс*, контракт*, etf, участок, площадк*, сервер*, устройств*, майнинг*",
        Mark.CROWD: "etf, etfs, несколько, некоторые, ряд компаний, многие, майнеры, майнеров, майнерами,"
        " инвесторы, инвесторов, киты, кит, китов, держатели, держателей, аналитики, компании сектора,"
        " правительства, фонды, трейдеры, публичные компании, холдеры",
        Mark.BREAK: "тогда как, в то время как, но, однако, хотя, а, вместо",
        Mark.JOIN: "и, а также, плюс",
        Mark.PAID: "за, в обмен на",
        Mark.BY: "компанией, со стороны",
        Mark.ASIDE: "через, у, от, для, с, на, по данным, согласно, конкурент, как, в, против, бирже, бирже",
        Mark.THAN: "чем в, против, по сравнению с, больше чем, чем, относительно",
        Mark.SINCE: "с, начиная с, впервые с",
        Mark.OWED: "кредит*, долг*, заём, займ*, участок, инвестиц*, выручк*, убыт*, расход*,"
        " капитализац*, стоимост* компании, погаш*, купить, закупк*",
        Mark.PRICE: "по средней цене, средняя цена, средней цене, в среднем, по цене, цена",
        Mark.EACH: "за биткоин, за btc, за монету, за штуку, за единицу, за один биткоин",
        Mark.ABOUT: "около, примерно, порядка, почти, более, свыше, больше, менее, приблизительно,"
        " не менее, до",
        Mark.DOLLAR: "долларов, доллара, доллар, долл, долларов США, USD",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "рублей, рубля, руб, евро, EUR, тенге, гривен, канадских долларов",
        Mark.PERCENT: "процентов, процента, %",
    },
    scales={
        3: "тысяч, тысячи, тысяча, тыс",
        6: "миллионов, миллиона, миллион, млн",
        9: "миллиардов, миллиарда, миллиард, млрд",
    },
    spans={
        Span.PAST_WEEK: "последние семь дней, последние 7 дней",
        Span.WEEK_AGO: "неделю назад, неделей ранее, за неделю до этого",
        Span.LAST_WEEK: "прошлой неделе, прошлую неделю, минувшей неделе, прошедшую неделю, последнюю неделю",
        Span.THIS_WEEK: "этой неделе, эту неделю",
        Span.THE_WEEK: "за неделю, в течение недели",
        Span.LAST_MONTH: "прошлом месяце, прошлый месяц, минувшем месяце, прошедший месяц",
        Span.MONTH_BEFORE: "месяцем ранее, месяцем раньше, предыдущем месяце, предыдущий месяц",
        Span.MONTH_AFTER: "месяцем позже, следующем месяце",
        Span.THIS_MONTH: "этом месяце, текущем месяце",
        Span.THE_MONTH: "за месяц, в течение месяца, в отчётном месяце",
        Span.LAST_QUARTER: "прошлом квартале, прошлый квартал, минувшем квартале",
        Span.THIS_QUARTER: "этом квартале, текущем квартале",
        Span.THE_PERIOD: "за тот же период, за этот период, за указанный период",
        Span.THE_QUARTER: "за квартал, в течение квартала, в отчётном квартале, в отчетном квартале",
        Span.LAST_YEAR: "прошлом году, прошлый год, минувшем году",
        Span.THIS_YEAR: "этом году, с начала года, текущем году",
        Span.WEEKEND: "выходных, выходные",
        Span.YESTERDAY: "вчера",
        Span.TODAY: "сегодня",
    },
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
    common=frozenset(
        ("my w na z nie się i jest oraz przez do za po od że dla firma spółka które ze o co").split()
    ),
    words={
        Mark.BLIND: "średnia cena sprzedaży, średniej cenie sprzedaży, nie tylko, cena sprzedaży,"
        " cenę sprzedaży, presja sprzedażowa, przychody ze sprzedaży, na sprzedaż, wolumen sprzedaży",
        Mark.SOLD: "sprzedał, sprzedała, sprzedało, sprzedali, sprzedaliśmy, sprzedano, sprzedane,"
        " sprzedanych, zbył, zbyła, upłynnił, upłynniła, upłynnili, upłynniliśmy, upłynniono,"
        " pozbył się, pozbyła się, pozbyli się, wyprzedał, wyprzedała, zlikwidował, zlikwidowała,"
        " spieniężył, spieniężyła",
        Mark.SELLS: "sprzedaje, sprzedają, pozbywa się, wyprzedaje, upłynnia",
        Mark.SELL: "sprzedać, sprzedawać, upłynnić, zbyć, pozbyć się, sprzedając, sprzedawania",
        Mark.SALE: "sprzedaż, sprzedaży, sprzedażą, zbycie, zbycia, upłynnienie, upłynnienia, wyprzedaż",
        Mark.KEPT: "zachował, zachowała, zatrzymał, zatrzymała, zachowali",
        Mark.AFTER: "musiała, musiał, zmuszona była",
        Mark.DECIDED: "zdecydowała się, zdecydował się, postanowiła, postanowił",
        Mark.NOT: "nie, nigdy nie, ani, bez",
        Mark.NONE: "żadnego, żadnych, żadnej, zero, ani jednego",
        Mark.IF: "uważają, prawdopodobnie, rzekomo, podobno, jeśli, jeżeli, gdy, gdyby",
        Mark.WISH: "planuj*, zamierza*, chce, chcą, może, mogą, mógłby, mogłaby, mogła, mógł, rozważa*,"
        " zgod*, zezwol*, proponuj*, powinn*, będzie, będą, ma zamiar, ma sprzedać, zaprzecz*, plotk*,"
        " rzekomo, unika*, regularnie, zazwyczaj, plan, plany, planie, przyszł*, ewentualn*,"
        " planowan*, odłoży*, wstrzyma*, możliw*, zaprzesta*",
        Mark.EACH_HIS: "odpowiednio",
        Mark.MINED: "wydobył, wydobyła, wydobyto, wydobyli, wydobyliśmy, wyprodukował, wyprodukowała,"
        " wyprodukowano, wykopał, wykopała, wykopano, wydobytych, wydobyte, wydobycie, produkcja,"
        " wykopanych",
        Mark.HELD: "rezerwa, posiada, posiadał, posiadała, trzyma, ma w, w bilansie, w rezerwie,"
        " rezerwy, pozostało, zasoby, dysponuje",
        Mark.BOUGHT: "kupił, kupiła, kupiono, nabył, nabyła, zakupił, zakupiła",
        Mark.OTHER: "zakup, kupno, przelał, przelała, przeniósł, przeniosła, wysłał, wysłała, przekazał,"
        " przekazała, zastawił, zastawiła, kupić, nabyć, zdeponował, zainwestował, posiadać,"
        " trzymać",
        Mark.TOLD: "ogłosił, ogłosiła, poinformował, poinformowała, podał, podała, ujawnił, ujawniła,"
        " według, opublikował, opublikowała, komunikat, potwierdziła, przekazał że",
        Mark.HAPPENED: "odbyła się, miała miejsce, nastąpiła, została przeprowadzona, doszło do",
        Mark.COIN: "bitcoin*, btc",
        Mark.TOKEN: "monet, monety, kryptowalut, jednostek",
        Mark.MORE: "kolejnych, dodatkowych, nowych",
        Mark.OF_THEM: "z których, z nich, z tych",
        Mark.PART: "część, części, połowę, jedną trzecią, większość",
        Mark.ALL: "wszystkie, wszystkich, cały, całą, całość, całe",
        Mark.WARES: "akcji, akcje, udziały, udziałów, obligacji, obligacje, koparek, koparki, maszyn,"
        " urządzeń, sprzęt, sprzętu, asic*, energii, energię, farmę, oddział, biznes, instrumentów,"
        " opcji, kontraktów, etf*, działkę, serwery, górników, górnicz*",
        Mark.CROWD: "etf, etfs, kilka, kilku, niektóre, wielu, górnicy, górników, inwestorzy, inwestorów,"
        " wieloryby, wieloryb, posiadacze, analitycy, rządy, firmy, spółki, fundusze, klienci",
        Mark.BREAK: "podczas gdy, ale, jednak, choć, natomiast, zamiast",
        Mark.JOIN: "i, oraz, a także, plus",
        Mark.PAID: "za, w zamian za",
        Mark.BY: "przez",
        Mark.ASIDE: "do, przez, na, od, dla, według, z, u, jak, w, konkurenta, rywala",
        Mark.THAN: "niż w, wobec, w porównaniu z, w porównaniu do, względem, niż",
        Mark.SINCE: "od, począwszy od, po raz pierwszy od",
        Mark.OWED: "kredyt*, pożyczk*, dług*, zadłużen*, działk*, inwestycj*, przychod*, strat*, koszt*,"
        " kapitalizacj*, spłat*, kupić, zakup*",
        Mark.PRICE: "średnia cena, po średniej cenie, średniej cenie, średnio, po cenie, cena",
        Mark.EACH: "za bitcoina, za btc, za monetę, za sztukę, za jeden",
        Mark.ABOUT: "około, ok, prawie, ponad, niemal, blisko, mniej niż, więcej niż, co najmniej, do",
        Mark.DOLLAR: "dolarów, dolary, dolara, USD, dol, dolarów amerykańskich",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "złotych, zł, PLN, euro, EUR, dolarów kanadyjskich",
        Mark.PERCENT: "proc, procent, %",
    },
    scales={
        3: "tysięcy, tysiące, tys",
        6: "milionów, miliony, milion, mln",
        9: "miliardów, miliardy, miliard, mld",
    },
    spans={
        Span.PAST_WEEK: "ostatnich siedmiu dni, ostatnich 7 dni, ostatnim tygodniu, ostatniego tygodnia",
        Span.WEEK_AGO: "tydzień wcześniej, tydzień temu",
        Span.LAST_WEEK: "zeszłym tygodniu, ubiegłym tygodniu, poprzednim tygodniu, minionym tygodniu",
        Span.THIS_WEEK: "tym tygodniu",
        Span.THE_WEEK: "w ciągu tygodnia",
        Span.LAST_MONTH: "zeszłym miesiącu, ubiegłym miesiącu, minionym miesiącu",
        Span.MONTH_BEFORE: "miesiąc wcześniej, poprzednim miesiącu",
        Span.MONTH_AFTER: "miesiąc później, następnym miesiącu, kolejnym miesiącu",
        Span.THIS_MONTH: "tym miesiącu",
        Span.THE_MONTH: "w ciągu miesiąca, w miesiącu",
        Span.LAST_QUARTER: "zeszłym kwartale, ubiegłym kwartale, minionym kwartale",
        Span.THIS_QUARTER: "tym kwartale",
        Span.THE_QUARTER: "w kwartale, w ciągu kwartału",
        Span.THE_PERIOD: "w tym samym okresie, w tym okresie",
        Span.LAST_YEAR: "zeszłym roku, ubiegłym roku",
        Span.THIS_YEAR: "tym roku, od początku roku",
        Span.WEEKEND: "weekend",
        Span.YESTERDAY: "wczoraj",
        Span.TODAY: "dziś, dzisiaj",
    },
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
