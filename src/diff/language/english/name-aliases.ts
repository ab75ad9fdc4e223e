/** Different names of one person, place or thing. A group whose name has a capital holds names, others common words. */
export const nameAliases = `
United States: united states of america | united states | u.s.a. | u.s. | usa | us! | american!
United Kingdom: united kingdom | u.k. | uk! | great britain | britain | british!
European Union: european union | e.u. | eu!
United Nations: united nations | u.n. | un!
Islamic State: islamic state of iraq and the levant | islamic state of iraq and syria | islamic state group | islamic state | isil | isis | daesh | is!
United Arab Emirates: united arab emirates | u.a.e. | uae
Democratic Republic of the Congo: democratic republic of the congo | democratic republic of congo | dr congo | drc | d.r. congo | congo kinshasa
Republic of Ireland: republic of ireland
North Korea: north korea | north korean! | dprk
South Korea: south korea | south korean! | republic of korea
China: people's republic of china | china | p.r.c. | prc
Taiwan: republic of china | taiwan
Russia: russian federation | russia
NATO: north atlantic treaty organization | north atlantic treaty organisation | nato | n.a.t.o.
FBI: federal bureau of investigation | f.b.i. | fbi
CIA: central intelligence agency | c.i.a. | cia
NASA: national aeronautics and space administration | nasa | n.a.s.a.
WHO: world health organization | world health organisation
IMF: international monetary fund | imf | i.m.f.
IDF: israel defense forces | israel defence forces | israeli defense forces | idf
NYPD: new york city police department | new york police department | nypd
Washington, D.c.: washington d.c. | washington dc
New York City: new york city | nyc
percent: percent | per cent | pct
police officer: police officer | police officers | policeman | policemen | policewoman | cop | cops
Turkey: turkey | türkiye | turkiye
Kyiv: kyiv | kiev
Myanmar: myanmar | burma | burmese!
Czech Republic: czech republic | czechia
Ivory Coast: ivory coast | côte d'ivoire | cote d'ivoire
Eswatini: eswatini | swaziland
North Macedonia: north macedonia | macedonia
Cape Verde: cape verde | cabo verde
East Timor: east timor | timor leste
Vatican: holy see | vatican city | vatican
IRA: irish republican army | ira!
PLO: palestine liberation organization | plo
PKK: kurdistan workers party | kurdistan workers' party | pkk
GOP: republican party | gop
AFP: agence france presse | afp!
BBC: british broadcasting corporation | bbc
`
