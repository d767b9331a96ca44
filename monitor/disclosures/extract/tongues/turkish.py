"""Turkish: the object stands before its verb, and the verb itself denies."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

TURKISH = Tongue(
    code="tr",
    script=Script.LATIN,
    verb_last=True,
    time_first=True,
    common=(
        "biz ve bir bu için ile olarak daha olan göre da de şirket şirketi yaklaşık ayında çok kadar sonra"
    ),
    words="""
    blind: satış fiyatı|baskısı|geliri|gelirleri|hacmi, satışa çıkardı, yalnızca, satın aldı|alan|alma|aldı*|almış;
    sold_last: sattı, sattık, sattılar, satıldı, satıldığını, sattığını, sattıklarını, satmış, satmıştı, satan,
        satılan, sattığı, nakde çevirdi|çevirdiğini, elden çıkardı|çıkardığını|çıkarıldı, likide etti|ettiğini,
        satışı|satış gerçekleştirdi|yaptı, satmıştır, satılmıştır;
    sells: satıyor, elden çıkarıyor;
    sell: satmak, satmayı, satacak, satacağını, satabilir, satabileceğini, satılması, satılacak, satma, satmaya,
        satmasına;
    sale: satış, satışı, satışından, satışları, satışıyla, satışının, satışlarından;
    unsold: satmadı, satmadık, satmadığını, satmadıklarını, satılmadı, satmamış, satmamıştır,
        satış yapmadı|yapmadık|gerçekleştirmedi|yapılmadı, satışı yapmadı|gerçekleştirmedi, elden çıkarmadı;
    kept: elinde tuttu|tuttuk; none: hiç, hiçbir, sıfır; if: muhtemelen, sözde, eğer, ise;
    wish: iddia edil*, planlanan, olası, muhtemel, potansiyel, düzenli olarak, gelecekteki, iddia*;
    wish_after: olabilir, sanılıyor, düşünülüyor, tahmin edil, yapacağı, gerçekleştirecek, gerçekleştireceği,
        planlanıyor, yapılacağı, planlıyor, planı, planladı*, düşünüyor, bekleniyor, istiyor, niyetinde, için izin,
        iznini, izni, hazırlanıyor, edebilir, planları, olasılığı, ihtimali, yapacak, yapabilir, yapmayı, yapılacak;
    sold_going: satarak, satıp; plan: planlıyor, planladı, niyetinde, hedefliyor; each_his: sırasıyla;
    mined: üretti, ürettik, üretti*, kazdı, çıkardı*, üretilen, üretim, üretimi, üretildi, ürettiği;
    held: elinde bulunduruyor, tutuyor, sahip, bulunuyor, rezervi, bilançosunda, elinde, varlığı, kaldı;
    bought: satın aldı|aldı*|alan;
    other: aldı, aldığını, satın alma|almış, transfer|ihraç etti, transfer, gönderdi, taşıdı, aktardı, yatırdı,
        teminat gösterdi, ödünç verdi, biriktirdi;
    told: açıkladı, duyurdu, bildirdi, belirtti, söyledi, açıkladığı, açıklamasına, paylaştı, rapora göre, yayımladı,
        yayınladı, açıklamada, doğruladı;
    happened: gerçekleşti, tamamlandı, yapıldı;
    coin: bitcoini, bitcoin'i, bitcoinini, bitcoinlerini, bitcoinlerinin, bitcoin'ini, bitcoin'lerini, btc'yi,
        btc'sini, btc'lik, bitcoinlik, bitcoin'lik, bitcoinleri, bitcoin'in, bitcoinin, btc'nin;
    token: coin, token, kripto para; counter: adet, tane; more: adet, tane, yeni; of_them: bunların, bunlardan;
    part: bir kısmını|bölümünü|kısmı, yarısını, kısmını, yarısı; all: tüm, tamamını, bütün, tümünü;
    wares: hisse*, pay, payı, tahvil*, cihaz*, makine*, ekipman*, asic*, madencilik, madenci cihazı, elektrik, enerji,
        tesis*, iştirak*, vadeli, opsiyon*, sözleşme*, etf*, arsa, sunucu*;
    crowd: birkaç, bazı, çok sayıda, birçok, madenciler, madencilerin, yatırımcılar, balinalar, balina, analistler,
        şirketler, hükümetler, fonlar, müşteriler, kullanıcılar, madencileri;
    break: ancak, fakat, ama, iken, oysa, yerine; join: ve, ayrıca, ile;
    paid_after: karşılığında, karşılığı, ile, 'ye, 'ya; by_after: tarafından;
    aside_after: 'ye, 'ya, 'e, 'a, üzerinden, aracılığıyla, 'de, 'da, 'te, 'ta, göre, 'den, 'dan;
    than_after: göre, kıyasla, karşı, karşılık;
    since_after: ayından|yılından bu yana, ayından beri|itibaren, yılından beri, beri, bu yana, itibaren;
    owed: kredi*, borç*, arsa, yatırım*, gelir*, zarar*, maliyet*, piyasa değeri;
    price: ortalama, ortalama fiyat|fiyatı, fiyatla, fiyattan; each: bitcoin|btc|adet|coin başına;
    about: yaklaşık, neredeyse, civarında, en az, aşkın, yaklaşık olarak;
    about_after: 'den|'dan|'ten|'tan fazla, 'in üzerinde, aşkın, civarında;
    dollar: dolar, dolara, dolarlık, doları, dolardan, ABD doları;
    money: lira, TL, TRY, euro, avro, sterlin, kanada doları
    """,
    scales={3: "bin", 6: "milyon, mn", 9: "milyar, mr"},
    spans="""
    past week: son yedi|7 günde, son bir haftada|hafta; week ago: bir hafta önce;
    last week: geçen|geçtiğimiz|önceki hafta; this week: bu hafta; the week: hafta içinde|boyunca;
    last month: geçen|geçtiğimiz ay; before month: önceki ay, bir önceki ay, bir ay önce; this month: bu ay;
    the month: ay içinde|boyunca; last quarter: geçen çeyrek, geçen|geçtiğimiz çeyrekte;
    this quarter: bu çeyrekte|çeyrek; the quarter: çeyrekte, çeyrek boyunca; the period: aynı|bu dönemde;
    last year: geçen|geçtiğimiz yıl; this year: bu yıl; weekend: hafta sonu|sonunda; yesterday: dün; today: bugün
    """,
    months="ocak/ocakta, şubat/şubatta, mart/martta, nisan/nisanda, mayıs/mayısta, haziran/haziranda,"
    " temmuz/temmuzda, ağustos/ağustosta, eylül/eylülde, ekim/ekimde, kasım/kasımda, aralık/aralıkta",
    weekdays="pazartesi, salı, çarşamba, perşembe, cuma, cumartesi, pazar günü",
    quarters="ilk çeyrek/ilk çeyrekte/ilk çeyreğinde/birinci çeyrek/birinci çeyrekte/birinci çeyreğinde/"
    "1. çeyrek/1. çeyrekte/Q1,"
    " ikinci çeyrek/ikinci çeyrekte/ikinci çeyreğinde/2. çeyrek/2. çeyrekte/Q2,"
    " üçüncü çeyrek/üçüncü çeyrekte/üçüncü çeyreğinde/3. çeyrek/3. çeyrekte/Q3, dördüncü çeyrek/"
    "dördüncü çeyrekte/dördüncü çeyreğinde/son çeyrekte/son çeyreğinde/4. çeyrek/4. çeyrekte/Q4",
    years_after="yılında, yılı, yılının, 'da, 'de, 'ta, 'te",
    of="yılı, yılının, yılında",
    to="ve, ile, ila, -",
    days="son {} günde, son {} gün",
    months_back="son {} ayda, son {} ay",
    few="bir, iki, üç, dört, beş, altı, yedi, sekiz, dokuz, on, on bir, on iki",
)
