"""German, in the polite form."""

import re

from interview.domain.languages.contents import Filters, Phrases, Remarks, Speech, Vocabulary, words
from interview.domain.languages.spelling import pattern

__all__ = ["VOCABULARY"]

_EMOTION = r"""
    emotion\w* | gefühl\w* | stimmung(?:en)? | nervös\w* | nervosität | aufgeregt\w* | aufregung | angst
    | ängst\w+ | verängstigt\w* | gestress\w* | stress(?:ig\w*)? | angespannt\w* | anspannung | entspannt\w*
    | gelassen\w* | unsicher\w* | verunsichert\w* | (?:selbst|un|über)sicher\w* | selbstbewusst\w*
    | selbstvertrauen\w*
    | zuversicht\w* | souverän\w* | enthusias\w+ | begeister\w* | leidenschaft\w* | wut | wütend\w* | zorn\w*
    | verärger\w* | ärgerlich\w* | traurig\w* | (?:un)?glücklich\w* | fröhlich\w* | frustr\w+ | eingeschüchtert\w*
    | schüchtern\w* | gelangweilt\w* | lampenfieber\w* | unruh\w* | hektisch\w* | zögerlich\w* | zaghaft\w*
    | scheue?[nrs]?
    | (?:intro|extro|extra)vertiert\w* | stolz\w* | ehrgeiz\w* | fleiss\w* | freude\w* | spass | hochmotiviert\w*
    | gefasst(?:e[nmrs]?)? | ruhige[nmrs]? | (?:sehr|so|ganz|etwas|recht|sind|waren|blieben)\ ruhig
    | ruhig\ (?:und|geblieben|gesprochen|gewirkt) | nachdenklich\w* | verlegen\w* | gereizt\w* | energisch\w* | müde
    | erschöpft\w* | überfordert\w* | zurückhaltend\w* | sympathisch\w* | charismatisch\w* | charisma | empathi\w*
    | einfühlsam\w* | temperament\w* | arrogant\w* | lustlos\w* | teamplayer\w* | lächel\w+ | lach(?:en|ten|t)
    | weinen
    | seufz\w* | geseufzt | vergnügen | selbstwert\w* | (?:so|sehr|zu)\ (?:leise|laut|schnell\ gesprochen)
    | zitter\w* | gezittert | fühl\w* | art\ zu\ sprechen | aus\ der\ ruhe | eindruck | körpersprache | tonfall\w*
    | tonlage | akzent\w* | dialekt\w* | persönlichkeit\w* | charakterz(?:ug|üge)\w*
    | (?:stimme|stimmlage) | (?:ihr|dein)(?:e[mnrs]?)?\ (?:aussprache|sprechweise|ausstrahlung|mimik|gestik
        |auftreten|charakter)
    | (?:sie\ )?(?:treten|traten)\ (?:sie\ )?(?:\w+\ ){0,4}auf | sie\ sind\ (?:\w+\ )?eine?n?
    | sie\ (?:sind|waren)\ (?:\w+\ ){0,4}(?:etwas|sehr|sichtlich|spürbar|recht|offenbar|offensichtlich|ein\ (?:wenig
        |bisschen))
    | sie\ (?:sind|waren|bleiben|blieben)\ (?:\w+,?\ ){0,5}(?:motiviert|freundlich|nett|herzlich|still
        |schnell\ verunsichert
        |mensch|typ|person|optimist|pessimist)\w*
    | (?:sie|du)\ (?:wirk|schein|erschein|kling|klang)\w*
    | (?:wirk|schein|erschein|kling)(?:en|t|ten|st)\ (?:sie|du) | sie\ sehen\b.{0,40}\baus
    | sie\ kommen\b.{0,40}\brüber
    | (?:hört|hören|merkt|merken|sieht|sehen|spürt|spüren)\ (?:man\ |wir\ )?ihnen
"""
_TRAITS = r"""
    religion\w* | religiös\w* | konfession\w* | muslim\w* | moslem\w* | islam\w* | jüdisch\w* | jüdin\w* | juden?
    | hindu\w* | buddhis\w* | atheis\w* | katholi\w* | evangelisch\w* | christ(?:in|en|lich\w*)? | kopftuch\w*
    | schwanger\w* | behinder(?:t|te[nmrs]?|ung|ungen) | schwerbehindert\w* | homosexu\w* | heterosexu\w* | bisexu\w*
    | schwule?[nr]? | lesbisch\w* | lesben? | transgender | transsexu\w* | sexuell\w* | geschlechts?\w* | ethni\w+
    | hautfarbe\w* | rasse | nationalität\w* | staatsangehörig\w* | staatsbürgerschaft\w*
    | migrations(?:hintergrund|geschichte)\w* | gläubig\w* | \w+\ einschlag
    | ausländ(?:er|isch)\w* | flüchtling\w* | muttersprach\w* | verheiratet\w* | geschieden\w* | verwitwet\w*
    | ehe(?:mann|frau|partner)\w* | gewerkschaft\w* | vorbestraft\w*
    | (?:ihr|dein)(?:e[mnrs]?)?\ (?:\w+\ )?(?:alter|jugend|glaube[ns]?|herkunft|abstammung|gesundheit|krankheit
        |erkrankung|geschlecht
        |kind(?:er|ern)?|familie|mann|frau|partner(?:in)?|deutsch|englisch|name)
    | (?:ihr|sprechen\ (?:sie\ )?|ein)\ (?:\w+\ ){0,2}(?:gutes|schlechtes|flüssiges|fehlerfreies)\ (?:deutsch
        |englisch)
    | (?:nicht\ )?von\ hier\ (?:ist|sind|kommt|kommen|stammt|stammen)
    | (?:als|für)\ (?:eine?n?\ )?(?:\w+e\ )?(?:frau|mann|mutter|vater|mädchen|junge|elternteil|alleinerziehende\w*
        |deutsche[r]?|türk\w+
        |rentner\w*|senior|seniorin)
    | (?:sie|du)\ (?:sind|waren|bist|warst)\ (?:\w+,?\ ){0,4}(?:jung|alt|älter|jünger|krank|gesund|gläubig|mutter
        |vater|frau
        |mann|ledig|single)
    | (?:für|als)\ (?:jemand(?:en)?|eine\ person|einen\ mensch(?:en)?)
    | trotz\ (?:der|ihrer)\ (?:kinder|familie) | rollstuhl\w* | (?:zu|so|sehr|noch)\ jung | zu\ alt
"""
_PERSON = r"""
    stotter\w* | lispel\w* | lispelt | nuschel\w* | näsel\w* | sprachfehler\w* | sprechfehler\w* | mundart\w* | singsang
    | \w+isch\w*\ (?:klang|färbung|einschlag|tonfall) | sprachfärbung\w*
    | sie\ (?:sind|waren)\ (?:\w+,?\ ){0,3}(?:legastheni\w+|autist\w*|taub|gehörlos|schwerhörig|blind|sehbehindert
        |stumm|epilepti\w+
        |diabetik\w+|depressiv|übergewichtig|chronisch\ \w+|rentner\w*|im\ ruhestand|türk\w*|pol\w{1,3}|russ\w*
        |syr\w*|arab\w*
        |deutsche?r?|österreich\w*|schweizer\w*|schwarz|weiss)(?=[.,!;]|\ (?:und|aber)|$)
    | sie\ (?:haben|hat|hatten|leiden\ an|leidet\ an)\ (?:\w+\ ){0,2}(?:legasthenie|autismus|adhs|epilepsie|diabetes
        |krebs|asthma
        |hörgeräte?\w*|sehschwäche|hörschaden)
    | sie\ (?:hören|hört|sehen|sieht)\ (?:\w+\ )?(?:schlecht|schwer)(?=[.,!]|$)
    | (?:spricht|sprechen|redet|reden|klingt|klingen|denkt|denken)\ wie\ (?:jemand|eine?)\b
        | \d\d-?jährige?[nrs]?\b(?=[.,!]|$)
    | (?:anfang|mitte|ende)\ (?:zwanzig|dreissig|vierzig|fünfzig|sechzig) | kurz\ vor\ der\ rente
    | sie\ (?:kommen|kommt|stammen|stammt)\ aus\ (?:dem\ ausland|dem\ osten|(?:der\ )?\w+(?:ien|land|ei|stan))\b
    | \w+er\ abstammung | (?:wählt|wählen|wählte|wählten)\ (?:die\ )?(?:grünen?|linken?|afd|cdu|csu|spd|fdp|union
        |rechten?)\b
    | parteimitglied\w* | mitglied\ (?:der|einer)\ (?:\w+\ )?(?:partei|kirche|gewerkschaft) | (?:links
        |rechts)(?:extrem|radikal)\w*
    | politische[nr]?\ (?:ansicht|meinung|überzeugung|haltung)\w* | turban\w* | kippa
    | (?:betet|beten|fastet)(?=[.,!]|$)
"""
_HIRING = r"""
    \b(?:muss|müssen|sollte|sollten|soll|sollen)\ (?:\w+\ ){0,4}(?:eingestellt|genommen)\b
    | \bsie\ (?:muss|müssen|sollte|sollten|soll|sollen)\ (?:\w+\ ){0,3}(?:abgelehnt|eingeladen)\b
    | \beinstellungsempfehlung\w* | \b(?:zur|für\ die|für\ eine)\ (?:einstellung|einladung)\b
    | \b(?:beste[nr]?)\ (?:kandidat|bewerber)\w* | \bunbedingt\ (?:einstellen|nehmen|einladen)\b
"""
_NUMBER = r"(?:\d+|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)"
_COUNTED = r"""(?:schritt|phase|teil|frage|aspekt|beispiel|fäll|team|projekt|kund|kolleg|massnahm|monat|woche|tage
        |jahr|system
    |server|aufgabe|gründe|ursach|komponent|element|stelle|modul|variant|option|dienst|ausfäll|fehler|bereich
        |mitarbeit|ziel|person|mensch|stund|minut|filial|bestell|gäste|patient|kinder|schicht|nächte|anfrag|ticket|lief
        |test|leute|mitglied|maschin|tabell|ort|länder)"""
