/** Names under which one and the same is known. A change between two of them tells a reader nothing. */
export const aliases = `
united states: united states of america | united states | u.s.a. | u.s. | usa | us! | american!
united kingdom: united kingdom | u.k. | uk! | great britain | britain | british!
european union: european union | e.u. | eu!
united nations: united nations | u.n. | un!
islamic state: islamic state of iraq and the levant | islamic state of iraq and syria | islamic state group | islamic state | isil | isis | daesh | is!
united arab emirates: united arab emirates | u.a.e. | uae
democratic republic of the congo: democratic republic of the congo | democratic republic of congo | dr congo | drc | d.r. congo | congo kinshasa
republic of ireland: republic of ireland
north korea: north korea | north korean! | dprk
south korea: south korea | south korean! | republic of korea
china: people's republic of china | china | p.r.c. | prc
taiwan: republic of china | taiwan
russia: russian federation | russia
nato: north atlantic treaty organization | north atlantic treaty organisation | nato | n.a.t.o.
fbi: federal bureau of investigation | f.b.i. | fbi
cia: central intelligence agency | c.i.a. | cia
nasa: national aeronautics and space administration | nasa | n.a.s.a.
who: world health organization | world health organisation
imf: international monetary fund | imf | i.m.f.
idf: israel defense forces | israel defence forces | israeli defense forces | idf
nypd: new york city police department | new york police department | nypd
washington, d.c.: washington d.c. | washington dc
new york city: new york city | nyc
percent: percent | per cent | pct
police officer: police officer | police officers | policeman | policemen | policewoman | cop | cops
turkey: turkey | türkiye | turkiye
kyiv: kyiv | kiev
myanmar: myanmar | burma | burmese!
czech republic: czech republic | czechia
ivory coast: ivory coast | côte d'ivoire | cote d'ivoire
eswatini: eswatini | swaziland
north macedonia: north macedonia | macedonia
cape verde: cape verde | cabo verde
east timor: east timor | timor leste
vatican: holy see | vatican city | vatican
ira: irish republican army | ira!
plo: palestine liberation organization | plo
pkk: kurdistan workers party | kurdistan workers' party | pkk
gop: republican party | gop
afp: agence france presse | afp!
bbc: british broadcasting corporation | bbc
`

/** Groups of `aliases` that are common words and no names. */
export const commonAliases: ReadonlySet<string> = new Set(['percent', 'police officer'])
