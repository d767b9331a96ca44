"""French and Italian."""

from monitor.disclosures.extract.tongues.tongue import Mark, Script, Span, Tongue

FRENCH = Tongue(
    code="fr",
    script=Script.LATIN,
    common=frozenset(
        (
            "de en nous le les du pour dans une sur est et la son ses avec au aux selon société mineur par"
            " plus qui ont"
        ).split()
    ),
    words={
        Mark.BLIND: "ordre de vente, ordres de vente, option de vente, options de vente,"
        " prix moyen de vente, non seulement, pas seulement, prix de vente, pression vendeuse,"
        " pression à la vente, chiffre d'affaires, ne vend que, volume des ventes, en vente, plus que",
        Mark.SOLD: "s'être délesté de, s'être séparé de, s'être défait de, a vendu, ont vendu,"
        " avons vendu, avait vendu, avaient vendu, avoir vendu, ayant vendu, vendu, vendus, vendue,"
        " vendues, vendit, a cédé, ont cédé, avons cédé, avait cédé, avoir cédé, cédés,"
        " s'est séparé de, s'est séparée de, s'est délesté de, s'est délestée de, a liquidé,"
        " ont liquidé, avons liquidé, avait liquidé, avoir liquidé, liquidés, a écoulé, ont écoulé,"
        " a monétisé, s'est défait de, s'est défaite de, a bradé, ont bradé, avait bradé, bradés, a encaissé,"
        " ont trouvé preneur, a trouvé preneur, ont trouvé acquéreur, en a vendu, en ont vendu, n’en a vendu que,"
        " n'en a vendu que, n’a vendu que, n'a vendu que",
        Mark.SELLS: "vend, vendent, cède, cèdent, liquide, se sépare de, se déleste de, se défait de, écoule",
        Mark.SELL: "vendre, céder, liquider, vendant, cédant, liquidant, écouler, se séparer de",
        Mark.SALE: "vente, ventes, cession, cessions, liquidation",
        Mark.KEPT: "a conservé, avons conservé, ont conservé, a gardé, avons gardé",
        Mark.AFTER: "en, a choisi de, ont choisi de, avons choisi de, a préféré",
        Mark.DRIVEN: "a dû, ont dû, avons dû, a été contraint*, ont été contraint*, a été forcé*, ont été forcé*,"
        " a été obligé*, ont été obligés de, s'est vu contraint*, s'est vue contrainte de, contraignant*, a fini par",
        Mark.DECIDED: "a décidé de, avons décidé de, ont décidé de",
        Mark.NOT: "ne, n', pas, jamais, ni, sans",
        Mark.NONE: "aucun, aucune, zéro, pas un seul, pas de, pas le moindre, aucune de",
        Mark.IF: "croient que, estiment que, pensent que, supposément, selon des rumeurs, serait, si,"
        " quand, lorsque",
        Mark.WISH: "prévoit*, prévoient, envisage*, pourrait, pourraient, peut, peuvent, compte, entend,"
        " souhaite, veut, voudrait, projette, étudie, autoris*, intention, possible, possibles,"
        " propose, devrait, devraient, doit, va, vont, aurait, auraient, a démenti, a nié, rumeurs,"
        " évit*, a cessé de, régulièrement, habituellement, projet de, plan de, future, futures,"
        " éventuelle, éventuelles, prévue*, prévues, reporté*, annulé*, suspendu*",
        Mark.WISH_AFTER: "prévue, prévues, envisagée, éventuelle",
        Mark.EACH_HIS: "respectivement",
        Mark.MINED: "a produit, ont produit, avons produit, a miné, ont miné, avons miné, produits,"
        " produit, minés, minées, extraits, a extrait, a généré, production, extrait",
        Mark.HELD: "réserve de, détient, détenait, détenaient, possède, possédait, dispose de, conserve,"
        " réserves de, en trésorerie, au bilan, solde, il reste, restants, détenus",
        Mark.BOUGHT: "a acheté, ont acheté, avons acheté, a acquis, ont acquis, acheté, achetés, acquis,"
        " achat",
        Mark.OTHER: "achats, acquisition, a transféré, transféré, transférés, transfert, a déplacé, a"
        " envoyé, a déposé, a prêté, a émis, a reçu, acheter, acquérir, transférer, a investi,"
        " a nanti, miner, produire, détenir, posséder, conserver",
        Mark.TOLD: "a annoncé, annonce, a indiqué, a déclaré, a révélé, a publié, selon, communiqué,"
        " a fait savoir, a confirmé, publié, a précisé, rapport",
        Mark.IT_WAS: "c'était, c’était, c'étaient, il s'agissait de, ils étaient",
        Mark.BEGUN: "émis, émise, émises, contracté*, souscrit*, placée*, placées, accordé*",
        Mark.HAPPENED: "réalisée, réalisées, effectuée, effectuées, intervenue, intervenues,"
        " a eu lieu, ont eu lieu, s'est déroulée, a été réalisée, ont été réalisées,"
        " a été effectuée, s'est faite",
        Mark.COIN: "bitcoin, bitcoins, btc, btcs",
        Mark.TOKEN: "pièces, unités, jetons, cryptomonnaies",
        Mark.MORE: "autres, nouveaux, de plus",
        Mark.OF_THEM: "d'entre eux, de ces derniers, dont",
        Mark.PART: "une partie de, partie de, la moitié de, moitié de, un tiers de, la plupart de,"
        " une part de, une fraction de, certains de, l'essentiel de",
        Mark.ALL: "tout, tous, toute, toutes, l'intégralité de, la totalité de",
        Mark.WARES: "actions, action, titres, obligations, mineurs, machines, équipements, rigs, asic*,"
        " énergie, électricité, usine, ferme, participation, filiale, activité, dérivés, options,"
        " contrats, etf*, terrain, site, installations, crédits, serveurs, billets, minage",
        Mark.CROWD: "etf, etfs, plusieurs, certains mineurs, diverses, mineurs, les mineurs,"
        " investisseurs, baleines, baleine, détenteurs, analystes, gouvernements, entreprises,"
        " sociétés, fonds, clients, acteurs",
        Mark.BREAK: "tandis que, alors que, mais, bien que, contre les, au lieu de, plutôt que de",
        Mark.JOIN: "et, ainsi que, puis, en plus de",
        Mark.PAID: "pour, contre, en échange de",
        Mark.BY: "par",
        Mark.ASIDE: "rivaux, concurrents, à, au, chez, via, par l'intermédiaire de, selon, auprès de, de,"
        " d', avec, comme, pour, contre, par, rival, concurrent",
        Mark.THAN: "qu'en, contre, par rapport à, par rapport au, comparé à, face à, que les, que le, qu'au",
        Mark.SINCE: "depuis, à partir de, pour la première fois depuis",
        Mark.OF: "de, d', des, de ses",
        Mark.OWED: "prêt*, crédit, ligne de crédit, dette*, terrain, investissement*, revenus, perte*,"
        " coûts, capitalisation, valorisé*, rembourser, acheter, emprunt*",
        Mark.PRICE: "prix moyen, en moyenne, moyenne de, prix, cours moyen, au prix",
        Mark.EACH: "par bitcoin, par btc, par pièce, chacun, l'unité, le bitcoin, pièce",
        Mark.ABOUT: "environ, près de, quelque, plus de, moins de, presque, autour de, au moins,"
        " un peu plus de, jusqu'à",
        Mark.DOLLAR: "de dollars, dollars, dollar, USD, de dollars américains, dollars américains",
        Mark.STABLE: "USDT, d'USDT, USDC",
        Mark.MONEY: "euros, d'euros, EUR, livres, dollars canadiens, de dollars canadiens, francs",
        Mark.PERCENT: "pour cent, %",
    },
    scales={3: "mille, k", 6: "millions, million, M", 9: "milliards, milliard, Md, Mds"},
    spans={
        Span.PAST_WEEK: "sept derniers jours, 7 derniers jours, semaine écoulée",
        Span.WEEK_AGO: "une semaine plus tôt, il y a une semaine, une semaine avant",
        Span.LAST_WEEK: "semaine dernière, semaine précédente, semaine passée",
        Span.THIS_WEEK: "cette semaine",
        Span.THE_WEEK: "la semaine, de la semaine",
        Span.LAST_MONTH: "mois dernier",
        Span.MONTH_BEFORE: "mois précédent, un mois plus tôt, mois d'avant, un mois auparavant",
        Span.MONTH_AFTER: "mois suivant, un mois plus tard, mois d'après",
        Span.THIS_MONTH: "ce mois-ci, ce mois",
        Span.THE_MONTH: "du mois, le mois, au cours du mois, sur le mois",
        Span.LAST_QUARTER: "trimestre dernier, dernier trimestre",
        Span.QUARTER_BEFORE: "trimestre précédent, trimestre d'avant",
        Span.THIS_QUARTER: "ce trimestre",
        Span.THE_QUARTER: "du trimestre, le trimestre, au cours du trimestre, sur le trimestre",
        Span.THE_PERIOD: "sur la même période, durant la même période, au cours de la même période,"
        " dans le même temps, sur cette période, au cours de cette période",
        Span.YEAR_BEFORE: "à la même période de l’année précédente, à la même période de l'année précédente,"
        " à la même période un an plus tôt",
        Span.LAST_YEAR: "an dernier, année dernière",
        Span.THIS_YEAR: "cette année, depuis le début de l'année, depuis le début de l’année,"
        " depuis janvier dernier",
        Span.WEEKEND: "ce week-end, ce weekend, week-end dernier, le week-end, du week-end",
        Span.YESTERDAY: "hier",
        Span.TODAY: "aujourd'hui",
    },
    months="janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    weekdays="lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche",
    quarters="premier trimestre/1er trimestre/T1/Q1,"
    " deuxième trimestre/second trimestre/2e trimestre/T2/Q2, troisième trimestre/3e trimestre/T3/Q3,"
    " quatrième trimestre/4e trimestre/T4/Q4",
    halves="premier semestre/S1, second semestre/deuxième semestre/S2",
    years="en, de, durant, courant, pour, sur, en l'an",
    of="de, de l'année, d', du",
    to="et, au, à, et le, et du, jusqu'au",
    days="{} derniers jours",
    months_back="{} derniers mois",
    few="un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze",
)