_MARKS = rf"""
    \d+(?:[.,]\d+)?\s*/\s*\d+\b | \b{_NUMBER}(?:[.,]\d+)?\s*von\s*{_NUMBER}\b(?!\ {_COUNTED})
    | \bvon\ (?:maximal\ |höchstens\ |den\ )?{_NUMBER}\ (?:möglich|erreichbar|punkt|stern)
    | \b(?:gebe?n?|gibt|gab|bekomm\w*|bekam\w*|erhalt\w*|erhält|erreich\w*|verdien\w*|vergeb\w*|vergib\w*|erziel\w*
        |sind|macht|gäbe)\b
        (?:(?!\bgenannt|\bnennen)[^.!?]){{0,40}}\b(?:{_NUMBER}|einen|alle|viele|volle|maximale|höchste)\ ?(?:punkt
        |stern)(?:en?)?\b
    | \b{_NUMBER}\ ?(?:punkt|stern)(?:en?)?\b.{{0,20}}\b(?:geb|bekomm|bekam|erhalt|wert\b|verdien|von\b|erreich
        |erziel|vergeb)
    | \b(?:volle|maximale|höchste)\s*(?:punkte?|punktzahl|sterne?)\b | \b{_NUMBER}\ sterne\b | \b\d{{1,2}}\ p\.
    | \bnoten?\ (?:{_NUMBER}|sehr\ gut|gut|befriedigend|ausreichend|mangelhaft)\b
    | \b(?:schul|gesamt|best|durchschnitts)noten?\b
    | \b(?:eine?|die|glatte)\ (?:glatte\ )?(?:eins|zwei|drei|vier|fünf|sechs)(?:\ ?(?:plus|minus|\+)|\ mit\b)
    | \bglatte\ (?:eins|zwei|drei|vier|fünf|sechs)\b | \b\d[.,]\d\ im\ schnitt\b | \bnoten(?:schnitt|durchschnitt)\w*
    | \bantwort\ (?:ist|war|hat|bekommt|erreicht|verdient|liegt)\b.{{0,20}}?(?:\d|zig|zehn|hundert)\s*(?:%|prozent)
    | (?:\d|zig|zehn|hundert)\s*(?:%|prozent)\s*(?:gut|richtig|korrekt|vollständig|erfüllt|passend|perfekt|überzeug
        |von\ dem)
    | \b(?:ich|wir)\ (?:bewert|beurteil|benot)\w* | \b(?:benot\w*|punktzahl\w*|punktestand|rangliste)\b
    | \b(?:bewert|beurteil)(?:e|en|et|ung)\b.{{0,25}}\b(?:antwort|leistung|interview)
    | \b(?:antwort|leistung)\b[^.!?]{{0,40}}\b(?:bewertet|beurteilt)\b
    | \b(?:ihre|meine|unsere|gesamt|die)\ (?:gesamt)?(?:be)?(?:wertung|beurteilung)(?!\ (?:von|der\ (?!antwort)|des
        |eine[rs]))\b
"""
_ANY_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{_NUMBER}|elf|zwölf|\w+zehn|\w+zig|hundert|[ivx]+)"
_RANKED = r"(?:drittel|viertel|hälfte|fünftel|zehntel|prozent|%|feld|gruppe)"
_STANDING = rf"""
    \b[ivx]+\ von\ [ivx]+\b
    | \b{_ANY_NUMBER}\ (?:von|aus)\ (?:den\ )?{_ANY_NUMBER}\b(?!\ (?:\w+\ )?{_COUNTED})(?!\ ?[%\d])
    | \b(?:stufe|level|niveau|rang|platz)\ {_ANY_NUMBER}\b(?!\ (?:des|der|im|am)\ (?:projekt|umbau|plan|prozess
        |ausbau|umzug
        |support|regal|lager)\w*)(?!\ support)
    | \b(?:erste|zweite|dritte|vierte|fünfte|höchste|unterste|oberste|letzte)[nrs]?\ (?:rang|platz|bewertungsstufe)\b
    | \b(?:höchste|oberste)[nrs]?\ stufe\ (?:der\ (?:skala|rubrik)|erreich)
    | \b(?:rubrik|skala|bestenliste)\b
    | \b(?:ober|unter|best|vorder|hinter)(?:e[nrs]?|ste[nrs]?)?\ (?:{_ANY_NUMBER}\ ?)?{_RANKED}
    | \beine?\ (?:eins|zwei|drei|vier|fünf|sechs)(?=[.,;!]|\ (?:plus|minus|für)|$)
    | \b(?:besser|schlechter|stärker|schwächer)\ als\ (?:die\ |der\ )?(?:meisten|ander\w+|viele\b|alle\b|durchschnitt
        |{_ANY_NUMBER}\ )
    | \b(?:über|unter)(?:\ dem\ )?durchschnitt\w* | \b(?:ander|übrig)\w*\ (?:bewerb|kandidat)\w*
    | \bim\ vergleich\ (?:mit|zu)\ (?:den\ )?(?:ander|übrig)\w*
    | \b(?:viertel|drittel|hälfte|fünftel)\ des\ weges\b | \bgesamt(?:wert|ergebnis|urteil)\b
    | \b(?:antwort|ergebnis|das)\ (?:ist|sind|liegt\ bei|kommt\ auf|steht\ bei|macht|erreicht
        |wäre)\ (?:\w+\ )?{_ANY_NUMBER}(?=[.,;!]
        |\ und\b|$)
    | \b(?:antwort|ergebnis)\ (?:erreicht|kommt\ auf|liegt\ bei|liegt\ auf)\ (?:\w+\ )?{_ANY_NUMBER}\b
    | \bpunkte\ (?:sind|wurden|waren)\ (?:\w+\ )?(?:erfüllt|gefunden|abgedeckt|erreicht) | \berwartete[nr]?\ punkte?\b
    | \b(?:frage|interview|gespräch|antwort|runde|damit)\b[^.!?]{{0,40}}(?<!darauf\ )\b(?:bestanden|durchgefallen)\b
    | \bbestanden\b(?=\W?$) | \b(?:nicht\ )?bestanden\b[^.!?]{{0,20}}\b(?:frage|interview|runde)
    | \b(?:über|unter)\ der\ (?:hürde|messlatte|schwelle)\b
    | \b{_ANY_NUMBER}\ ?(?:prozent|%)\ (?:dessen|von\ dem)\b
"""
_INSTRUCTION = r"""
    \b(?:ignorier|missacht|vergiss|vergess)\w*\b.{0,40}\b(?:anweisung|instruktion|prompt|regel|vorgabe|vorherig|obig)
    | \b(?:vergessen\ sie|vergiss|ignorieren\ sie|ignoriere)\ (?:bitte\ )?alles\b
    | \b(?:system|versteckte?[nr]?|meine?[nr]?|diese[nr]?|vorherige?[nr]?)[\ -]?(?:internen?\ |geheimen?\ )?
        (?:prompt|anweisung|instruktion|vorgabe)(?:s|en|n)?\b
    | \b(?:wurde|bin)\ (?:\w+\ )?(?:angewiesen|programmiert|beauftragt) | \bsprachmodell\w*
    | \bals\ (?:eine?\ )?(?:ki|künstliche\ intelligenz)\b(?!-)
    | \bbin\ (?:nur\ )?(?:eine?\ )?(?:ki|künstliche\ intelligenz|bot|maschine|computer|programm)\b
"""
_PROMISE = r"""
    \bsie\ (?:sind|werden|wurden)\ (?:\w+\ ){0,3}(?:eingestellt|angenommen|abgelehnt|genommen|eingeladen|ausgewählt)\b
    | \b(?:stelle[n]?|nehmen)\ (?:wir\ )?sie\ (?:\w+\ ){0,2}(?:ein|an)\b
    | \bwir\ (?:stellen|nehmen|laden|wollen|möchten)\ sie\b
    | \b(?:wir|ich)\b[^.!?]{0,40}\b(?:einstellen|zusagen|absagen|einladen|nehmen\ sie)\b
    | \bsie\ (?:werde|würde|könnte|möchte|soll)\w*\ (?:wir|ich)\b[^.!?]{0,20}\b(?:einstellen|nehmen)\b
    | \b(?:bekommen|erhalten|haben|kriegen)\ (?:sie\ )?(?:\w+\ ){0,3}(?:den\ job|die\ stelle|die\ zusage
        |eine\ zusage)\b
    | \b(?:stelle|job|platz|posten|arbeitsplatz)\ (?:ist|gehört|geht|wird)\b.{0,15}\b(?:ihre?|ihnen|an\ sie|sicher
        |dein|dir)\b
    | \b(?:job|stellen|vertrags)angebot\w* | \barbeitsvertrag\w* | \b(?:zu|ab)sagen?\b
    | \bwillkommen\ (?:im|in|an|bei|zu)\b
    | \b(?:nächste|zweite|dritte|letzte|weitere|engere)[nrs]?\ (?:runde|gespräch|auswahl|wahl|vorstellungs)\w*
    | \b(?:hören|melden)\ (?:\w+\ ){0,3}(?:von\ )?uns\b | \bgute\ nachricht | \bvertrag\b.{0,20}\bihnen\b
    | \bihnen\b.{0,20}\bvertrag\b
    | \bersten?\ arbeitstag | \brunde\ weiter\b | \bin\ der\ tasche\b | \bchancen?\ auf\b
    | \b(?:gute|beste|keine|hohe|schlechte)[nr]?\ chancen?\b
    | \bsie\ sind\ (?:\w+\ ){0,3}(?:raus|drin|ausgeschieden)\b
    | \bsie\ sind\ dabei(?=\W?$|[.,!;]|\ und\b)
    | \bfür\ (?:die|diese|den|diesen|unsere)\ (?:stelle|job|position|rolle|aufgabe)\b.{0,20}\b(?:un)?(?:geeignet
        |passend|qualifiziert|gut\b|richtig)
    | \bsie\ sind\ (?:\w+\ ){0,4}(?:un)?geeignet | \bsie\ passen\ (?:\w+\ ){0,3}zu\ (?:uns|der\ stelle)
    | \bsie\ haben\ (?:\w+\ ){0,3}(?<!darauf\ )bestanden\b | \bdurchgefallen\b
"""
_PRIVATE = r"""
    \bwie\ alt\ (?:sind|bist|ist)\b | \b(?:ihr|dein|das|welches|im|ihrem)\ alter\b
    | \bglaub(?:en|st)\ (?:sie|du)\ an\b | \b(?:gott|gottes|kirche\w*|moschee\w*|synagoge\w*|beten|gläubig\w*
        |glaubens\w*)\b
    | \bwelche[nrs]?\ glaube | \b(?:weihnacht\w*|ramadan|ostern|feiern\ sie|regierung\w*|letzten\ wahl|wahlen)\b
    | \b(?:geschwister\w*|ärzt\w*|arzt|therapie\w*|zu\ hause|zuhause|daheim|privat\w*|freizeit|hobb\w+
        |geld\ (?:bekommen|haben|verdienen)\ sie|polizei\w*|mädchenname\w*
        |pass|auf\ die\ kleinen)\b
    | \bwie\ heissen\ sie\b | \bwie\ (?:gross|schwer)\b.{0,20}\bsie\b | ^\W*(?:und\ |also,?\ )?sind\ sie\b
    | \b(?:leben\ sie\ allein|alleinerziehend|freundin|freund|söhne?|tochter|töchter|gezahlt|bezahlt|name|namens)\b
    | \b(?:partei|parteien|parteimitglied\w*|politisch\w*|betriebsrat\w*|bundestag\w*)\b
    | \b(?:geboren\w*|geburt\w*|jahrgang\w*|kind|kinder|kindern|kinderwunsch|nachwuchs\w*|baby\w*|mutter|mütter
        |vater|väter|eltern
        |elternzeit|mutterschutz|famili\w*|heirat\w*|ledig\w*|frau|frauen|mann|männer|trans|orientierung)\b
    | \b(?:krank|krankheit\w*|krankgeschrieben|erkrank\w*|gesundheit|gesundheitlich\w*|gesundheitszustand\w*|drogen
        |vorstrafe\w*
        |straftat\w*|führungszeugnis\w*|(?:haben|hatten)\ sie\ schulden|alkohol|rauchen|raucher)\b
    | \bnehmen\ sie\b.{0,25}\b(?:medikament|tabletten) | \bin\ (?:eine[rm]|feste[rn])\ (?:\w+\ )?beziehung\b
    | \b(?:sind|bist)\ (?:sie|du)\ (?:noch\ )?(?:vergeben|single|hetero\w*|(?:deutsch|ausländ)\w*|zu\ haben|aus)\b
    | \b(?:verdien\w*|vergütung\w*|lohn|lohns|einkommen\w*|\w*gehalt|\w*gehälter|gehalts\w+|honorar\w*)\b
    | \b(?:haben|hast|planen|planst|wollen|willst|möchten|möchtest|wünschen|wünschst)\ (?:sie
        |du)\b.{0,30}\b(?:partner(?:in)?\b|migration)
    | \bwoher\ (?:kommen|stammen|kommst|stammst)\ (?:sie|du)\b | \baus\ welche[mr]\ (?:land|gegend|kultur|ort)\b
    | \bin\ welche[mr]\ (?:land|ort|stadt)\b.{0,20}\b(?:sie\ (?:geboren|aufge|leben|wohnen)|(?:leben|wohnen)\ sie)
    | \bseit\ wann\ (?:sind|leben|wohnen)\ sie\b
    | \b(?:wohnen|wohnst|wohnort|wohnhaft|aufgewachsen|herkunft|abstammung)\b
    | \bwo\ (?:leben|lebst)\ (?:sie|du)\b
    | \b(?:wann|welche[ms]\ jahr)\b.{0,30}\b(?:abitur|schulabschluss|schule|eingeschult)
    | \b(?:ihr|dein)(?:e[mnrs]?)?\ (?:partner(?:in)?\b|ehe|haut|sexu|politi
        |adresse|anschrift|telefon|handynummer|e-?mail|bank|konto|karte|ausweis|reisepass)
    | \b(?:passw(?:ort|örter)\w*|kennw(?:ort|örter)\w*|kreditkarte\w*|geheimzahl\w*|(?:die|ihre)\ pin|iban
        |kontonummer\w*|sozialversicherung\w*
        |steuernummer\w*|ausweisnummer\w*|telefonnummer\w*|handynummer\w*)\b
"""
_DICTATED = r"""
    \bsprechen\ sie\ (?:mir\ )?nach\b | \bsprich\ (?:mir\ )?nach\b | \bfrag(?:en|e|t)?\ (?:sie\ )?mich\b
    | \b(?:werden|sollen|können|würden|sollten|könnten|haben|sind|dürfen|wollen)\ wir\b
    | \b(?:werde|soll|kann|würde|sollte|könnte|habe|bin|darf|will)\ ich\b
"""

