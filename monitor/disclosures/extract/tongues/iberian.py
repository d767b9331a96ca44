"""Spanish and Portuguese."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

SPANISH = Tongue(
    code="es",
    script=Script.LATIN,
    thousands_comma=True,
    common=frozenset(
        (
            "no ha han hasta de nosotros el los las del una por con más su sus que y en la se para según"
            " minera empresa compañía fue"
        ).split()
    ),
    words={
        Mark.BLIND: "precio medio de venta, precio promedio de venta, orden de venta, órdenes de venta,"
        " opción de venta, opciones de venta, no sólo, no solo, no solamente, precio* de venta,"
        " volumen de ventas, ventas netas, presión de venta, presión vendedora, la minería, más que,"
        " punto de venta, sin vender",
        Mark.SOLD: "vendió, vendieron, vendimos, ha vendido, han vendido, hemos vendido, había vendido,"
        " habían vendido, haber vendido, vendido, vendidos, vendida, vendidas, liquidó, liquidaron,"
        " liquidamos, ha liquidado, han liquidado, liquidado, liquidados, enajenó, se deshizo de,"
        " se deshicieron de, se desprendió de, se desprendieron de, desprendido de, deshecho de, monetizó, desinvirtió,"
        " se desinvirtió de, ha enajenado, haya vendido",
        Mark.SELLS: "vende, venden, vendemos, liquida, liquidan, se deshace de, se desprende de",
        Mark.SELL: "vender, vendiendo, liquidar, liquidando, deshacerse de, desprenderse de, monetizar,"
        " enajenar, venda, vendan",
        Mark.SALE: "venta, ventas, liquidación, enajenación, desinversión",
        Mark.KEPT: "conservó, conservamos, conserva, retuvo, retuvimos, mantuvo, mantuvimos,"
        " ha conservado, ha retenido",
        Mark.AFTER: "tras, después de, luego de, al, optó por, optaron por, optamos por, eligió, mediante",
        Mark.DRIVEN: "obligó a, obligada a, obligado a, obligados a, forzada a, forzado a, forzó a, tuvo que,"
        " tuvieron que, tuvimos que, debió, terminó por, acabó por",
        Mark.DECIDED: "decidió, decidieron, decidimos, ha decidido",
        Mark.NOT: "no, nunca, tampoco, jamás, ni, sin",
        Mark.NONE: "ningún, ninguno, ninguna, cero, nada de",
        Mark.IF: "creen que, cree que, supuestamente, presuntamente, especulan, se rumorea, sospecha*, si,"
        " cuando",
        Mark.WISH: "planea*, plane*, prevé, prevén, podría*, puede, pueden, podrá*, pretende*, quiere*,"
        " quería*, tiene previsto, espera, esperan, contempla, estudia, evalúa, considera*, autoriz*,"
        " intención, posible, posibles, propone*, debería*, deberá*, va a, van a, iba a, dispuest*,"
        " capaz, habría*, habrían, negó, negaron, desmintió, rumores, evita*, evitó, dejó de, suele*,"
        " habitualmente, regularmente, planes, plan de, plan para, futura, futuras, eventual,"
        " hipotética, prevista*, pendiente*, aplaz*, cancel*, detuvo, suspendió, pausó",
        Mark.WISH_AFTER: "prevista, previstas, planeada, planificada, pendiente",
        Mark.EACH_HIS: "respectivamente",
        Mark.MINED: "produjo, produjeron, produjimos, minó, minaron, minamos, extrajo, extrajeron,"
        " minad*, producid*, extraíd*, generó, producción, ha minado, ha producido",
        Mark.HELD: "conserva, reserva de, tiene, tienen, tenía, tenían, posee, poseía, mantiene,"
        " mantenía, acumula, sumaba*, custodia, reservas, en cartera, balance, tenencias,"
        " quedó con, se quedó con, conservaba, restantes, detiene, cuenta con, contaba con,"
        " tenencia de, acumulaba, suma, asciende a, ascienden a, dispone de",
        Mark.BOUGHT: "compró, compraron, compramos, adquirió, adquirieron, adquirid*, compra de",
        Mark.OTHER: "compras, transfirió, transfirieron, movió, movieron, envió, enviaron, depositó,"
        " prestó, pignoró, emitió, recibió, trasladó, transferid*, comprar, adquirir,"
        " transferir, transferencia*, invirtió, extraer, producir, minar, tener, poseer,"
        " mantener",
        Mark.TOLD: "anunció, anunciaron, informó, informaron, dijo, comunicó, reveló, publicó, publicado,"
        " según, comunicado, señaló, divulgó, confirmó, reportó, indicó",
        Mark.IT_WAS: "habían sido, fueron, eran",
        Mark.BEGUN: "emitid*, emitió, contraíd*, contratad*, colocad*, suscrit*, concedid*",
        Mark.HAPPENED: "realizada, realizadas, ejecutada, ejecutadas, efectuada, efectuadas,"
        " se realizó, se produjo, tuvo lugar, se efectuó, ocurrió, se llevó a cabo,"
        " se ejecutó, se hizo, se completó",
        Mark.COIN: "bitcoin, bitcoins, bitcoines, btc, btcs",
        Mark.TOKEN: "monedas, unidades, criptomonedas, tokens",
        Mark.MORE: "más, otros, nuevos, nuevas",
        Mark.OF_THEM: "de los que, de ellos, de esos, de estos, de los cuales",
        Mark.PART: "parte de, una parte de, algunos de, la mitad de, mitad de, un tercio de, porción de,"
        " buena parte de, una porción de, la mayoría de, el grueso de, casi la mitad de",
        Mark.ALL: "todos ellos, todo ello, todo, todos, toda, todas, la totalidad de, el total de, íntegramente",
        Mark.WARES: "acciones, acción, títulos, bonos, notas, mineros, minera, mineras, máquinas, equipos,"
        " rigs, asic*, energía, electricidad, planta, granja, participación, filial, negocio,"
        " derivados, opciones, futuros, contratos, etf*, terreno, instalación, instalaciones,"
        " créditos, servidores, minería de",
        Mark.CROWD: "etf, etfs, en conjunto, minera de, minero de, varias mineras, varias empresas, algunas,"
        " otras mineras, varios, mineros públicos, mineros, los mineros, las mineras, inversores,"
        " inversionistas, ballenas, ballena, tenedores, analistas, gobiernos, empresas, compañías,"
        " operadores, mineros públicos, usuarios, fondos, clientes, traders",
        Mark.BREAK: "mientras, mientras que, pero, aunque, sino, en tanto, frente a los que, en lugar de,"
        " en vez de",
        Mark.JOIN: "y, e, así como, además de, más otros",
        Mark.PAID: "por, a cambio de, con, contra",
        Mark.BY: "por, por parte de",
        Mark.ASIDE: "rivales, competidoras, competidores, a, ante, con, de, a través de, según, mediante,"
        " para, contra, como, frente a, en, entre, desde, rival, competidora",
        Mark.THAN: "menos que, más que los, menos que los, por debajo de, que las, que en, frente a,"
        " frente al, comparado con, en comparación con, respecto a, respecto al, que el, que los,"
        " versus, contra, superior a, inferior a",
        Mark.SINCE: "desde, a partir de, por primera vez desde",
        Mark.OF: "de, de los, de sus",
        Mark.OWED: "préstamo*, crédito*, deuda, deudas, línea de crédito, terreno, inversión, ingresos,"
        " pérdida*, costos, costes, capitalización, valorad*, pagar, comprar, pago de",
        Mark.PRICE: "precio medio, precio promedio, promedio, media de, precio, a un precio",
        Mark.EACH: "por bitcoin, por btc, por moneda, cada uno, cada bitcoin, por unidad, la unidad",
        Mark.ABOUT: "unos, unas, cerca de, aproximadamente, alrededor de, casi, más de, cerca,"
        " poco más de, menos de, alrededor, al menos, hasta",
        Mark.DOLLAR: "de dólares, dólares, dólar, de USD, USD, dólares estadounidenses,"
        " de dólares estadounidenses",
        Mark.STABLE: "USDT, de USDT, USDC, de USDC",
        Mark.MONEY: "euros, de euros, EUR, pesos, reales, libras, yuanes, yenes, dólares canadienses,"
        " de dólares canadienses",
        Mark.PERCENT: "por ciento, %",
    },
    scales={3: "mil", 6: "millones, millón, M, MM", 9: "mil millones, mil M, millardos"},
    spans={
        Span.PAST_WEEK: "últimos siete días, últimos 7 días, siete días anteriores, la última semana,"
        " en la última semana, durante la última semana",
        Span.WEEK_AGO: "una semana antes, hace una semana",
        Span.LAST_WEEK: "semana pasada, pasada semana, semana anterior",
        Span.THIS_WEEK: "esta semana",
        Span.THE_WEEK: "la semana, durante la semana",
        Span.LAST_MONTH: "mes pasado, pasado mes, último mes",
        Span.MONTH_BEFORE: "mes anterior, mes previo, mes precedente, un mes antes",
        Span.MONTH_AFTER: "mes siguiente, un mes después, un mes más tarde, siguiente mes",
        Span.THIS_MONTH: "este mes",
        Span.THE_MONTH: "el mes, durante el mes, del mes, ese mes",
        Span.LAST_QUARTER: "trimestre pasado, pasado trimestre, último trimestre",
        Span.QUARTER_BEFORE: "trimestre anterior, trimestre previo, trimestre precedente",
        Span.THIS_QUARTER: "este trimestre",
        Span.THE_QUARTER: "el trimestre, del trimestre, durante el trimestre",
        Span.THE_PERIOD: "en el mismo período, en el mismo periodo, en ese período, en ese periodo,"
        " en dicho período, en dicho periodo",
        Span.YEAR_BEFORE: "en el mismo período del año anterior, en el mismo periodo del año anterior",
        Span.LAST_YEAR: "año pasado, pasado año",
        Span.THIS_YEAR: "este año, en lo que va de año, lo que va del año, desde principios de año,"
        " desde comienzos de año, desde el inicio del año, desde el comienzo del año, desde principios del año",
        Span.WEEKEND: "fin de semana",
        Span.YESTERDAY: "ayer",
        Span.TODAY: "hoy",
    },
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
    common=frozenset(
        (
            "já foram até de nós com é o os da do das dos em uma não mais seus sua ao na no que e para por"
            " foi mineradora empresa"
        ).split()
    ),
    words={
        Mark.BLIND: "preço médio de venda, ordem de venda, ordens de venda, opção de venda,"
        " opções de venda, não só, não apenas, não somente, preço* de venda, volume de vendas,"
        " pressão vendedora, pressão de venda, receita de vendas, à venda, mais que",
        Mark.SOLD: "vendeu, venderam, vendemos, vendera, tinha vendido, havia vendido, haviam vendido,"
        " ter vendido, vendido, vendidos, vendida, vendidas, liquidou, liquidaram, liquidamos,"
        " liquidado, liquidados, se desfez de, desfez-se de, alienou, monetizou, desinvestiu,"
        " se desfez dos, desfez-se dos, despejou",
        Mark.SELLS: "vende, vendem, liquida, se desfaz de, liquidam",
        Mark.SELL: "vender, vendendo, liquidar, liquidando, desfazer-se de, alienar, monetizar, venda-se",
        Mark.SALE: "venda, vendas, liquidação, alienação",
        Mark.KEPT: "manteve, mantivemos, reteve, retivemos, guardou, conservou",
        Mark.AFTER: "após, depois de, ao, optou por, optaram por, optamos por, mediante, escolheu",
        Mark.DRIVEN: "obrigou a, obrigada a, obrigado a, obrigados a, forçada a, forçado a, forçou a, teve que,"
        " teve de, tiveram que, tivemos que, viu-se obrigada a, acabou por",
        Mark.DECIDED: "decidiu, decidiram, decidimos, resolveu",
        Mark.NOT: "não, nunca, jamais, nem, sem, tampouco",
        Mark.NONE: "nenhum, nenhuma, zero, nada de, qualquer",
        Mark.IF: "acreditam que, acredita que, supostamente, especulam, boatos, suspeita*, se, caso, quando",
        Mark.WISH: "planeja*, planeia*, pretende*, pode, podem, poderia*, poderá*, quer, espera, cogita,"
        " avalia, estuda, considera*, autoriz*, intenção, possível, possíveis, propõe, deve, deverá*,"
        " deveria*, vai, vão, irá, teria, teriam, negou, desmentiu, rumores, evit*, deixou de,"
        " parou de, costuma, regularmente, planos, plano de, futura, futuras, eventual, prevista*,"
        " previstas, adiou, cancelou, suspendeu, interrompeu",
        Mark.WISH_AFTER: "prevista, previstas, planejada, pendente",
        Mark.EACH_HIS: "respectivamente",
        Mark.MINED: "produziu, produziram, produzimos, minerou, mineraram, mineramos, minerado,"
        " minerados, minerada, mineradas, produzid*, gerou, produção, extraiu, extraíd*,"
        " minerou-se",
        Mark.HELD: "reserva de, tem, têm, tinha, detém, detinha, possui, possuía, mantém, mantinha,"
        " acumula, soma, reservas de, em caixa, saldo, estoque, encerrou",
        Mark.BOUGHT: "comprou, compraram, compramos, comprado, adquiriu, adquirid*, compra de",
        Mark.OTHER: "transferiu, transferiram, moveu, enviou, enviaram, depositou, emprestou, penhorou,"
        " emitiu, recebeu, comprar, adquirir, transferir, transferência, investiu, retendo,"
        " retendo toda, minerar, produzir, ter, deter, possuir, manter, tendo",
        Mark.TOLD: "anunciou, anunciaram, informou, informaram, disse, comunicou, revelou, publicou,"
        " segundo, comunicado, divulgou, confirmou, reportou, afirmou",
        Mark.IT_WAS: "haviam sido, tinham sido, foram, eram",
        Mark.BEGUN: "emitid*, emitiu, contraíd*, contratad*, colocad*, tomad*",
        Mark.HAPPENED: "realizada, realizadas, executada, executadas, efetuada, efetuadas,"
        " foi realizada, foi feita, ocorreu, ocorreram, aconteceu, foi concluída,"
        " foi executada, se deu",
        Mark.COIN: "bitcoin, bitcoins, btc, btcs",
        Mark.TOKEN: "moedas, unidades, criptomoedas, tokens",
        Mark.MORE: "mais, outros, novos",
        Mark.OF_THEM: "dos que, deles, desses, destes, dos quais",
        Mark.PART: "parte de, parte dos, parte da, parte das, uma parte de, metade de, metade dos,"
        " metade da, um terço de, um terço dos, alguns dos, boa parte dos, boa parte da, parcela de,"
        " parcela dos, a maior parte dos",
        Mark.ALL: "tudo, todo, todos, toda, todas, a totalidade de, a totalidade dos, a totalidade da, o total da",
        Mark.WARES: "ações, ação, títulos, notas, mineradores, mineradoras, máquinas, equipamentos, rigs,"
        " asic*, energia, eletricidade, usina, fazenda, participação, subsidiária, negócio,"
        " derivativos, opções, futuros, contratos, etf*, terreno, instalação, instalações, créditos,"
        " servidores",
        Mark.CROWD: "etf, etfs, mineiro, mineiro de, minerador de, mineradora de, várias, algumas,"
        " outras mineradoras, vários, mineradores, mineradoras, os mineradores, as mineradoras,"
        " investidores, baleias, baleia, detentores, analistas, governos, empresas, companhias,"
        " usuários, fundos, clientes, mineiros",
        Mark.BREAK: "enquanto, mas, embora, porém, ao passo que, contra os, em vez de, no lugar de",
        Mark.JOIN: "e, além de, bem como, assim como, mais outros",
        Mark.PAID: "por, em troca de, com",
        Mark.BY: "pela, pelo, por",
        Mark.ASIDE: "rivais, concorrentes, à, ao, para, com, da, do, de, através da, através de, via,"
        " segundo, como, ante, contra, na, no, entre, pela, pelo, rival, concorrente",
        Mark.THAN: "a menos que, a mais que, menos que, que os, que as, do que os, abaixo dos, acima dos,"
        " que em, do que em, ante, ante os, contra, frente a, em comparação com, em relação a,"
        " em relação ao, comparado a, do que, que no",
        Mark.SINCE: "desde, a partir de, pela primeira vez desde",
        Mark.OF: "de, dos, de seus",
        Mark.OWED: "empréstimo*, crédito, linha de crédito, dívida*, terreno, investimento*, receita*,"
        " prejuízo*, custo*, valor de mercado, avaliad*, pagar, comprar, baixar",
        Mark.PRICE: "preço médio, média de, preço, a um preço, valor médio",
        Mark.EACH: "por bitcoin, por btc, por moeda, cada, cada um, por unidade, a unidade",
        Mark.ABOUT: "cerca de, aproximadamente, quase, mais de, menos de, em torno de, por volta de,"
        " perto de, pouco mais de, pelo menos, até, uns",
        Mark.DOLLAR: "de dólares, dólares, dólar, USD, de dólares americanos, dólares americanos",
        Mark.STABLE: "USDT, de USDT, USDC",
        Mark.MONEY: "euros, de euros, EUR, reais, de reais, BRL, libras, dólares canadenses,"
        " de dólares canadenses",
        Mark.PERCENT: "por cento, %",
    },
    scales={3: "mil", 6: "milhões, milhão, mi, M", 9: "bilhões, bilhão, bi, mil milhões"},
    spans={
        Span.PAST_WEEK: "últimos sete dias, últimos 7 dias, sete dias anteriores, a última semana,"
        " na última semana, durante a última semana, nesta última semana",
        Span.WEEK_AGO: "uma semana antes, há uma semana",
        Span.LAST_WEEK: "semana passada, semana anterior",
        Span.THIS_WEEK: "esta semana, nesta semana, desta semana",
        Span.THE_WEEK: "na semana, durante a semana, da semana",
        Span.LAST_MONTH: "mês passado, último mês",
        Span.MONTH_BEFORE: "mês anterior, um mês antes, mês precedente",
        Span.MONTH_AFTER: "mês seguinte, um mês depois, um mês mais tarde",
        Span.THIS_MONTH: "este mês, neste mês, deste mês",
        Span.THE_MONTH: "o mês, no mês, do mês, durante o mês",
        Span.LAST_QUARTER: "trimestre passado, último trimestre",
        Span.QUARTER_BEFORE: "trimestre anterior, trimestre precedente",
        Span.THIS_QUARTER: "este trimestre, neste trimestre",
        Span.THE_QUARTER: "o trimestre, no trimestre, do trimestre, durante o trimestre",
        Span.THE_PERIOD: "no mesmo período, nesse período, neste período, durante o período",
        Span.YEAR_BEFORE: "no mesmo período do ano anterior, no mesmo período do ano passado",
        Span.LAST_YEAR: "ano passado",
        Span.THIS_YEAR: "este ano, neste ano, desde o início do ano, desde o começo do ano, no acumulado do ano",
        Span.WEEKEND: "fim de semana, final de semana",
        Span.YESTERDAY: "ontem",
        Span.TODAY: "hoje",
    },
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
