"""German and Dutch."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

GERMAN = Tongue(
    code="de",
    script=Script.LATIN,
    common=(
        "wir er es der das und ist von zu mit den dem für auf ein eine im wurde wurden hat haben des sich"
        " nach zum durch bei unternehmen"
    ),
    words="""
    blind: nicht nur|zuletzt, das|dem unternehmen, des unternehmens, verkaufspreis*, verkaufsdruck, umsatz, umsätze,
        ausverkauf, der miner|bitcoin-miner, verkaufszahlen, zum verkauf, verkaufte aktien, verkauft hatte;
    sold: trennte|trennten sich, verkaufte, verkauften, veräußerte, veräußerten, liquidierte, liquidierten,
        verscherbelte, verscherbelten, verhökerte, verhökerten, verramschte, versilberte, versilberten, veräusserte,
        veräusserten, stiess, stieß, trennte|trennten sich von, warf;
    sold_last: verkauft, veräußert, liquidiert, abgestoßen, zu geld|bargeld gemacht, versilbert, verscherbelt,
        verhökert, verramscht, veräussert, abgestossen, flüssig gemacht, getrennt, losgeschlagen, abverkauft,
        verkauft hat;
    sells: verkauft|veräußert gerade, stößt, trennt sich von;
    sell: verkaufen, zu verkaufen|veräußern|verscherbeln|veräussern, veräußern, abzustoßen, liquidieren, abstoßen,
        verscherbeln, verhökern, verramschen, versilbern, veräussern, abzustossen;
    sale: verkauf, verkaufs, verkäufe, verkäufen, veräußerung, veräußerungen, abverkauf, veräusserung, veräusserungen,
        bitcoin-verkauf, bitcoin-verkäufe, bitcoin-verkäufen, btc-verkauf, btc-verkäufe;
    kept: behielt, behalten, behielten, hielt|hielten alle; after: entschied sich dafür;
    driven: musste, mussten, gezwungen, sah|sahen sich gezwungen, gezwungen sah; decided: beschloss, entschied;
    not: nicht, nie, niemals, weder, ohne; none: kein, keine, keinen, keiner, keinerlei, keines, null;
    if: glauben, vermuten, vermutlich, mutmaßlich, angeblich, offenbar, möglicherweise, gerüchten, wenn, falls,
        sofern, sollte;
    wish: plant, planen, plante, will, wollen, wollte, könnte*, kann, können, möchte*, beabsichtig*, erwäg*, prüft,
        prüfen, darf, dürfen, dürfte*, soll, sollen, solle, müsse, muss, müssen, wird, werden, würde*, hätte*,
        absicht, möglich*, genehmig*, vorschlag, schlägt vor, bestritt, dementier*, vermeid*, regelmäßig,
        üblicherweise, pläne, plan, künftig*, geplant*, etwaig*, verschoben, abgesagt, gestoppt, stoppte,
        einen verkauf, gerücht*, angeblich, kurz davor, wolle, ausgesetzt, erlaubt, erlaubnis;
    wish_after: werden soll*|sollen|könn*|würden, werden, haben soll*|könnte*|sollen;
    each_his: beziehungsweise, bzw, jeweils, respektive;
    mined: schürfte*, förderte, förderten, produzierte, produzierten, minte, minten, erzeugte, geschürft*, gefördert*,
        produziert, erzeugt, gemint, gemined, geminte*, abgebaut, produktion, mining-produktion, bitcoin-produktion,
        förderung, bitcoin-mining-produktion, schürften;
    held: reserven, bestände, beständen, reserve, verfügt, hält, hielt, besitzt, besaß, verfügt|verfügte über,
        im bestand, bestand|reserve|reserven von, bilanz, verbleiben, verbleibend*, gehalten, bestand, kassenbestand,
        bestands;
    bought: kaufte, kauften, gekauft, erwarb, erwarben, erworben, kauf, erwerb;
    other: käufe, transferierte, transferiert, überwies, überwiesen, verschob, bewegte, bewegt, hinterlegt*,
        verpfändet*, verlieh, verliehen, eingezahlt, zahlte, schickte, geschickt, übertragen, übertrug, kaufen,
        erwerben, investierte, investiert, halten, besitzen;
    told: teilte, mitteilte, gab bekannt, meldete, meldet, gemeldet, laut, erklärte, berichtete, bekanntgab,
        bekannt gab, bestätigte, sagte, mitteilung, veröffentlicht*, zufolge;
    it_was: waren|war|wurden es, es waren;
    begun: ausgegeben*, begeben*, aufgenommen*, emittiert*, platziert*, platzierte*;
    happened: fand|fanden statt, erfolgte, erfolgten, wurde abgeschlossen|durchgeführt, ging über, stattfand,
        abgewickelt;
    token: coins, münzen, digitalmünzen, einheiten, token, kryptowährungen, kryptowährung;
    more: weitere, weiteren, neue, geschürfte, eigene; of_them: von denen|ihnen, hiervon, davon, dieser;
    part: teil|hälfte|drittel|großteil|einige der, teil|hälfte|großteil|einige seiner|ihrer,
        einen teil der|seiner|ihrer|des, kleinen teil der|seiner|ihrer, die hälfte;
    all: alle, allen, sämtliche, sämtlichen, gesamte, gesamten, komplett*, vollständig;
    wares: aktien, aktie, anteile, anleihen, wertpapiere, miner, maschinen, mining-geräte, geräte, rigs, asic*, asics,
        strom, energie, anlage, farm, beteiligung, sparte, tochter, geschäft, derivate, optionen, terminkontrakte,
        futures, kontrakte, etf*, grundstück, standort, server, schuldverschreibungen, mining-sparte, mining-farm,
        stammaktien;
    crowd: mehrere, verschiedene, einige, miningunternehmen, miner, minern, die miner, bitcoin-miner, schürfer,
        anleger, investoren, wale, wal, großanleger, halter, analysten, regierungen, unternehmen, firmen, fonds,
        kunden, mining-unternehmen, mining-firmen;
    break: während, aber, jedoch, obwohl, sondern, hingegen, gegenüber den, statt, anstatt, wohingegen;
    join: und, sowie, außerdem; paid: für, gegen, im tausch gegen, mit; by: von, durch, vom;
    aside: an, über, bei, laut, von, für, durch, mit, wie, gegen, als, neben, zu, rivale, rivalen, konkurrent,
        konkurrenten;
    than: gegenüber, als im, weniger|mehr als im|in, als, verglichen mit, im vergleich zu|zum, nach, zuvor;
    since: seit, erstmals seit, ab; of: von, der, seiner, ihrer;
    owed: kredit*, darlehen*, schulden, grundstück, investition*, umsatz, umsatzerlöse, verlust, kosten,
        marktkapitalisierung, bewertet, tilgen, kaufen, gewinn, verbindlichkeiten, anleihe*;
    price: durchschnittspreis, durchschnittlich, durchschnittlichen preis, im durchschnitt|schnitt, preis von, preis,
        durchschnittskurs, kurs;
    each: pro bitcoin|btc|coin|stück|münze, je bitcoin|btc|coin|stück;
    about: etwa, rund, circa, ca, ungefähr, knapp, fast, über, mehr|weniger als, gut, mindestens, nahezu, bis zu,
        annähernd;
    dollar: dollar, us-dollar, dollars; money: euro, franken, CHF, pfund, kanadische|kanadischen dollar;
    percent: prozent
    """,
    scales={3: "tausend, tsd", 6: "millionen, million, mio", 9: "milliarden, milliarde, mrd"},
    spans="""
    past week: letzten sieben|7 tagen, vergangenen sieben tagen;
    week ago: eine woche zuvor|früher, vor einer woche;
    last week: letzte|letzten|letzter|vergangene|vergangenen|vorige|voriger woche, vorwoche;
    this week: diese|dieser woche; the week: in der woche, der woche;
    last month: letzten|vergangenen|letztem monat;
    before month: vormonat, vorigen|vorausgegangenen monat, monat zuvor|davor;
    after month: monat darauf|danach, darauffolgenden|folgenden monat, folgemonat;
    this month: diesem|diesen monat; the month: im monat|berichtsmonat, des monats;
    last quarter: letzten|vergangenen|letztes quartal; before quarter: vorquartal, quartal zuvor|davor;
    this quarter: diesem quartal; the quarter: im quartal|berichtsquartal, des quartals;
    the period: im selben|gleichen zeitraum, in diesem zeitraum, im berichtszeitraum, in dieser zeit;
    period before: vorjahreszeitraum, vergleichszeitraum, vorjahresquartal, vorjahresmonat,
        im gleichen|selben zeitraum des vorjahres;
    last year: letzten|vergangenen|letztes|vergangenes jahr, vorjahr;
    this year: diesem|dieses|laufenden jahr, seit jahresbeginn, seit anfang|beginn des jahres;
    weekend: wochenende; yesterday: gestern; today: heute
    """,
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
    common=(
        "wij we het een van en de dat voor met op te zijn heeft hebben niet ook bij naar uit aan werd"
        " werden bedrijf"
    ),
    words="""
    blind: niet alleen, verkoopprijs, verkoopdruk, omzet, te koop, verkoopcijfers;
    sold: verkocht, verkochten, liquideerde, liquideerden, deed van de hand, stootte, heeft verkocht;
    sells: verkoopt, verkopen nu, dumpt; sell: verkopen, te verkopen|liquideren, liquideren;
    sale: verkoop, verkopen van, bitcoinverkoop, bitcoin-verkoop; kept: behield, behielden, behouden, hield alle;
    after: koos ervoor om; driven: moest, moesten, gedwongen; decided: besloot, besloten;
    not: niet, nooit, noch, zonder; none: geen, geen enkele, nul;
    if: denken, vermoedelijk, naar verluidt, mogelijk, als, indien, wanneer, mocht;
    wish: wil, willen, wilde, plant, plannen, kan, kunnen, zou, zouden, mag, mogen, overweegt, overwegen, van plan,
        gaat, gaan, zal, zullen, moet, moeten, voornemens, mogelijk*, goedgekeurd, toestemming, voorstel, ontkende,
        ontkent, vermijd*, regelmatig, toekomstige, geplande, uitgesteld, geannuleerd, naar verluidt, worden, wordt;
    wish_after: zal|zou|kan worden, worden; each_his: respectievelijk;
    mined: produceerde, produceerden, delfde, dolven, gedolven, geproduceerd, geproduceerde, minede, gemined, gemijnd,
        productie, mijnde;
    held: reserves, bezit, bezat, houdt, hield, heeft in kas, op de balans, voorraad, reserves van, resteren,
        aangehouden, beschikt over;
    bought: kocht, kochten, gekocht, verwierf, verworven, aankoop;
    other: verplaatste, verplaatst, stuurde, gestuurd, overgemaakt, leende, uitgeleend, verpand, kopen, investeerde,
        houden, bezitten;
    told: kondigde, meldde, meldt, gemeld, volgens, zei, maakte bekend, bevestigde, bekendgemaakt, liet weten,
        persbericht, gepubliceerd;
    it_was: waren het|dat er, was dat, waren het; begun: uitgegeven, uitgaf, afgesloten, aangegaan, geplaatst;
    happened: vond|vonden plaats, werd uitgevoerd|afgerond; token: munten, coins, stuks, tokens, cryptomunten;
    more: extra, nieuwe, andere; of_them: waarvan, daarvan, van deze;
    part: deel|helft van, een deel|derde|aantal van, de helft van, het grootste deel van;
    all: alle, al, volledige, gehele, hele;
    wares: aandelen, aandeel, obligaties, miners, machines, rigs, asic*, stroom, energie, faciliteit, boerderij,
        belang, dochter, derivaten, opties, futures, contracten, etf*, grond, locatie, servers, apparatuur;
    crowd: verschillende, enkele, meerdere, miners, de miners, beleggers, investeerders, walvissen, walvis, houders,
        analisten, overheden, bedrijven, fondsen, klanten;
    break: terwijl, maar, hoewel, echter, in plaats van; join: en, evenals, plus nog;
    paid: voor, tegen, in ruil voor, met; by: door;
    aside: aan, via, bij, volgens, van, voor, door, met, zoals, tegen, naast, rivaal, concurrent;
    than: dan in, vergeleken met, tegenover, ten opzichte van, dan; since: sinds, voor het eerst sinds, vanaf;
    of: van;
    owed: lening*, krediet*, schuld*, grond, investering*, omzet, verlies, kosten, marktwaarde, aflossen, kopen;
    price: gemiddelde prijs|koers, gemiddeld, prijs van, prijs; each: per bitcoin|btc|munt|stuk;
    about: ongeveer, circa, ca, zo'n, bijna, ruim, meer|minder dan, rond, minstens, tot;
    dollar: dollar, dollars, amerikaanse dollar; money: euro, pond, canadese dollar; percent: procent
    """,
    scales={3: "duizend", 6: "miljoen, mln", 9: "miljard, mld"},
    spans="""
    past week: afgelopen zeven|7 dagen, de afgelopen week; week ago: een week eerder|geleden;
    last week: vorige|afgelopen week; this week: deze week; the week: in|van de week;
    last month: vorige|afgelopen maand;
    before month: een maand eerder|daarvoor, voorgaande maand, maand ervoor|daarvoor;
    after month: een maand later, maand erna|daarop, daaropvolgende maand; this month: deze maand;
    the month: die maand, in|van de maand; last quarter: vorig|afgelopen kwartaal;
    before quarter: kwartaal eerder|ervoor|daarvoor, voorgaande kwartaal; this quarter: dit kwartaal;
    the quarter: het kwartaal, in|van het kwartaal; the period: in dezelfde|die|deze periode;
    period before: in dezelfde periode van het voorgaande jaar, in dezelfde periode een jaar eerder;
    last year: vorig|afgelopen jaar;
    this year: dit jaar, sinds het begin van het jaar, sinds begin dit jaar, sinds begin van het jaar;
    weekend: weekend; yesterday: gisteren; today: vandaag
    """,
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