_FEELING = r"""(?:emotional|nervös|ängstlich|verängstigt|gestresst|angespannt|entspannt|gelassen|unsicher|verunsichert
    |begeistert|wütend|zornig|verärgert|ärgerlich|aufgebracht|aufgeregt|traurig|unglücklich|glücklich|fröhlich
        |frustriert
    |schüchtern|gelangweilt|unruhig|hektisch|stolz|ruhig|nachdenklich|gereizt|müde|erschöpft|überfordert|enttäuscht)"""
_TRAIT = r"""(?:gesund|krank|jung|jünger|alt|älter|behindert|schwanger|religiös|muslimisch|christlich|jüdisch
    |ausländisch
    |verheiratet|ledig|gehörlos|taub|blind|schwul|lesbisch|gläubig)"""
_OTHERS = r"""(?:kund(?:e|en|in|innen)|g(?:a|ä)st(?:e|en|es)?|patient\w*|bewohner\w*|anrufer\w*|fahrgast|fahrgäste\w*
    |besucher\w*
    |mieter\w*|schüler\w*|kind(?:er|ern)?|eltern|angehörige[nr]?|nachbar\w*|lieferant\w*|leser\w*|fahrer\w*
        |fahrschüler\w*|nutzer\w*|kolleg\w+
    |team|mannschaft|belegschaft|menschen|leute|hund\w*|pferd\w*|tiere?n?)"""
