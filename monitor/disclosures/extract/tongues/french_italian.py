"""French and Italian."""

from monitor.disclosures.extract.tongues.tongue import Script, Tongue

FRENCH = Tongue(
    code="fr",
    script=Script.LATIN,
    common=(
        "de en nous le les du pour dans une sur est et la son ses avec au aux selon société mineur par"
        " plus qui ont"
    ),
    words="""
    blind: ordre|ordres|option|options|prix de vente, prix moyen de vente, non|pas seulement, pression vendeuse,
        pression à la vente, chiffre d'affaires, ne vend que, volume des ventes, en vente, plus que;
    sold: s'être délesté|séparé|défait de, a|ont|avons|avait|avaient|avoir|ayant vendu, vendu, vendus, vendue,
        vendues, vendit, a|ont|avons|avait|avoir cédé|liquidé, cédés,
        s'est séparé|séparée|délesté|délestée|défait|défaite de, liquidés, a|ont écoulé, a monétisé|encaissé,
        a|ont|avait bradé, bradés, ont|a trouvé preneur, ont trouvé acquéreur, en a|ont vendu, n'en a vendu que,
        n'a vendu que;
    sells: vend, vendent, cède, cèdent, liquide, se sépare|déleste|défait de, écoule;
    sell: vendre, céder, liquider, vendant, cédant, liquidant, écouler, se séparer de;
    sale: vente, ventes, cession, cessions, liquidation; kept: a|avons|ont conservé, a|avons gardé;
    after: en, a|ont|avons choisi de, a préféré;
    driven: a|ont|avons dû, a|ont été contraint*|forcé*, a été obligé*, ont été obligés de, s'est vu contraint*,
        s'est vue contrainte de, contraignant*, a fini par;
    decided: a|avons|ont décidé de; not: ne, n', pas, jamais, ni, sans;
    none: aucun, aucune, zéro, pas un seul, pas|aucune de, pas le moindre;
    if: croient|estiment|pensent que, supposément, selon des rumeurs, serait, si, quand, lorsque;
    wish: prévoit*, prévoient, envisage*, pourrait, pourraient, peut, peuvent, compte, entend, souhaite, veut,
        voudrait, projette, étudie, autoris*, intention, possible, possibles, propose, devrait, devraient, doit, va,
        vont, aurait, auraient, a démenti|nié, rumeurs, évit*, a cessé de, régulièrement, habituellement,
        projet|plan de, future, futures, éventuelle, éventuelles, prévue*, prévues, reporté*, annulé*, suspendu*;
    wish_after: prévue, prévues, envisagée, éventuelle; each_his: respectivement;
    mined: a|ont|avons produit|miné, produits, produit, minés, minées, extraits, a extrait|généré, production,
        extrait;
    held: réserve|dispose|réserves de, détient, détenait, détenaient, possède, possédait, conserve, en trésorerie,
        au bilan, solde, il reste, restants, détenus;
    bought: a|ont|avons acheté, a|ont acquis, acheté, achetés, acquis, achat;
    other: achats, acquisition, a transféré|déplacé|envoyé|déposé|prêté|émis|reçu|investi|nanti, transféré,
        transférés, transfert, acheter, acquérir, transférer, miner, produire, détenir, posséder, conserver;
    told: a annoncé|indiqué|déclaré|révélé|publié|confirmé|précisé, annonce, selon, communiqué, a fait savoir, publié,
        rapport;
    it_was: c'était, c'étaient, il s'agissait de, ils étaient;
    begun: émis, émise, émises, contracté*, souscrit*, placée*, placées, accordé*;
    happened: réalisée, réalisées, effectuée, effectuées, intervenue, intervenues, a|ont eu lieu,
        s'est déroulée|faite, a été réalisée|effectuée, ont été réalisées;
    token: pièces, unités, jetons, cryptomonnaies; more: autres, nouveaux, de plus;
    of_them: d'entre eux, de ces derniers, dont;
    part: une partie|part|fraction de, partie|moitié|certains|l'essentiel de, la moitié|plupart de, un tiers de;
    all: tout, tous, toute, toutes, l'intégralité de, la totalité de;
    wares: actions, action, titres, obligations, mineurs, machines, équipements, rigs, asic*, énergie, électricité,
        usine, ferme, participation, filiale, activité, dérivés, options, contrats, etf*, terrain, site,
        installations, crédits, serveurs, billets, minage;
    crowd: plusieurs, certains|les mineurs, diverses, mineurs, investisseurs, baleines, baleine, détenteurs,
        analystes, gouvernements, entreprises, sociétés, fonds, clients, acteurs;
    break: tandis|alors|bien que, mais, contre les, au lieu de, plutôt que de;
    join: et, ainsi que, puis, en plus de; paid: pour, contre, en échange de; by: par;
    aside: rivaux, concurrents, à, au, chez, via, par l'intermédiaire de, selon, auprès de, de, d', avec, comme, pour,
        contre, par, rival, concurrent;
    than: qu'en, contre, par rapport à|au, comparé|face à, que les|le, qu'au;
    since: depuis, à partir de, pour la première fois depuis; of: de, d', des, de ses;
    owed: prêt*, crédit, ligne de crédit, dette*, terrain, investissement*, revenus, perte*, coûts, capitalisation,
        valorisé*, rembourser, acheter, emprunt*;
    price: prix|cours moyen, en moyenne, moyenne de, prix, au prix;
    each: par bitcoin|btc|pièce, chacun, l'unité, le bitcoin, pièce;
    about: environ, près|plus|moins|autour de, quelque, presque, au moins, un peu plus de, jusqu'à;
    dollar: de dollars, dollars, dollar, de dollars américains, dollars américains; stable: d'USDT;
    money: euros, d'euros, livres, dollars canadiens, de dollars canadiens, francs; percent: pour cent
    """,
    scales={3: "mille, k", 6: "millions, million, M", 9: "milliards, milliard, Md, Mds"},
    spans="""
    past week: sept|7 derniers jours, semaine écoulée;
    week ago: une semaine plus tôt, il y a une semaine, une semaine avant;
    last week: semaine dernière|précédente|passée; this week: cette semaine; the week: la semaine, de la semaine;
    last month: mois dernier; before month: mois précédent|d'avant, un mois plus tôt, un mois auparavant;
    after month: mois suivant|d'après, un mois plus tard; this month: ce mois-ci|mois;
    the month: du|le mois, au cours du mois, sur le mois; last quarter: trimestre dernier, dernier trimestre;
    before quarter: trimestre précédent|d'avant; this quarter: ce trimestre;
    the quarter: du|le trimestre, au cours du trimestre, sur le trimestre;
    the period: sur|durant la même période, au cours de la même période, dans le même temps, sur cette période,
        au cours de cette période;
    period before: à la même période de l'année précédente, à la même période un an plus tôt;
    last year: an dernier, année dernière;
    this year: cette année, depuis le début de l'année, depuis janvier dernier;
    weekend: ce|le|du week-end, ce weekend, week-end dernier; yesterday: hier; today: aujourd'hui
    """,
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
    common=(
        "non hanno dal noi il gli di che nel della dei ha sono alla dello nella delle si una con per più"
        " è società"
    ),
    words="""
    blind: prezzo medio di vendita, ordine|ordini|opzione|opzioni|prezzo|prezzi|pressione di vendita,
        non solo|soltanto, pressione in vendita, ricavi delle vendite, volume di vendite, in vendita, più che;
    sold: ha|hanno|abbiamo|aveva|avevano|aver|avere venduto, vendette, vendettero, venduto, venduti, venduta, vendute,
        ha|hanno|abbiamo ceduto|liquidato, ceduti, liquidato, liquidati, si è liberata|liberato|disfatta di,
        ha dismesso|smobilizzato|monetizzato|alienato, dismesso, dismessi;
    sells: vende, vendono, cede, liquida, liquidano, si libera di, dismette;
    sell: vendere, vendendo, cedere, cedendo, liquidare, liquidando, dismettere, monetizzare;
    sale: vendita, vendite, cessione, cessioni, liquidazione, dismissione;
    kept: ha|abbiamo conservato|trattenuto, conservato, mantenuto, trattenuto, ha mantenuto;
    after: dopo, ha|hanno|abbiamo scelto di, ha preferito, nel;
    driven: ha|hanno|abbiamo dovuto, è stata costretta, è stato costretto, sono stati costretti, sono state costrette,
        si è vista costretta, costringendo*, ha finito per;
    decided: ha|hanno|abbiamo deciso di; not: non, mai, né, senza, nemmeno, neppure;
    none: alcun, alcuno, nessun, nessuno, nessuna, zero, neanche un;
    if: credono|ritengono che, presumibilmente, si ipotizza, forse, se, quando, qualora;
    wish: prevede*, intende, intendono, potrebbe*, può, possono, vuole, vorrebbe, pianifica*, valuta*, considera*,
        autorizz*, intenzione, possibile, possibili, propone*, dovrebbe*, deve, avrebbe*, ha negato|smentito,
        smentisce, voci, evit*, ha smesso di, regolarmente, abitualmente, piano|progetto di, piani, futura, future,
        eventuale, prevista, previste, rinviat*, annullat*, sospes*, venderà, sarebbe*;
    wish_after: prevista, previste, eventuale; each_his: rispettivamente;
    mined: ha|hanno|abbiamo prodotto|estratto, ha minato|generato, estratti, estratto, minati, minato, prodotti,
        generati, produzione;
    held: riserva|dispone|riserve di, riserve, detiene, deteneva, possiede, possedeva, ha in cassa,
        in cassa|portafoglio, saldo, restano, rimangono, partecipazioni, detenuti;
    bought: ha|hanno|abbiamo acquistato, ha comprato, acquistati, acquistato, acquisto;
    other: acquisti, ha trasferito|spostato|inviato|depositato|prestato|emesso|ricevuto|investito|impegnato,
        trasferiti, trasferito, trasferimento, comprare, acquistare, trasferire, estrarre, minare, detenere,
        possedere, avere;
    told: ha annunciato|comunicato|dichiarato|detto|rivelato|pubblicato|confermato|riferito, annuncia, dichiara,
        secondo, comunicato, ha reso noto, rapporto;
    it_was: erano stati, erano, furono; begun: emess*, contratt*, sottoscritt*, collocat*, concess*;
    happened: avvenuta, avvenute, svolta, svolte, eseguita tra, è avvenuta, sono avvenute, si è svolta,
        ha avuto luogo, è stata effettuata|completata|eseguita;
    token: monete, unità, token, criptovalute; more: altri, ulteriori, nuovi; of_them: di questi|essi|cui;
    part: parte dei|di|delle|del|della, una|gran parte dei, la metà dei|di, metà dei|della, un terzo dei, alcuni dei,
        una quota dei, la maggior parte dei, una porzione di;
    all: tutto, tutti, tutta, tutte, l'intera, l'intero, la totalità dei|della;
    wares: azioni, azione, titoli, obbligazioni, miner, macchine, macchinari, apparecchiature, rig, asic*, energia,
        elettricità, impianto, fattoria, partecipazione, controllata, attività, derivati, opzioni, contratti, etf*,
        terreno, sito, crediti, server, note, diretta di azioni, mining, una controllata;
    crowd: diverse, alcune, diversi, varie, minatori, i minatori|miner, investitori, balene, balena, detentori,
        analisti, governi, aziende, imprese, fondi, clienti, operatori, utenti;
    break: mentre, ma, sebbene, anziché, contro i, invece di, piuttosto che, al posto di;
    join: e, ed, nonché, oltre a|ai, più altri; paid: per, in cambio di, con; by: da, dalla, dal, dallo, dall';
    aside: rivali, concorrenti, a, ad, alla, al, tramite, attraverso, secondo, presso, di, della, con, come, contro,
        da, dalla, in, rivale, concorrente;
    than: rispetto a|ai|al, contro, di quanto, in confronto a, in più di|rispetto, in meno di, che a;
    since: da, dal, dalla, a partire da, per la prima volta da; of: di, dei, degli;
    owed: prestito, prestiti, credito, linea di credito, debito, debiti, terreno, investimento, ricavi, perdita,
        costi, capitalizzazione, valutat*, rimborsare, acquistare, convertibili;
    price: prezzo medio, in media, media di, prezzo, al prezzo;
    each: per bitcoin|btc|unità, a moneta|bitcoin, ciascuno, l'uno;
    about: circa, quasi, oltre, più|meno di, poco più di, intorno|fino a, almeno, pressoché;
    dollar: di dollari, dollari, dollaro, di dollari USA|statunitensi, dollari USA|statunitensi; stable: di USDT;
    money: euro, di euro, sterline, dollari canadesi, di dollari canadesi, franchi; percent: per cento
    """,
    scales={3: "mila", 6: "milioni, milione, mln, M", 9: "miliardi, miliardo, mld"},
    spans="""
    past week: ultimi sette|7 giorni, nell'ultima settimana; week ago: una settimana prima|fa;
    last week: settimana scorsa|precedente, scorsa|ultima settimana; this week: questa settimana;
    the week: nella|la|della settimana; last month: mese scorso, scorso|ultimo mese;
    before month: mese precedente|prima, un mese prima; after month: mese successivo|dopo|seguente, un mese dopo;
    this month: questo mese; the month: nel|del mese, durante il mese;
    last quarter: trimestre scorso, scorso|ultimo trimestre; before quarter: trimestre precedente|prima;
    this quarter: questo trimestre; the quarter: nel|del trimestre, durante il trimestre;
    the period: nello stesso periodo, in quel|tale periodo, nel medesimo periodo;
    period before: nello stesso periodo dell'anno precedente; last year: anno scorso, scorso anno;
    this year: quest'anno, dall'inizio dell'anno, da inizio anno; weekend: fine settimana, weekend;
    yesterday: ieri; today: oggi
    """,
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