ITALIAN = Tongue(
    code="it",
    script=Script.LATIN,
    common=frozenset(
        (
            "non hanno dal noi il gli di che nel della dei ha sono alla dello nella delle si una con per"
            " più è società"
        ).split()
    ),
    words={
        Mark.BLIND: "prezzo medio di vendita, ordine di vendita, ordini di vendita, opzione di vendita,"
        " opzioni di vendita, non solo, non soltanto, prezzo di vendita, prezzi di vendita,"
        " pressione di vendita, pressione in vendita, ricavi delle vendite, volume di vendite,"
        " in vendita, più che",
        Mark.SOLD: "ha venduto, hanno venduto, abbiamo venduto, aveva venduto, avevano venduto,"
        " aver venduto, avere venduto, vendette, vendettero, venduto, venduti, venduta, vendute,"
        " ha ceduto, hanno ceduto, abbiamo ceduto, ceduti, ha liquidato, hanno liquidato,"
        " abbiamo liquidato, liquidato, liquidati, si è liberata di, si è liberato di,"
        " si è disfatta di, ha dismesso, ha smobilizzato, dismesso, dismessi, ha monetizzato,"
        " ha alienato",
        Mark.SELLS: "vende, vendono, cede, liquida, liquidano, si libera di, dismette",
        Mark.SELL: "vendere, vendendo, cedere, cedendo, liquidare, liquidando, dismettere, monetizzare",
        Mark.SALE: "vendita, vendite, cessione, cessioni, liquidazione, dismissione",
        Mark.KEPT: "ha conservato, abbiamo conservato, conservato, mantenuto, trattenuto, ha trattenuto,"
        " abbiamo trattenuto, ha mantenuto",
        Mark.AFTER: "dopo, ha scelto di, hanno scelto di, abbiamo scelto di, ha preferito, nel",
        Mark.DRIVEN: "ha dovuto, hanno dovuto, abbiamo dovuto, è stata costretta, è stato costretto,"
        " sono stati costretti, sono state costrette, si è vista costretta, costringendo*, ha finito per",
        Mark.DECIDED: "ha deciso di, hanno deciso di, abbiamo deciso di",
        Mark.NOT: "non, mai, né, senza, nemmeno, neppure",
        Mark.NONE: "alcun, alcuno, nessun, nessuno, nessuna, zero, neanche un",
        Mark.IF: "credono che, ritengono che, presumibilmente, si ipotizza, forse, se, quando, qualora",
        Mark.WISH: "prevede*, intende, intendono, potrebbe*, può, possono, vuole, vorrebbe, pianifica*,"
        " valuta*, considera*, autorizz*, intenzione, possibile, possibili, propone*, dovrebbe*, deve,"
        " avrebbe*, ha negato, ha smentito, smentisce, voci, evit*, ha smesso di, regolarmente,"
        " abitualmente, piano di, piani, progetto di, futura, future, eventuale, prevista, previste,"
        " rinviat*, annullat*, sospes*, venderà, sarebbe*",
        Mark.WISH_AFTER: "prevista, previste, eventuale",
        Mark.EACH_HIS: "rispettivamente",
        Mark.MINED: "ha prodotto, hanno prodotto, abbiamo prodotto, ha estratto, hanno estratto, abbiamo"
        " estratto, ha minato, estratti, estratto, minati, minato, prodotti, generati, ha"
        " generato, produzione",
        Mark.HELD: "riserva di, riserve, detiene, deteneva, possiede, possedeva, ha in cassa, dispone"
        " di, riserve di, in cassa, in portafoglio, saldo, restano, rimangono, partecipazioni,"
        " detenuti",
        Mark.BOUGHT: "ha acquistato, hanno acquistato, abbiamo acquistato, ha comprato, acquistati,"
        " acquistato, acquisto",
        Mark.OTHER: "acquisti, ha trasferito, trasferiti, trasferito, trasferimento, ha spostato, ha"
        " inviato, ha depositato, ha prestato, ha emesso, ha ricevuto, comprare, acquistare,"
        " trasferire, ha investito, ha impegnato, estrarre, minare, detenere, possedere, avere",
        Mark.TOLD: "ha annunciato, annuncia, ha comunicato, ha dichiarato, dichiara, ha detto,"
        " ha rivelato, ha pubblicato, secondo, comunicato, ha confermato, ha reso noto, ha riferito,"
        " rapporto",
        Mark.IT_WAS: "erano stati, erano, furono",
        Mark.BEGUN: "emess*, contratt*, sottoscritt*, collocat*, concess*",
        Mark.HAPPENED: "avvenuta, avvenute, svolta, svolte, eseguita tra,"
        " è avvenuta, sono avvenute, si è svolta, ha avuto luogo, è stata effettuata,"
        " è stata completata, è stata eseguita",
        Mark.COIN: "bitcoin, bitcoins, btc, btcs",
        Mark.TOKEN: "monete, unità, token, criptovalute",
        Mark.MORE: "altri, ulteriori, nuovi",
        Mark.OF_THEM: "di questi, di essi, di cui",
        Mark.PART: "parte dei, parte di, una parte dei, parte delle, parte del, parte della, la metà dei, metà dei,"
        " metà della,"
        " la metà di, un terzo dei, alcuni dei, gran parte dei, una quota dei, la maggior parte dei,"
        " una porzione di",
        Mark.ALL: "tutto, tutti, tutta, tutte, l'intera, l'intero, la totalità dei, la totalità della",
        Mark.WARES: "azioni, azione, titoli, obbligazioni, miner, macchine, macchinari, apparecchiature,"
        " rig, asic*, energia, elettricità, impianto, fattoria, partecipazione, controllata, attività,"
        " derivati, opzioni, contratti, etf*, terreno, sito, crediti, server, note, diretta di azioni,"
        " mining, una controllata",
        Mark.CROWD: "etf, etfs, diverse, alcune, diversi, varie, minatori, i minatori, i miner,"
        " investitori, balene, balena, detentori, analisti, governi, aziende, imprese, fondi, clienti,"
        " operatori, utenti",
        Mark.BREAK: "mentre, ma, sebbene, anziché, contro i, invece di, piuttosto che, al posto di",
        Mark.JOIN: "e, ed, nonché, oltre a, oltre ai, più altri",
        Mark.PAID: "per, in cambio di, con",
        Mark.BY: "da, dalla, dal, dallo, dall'",
        Mark.ASIDE: "rivali, concorrenti, a, ad, alla, al, tramite, attraverso, secondo, presso, di,"
        " della, con, come, contro, da, dalla, in, rivale, concorrente",
        Mark.THAN: "rispetto a, rispetto ai, rispetto al, contro, di quanto, in confronto a, in più di,"
        " in meno di, in più rispetto, che a",
        Mark.SINCE: "da, dal, dalla, a partire da, per la prima volta da",
        Mark.OF: "di, dei, degli",
        Mark.OWED: "prestito, prestiti, credito, linea di credito, debito, debiti, terreno, investimento,"
        " ricavi, perdita, costi, capitalizzazione, valutat*, rimborsare, acquistare, convertibili",
        Mark.PRICE: "prezzo medio, in media, media di, prezzo, al prezzo",
        Mark.EACH: "per bitcoin, per btc, a moneta, ciascuno, l'uno, per unità, a bitcoin",
        Mark.ABOUT: "circa, quasi, oltre, più di, meno di, poco più di, intorno a, almeno, fino a, pressoché",
        Mark.DOLLAR: "di dollari, dollari, dollaro, USD, di dollari USA, dollari USA,"
        " dollari statunitensi, di dollari statunitensi",
        Mark.STABLE: "USDT, di USDT, USDC",
        Mark.MONEY: "euro, di euro, EUR, sterline, dollari canadesi, di dollari canadesi, franchi",
        Mark.PERCENT: "per cento, %",
    },
    scales={3: "mila", 6: "milioni, milione, mln, M", 9: "miliardi, miliardo, mld"},
    spans={
        Span.PAST_WEEK: "ultimi sette giorni, ultimi 7 giorni, nell'ultima settimana, nell’ultima settimana",
        Span.WEEK_AGO: "una settimana prima, una settimana fa",
        Span.LAST_WEEK: "settimana scorsa, scorsa settimana, settimana precedente, ultima settimana",
        Span.THIS_WEEK: "questa settimana",
        Span.THE_WEEK: "nella settimana, la settimana, della settimana",
        Span.LAST_MONTH: "mese scorso, scorso mese, ultimo mese",
        Span.MONTH_BEFORE: "mese precedente, mese prima, un mese prima",
        Span.MONTH_AFTER: "mese successivo, mese dopo, mese seguente, un mese dopo",
        Span.THIS_MONTH: "questo mese",
        Span.THE_MONTH: "nel mese, del mese, durante il mese",
        Span.LAST_QUARTER: "trimestre scorso, scorso trimestre, ultimo trimestre",
        Span.QUARTER_BEFORE: "trimestre precedente, trimestre prima",
        Span.THIS_QUARTER: "questo trimestre",
        Span.THE_QUARTER: "nel trimestre, del trimestre, durante il trimestre",
        Span.THE_PERIOD: "nello stesso periodo, in quel periodo, in tale periodo, nel medesimo periodo",
        Span.YEAR_BEFORE: "nello stesso periodo dell’anno precedente, nello stesso periodo dell'anno precedente",
        Span.LAST_YEAR: "anno scorso, scorso anno",
        Span.THIS_YEAR: "quest'anno, quest’anno, dall'inizio dell'anno, dall’inizio dell’anno, da inizio anno",
        Span.WEEKEND: "fine settimana, weekend",
        Span.YESTERDAY: "ieri",
        Span.TODAY: "oggi",
    },
    months="gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre,"
    " novembre, dicembre",
    weekdays="lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica",
    quarters="primo trimestre/T1/Q1/1T, secondo trimestre/T2/Q2/2T, terzo trimestre/T3/Q3/3T,"
    " quarto trimestre/T4/Q4/4T",
    halves="primo semestre/prima metà, secondo semestre/seconda metà",
    years="nel, durante il, del, in tutto il, nell'anno",
    of="di, del, dell'",
    to="e, al, a, e il, e l', e l’, all', all’",
    days="ultimi {} giorni",
    months_back="ultimi {} mesi",
    few="un, due, tre, quattro, cinque, sei, sette, otto, nove, dieci, undici, dodici",
)