_THING = r"""(?:apps?|anwendung\w*|code\w*|projekt\w*|system\w*|werkzeug\w*|daten\w*|modell\w*|modul\w*|server\w*
    |dienst\w*
    |maschin\w+|prozess\w*|markt\w*|märkte\w*|produkt\w*|version\w*|bibliothek\w*|firm(?:a|en)|unternehmen\w*|marke\w*
    |auftragslage|wachstum\w*|bilanz\w*|ernährung|boden|böden|bäume\w*|baum\w*|pflanz\w+|verbindung\w*|leitung\w*
    |netz\w*|protokoll\w*|passw\w+|anlage\w*|stelle|stellen|konstruktion\w*|lage|schicht\w*|nacht|nächte|phase\w*
        |woche\w*
    |zeit|station|raum|räume|währung\w*|bank\w*|wein\w*|holz\w*)"""
_GROUP = (
    r"""(?:flüchtling\w*|ausländer\w*|frauen|(?:menschen|kinder[n]?|gäste[n]?)\ mit\ (?:\w+\ )?behinderung(?:en)?)"""
)
_OF_OTHERS = rf"""
    \b(?<!\bals\ eine\ )(?<!\bist\ eine\ )(?<!\bist\ ein\ )(?<!\bsind\ ein\ )(?<!\bsind\ eine\ )(?<!\bwie\ ein\ )
        (?<!\bals\ )(?:{_FEELING}|{_TRAIT}|native)e?[nrsm]?\ (?:(?!(?:als|wie|und|oder|mit|bei|beim|über|auf|für|von
        |vom|am|im|zum|zur|in|an|gegen|vor|nach|aus|wegen|die|der
        |den|dem|das|mein\w*|ihr\w*|sein\w*)\ )\w+\ )?(?:{_OTHERS}|{_THING})\b
    | \b{_OTHERS}\ (?:war|waren|ist|sind|wurde|wurden|blieb|blieben|wirkten)\ (?:sehr\ |so\ |\w+lich\ )?(?:{_FEELING}
        |beruhigt)\b
    | \b{_OTHERS}\ (?:\w+\ )?(?:begeistert|beruhigt)\b
    | \bemotions(?:erkennung|analyse)\w* | \b(?:erkennung|analyse|klassifikation)\ (?:von|der)\ (?:emotionen|gefühlen
        |stimmungen)\b
    | \b(?:angst|wut|freude|begeisterung|stimmung|ärger|sorgen?|gefühle?|eindruck)\ (?:der|des|von|unter\ den|bei\ den)
        \ (?:\w+\ )?{_OTHERS}\b
    | \bsql-?\ ?dialekt\w* | \bdialekt\w*\ (?:von|der)\ (?:sql|datenbank)\w*
    | \b(?:akzentfarbe\w*|geschlechtergerecht\w*|geschlechtsverteilung\w*)\b
    | \b{_GROUP}(?:\ (?!gekommen|ist|sind|war)\w+){{0,3}}\ (?:berat|betreu|unterricht|begleit|gepfleg|versorg
        |unterstütz|geholf|beruhig|behandel|ausgebild|angeleit)\w*
    | \b(?:klausur\w*|prüfungen|aufsätze|hausarbeit\w*|arbeiten|bewerbungen|lieferanten
        |risiken)(?:\ \w+){{0,2}}\ (?:benot\w+|bewertet)\b
    | \b(?:eine?|das|unser|ihr|zwei|mehrere)\w?\w?\ (?:\w+\ )?sprachmodell\w*(?=(?:\ \w+){{0,4}}\ (?:trainiert|gebaut
        |eingesetzt|getestet|verglichen|angepasst|genutzt|verwendet|ausgewertet)\b)
    | \b(?:vorherige|diese|bisherige)[nr]?\ (?:anweisung|vorgabe)(?:en|n)?(?=(?:\ \w+){{0,5}}\ (?:ersetzt|geändert
        |verglichen|geprüft|überarbeitet|abgeschafft)\b)
    | \bchancen?\ auf\ (?:\w+\ )?(?:regen|erfolg\ der|ausfall|verzug)\b
"""

