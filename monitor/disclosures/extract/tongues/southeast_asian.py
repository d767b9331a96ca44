"""Vietnamese and Indonesian."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

VIETNAMESE = Tongue(
    code="vi",
    script=Script.LATIN,
    common=frozenset(
        (
            "chúng tôi giá ngày để trên là và của đã trong với các cho được công ty một không này từ khi"
            " số vào đồng năm tháng"
        ).split()
    ),
    words={
        Mark.BLIND: "không chỉ, giá bán, áp lực bán, mua bán, doanh số bán, doanh thu bán, lực bán,"
        " làn sóng bán, bán tháo mạnh, rao bán, chào bán",
        Mark.SOLD: "đã bán, bán ra, bán đi, đã thanh lý, đã bán ra, bán được, vừa bán, đã bán đi, đã xả,"
        " đã bán tháo, đã chuyển nhượng",
        Mark.SELLS: "bán, thanh lý, xả, bán tháo",
        Mark.SALE: "việc bán, thương vụ bán, từ bán, đợt bán, hoạt động bán",
        Mark.SELL: "để bán",
        Mark.AFTER: "sau khi",
        Mark.NOT: "không, chưa, chẳng, không hề, chưa từng, chưa bao giờ",
        Mark.NONE: "bất kỳ, không có",
        Mark.IF: "tin rằng, được cho là, có lẽ, nghi, nếu, khi nào",
        Mark.WISH: "có thể, dự định, kế hoạch, muốn, sẽ, xem xét, cân nhắc, định, cho phép, được phép,"
        " đề xuất, có ý định, dự kiến, phủ nhận, tin đồn, tránh, thường xuyên, khả năng, có kế hoạch,"
        " nên, buộc phải, phải, ngừng, tạm dừng, sắp",
        Mark.KEPT: "giữ lại",
        Mark.EACH_HIS: "lần lượt",
        Mark.MINED: "khai thác được, đã khai thác, đào được, đã đào, sản xuất, khai thác, sản lượng",
        Mark.HELD: "nắm giữ, sở hữu, đang giữ, còn giữ, dự trữ, còn lại, hiện có",
        Mark.BOUGHT: "đã mua, mua vào",
        Mark.OTHER: "mua, chuyển, đã chuyển, gửi, nạp, thế chấp, cho vay, phát hành, nhận",
        Mark.TOLD: "công bố, thông báo, cho biết, báo cáo, theo, tiết lộ, xác nhận, tuyên bố",
        Mark.HAPPENED: "diễn ra, được thực hiện, hoàn tất",
        Mark.COIN: "bitcoin, btc",
        Mark.TOKEN: "đồng tiền, coin, tiền mã hóa, tiền điện tử",
        Mark.COUNTER: "đồng, đồng tiền",
        Mark.MORE: "đồng, thêm, đồng tiền",
        Mark.OF_THEM: "trong đó, trong số đó, trong số này",
        Mark.PART: "một phần, một nửa, phần lớn, gần một nửa",
        Mark.ALL: "toàn bộ, tất cả, hết",
        Mark.WARES: "cổ phiếu, cổ phần, trái phiếu, máy đào, thiết bị, máy, điện, năng lượng, cơ sở,"
        " công ty con, hợp đồng, quyền chọn, etf, đất, máy chủ, thợ đào, mảng",
        Mark.CROWD: "etf, etfs, nhiều công ty, một số, nhiều thợ đào, các nhà, thợ đào, các thợ đào,"
        " nhà đầu tư, cá voi, các công ty, các quỹ, chính phủ, khách hàng, nhà phân tích, người dùng",
        Mark.BREAK: "trong khi, nhưng, tuy nhiên, mặc dù, thay vì, còn",
        Mark.JOIN: "và, cùng với, cũng như",
        Mark.PAID: "với giá, lấy, đổi lấy, bằng",
        Mark.BY: "bởi",
        Mark.ASIDE: "cho, qua, thông qua, theo, trên, từ, của, với, như, đối thủ, tại, tới, đến",
        Mark.THAN: "so với, hơn",
        Mark.SINCE: "kể từ, từ, lần đầu kể từ",
        Mark.OF: "của",
        Mark.OWED: "khoản vay, nợ, tín dụng, doanh thu, thua lỗ, lỗ, chi phí, vốn hóa, đầu tư, trả nợ, mua",
        Mark.PRICE: "giá trung bình, mức giá trung bình, trung bình, giá, mức giá",
        Mark.EACH: "mỗi bitcoin, mỗi btc, mỗi đồng, mỗi coin, một bitcoin, /btc",
        Mark.ABOUT: "khoảng, gần, hơn, trên, xấp xỉ, ít nhất, tới, chừng",
        Mark.DOLLAR: "đô la, đô la Mỹ, USD, đô, đôla",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "VND, đồng Việt Nam, euro, EUR, đô la Canada",
        Mark.PERCENT: "phần trăm, %",
    },
    scales={3: "nghìn, ngàn", 6: "triệu", 9: "tỷ, tỉ"},
    spans={
        Span.PAST_WEEK: "bảy ngày qua, 7 ngày qua, tuần qua",
        Span.WEEK_AGO: "một tuần trước, một tuần trước đó",
        Span.LAST_WEEK: "tuần trước",
        Span.THIS_WEEK: "tuần này",
        Span.THE_WEEK: "trong cả tuần",
        Span.LAST_MONTH: "tháng trước, tháng vừa qua, tháng qua",
        Span.MONTH_BEFORE: "tháng trước đó",
        Span.MONTH_AFTER: "tháng sau đó, tháng tiếp theo",
        Span.THIS_MONTH: "tháng này",
        Span.THE_MONTH: "trong cả tháng",
        Span.LAST_QUARTER: "quý trước, quý vừa qua",
        Span.THIS_QUARTER: "quý này",
        Span.THE_QUARTER: "trong cả quý",
        Span.LAST_YEAR: "năm ngoái, năm trước",
        Span.THIS_YEAR: "năm nay, từ đầu năm",
        Span.WEEKEND: "cuối tuần, cuối tuần qua",
        Span.YESTERDAY: "hôm qua",
        Span.TODAY: "hôm nay",
    },
    months="tháng 1/tháng một/tháng Giêng, tháng 2/tháng hai, tháng 3/tháng ba, tháng 4/tháng tư,"
    " tháng 5/tháng năm, tháng 6/tháng sáu, tháng 7/tháng bảy, tháng 8/tháng tám, tháng 9/tháng chín,"
    " tháng 10/tháng mười, tháng 11/tháng mười một, tháng 12/tháng mười hai/tháng Chạp",
    weekdays="thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật",
    quarters="quý 1/quý I/quý một/quý đầu tiên/quý đầu năm/Q1, quý 2/quý II/quý hai/Q2,"
    " quý 3/quý III/quý ba/Q3, quý 4/quý IV/quý tư/quý cuối/Q4",
    halves="nửa đầu năm/nửa đầu, nửa cuối năm/nửa cuối",
    years="năm, trong năm",
    of="năm, /",
    to="đến, và, tới, đến ngày, -",
    days="{} ngày qua",
    months_back="{} tháng qua",
    few="một, hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, mười một, mười hai",
    before_day="ngày",
)

INDONESIAN = Tongue(
    code="id",
    script=Script.LATIN,
    common=frozenset(
        (
            "kami kita dan yang di dari untuk dengan pada ini itu perusahaan telah lebih oleh sebagai juga"
            " tidak bulan penambang adalah"
        ).split()
    ),
    words={
        Mark.BLIND: "tidak hanya, bukan hanya, harga jual, tekanan jual, volume penjualan, aksi jual,"
        " pendapatan penjualan, dijual bebas, jual beli",
        Mark.SOLD: "menjual, telah menjual, berhasil menjual, melepas, melepaskan, melikuidasi, dijual,"
        " terjual, telah dijual, mencairkan",
        Mark.SELLS: "jual, lepas",
        Mark.SELL: "untuk menjual, untuk melepas, akan menjual, menjualnya",
        Mark.SALE: "penjualan, pelepasan, likuidasi",
        Mark.KEPT: "mempertahankan, menyimpan",
        Mark.AFTER: "setelah, memilih",
        Mark.DECIDED: "memutuskan",
        Mark.NOT: "tidak, belum, tak, tanpa, tidak pernah, belum pernah",
        Mark.NONE: "satu pun, apa pun, sama sekali, nol, tidak ada",
        Mark.IF: "diduga, dikabarkan, diyakini, kabarnya, menduga, jika, apabila, bila, ketika",
        Mark.WISH: "akan, berencana, rencana, dapat, bisa, mungkin, ingin, mempertimbangkan, berniat,"
        " diizinkan, izin, mengizinkan, usulan, membantah, rumor, kabarnya, menghindari, rutin,"
        " biasanya, potensi, hendak, harus, menghentikan, menunda, berhenti, bakal, kemungkinan,"
        " persetujuan, rencananya",
        Mark.EACH_HIS: "masing-masing",
        Mark.MINED: "menambang, memproduksi, menghasilkan, ditambang, diproduksi, produksi, hasil tambang",
        Mark.HELD: "memegang, memiliki, menyimpan, menahan, cadangan, tersisa, kepemilikan, di neraca",
        Mark.BOUGHT: "membeli, mengakuisisi, pembelian, dibeli",
        Mark.OTHER: "memindahkan, mentransfer, mengirim, menyetor, menjaminkan, meminjamkan, menerbitkan,"
        " menerima, dipindahkan",
        Mark.TOLD: "mengumumkan, melaporkan, menyatakan, mengatakan, mengungkapkan, menurut,"
        " memberitahukan, mengonfirmasi, diumumkan",
        Mark.HAPPENED: "dilakukan, terjadi, berlangsung, selesai",
        Mark.COIN: "bitcoin, btc",
        Mark.TOKEN: "koin, keping, unit, token, aset kripto",
        Mark.COUNTER: "keping, koin, unit",
        Mark.MORE: "lebih banyak, keping, tambahan, baru",
        Mark.OF_THEM: "di antaranya, darinya",
        Mark.PART: "sebagian, setengah, separuh, sebagian besar, hampir setengah",
        Mark.ALL: "seluruh, semua",
        Mark.WARES: "saham, obligasi, mesin, perangkat, rig, asic, listrik, energi, fasilitas, anak usaha,"
        " kontrak, opsi, etf, lahan, server, unit mesin, penambangan",
        Mark.CROWD: "etf, etfs, beberapa perusahaan, beberapa, sejumlah, perusahaan penambang, banyak,"
        " para penambang, para miner, investor, paus, whale, perusahaan-perusahaan, analis,"
        " pemerintah, pengguna, nasabah, para investor",
        Mark.BREAK: "sementara, sedangkan, tetapi, namun, meskipun, daripada, alih-alih, tapi",
        Mark.JOIN: "dan, serta, ditambah",
        Mark.PAID: "seharga, dengan imbalan, ditukar dengan, untuk",
        Mark.BY: "oleh",
        Mark.ASIDE: "kepada, ke, melalui, via, menurut, dari, untuk, seperti, di, dengan, pesaing, pada,"
        " oleh",
        Mark.THAN: "dibandingkan, dibanding, daripada, dari pada",
        Mark.SINCE: "sejak, pertama kali sejak, mulai",
        Mark.OF: "sebanyak, sejumlah, atas",
        Mark.OWED: "pinjaman, utang, kredit, pendapatan, kerugian, biaya, kapitalisasi, investasi, lahan,"
        " membayar, membeli",
        Mark.PRICE: "harga rata-rata, rata-rata, harga",
        Mark.EACH: "per bitcoin, per btc, per koin, per keping",
        Mark.ABOUT: "sekitar, hampir, lebih dari, kira-kira, kurang lebih, setidaknya, kurang dari, hingga",
        Mark.DOLLAR: "dolar AS, dolar, USD, dollar AS, dollar",
        Mark.STABLE: "USDT, USDC",
        Mark.MONEY: "rupiah, IDR, euro, EUR, dolar Kanada, dolar Singapura",
        Mark.PERCENT: "persen, %",
    },
    scales={3: "ribu", 6: "juta", 9: "miliar, milyar"},
    spans={
        Span.PAST_WEEK: "tujuh hari terakhir, 7 hari terakhir, sepekan terakhir, seminggu terakhir",
        Span.WEEK_AGO: "sepekan sebelumnya, seminggu sebelumnya",
        Span.LAST_WEEK: "pekan lalu, minggu lalu",
        Span.THIS_WEEK: "pekan ini, minggu ini",
        Span.THE_WEEK: "dalam sepekan, selama sepekan",
        Span.LAST_MONTH: "bulan lalu",
        Span.MONTH_BEFORE: "bulan sebelumnya, sebulan sebelumnya",
        Span.MONTH_AFTER: "bulan berikutnya, sebulan kemudian",
        Span.THIS_MONTH: "bulan ini",
        Span.THE_MONTH: "bulan tersebut, selama bulan itu",
        Span.LAST_QUARTER: "kuartal lalu, triwulan lalu",
        Span.THIS_QUARTER: "kuartal ini, triwulan ini",
        Span.THE_QUARTER: "kuartal tersebut, selama kuartal itu",
        Span.LAST_YEAR: "tahun lalu",
        Span.THIS_YEAR: "tahun ini",
        Span.WEEKEND: "akhir pekan",
        Span.YESTERDAY: "kemarin",
        Span.TODAY: "hari ini",
    },
    months="januari, februari, maret, april, mei, juni, juli, agustus, september, oktober, november,"
    " desember",
    weekdays="senin, selasa, rabu, kamis, jumat, sabtu, hari minggu",
    quarters="kuartal pertama/kuartal I/triwulan I/triwulan pertama/Q1,"
    " kuartal kedua/kuartal II/triwulan II/triwulan kedua/Q2,"
    " kuartal ketiga/kuartal III/triwulan III/triwulan ketiga/Q3,"
    " kuartal keempat/kuartal IV/triwulan IV/triwulan keempat/Q4",
    halves="semester pertama/paruh pertama/semester I, semester kedua/paruh kedua/semester II",
    years="pada tahun, tahun, selama, sepanjang, pada",
    of="tahun",
    to="hingga, sampai, dan, -, s/d",
    days="{} hari terakhir",
    months_back="{} bulan terakhir",
    few="satu, dua, tiga, empat, lima, enam, tujuh, delapan, sembilan, sepuluh, sebelas, dua belas",
)
