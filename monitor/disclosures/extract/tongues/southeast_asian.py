"""Vietnamese and Indonesian."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

VIETNAMESE = Tongue(
    code="vi",
    script=Script.LATIN,
    common=(
        "chúng tôi giá ngày để trên là và của đã trong với các cho được công ty một không này từ khi số"
        " vào đồng năm tháng"
    ),
    words="""
    blind: không chỉ, giá|mua|lực|rao|chào bán, áp lực bán, doanh số|thu bán, làn sóng bán, bán tháo mạnh;
    sold: đã|vừa bán, bán ra|đi|được, đã thanh lý, đã bán ra|đi|tháo, đã xả, đã chuyển nhượng;
    sells: bán, thanh lý, xả, bán tháo; sale: việc|từ|đợt bán, thương vụ bán, hoạt động bán; sell: để bán;
    after: sau khi; not: không, chưa, chẳng, không hề, chưa từng, chưa bao giờ; none: bất kỳ, không có;
    if: tin rằng, được cho là, có lẽ, nghi, nếu, khi nào;
    wish: có thể, dự định|kiến, kế hoạch, muốn, sẽ, xem xét, cân nhắc, định, cho|được phép, đề xuất, có ý định,
        phủ nhận, tin đồn, tránh, thường xuyên, khả năng, có kế hoạch, nên, buộc phải, phải, ngừng, tạm dừng, sắp;
    kept: giữ lại; each_his: lần lượt;
    mined: khai thác được, đã khai thác, đào được, đã đào, sản xuất|lượng, khai thác;
    held: nắm|đang|còn giữ, sở hữu, dự trữ, còn lại, hiện có; bought: đã mua, mua vào;
    other: mua, chuyển, đã chuyển, gửi, nạp, thế chấp, cho vay, phát hành, nhận;
    told: công|tuyên bố, thông báo, cho biết, báo cáo, theo, tiết lộ, xác nhận;
    happened: diễn ra, được thực hiện, hoàn tất; token: đồng tiền, coin, tiền mã hóa, tiền điện tử;
    counter: đồng, đồng tiền; more: đồng, thêm, đồng tiền; of_them: trong đó, trong số đó|này;
    part: một phần|nửa, phần lớn, gần một nửa; all: toàn bộ, tất cả, hết;
    wares: cổ|trái phiếu, cổ phần, máy|thợ đào, thiết bị, máy, điện, năng lượng, cơ sở, công ty con, hợp đồng,
        quyền chọn, etf, đất, máy chủ, mảng;
    crowd: nhiều|các công ty, một số, nhiều|các thợ đào, các nhà|quỹ, thợ đào, nhà đầu tư, cá voi, chính phủ,
        khách hàng, nhà phân tích, người dùng;
    break: trong khi, nhưng, tuy nhiên, mặc dù, thay vì, còn; join: và, cùng với, cũng như;
    paid: với giá, lấy, đổi lấy, bằng; by: bởi;
    aside: cho, qua, thông qua, theo, trên, từ, của, với, như, đối thủ, tại, tới, đến; than: so với, hơn;
    since: kể từ, từ, lần đầu kể từ; of: của;
    owed: khoản vay, nợ, tín dụng, doanh thu, thua lỗ, lỗ, chi phí, vốn hóa, đầu tư, trả nợ, mua;
    price: giá trung bình, mức giá trung bình, trung bình, giá, mức giá;
    each: mỗi bitcoin|btc|đồng|coin, một bitcoin, /btc;
    about: khoảng, gần, hơn, trên, xấp xỉ, ít nhất, tới, chừng; dollar: đô la, đô la Mỹ, đô, đôla;
    money: VND, đồng Việt Nam, euro, đô la Canada; percent: phần trăm
    """,
    scales={3: "nghìn, ngàn", 6: "triệu", 9: "tỷ, tỉ"},
    spans="""
    past week: bảy|7 ngày qua, tuần qua; week ago: một tuần trước, một tuần trước đó; last week: tuần trước;
    this week: tuần này; the week: trong cả tuần; last month: tháng trước|qua, tháng vừa qua;
    before month: tháng trước đó; after month: tháng sau đó, tháng tiếp theo; this month: tháng này;
    the month: trong cả tháng; last quarter: quý trước, quý vừa qua; this quarter: quý này;
    the quarter: trong cả quý; last year: năm ngoái|trước; this year: năm nay, từ đầu năm;
    weekend: cuối tuần, cuối tuần qua; yesterday: hôm qua; today: hôm nay
    """,
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
    common=(
        "kami kita dan yang di dari untuk dengan pada ini itu perusahaan telah lebih oleh sebagai juga"
        " tidak bulan penambang adalah"
    ),
    words="""
    blind: tidak|bukan hanya, harga|tekanan|aksi jual, volume|pendapatan penjualan, dijual bebas, jual beli;
    sold: menjual, telah|berhasil menjual, melepas, melepaskan, melikuidasi, dijual, terjual, telah dijual,
        mencairkan;
    sells: jual, lepas; sell: untuk|akan menjual, untuk melepas, menjualnya;
    sale: penjualan, pelepasan, likuidasi; kept: mempertahankan, menyimpan; after: setelah, memilih;
    decided: memutuskan; not: tidak, belum, tak, tanpa, tidak|belum pernah;
    none: satu|apa pun, sama sekali, nol, tidak ada;
    if: diduga, dikabarkan, diyakini, kabarnya, menduga, jika, apabila, bila, ketika;
    wish: akan, berencana, rencana, dapat, bisa, mungkin, ingin, mempertimbangkan, berniat, diizinkan, izin,
        mengizinkan, usulan, membantah, rumor, kabarnya, menghindari, rutin, biasanya, potensi, hendak, harus,
        menghentikan, menunda, berhenti, bakal, kemungkinan, persetujuan, rencananya;
    each_his: masing-masing;
    mined: menambang, memproduksi, menghasilkan, ditambang, diproduksi, produksi, hasil tambang;
    held: memegang, memiliki, menyimpan, menahan, cadangan, tersisa, kepemilikan, di neraca;
    bought: membeli, mengakuisisi, pembelian, dibeli;
    other: memindahkan, mentransfer, mengirim, menyetor, menjaminkan, meminjamkan, menerbitkan, menerima, dipindahkan;
    told: mengumumkan, melaporkan, menyatakan, mengatakan, mengungkapkan, menurut, memberitahukan, mengonfirmasi,
        diumumkan;
    happened: dilakukan, terjadi, berlangsung, selesai; token: koin, keping, unit, token, aset kripto;
    counter: keping, koin, unit; more: lebih banyak, keping, tambahan, baru; of_them: di antaranya, darinya;
    part: sebagian, setengah, separuh, sebagian besar, hampir setengah; all: seluruh, semua;
    wares: saham, obligasi, mesin, perangkat, rig, asic, listrik, energi, fasilitas, anak usaha, kontrak, opsi, etf,
        lahan, server, unit mesin, penambangan;
    crowd: beberapa perusahaan, beberapa, sejumlah, perusahaan penambang, banyak, para penambang|miner|investor,
        investor, paus, whale, perusahaan-perusahaan, analis, pemerintah, pengguna, nasabah;
    break: sementara, sedangkan, tetapi, namun, meskipun, daripada, alih-alih, tapi; join: dan, serta, ditambah;
    paid: seharga, dengan imbalan, ditukar dengan, untuk; by: oleh;
    aside: kepada, ke, melalui, via, menurut, dari, untuk, seperti, di, dengan, pesaing, pada, oleh;
    than: dibandingkan, dibanding, daripada, dari pada; since: sejak, pertama kali sejak, mulai;
    of: sebanyak, sejumlah, atas;
    owed: pinjaman, utang, kredit, pendapatan, kerugian, biaya, kapitalisasi, investasi, lahan, membayar, membeli;
    price: harga rata-rata, rata-rata, harga; each: per bitcoin|btc|koin|keping;
    about: sekitar, hampir, lebih dari, kira-kira, kurang lebih|dari, setidaknya, hingga;
    dollar: dolar|dollar AS, dolar, dollar; money: rupiah, IDR, euro, dolar Kanada|Singapura; percent: persen
    """,
    scales={3: "ribu", 6: "juta", 9: "miliar, milyar"},
    spans="""
    past week: tujuh|7 hari terakhir, sepekan|seminggu terakhir; week ago: sepekan|seminggu sebelumnya;
    last week: pekan|minggu lalu; this week: pekan|minggu ini; the week: dalam|selama sepekan;
    last month: bulan lalu; before month: bulan|sebulan sebelumnya;
    after month: bulan berikutnya, sebulan kemudian; this month: bulan ini;
    the month: bulan tersebut, selama bulan itu; last quarter: kuartal|triwulan lalu;
    this quarter: kuartal|triwulan ini; the quarter: kuartal tersebut, selama kuartal itu; last year: tahun lalu;
    this year: tahun ini; weekend: akhir pekan; yesterday: kemarin; today: hari ini
    """,
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