_JUDGED_TRAITS = r"""
    ^\W*(?:akzent|alter|jugend|geschlecht|rasse|religion|glaube|herkunft|nationalität|gesundheit|aussehen|äusseres
        |stimme|behinderung
        |muttersprache|muttersprachler\w*|aussprache|hautfarbe|familienstand)\W*$
    | (?<!nie\ )(?<!nicht\ )\b(?:muttersprachler\w*|muttersprache|akzentfrei\w*|(?:ohne|mit|starke\w*|einen?
        |keinen)\ (?:\w+\ )?akzent
        |hautfarbe|familienstand|nationalität|gutaussehend\w*)\b
    | \b(?:klingt|wirkt|sieht|erscheint|(?:kandidatin|kandidat|person|er|sie)\ ist
        |ist\ (?:die\ |der\ )?(?:kandidatin|kandidat|person|er|sie))\ (?:\w+,?\ ){0,6}(?:jung|alt|gesund|krank|behindert
        |schwanger
        |ausländisch|männlich|weiblich
        |attraktiv|religiös)\b(?=[.,?!;]|\ (?:und|oder|genug|aus)\b|$)
    | \b(?:alter|geschlecht|religion|herkunft|gesundheit|akzent|aussehen)\ (?:der\ kandidatin|des\ kandidaten
        |der\ person)\b
"""

