"""Turkish: the object stands before its verb, and the verb itself denies."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

TURKISH = Tongue(
    code="tr",
    script=Script.LATIN,
    verb_last=True,
    time_first=True,
    common=frozenset(
        (
            "biz ve bir bu için ile olarak daha olan göre da de şirket şirketi yaklaşık ayında çok kadar"
            " sonra"
        ).split()
    ),
    words={
        Mark.BLIND: "satış fiyatı, satış baskısı, satış geliri, satış gelirleri, satış hacmi,"
        " satışa çıkardı, yalnızca, satın aldı, satın alan, satın alma, satın aldı*, satın almış",
        Mark.SOLD_LAST: "sattı, sattık, sattılar, satıldı, satıldığını, sattığını, sattıklarını, satmış,"
        " satmıştı, satan, satılan, sattığı, nakde çevirdi, nakde çevirdiğini, elden çıkardı,"
        " elden çıkardığını, elden çıkarıldı, likide etti, likide ettiğini, satışı gerçekleştirdi,"
        " satış gerçekleştirdi, satışı yaptı, satış yaptı, satmıştır, satılmıştır",
        Mark.SELLS: "satıyor, elden çıkarıyor",
        Mark.SELL: "satmak, satmayı, satacak, satacağını, satabilir, satabileceğini, satılması, satılacak,"
        " satma, satmaya, satmasına",
        Mark.SALE: "satış, satışı, satışından, satışları, satışıyla, satışının, satışlarından",
        Mark.UNSOLD: "satmadı, satmadık, satmadığını, satmadıklarını, satılmadı, satmamış, satmamıştır,"
        " satış yapmadı, satışı yapmadı, satış yapmadık, satış gerçekleştirmedi,"
        " satışı gerçekleştirmedi, satış yapılmadı, elden çıkarmadı",
        Mark.KEPT: "elinde tuttu, elinde tuttuk",
        Mark.NONE: "hiç, hiçbir, sıfır",
        Mark.IF: "muhtemelen, sözde, eğer, ise",
        Mark.WISH: "iddia edil*, planlanan, olası, muhtemel, potansiyel, düzenli olarak, gelecekteki, iddia*",
        Mark.WISH_AFTER: "olabilir, sanılıyor, düşünülüyor, tahmin edil, yapacağı, gerçekleştirecek,"
        " gerçekleştireceği, planlanıyor, yapılacağı, planlıyor, planı, planladı*, düşünüyor,"
        " bekleniyor, istiyor, niyetinde, için izin, iznini, izni, hazırlanıyor, edebilir, olabilir,"
        " planları, olasılığı, ihtimali, yapacak, yapabilir, yapmayı, yapılacak",
        Mark.SOLD_GOING: "satarak, satıp",
        Mark.PLAN: "planlıyor, planladı, niyetinde, hedefliyor",
        Mark.EACH_HIS: "sırasıyla",
        Mark.MINED: "üretti, ürettik, üretti*, kazdı, çıkardı*, üretilen, üretim, üretimi, üretildi,"
        " ürettiği",
        Mark.HELD: "elinde bulunduruyor, tutuyor, sahip, bulunuyor, rezervi, bilançosunda, elinde,"
        " varlığı, kaldı",
        Mark.BOUGHT: "satın aldı, satın aldı*, satın alan",
        Mark.OTHER: "aldı, aldığını, satın alma, satın almış, transfer etti, transfer, gönderdi, taşıdı,"
        " aktardı, yatırdı, teminat gösterdi, ödünç verdi, ihraç etti, biriktirdi",
        Mark.TOLD: "açıkladı, duyurdu, bildirdi, belirtti, söyledi, açıkladığı, açıklamasına, paylaştı,"
        " rapora göre, yayımladı, yayınladı, açıklamada, doğruladı",
        Mark.HAPPENED: "gerçekleşti, tamamlandı, yapıldı",
        Mark.COIN: "bitcoin, bitcoini, bitcoin'i, bitcoinini, bitcoinlerini, bitcoinlerinin, bitcoin'ini,"
        " bitcoin'lerini, btc, btc'yi, btc'sini, btc'lik, bitcoinlik, bitcoin'lik, bitcoinleri,"
        " bitcoin'in, bitcoinin, btc'nin",
        Mark.TOKEN: "coin, token, kripto para",
        Mark.COUNTER: "adet, tane",
        Mark.MORE: "adet, tane, yeni",
        Mark.OF_THEM: "bunların, bunlardan",
        Mark.PART: "bir kısmını, bir bölümünü, yarısını, kısmını, bir kısmı, yarısı",
        Mark.ALL: "tüm, tamamını, bütün, tümünü",
        Mark.WARES: "hisse*, pay, payı, tahvil*, cihaz*, makine*, ekipman*, asic*, madencilik,"
        " madenci cihazı, elektrik, enerji, tesis*, iştirak*, vadeli, opsiyon*, sözleşme*, etf*, arsa,"
        " sunucu*",
        Mark.CROWD: "etf, etfs, birkaç, bazı, çok sayıda, birçok, madenciler, madencilerin, yatırımcılar,"
        " balinalar, balina, analistler, şirketler, hükümetler, fonlar, müşteriler, kullanıcılar,"
        " madencileri",
        Mark.BREAK: "ancak, fakat, ama, iken, oysa, yerine",
        Mark.JOIN: "ve, ayrıca, ile",
        Mark.PAID_AFTER: "karşılığında, karşılığı, ile, 'ye, 'ya",
        Mark.BY_AFTER: "tarafından",
        Mark.ASIDE_AFTER: "'ye, 'ya, 'e, 'a, üzerinden, aracılığıyla, 'de, 'da, 'te, 'ta, göre, 'den, 'dan",
        Mark.THAN_AFTER: "göre, kıyasla, karşı, karşılık",
        Mark.SINCE_AFTER: "ayından bu yana, ayından beri, yılından bu yana, yılından beri,"
        " ayından itibaren, beri, bu yana, itibaren",
        Mark.OWED: "kredi*, borç*, arsa, yatırım*, gelir*, zarar*, maliyet*, piyasa değeri",
        Mark.PRICE: "ortalama, ortalama fiyat, fiyatla, fiyattan, ortalama fiyatı",
        Mark.EACH: "bitcoin başına, btc başına, adet başına, coin başına",
        Mark.ABOUT: "yaklaşık, neredeyse, civarında, en az, aşkın, yaklaşık olarak",
        Mark.ABOUT_AFTER: "'den fazla, 'dan fazla, 'ten fazla, 'tan fazla, 'in üzerinde, aşkın, civarında",
        Mark.DOLLAR: "dolar, dolara, dolarlık, doları, dolardan, USD, ABD doları",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "lira, TL, TRY, euro, avro, EUR, sterlin, kanada doları",
        Mark.PERCENT: "%",
    },
    scales={3: "bin", 6: "milyon, mn", 9: "milyar, mr"},
    spans={
        Span.PAST_WEEK: "son yedi günde, son 7 günde, son bir haftada, son bir hafta",
        Span.WEEK_AGO: "bir hafta önce",
        Span.LAST_WEEK: "geçen hafta, geçtiğimiz hafta, önceki hafta",
        Span.THIS_WEEK: "bu hafta",
        Span.THE_WEEK: "hafta içinde, hafta boyunca",
        Span.LAST_MONTH: "geçen ay, geçtiğimiz ay",
        Span.MONTH_BEFORE: "önceki ay, bir önceki ay, bir ay önce",
        Span.THIS_MONTH: "bu ay",
        Span.THE_MONTH: "ay içinde, ay boyunca",
        Span.LAST_QUARTER: "geçen çeyrek, geçen çeyrekte, geçtiğimiz çeyrekte",
        Span.THIS_QUARTER: "bu çeyrekte, bu çeyrek",
        Span.THE_QUARTER: "çeyrekte, çeyrek boyunca",
        Span.THE_PERIOD: "aynı dönemde, bu dönemde",
        Span.LAST_YEAR: "geçen yıl, geçtiğimiz yıl",
        Span.THIS_YEAR: "bu yıl",
        Span.WEEKEND: "hafta sonu, hafta sonunda",
        Span.YESTERDAY: "dün",
        Span.TODAY: "bugün",
    },
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
