"""Spanish and Portuguese."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

SPANISH = Tongue(
    code="es",
    script=Script.LATIN,
    thousands_comma=True,
    common=(
        "no ha han hasta de nosotros el los las del una por con más su sus que y en la se para según"
        " minera empresa compañía fue"
    ),
    words="""
    blind: precio medio|promedio de venta, orden|órdenes|opción|opciones|precio*|presión|punto de venta,
        no sólo|solo|solamente, volumen de ventas, ventas netas, presión vendedora, la minería, más que, sin vender;
    sold: vendió, vendieron, vendimos, ha|han|hemos|había|habían|haber|haya vendido, vendido, vendidos, vendida,
        vendidas, liquidó, liquidaron, liquidamos, ha|han liquidado, liquidado, liquidados, enajenó,
        se deshizo|deshicieron|desprendió|desprendieron|desinvirtió de, desprendido|deshecho de, monetizó,
        desinvirtió, ha enajenado;
    sells: vende, venden, vendemos, liquida, liquidan, se deshace|desprende de;
    sell: vender, vendiendo, liquidar, liquidando, deshacerse|desprenderse de, monetizar, enajenar, venda, vendan;
    sale: venta, ventas, liquidación, enajenación, desinversión;
    kept: conservó, conservamos, conserva, retuvo, retuvimos, mantuvo, mantuvimos, ha conservado|retenido;
    after: tras, después|luego de, al, optó|optaron|optamos por, eligió, mediante;
    driven: obligó|obligada|obligado|obligados|forzada|forzado|forzó a, tuvo|tuvieron|tuvimos que, debió,
        terminó|acabó por;
    decided: decidió, decidieron, decidimos, ha decidido; not: no, nunca, tampoco, jamás, ni, sin;
    none: ningún, ninguno, ninguna, cero, nada de;
    if: creen|cree que, supuestamente, presuntamente, especulan, se rumorea, sospecha*, si, cuando;
    wish: planea*, plane*, prevé, prevén, podría*, puede, pueden, podrá*, pretende*, quiere*, quería*, tiene previsto,
        espera, esperan, contempla, estudia, evalúa, considera*, autoriz*, intención, posible, posibles, propone*,
        debería*, deberá*, va|van|iba a, dispuest*, capaz, habría*, habrían, negó, negaron, desmintió, rumores,
        evita*, evitó, dejó de, suele*, habitualmente, regularmente, planes, plan de|para, futura, futuras, eventual,
        hipotética, prevista*, pendiente*, aplaz*, cancel*, detuvo, suspendió, pausó;
    wish_after: prevista, previstas, planeada, planificada, pendiente; each_his: respectivamente;
    mined: produjo, produjeron, produjimos, minó, minaron, minamos, extrajo, extrajeron, minad*, producid*, extraíd*,
        generó, producción, ha minado|producido;
    held: conserva, reserva|tenencia|dispone de, tiene, tienen, tenía, tenían, posee, poseía, mantiene, mantenía,
        acumula, sumaba*, custodia, reservas, en cartera, balance, tenencias, quedó|cuenta|contaba con, se quedó con,
        conservaba, restantes, detiene, acumulaba, suma, asciende|ascienden a;
    bought: compró, compraron, compramos, adquirió, adquirieron, adquirid*, compra de;
    other: compras, transfirió, transfirieron, movió, movieron, envió, enviaron, depositó, prestó, pignoró, emitió,
        recibió, trasladó, transferid*, comprar, adquirir, transferir, transferencia*, invirtió, extraer, producir,
        minar, tener, poseer, mantener;
    told: anunció, anunciaron, informó, informaron, dijo, comunicó, reveló, publicó, publicado, según, comunicado,
        señaló, divulgó, confirmó, reportó, indicó;
    it_was: habían sido, fueron, eran;
    begun: emitid*, emitió, contraíd*, contratad*, colocad*, suscrit*, concedid*;
    happened: realizada, realizadas, ejecutada, ejecutadas, efectuada, efectuadas,
        se realizó|produjo|efectuó|ejecutó|hizo|completó, tuvo lugar, ocurrió, se llevó a cabo;
    coin: bitcoines; token: monedas, unidades, criptomonedas, tokens; more: más, otros, nuevos, nuevas;
    of_them: de los que|cuales, de ellos|esos|estos;
    part: parte|algunos|mitad|porción de, una|buena parte de, la mitad|mayoría de, un tercio de, una porción de,
        el grueso de, casi la mitad de;
    all: todos ellos, todo ello, todo, todos, toda, todas, la totalidad de, el total de, íntegramente;
    wares: acciones, acción, títulos, bonos, notas, mineros, minera, mineras, máquinas, equipos, rigs, asic*, energía,
        electricidad, planta, granja, participación, filial, negocio, derivados, opciones, futuros, contratos, etf*,
        terreno, instalación, instalaciones, créditos, servidores, minería de;
    crowd: en conjunto, minera|minero de, varias|otras|las mineras, varias empresas, algunas, varios,
        mineros públicos, mineros, los mineros, inversores, inversionistas, ballenas, ballena, tenedores, analistas,
        gobiernos, empresas, compañías, operadores, usuarios, fondos, clientes, traders;
    break: mientras, mientras que, pero, aunque, sino, en tanto, frente a los que, en lugar|vez de;
    join: y, e, así como, además de, más otros; paid: por, a cambio de, con, contra; by: por, por parte de;
    aside: rivales, competidoras, competidores, a, ante, con, de, a través de, según, mediante, para, contra, como,
        frente a, en, entre, desde, rival, competidora;
    than: menos que, más|menos que los, por debajo de, que las|en|el|los, frente|respecto a|al, comparado con,
        en comparación con, versus, contra, superior|inferior a;
    since: desde, a partir de, por primera vez desde; of: de, de los|sus;
    owed: préstamo*, crédito*, deuda, deudas, línea de crédito, terreno, inversión, ingresos, pérdida*, costos,
        costes, capitalización, valorad*, pagar, comprar, pago de;
    price: precio medio|promedio, promedio, media de, precio, a un precio;
    each: por bitcoin|btc|moneda|unidad, cada uno|bitcoin, la unidad;
    about: unos, unas, cerca|alrededor|más|menos de, aproximadamente, casi, cerca, poco más de, alrededor, al menos,
        hasta;
    dollar: de dólares|USD, dólares, dólar, dólares estadounidenses, de dólares estadounidenses;
    stable: de USDT|USDC;
    money: euros, de euros, pesos, reales, libras, yuanes, yenes, dólares canadienses, de dólares canadienses;
    percent: por ciento
    """,
    scales={3: "mil", 6: "millones, millón, M, MM", 9: "mil millones, mil M, millardos"},
    spans="""
    past week: últimos siete|7 días, siete días anteriores, la última semana, en|durante la última semana;
    week ago: una semana antes, hace una semana; last week: semana pasada|anterior, pasada semana;
    this week: esta semana; the week: la semana, durante la semana; last month: mes pasado, pasado|último mes;
    before month: mes anterior|previo|precedente, un mes antes;
    after month: mes siguiente, un mes después, un mes más tarde, siguiente mes; this month: este mes;
    the month: el|del|ese mes, durante el mes; last quarter: trimestre pasado, pasado|último trimestre;
    before quarter: trimestre anterior|previo|precedente; this quarter: este trimestre;
    the quarter: el|del trimestre, durante el trimestre;
    the period: en el mismo período|periodo, en ese|dicho período|periodo;
    period before: en el mismo período|periodo del año anterior; last year: año pasado, pasado año;
    this year: este año, en lo que va de año, lo que va del año, desde principios de|del año, desde comienzos de año,
        desde el inicio|comienzo del año;
    weekend: fin de semana; yesterday: ayer; today: hoy
    """,
    months="enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre/setiembre, octubre,"
    " noviembre, diciembre",
    weekdays="lunes, martes, miércoles, jueves, viernes, sábado, domingo",
    quarters="primer trimestre/1T/T1/Q1, segundo trimestre/2T/T2/Q2, tercer trimestre/3T/T3/Q3,"
    " cuarto trimestre/último trimestre de/4T/T4/Q4",
    halves="primer semestre/primera mitad, segundo semestre/segunda mitad",
    years="en, durante, de, en todo, en el año, del año",
    of="de, del, de este",
    to="y, al, a, y el, y al, hasta el, e",
    days="últimos {} días",
    months_back="últimos {} meses",
    few="un, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce",
)

PORTUGUESE = Tongue(
    code="pt",
    script=Script.LATIN,
    common=(
        "já foram até de nós com é o os da do das dos em uma não mais seus sua ao na no que e para por"
        " foi mineradora empresa"
    ),
    words="""
    blind: preço médio de venda, ordem|ordens|opção|opções|preço*|pressão de venda, não só|apenas|somente,
        volume|receita de vendas, pressão vendedora, à venda, mais que;
    sold: vendeu, venderam, vendemos, vendera, tinha|havia|haviam|ter vendido, vendido, vendidos, vendida, vendidas,
        liquidou, liquidaram, liquidamos, liquidado, liquidados, se desfez de|dos, desfez-se de|dos, alienou,
        monetizou, desinvestiu, despejou;
    sells: vende, vendem, liquida, se desfaz de, liquidam;
    sell: vender, vendendo, liquidar, liquidando, desfazer-se de, alienar, monetizar, venda-se;
    sale: venda, vendas, liquidação, alienação; kept: manteve, mantivemos, reteve, retivemos, guardou, conservou;
    after: após, depois de, ao, optou|optaram|optamos por, mediante, escolheu;
    driven: obrigou|obrigada|obrigado|obrigados|forçada|forçado|forçou a, teve|tiveram|tivemos que, teve de,
        viu-se obrigada a, acabou por;
    decided: decidiu, decidiram, decidimos, resolveu; not: não, nunca, jamais, nem, sem, tampouco;
    none: nenhum, nenhuma, zero, nada de, qualquer;
    if: acreditam|acredita que, supostamente, especulam, boatos, suspeita*, se, caso, quando;
    wish: planeja*, planeia*, pretende*, pode, podem, poderia*, poderá*, quer, espera, cogita, avalia, estuda,
        considera*, autoriz*, intenção, possível, possíveis, propõe, deve, deverá*, deveria*, vai, vão, irá, teria,
        teriam, negou, desmentiu, rumores, evit*, deixou|parou|plano de, costuma, regularmente, planos, futura,
        futuras, eventual, prevista*, previstas, adiou, cancelou, suspendeu, interrompeu;
    wish_after: prevista, previstas, planejada, pendente; each_his: respectivamente;
    mined: produziu, produziram, produzimos, minerou, mineraram, mineramos, minerado, minerados, minerada, mineradas,
        produzid*, gerou, produção, extraiu, extraíd*, minerou-se;
    held: reserva|reservas de, tem, têm, tinha, detém, detinha, possui, possuía, mantém, mantinha, acumula, soma,
        em caixa, saldo, estoque, encerrou;
    bought: comprou, compraram, compramos, comprado, adquiriu, adquirid*, compra de;
    other: transferiu, transferiram, moveu, enviou, enviaram, depositou, emprestou, penhorou, emitiu, recebeu,
        comprar, adquirir, transferir, transferência, investiu, retendo, retendo toda, minerar, produzir, ter, deter,
        possuir, manter, tendo;
    told: anunciou, anunciaram, informou, informaram, disse, comunicou, revelou, publicou, segundo, comunicado,
        divulgou, confirmou, reportou, afirmou;
    it_was: haviam|tinham sido, foram, eram; begun: emitid*, emitiu, contraíd*, contratad*, colocad*, tomad*;
    happened: realizada, realizadas, executada, executadas, efetuada, efetuadas,
        foi realizada|feita|concluída|executada, ocorreu, ocorreram, aconteceu, se deu;
    token: moedas, unidades, criptomoedas, tokens; more: mais, outros, novos;
    of_them: dos que|quais, deles, desses, destes;
    part: parte de|dos|da|das, uma parte de, metade de|dos|da, um terço de|dos, alguns dos, boa parte dos|da,
        parcela de|dos, a maior parte dos;
    all: tudo, todo, todos, toda, todas, a totalidade de|dos|da, o total da;
    wares: ações, ação, títulos, notas, mineradores, mineradoras, máquinas, equipamentos, rigs, asic*, energia,
        eletricidade, usina, fazenda, participação, subsidiária, negócio, derivativos, opções, futuros, contratos,
        etf*, terreno, instalação, instalações, créditos, servidores;
    crowd: mineiro, mineiro|minerador|mineradora de, várias, algumas, outras|as mineradoras, vários, mineradores,
        mineradoras, os mineradores, investidores, baleias, baleia, detentores, analistas, governos, empresas,
        companhias, usuários, fundos, clientes, mineiros;
    break: enquanto, mas, embora, porém, ao passo que, contra os, em vez de, no lugar de;
    join: e, além de, bem|assim como, mais outros; paid: por, em troca de, com; by: pela, pelo, por;
    aside: rivais, concorrentes, à, ao, para, com, da, do, de, através da|de, via, segundo, como, ante, contra, na,
        no, entre, pela, pelo, rival, concorrente;
    than: a menos|mais que, menos|do que, que os|as|em|no, do que os|em, abaixo|acima dos, ante, ante os, contra,
        frente|comparado a, em comparação com, em relação a|ao;
    since: desde, a partir de, pela primeira vez desde; of: de, dos, de seus;
    owed: empréstimo*, crédito, linha de crédito, dívida*, terreno, investimento*, receita*, prejuízo*, custo*,
        valor de mercado, avaliad*, pagar, comprar, baixar;
    price: preço|valor médio, média de, preço, a um preço;
    each: por bitcoin|btc|moeda|unidade, cada, cada um, a unidade;
    about: cerca|mais|menos|perto de, aproximadamente, quase, em torno de, por volta de, pouco mais de, pelo menos,
        até, uns;
    dollar: de dólares, dólares, dólar, de dólares americanos, dólares americanos; stable: de USDT;
    money: euros, de euros|reais, reais, BRL, libras, dólares canadenses, de dólares canadenses;
    percent: por cento
    """,
    scales={3: "mil", 6: "milhões, milhão, mi, M", 9: "bilhões, bilhão, bi, mil milhões"},
    spans="""
    past week: últimos sete|7 dias, sete dias anteriores, a|na|nesta última semana, durante a última semana;
    week ago: uma semana antes, há uma semana; last week: semana passada|anterior;
    this week: esta|nesta|desta semana; the week: na|da semana, durante a semana;
    last month: mês passado, último mês; before month: mês anterior|precedente, um mês antes;
    after month: mês seguinte, um mês depois, um mês mais tarde; this month: este|neste|deste mês;
    the month: o|no|do mês, durante o mês; last quarter: trimestre passado, último trimestre;
    before quarter: trimestre anterior|precedente; this quarter: este|neste trimestre;
    the quarter: o|no|do trimestre, durante o trimestre;
    the period: no mesmo período, nesse|neste período, durante o período;
    period before: no mesmo período do ano anterior|passado; last year: ano passado;
    this year: este|neste ano, desde o início|começo do ano, no acumulado do ano; weekend: fim|final de semana;
    yesterday: ontem; today: hoje
    """,
    months="janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro,"
    " dezembro",
    weekdays="segunda-feira/segunda, terça-feira/terça, quarta-feira/quarta, quinta-feira/quinta,"
    " sexta-feira/sexta, sábado, domingo",
    quarters="primeiro trimestre/1T/T1/Q1/1º trimestre, segundo trimestre/2T/T2/Q2/2º trimestre,"
    " terceiro trimestre/3T/T3/Q3/3º trimestre, quarto trimestre/4T/T4/Q4/4º trimestre",
    halves="primeiro semestre/primeira metade, segundo semestre/segunda metade",
    years="em, durante, de, no ano de, em todo, ao longo de",
    of="de, do, deste",
    to="e, a, ao, até, e o, até o",
    days="últimos {} dias",
    months_back="últimos {} meses",
    few="um, dois, três, quatro, cinco, seis, sete, oito, nove, dez, onze, doze",
)