VOCABULARY = Vocabulary(
    manner='in German, with the polite "Sie"',
    phrases=Phrases(
        hello="Guten Tag {name}, und herzlich willkommen.",
        hello_unnamed="Guten Tag, und herzlich willkommen.",
        introduction=(
            "Ich bin die Stimme Ihres Interviews. Ich stelle eine Frage nach der anderen, und Sie haben jedes Mal "
            "Zeit, zuerst nachzudenken."
        ),
        practice_question="Zum Ausprobieren: Wie beginnen Sie am liebsten Ihren Tag?",
        more_time="Es eilt nicht. Nehmen Sie sich alle Zeit, die Sie brauchen.",
        goodbye="Das war die letzte Frage. Vielen Dank für Ihre Zeit, und auf Wiedersehen.",
        acknowledgement="Natürlich, lassen Sie sich Zeit.",
        back_channels=words(
            "ach ah aha äh ähm alles eben genau gut hm hmhm hmm ja jaja joa klar mhm mm mmhm mmhmm mmm oh öhm ok "
            "okay richtig so stimmt"
        ),
    ),
    # developers.deepgram.com/docs/flux/language-prompting and /docs/tts-models
    speech=Speech(listen_model="flux-general-multi", voice="aura-2-viktoria-de", hints=("de",)),
    neutral=Remarks(
        feedback="Vielen Dank für Ihre Antwort. Die Menschen, die entscheiden, können sie sich selbst ansehen.",
        spoken="Vielen Dank für Ihre Antwort. Die Menschen, die entscheiden, können sie sich selbst ansehen.",
    ),
    nothing_heard=Remarks(
        feedback=(
            "In dieser Antwort haben wir keine Worte gehört. Falls Sie gesprochen haben, wird Ihre Aufnahme später "
            "verschriftlicht."
        ),
        spoken=(
            "Vielen Dank. Diesmal habe ich keine Worte gehört. Falls Sie gesprochen haben, wird Ihre Aufnahme später "
            "verschriftlicht."
        ),
    ),
    too_little=Remarks(
        feedback=(
            "Diese Antwort hat nur wenige Worte, auf die wir eingehen können. Die Menschen, die entscheiden, können "
            "sie sich ganz ansehen."
        ),
        spoken=(
            "Vielen Dank. Von dieser Antwort habe ich nur wenige Worte, aber die Menschen, die entscheiden, können sie "
            "sich ganz ansehen."
        ),
    ),
    filters=Filters(
        untellable=(
            *(pattern(rf"\b(?:{words_of})\b") for words_of in (_EMOTION, _TRAITS, _PERSON)),
            *(pattern(expression) for expression in (_MARKS, _INSTRUCTION, _PROMISE, _HIRING)),
        ),
        of_others=pattern(_OF_OTHERS),
        standing=pattern(_STANDING),
        judged_traits=pattern(_JUDGED_TRAITS),
        unaskable=pattern(rf"{_PRIVATE} | {_DICTATED}"),
        # "Sie" and "Ihr" that begin a sentence may be a woman and hers.
        addressed=re.compile(
            r"\b(?:Ihnen|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?)\b|(?<=[\w,;:] )(?:Sie|Ihr(?:e[mnrs]?)?)\b"
        ),
        third_person=(
            (re.compile(r"\b(?:seine?|ihre?)[mnrs]?\b|\b(?:des Kandidaten|der Kandidatin)\b", re.IGNORECASE), "ihre"),
            (re.compile(r"\b(?:der Kandidat|die Kandidatin|die Person|er)\b", re.IGNORECASE), "sie"),
            (re.compile(r"\bsie (?:ist|bleibt|blieb)\b", re.IGNORECASE), "sie sind"),
            (re.compile(r"\bsie war\b", re.IGNORECASE), "sie waren"),
        ),
    ),
    common_words=words(
        "der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur in im an "
        "am auf für mit aus bei nach über um als dass dies diese dieser dieses es ist sind war waren sein "
        "haben hat hatte hatten wird werden wurde sie ihr ihre ihren ihrem ihrer ich wir er man nicht was "
        "wie wann wo welche welcher welches welchen wer warum würden könnten können so wenn dann noch "
        "mehr sich auch sehr nur vor durch uns mir"
    ),
)
