"""German and Dutch."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

GERMAN = Tongue(
    code="de",
    script=Script.LATIN,
    common=frozenset(
        (
            "wir er es der das und ist von zu mit den dem für auf ein eine im wurde wurden hat haben des"
            " sich nach zum durch bei unternehmen"
        ).split()
    ),
    words={
        Mark.BLIND: "nicht nur, das unternehmen, dem unternehmen, des unternehmens, verkaufspreis*,"
        " verkaufsdruck, umsatz, umsätze, ausverkauf, der miner, der bitcoin-miner, verkaufszahlen,"
        " zum verkauf, nicht zuletzt, verkaufte aktien, verkauft hatte",
        Mark.SOLD: "trennte sich, trennten sich, verkaufte, verkauften, veräußerte, veräußerten,"
        " liquidierte, liquidierten, verscherbelte, verscherbelten, verhökerte, verhökerten, verramschte,"
        " versilberte, versilberten, veräusserte, veräusserten, stiess, stieß,"
        " trennte sich von, trennten sich von, warf",
        Mark.SOLD_LAST: "verkauft, veräußert, liquidiert, abgestoßen, zu geld gemacht, versilbert, verscherbelt,"
        " verhökert, verramscht, veräussert, abgestossen, flüssig gemacht, zu bargeld gemacht,"
        " getrennt, losgeschlagen, abverkauft, verkauft hat",
        Mark.SELLS: "verkauft gerade, stößt, veräußert gerade, trennt sich von",
        Mark.SELL: "verkaufen, zu verkaufen, veräußern, zu veräußern, abzustoßen, liquidieren, abstoßen,"
        " verscherbeln, zu verscherbeln, verhökern, verramschen, versilbern, veräussern, zu veräussern, abzustossen",
        Mark.SALE: "verkauf, verkaufs, verkäufe, verkäufen, veräußerung, veräußerungen, abverkauf,"
        " veräusserung, veräusserungen,"
        " bitcoin-verkauf, bitcoin-verkäufe, bitcoin-verkäufen, btc-verkauf, btc-verkäufe",
        Mark.KEPT: "behielt, behalten, behielten, hielt alle, hielten alle",
        Mark.AFTER: "entschied sich dafür",
        Mark.DRIVEN: "musste, mussten, gezwungen, sah sich gezwungen, sahen sich gezwungen, gezwungen sah",
        Mark.DECIDED: "beschloss, entschied",
        Mark.NOT: "nicht, nie, niemals, weder, ohne",
        Mark.NONE: "kein, keine, keinen, keiner, keinerlei, keines, null",
        Mark.IF: "glauben, vermuten, vermutlich, mutmaßlich, angeblich, offenbar, möglicherweise,"
        " gerüchten, wenn, falls, sofern, sollte",
        Mark.WISH: "plant, planen, plante, will, wollen, wollte, könnte*, kann, können, möchte*,"
        " beabsichtig*, erwäg*, prüft, prüfen, darf, dürfen, dürfte*, soll, sollen, solle, müsse,"
        " muss, müssen, wird, werden, würde*, hätte*, absicht, möglich*, genehmig*, vorschlag,"
        " schlägt vor, bestritt, dementier*, vermeid*, regelmäßig, üblicherweise, pläne, plan,"
        " künftig*, geplant*, etwaig*, verschoben, abgesagt, gestoppt, stoppte, einen verkauf,"
        " gerücht*, angeblich, kurz davor, wolle, ausgesetzt, erlaubt, erlaubnis",
        Mark.WISH_AFTER: "werden soll*, werden sollen, werden könn*, werden, werden würden, haben soll*,"
        " haben könnte*, haben sollen",
        Mark.EACH_HIS: "beziehungsweise, bzw, jeweils, respektive",
        Mark.MINED: "schürfte*, förderte, förderten, produzierte, produzierten, minte, minten, erzeugte,"
        " geschürft*, gefördert*, produziert, produzierten, erzeugt, gemint, gemined,"
        " geminte*, abgebaut, produktion, mining-produktion, bitcoin-produktion, förderung,"
        " bitcoin-mining-produktion, schürften",
        Mark.HELD: "reserven, bestände, beständen, reserve, verfügt, hält, hielt, besitzt, besaß,"
        " verfügt über, verfügte über, im bestand, bestand von, bestände, bilanz, verbleiben,"
        " verbleibend*, gehalten, reserve von, reserven von, bestand, kassenbestand, bestands",
        Mark.BOUGHT: "kaufte, kauften, gekauft, erwarb, erwarben, erworben, kauf, erwerb",
        Mark.OTHER: "käufe, transferierte, transferiert, überwies, überwiesen, verschob, bewegte, bewegt,"
        " hinterlegt*, verpfändet*, verlieh, verliehen, eingezahlt, zahlte, schickte,"
        " geschickt, übertragen, übertrug, kaufen, erwerben, investierte, investiert, halten,"
        " besitzen",
        Mark.TOLD: "teilte, mitteilte, gab bekannt, meldete, meldet, gemeldet, laut, erklärte, berichtete,"
        " bekanntgab, bekannt gab, bestätigte, sagte, mitteilung, veröffentlicht*, zufolge",
        Mark.IT_WAS: "waren es, war es, es waren, wurden es",
        Mark.BEGUN: "ausgegeben*, begeben*, aufgenommen*, emittiert*, platziert*, platzierte*",
        Mark.HAPPENED: "fand statt, fanden statt, erfolgte, erfolgten, wurde abgeschlossen, ging über,"
        " wurde durchgeführt, stattfand, abgewickelt",
        Mark.COIN: "bitcoin, bitcoins, btc, btcs",
        Mark.TOKEN: "coins, münzen, digitalmünzen, einheiten, token, kryptowährungen, kryptowährung",
        Mark.MORE: "weitere, weiteren, neue, geschürfte, eigene",
        Mark.OF_THEM: "von denen, hiervon, davon, von ihnen, dieser",
        Mark.PART: "teil der, teil seiner, teil ihrer, einen teil der, einen teil seiner,"
        " kleinen teil der, kleinen teil seiner, kleinen teil ihrer,"
        " einen teil ihrer, einen teil des, hälfte der, hälfte seiner, hälfte ihrer, die hälfte,"
        " drittel der, großteil der, großteil seiner, großteil ihrer, einige der, einige seiner,"
        " einige ihrer",
        Mark.ALL: "alle, allen, sämtliche, sämtlichen, gesamte, gesamten, komplett*, vollständig",
        Mark.WARES: "aktien, aktie, anteile, anleihen, wertpapiere, miner, maschinen, mining-geräte,"
        " geräte, rigs, asic*, asics, strom, energie, anlage, farm, beteiligung, sparte, tochter,"
        " geschäft, derivate, optionen, terminkontrakte, futures, kontrakte, etf*, grundstück,"
        " standort, server, schuldverschreibungen, mining-sparte, mining-farm, stammaktien",
        Mark.CROWD: "etf, etfs, mehrere, verschiedene, einige, miningunternehmen, miner, minern,"
        " die miner, bitcoin-miner, schürfer, anleger, investoren, wale, wal, großanleger, halter,"
        " analysten, regierungen, unternehmen, firmen, fonds, kunden, mining-unternehmen,"
        " mining-firmen",
        Mark.BREAK: "während, aber, jedoch, obwohl, sondern, hingegen, gegenüber den, statt, anstatt,"
        " wohingegen",
        Mark.JOIN: "und, sowie, außerdem",
        Mark.PAID: "für, gegen, im tausch gegen, mit",
        Mark.BY: "von, durch, vom",
        Mark.ASIDE: "an, über, bei, laut, von, für, durch, mit, wie, gegen, als, neben, zu, rivale,"
        " rivalen, konkurrent, konkurrenten",
        Mark.THAN: "gegenüber, als im, weniger als im, mehr als im, weniger als in, mehr als in, als,"
        " verglichen mit, im vergleich zu, im vergleich zum, nach, zuvor",
        Mark.SINCE: "seit, erstmals seit, ab",
        Mark.OF: "von, der, seiner, ihrer",
        Mark.OWED: "kredit*, darlehen*, schulden, grundstück, investition*, umsatz, umsatzerlöse, verlust,"
        " kosten, marktkapitalisierung, bewertet, tilgen, kaufen, gewinn, verbindlichkeiten, anleihe*",
        Mark.PRICE: "durchschnittspreis, durchschnittlich, durchschnittlichen preis, im durchschnitt,"
        " im schnitt, preis von, preis, durchschnittskurs, kurs",
        Mark.EACH: "pro bitcoin, je bitcoin, pro btc, je btc, pro coin, je coin, pro stück, je stück,"
        " pro münze",
        Mark.ABOUT: "etwa, rund, circa, ca, ungefähr, knapp, fast, über, mehr als, weniger als, gut,"
        " mindestens, nahezu, bis zu, annähernd",
        Mark.DOLLAR: "dollar, us-dollar, USD, dollars",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "euro, EUR, franken, CHF, pfund, kanadische dollar, kanadischen dollar",
        Mark.PERCENT: "prozent, %",
    },
    scales={3: "tausend, tsd", 6: "millionen, million, mio", 9: "milliarden, milliarde, mrd"},
    spans={
        Span.PAST_WEEK: "letzten sieben tagen, vergangenen sieben tagen, letzten 7 tagen",
        Span.WEEK_AGO: "eine woche zuvor, vor einer woche, eine woche früher",
        Span.LAST_WEEK: "letzte woche, letzten woche, letzter woche, vergangene woche, vergangenen woche,"
        " vorwoche, vorige woche, voriger woche",
        Span.THIS_WEEK: "diese woche, dieser woche",
        Span.THE_WEEK: "in der woche, der woche",
        Span.LAST_MONTH: "letzten monat, vergangenen monat, letztem monat",
        Span.MONTH_BEFORE: "vormonat, vorigen monat, monat zuvor, monat davor, vorausgegangenen monat",
        Span.MONTH_AFTER: "monat darauf, monat danach, darauffolgenden monat, folgemonat, folgenden monat",
        Span.THIS_MONTH: "diesem monat, diesen monat",
        Span.THE_MONTH: "im monat, des monats, im berichtsmonat",
        Span.LAST_QUARTER: "letzten quartal, vergangenen quartal, letztes quartal",
        Span.QUARTER_BEFORE: "vorquartal, quartal zuvor, quartal davor",
        Span.THIS_QUARTER: "diesem quartal",
        Span.THE_QUARTER: "im quartal, des quartals, im berichtsquartal",
        Span.THE_PERIOD: "im selben zeitraum, im gleichen zeitraum, in diesem zeitraum, im berichtszeitraum,"
        " in dieser zeit",
        Span.YEAR_BEFORE: "vorjahreszeitraum, vergleichszeitraum, vorjahresquartal, vorjahresmonat,"
        " im gleichen zeitraum des vorjahres, im selben zeitraum des vorjahres",
        Span.LAST_YEAR: "letzten jahr, vergangenen jahr, letztes jahr, vergangenes jahr, vorjahr",
        Span.THIS_YEAR: "diesem jahr, dieses jahr, seit jahresbeginn, seit anfang des jahres,"
        " seit beginn des jahres, laufenden jahr",
        Span.WEEKEND: "wochenende",
        Span.YESTERDAY: "gestern",
        Span.TODAY: "heute",
    },
    months="januar/jänner, februar, märz, april, mai, juni, juli, august, september, oktober, november,"
    " dezember",
    weekdays="montag, dienstag, mittwoch, donnerstag, freitag, samstag/sonnabend, sonntag",
    quarters="erste quartal/ersten quartal/erstes quartal/1. quartal/Q1,"
    " zweite quartal/zweiten quartal/2. quartal/Q2, dritte quartal/dritten quartal/3. quartal/Q3,"
    " vierte quartal/vierten quartal/4. quartal/schlussquartal/Q4",
    halves="erste halbjahr/ersten halbjahr/1. halbjahr/H1, zweite halbjahr/zweiten halbjahr/2. halbjahr/H2",
    years="im jahr, im jahre, des jahres, im gesamten jahr, in, jahr",
    of="des jahres, von, des",
    to="bis, und, und dem, bis zum, bis einschließlich",
    days="letzten {} tagen, vergangenen {} tagen, letzten {} tage",
    months_back="letzten {} monaten, vergangenen {} monaten",
    few="einem, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf",
)

DUTCH = Tongue(
    code="nl",
    script=Script.LATIN,
    common=frozenset(
        (
            "wij we het een van en de dat voor met op te zijn heeft hebben niet ook bij naar uit aan werd"
            " werden bedrijf"
        ).split()
    ),
    words={
        Mark.BLIND: "niet alleen, verkoopprijs, verkoopdruk, omzet, te koop, verkoopcijfers",
        Mark.SOLD: "verkocht, verkochten, liquideerde, liquideerden, deed van de hand, stootte,"
        " heeft verkocht",
        Mark.SELLS: "verkoopt, verkopen nu, dumpt",
        Mark.SELL: "verkopen, te verkopen, liquideren, te liquideren",
        Mark.SALE: "verkoop, verkopen van, bitcoinverkoop, bitcoin-verkoop",
        Mark.KEPT: "behield, behielden, behouden, hield alle",
        Mark.AFTER: "koos ervoor om",
        Mark.DRIVEN: "moest, moesten, gedwongen",
        Mark.DECIDED: "besloot, besloten",
        Mark.NOT: "niet, nooit, noch, zonder",
        Mark.NONE: "geen, geen enkele, nul",
        Mark.IF: "denken, vermoedelijk, naar verluidt, mogelijk, als, indien, wanneer, mocht",
        Mark.WISH: "wil, willen, wilde, plant, plannen, kan, kunnen, zou, zouden, mag, mogen, overweegt,"
        " overwegen, van plan, gaat, gaan, zal, zullen, moet, moeten, voornemens, mogelijk*,"
        " goedgekeurd, toestemming, voorstel, ontkende, ontkent, vermijd*, regelmatig, toekomstige,"
        " geplande, uitgesteld, geannuleerd, naar verluidt, worden, wordt",
        Mark.WISH_AFTER: "zal worden, zou worden, kan worden, worden",
        Mark.EACH_HIS: "respectievelijk",
        Mark.MINED: "produceerde, produceerden, delfde, dolven, gedolven, geproduceerd, geproduceerde,"
        " minede, gemined, gemijnd, productie, mijnde",
        Mark.HELD: "reserves, bezit, bezat, houdt, hield, heeft in kas, op de balans, voorraad, reserves"
        " van, resteren, aangehouden, beschikt over",
        Mark.BOUGHT: "kocht, kochten, gekocht, verwierf, verworven, aankoop",
        Mark.OTHER: "verplaatste, verplaatst, stuurde, gestuurd, overgemaakt, leende, uitgeleend,"
        " verpand, kopen, investeerde, houden, bezitten",
        Mark.TOLD: "kondigde, meldde, meldt, gemeld, volgens, zei, maakte bekend, bevestigde,"
        " bekendgemaakt, liet weten, persbericht, gepubliceerd",
        Mark.IT_WAS: "waren het er, waren dat er, was dat, waren het",
        Mark.BEGUN: "uitgegeven, uitgaf, afgesloten, aangegaan, geplaatst",
        Mark.HAPPENED: "vond plaats, vonden plaats, werd uitgevoerd, werd afgerond",
        Mark.COIN: "bitcoin, bitcoins, btc, btcs",
        Mark.TOKEN: "munten, coins, stuks, tokens, cryptomunten",
        Mark.MORE: "extra, nieuwe, andere",
        Mark.OF_THEM: "waarvan, daarvan, van deze",
        Mark.PART: "deel van, een deel van, de helft van, helft van, een derde van, een aantal van,"
        " het grootste deel van",
        Mark.ALL: "alle, al, volledige, gehele, hele",
        Mark.WARES: "aandelen, aandeel, obligaties, miners, machines, rigs, asic*, stroom, energie,"
        " faciliteit, boerderij, belang, dochter, derivaten, opties, futures, contracten, etf*, grond,"
        " locatie, servers, apparatuur",
        Mark.CROWD: "etf, etfs, verschillende, enkele, meerdere, miners, de miners, beleggers,"
        " investeerders, walvissen, walvis, houders, analisten, overheden, bedrijven, fondsen, klanten",
        Mark.BREAK: "terwijl, maar, hoewel, echter, in plaats van",
        Mark.JOIN: "en, evenals, plus nog",
        Mark.PAID: "voor, tegen, in ruil voor, met",
        Mark.BY: "door",
        Mark.ASIDE: "aan, via, bij, volgens, van, voor, door, met, zoals, tegen, naast, rivaal, concurrent",
        Mark.THAN: "dan in, vergeleken met, tegenover, ten opzichte van, dan",
        Mark.SINCE: "sinds, voor het eerst sinds, vanaf",
        Mark.OF: "van",
        Mark.OWED: "lening*, krediet*, schuld*, grond, investering*, omzet, verlies, kosten, marktwaarde,"
        " aflossen, kopen",
        Mark.PRICE: "gemiddelde prijs, gemiddeld, prijs van, prijs, gemiddelde koers",
        Mark.EACH: "per bitcoin, per btc, per munt, per stuk",
        Mark.ABOUT: "ongeveer, circa, ca, zo'n, bijna, ruim, meer dan, minder dan, rond, minstens, tot",
        Mark.DOLLAR: "dollar, dollars, USD, amerikaanse dollar",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "euro, EUR, pond, canadese dollar",
        Mark.PERCENT: "procent, %",
    },
    scales={3: "duizend", 6: "miljoen, mln", 9: "miljard, mld"},
    spans={
        Span.PAST_WEEK: "afgelopen zeven dagen, afgelopen 7 dagen, de afgelopen week",
        Span.WEEK_AGO: "een week eerder, een week geleden",
        Span.LAST_WEEK: "vorige week, afgelopen week",
        Span.THIS_WEEK: "deze week",
        Span.THE_WEEK: "in de week, van de week",
        Span.LAST_MONTH: "vorige maand, afgelopen maand",
        Span.MONTH_BEFORE: "een maand eerder, een maand daarvoor, voorgaande maand, maand ervoor, maand daarvoor",
        Span.MONTH_AFTER: "een maand later, maand erna, daaropvolgende maand, maand daarop",
        Span.THIS_MONTH: "deze maand",
        Span.THE_MONTH: "die maand, in de maand, van de maand",
        Span.LAST_QUARTER: "vorig kwartaal, afgelopen kwartaal",
        Span.QUARTER_BEFORE: "kwartaal eerder, kwartaal ervoor, kwartaal daarvoor, voorgaande kwartaal",
        Span.THIS_QUARTER: "dit kwartaal",
        Span.THE_QUARTER: "het kwartaal, in het kwartaal, van het kwartaal",
        Span.THE_PERIOD: "in dezelfde periode, in die periode, in deze periode",
        Span.YEAR_BEFORE: "in dezelfde periode van het voorgaande jaar, in dezelfde periode een jaar eerder",
        Span.LAST_YEAR: "vorig jaar, afgelopen jaar",
        Span.THIS_YEAR: "dit jaar, sinds het begin van het jaar, sinds begin dit jaar, sinds begin van het jaar",
        Span.WEEKEND: "weekend",
        Span.YESTERDAY: "gisteren",
        Span.TODAY: "vandaag",
    },
    months="januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november,"
    " december",
    weekdays="maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag",
    quarters="eerste kwartaal/Q1, tweede kwartaal/Q2, derde kwartaal/Q3, vierde kwartaal/Q4",
    halves="eerste halfjaar/eerste helft van, tweede halfjaar/tweede helft van",
    years="in, van, gedurende, in heel",
    of="van, in",
    to="tot, en, t/m, tot en met",
    days="afgelopen {} dagen",
    months_back="afgelopen {} maanden",
    few="één, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf",
)
