import type { PhraseLists } from '../phrase-table.ts'

/** The English phrases of each kind. */
export const phraseLists: PhraseLists = {
  /**
   * Phrases that make a claim less certain, or a number less exact. All phrases of a line have the same force: from
   * `nearly` to `almost` nothing changes, from `nearly` to `at least` something does.
   */
  hedge: `
near: nearly | almost | close to # | just under # | approaching # | some way short of # | virtually
about: about # | around # | approximately | roughly | some # | an estimated | estimated | circa | in the region of | in the order of | or so | something like #
at least: at least | at the very least | no fewer than | no less than | not less than | at a minimum | a minimum of | or more | or greater
more than: more than | over # | in excess of | upwards of | above # | exceeding | greater than | well over # | in more than
less than: less than | fewer than | under # | below # | lower than #
up to: up to | as many as | as much as | as high as | as few as | as little as | at most | no more than | a maximum of | maximum of
reportedly: reportedly | is reported to | are reported to | was reported to | were reported to | is reported | is said to | are said to | was said to | were said to | said to be | said to have | reported to be | reported to have | ostensibly
allegedly: allegedly | alleged | supposedly | supposed | purportedly | purported | purports to | accused of | claimed to be | professedly | so called | self styled | self proclaimed
suspected: suspected | suspected of | under suspicion
may: may | might | could | may have | might have | could have | may be | might be | could be | may have been | might have been | could have been
possibly: possibly | perhaps | possible | maybe | potentially | potential | the possibility of | possibility of | a possibility of | conceivably | plausibly
probably: probably | likely | presumably | presumed | presumptive | most likely | very likely | is likely to | are likely to
unlikely: unlikely | doubtful | improbable
apparently: apparently | apparent | seemingly | seeming | appears to | appear to | appeared to | appears to be | appear to be | seems to | seem to | seemed to | evidently | looks set to
believed: believed to | believed to be | believed to have | is believed to | are believed to | was believed to | were believed to | thought to | thought to be | thought to have | is thought to | are thought to | is believed | are believed | is thought | are thought | considered to be | deemed to be | assumed to | assumed to be | understood to | feared | is feared | are feared | feared to be
presumed: is presumed to | what is presumed to be | presumed to be | presumed to have | what is believed to be | what appears to be | what is thought to be | what is suspected to be
expected: expected to | is expected to | are expected to | was expected to | were expected to | is expected | are expected | expected | predicted to | predicted | projected to | projected | forecast to | anticipated | anticipated to | hopes to | hoped to | poised to | set to become
unconfirmed: unconfirmed | unverified | unproven | rumored | rumoured | rumors | rumours | rumor | rumour | speculation | speculated | rumored to | rumoured to
indicated: predicts | predict | forecasts | suggests | suggest | suggested | suggesting | implies | imply | implied | indicates | indicating | points to | hints at | signs of
as early as: as early as | as late as | as soon as | as recently as
pending: pending | subject to approval | provisionally | tentatively | provisional | tentative | preliminary | in principle
effort: attempted | an attempted
`,
  /** Phrases that name the source of a claim. */
  attribution: `
according to: according to | as per | in the words of | per reports from | as told by | as reported by | reported by | as stated by | as announced by | as claimed by | quoted by | cited by | in the opinion of | in the view of
reports say: reports say | reports said | media report | media reports | sources say | sources said | reports of | reports that | reports indicate | it is reported that | it was reported that | is quoted as saying | are quoted as saying
`,
  /** Words that deny. Group `flip` denies only the word behind it; group `against` denies nothing. */
  negation: `
no: no | none | nobody | nothing | nowhere | no one | not any
not: not | cannot | n't | never | no longer | not yet | has yet to | have yet to | had yet to | is yet to | are yet to | instead of
neither: neither | nor
without: without | in the absence of
deny: deny | denies | denied | denying | denial | denials | refute | refutes | refuted | refuting | disavow | disavows | disavowed | rules out | ruled out | rule out | ruling out | disclaims | disclaimed | repudiates | repudiated
flip: unable to | is unable to | are unable to | was unable to | were unable to | fail to | fails to | failed to | failing to | failure to | refuse to | refuses to | refused to | refusing to | decline to | declines to | declined to | declining to | lacks | lack of | incapable of | stops short of | barred from | prevented from | instead of | rather than | hardly | barely
against: against
`,
  /** Phrases that contain a word of other lists and mean something else. */
  plain: `
number: no. #
not only: not only | not just | no doubt | no matter | nothing but | no fly | no confidence | no go | no show | no deal | no one's | notwithstanding | non
man's land: no man's land
order: told to | tells to | tell to | telling to | was told to | were told to
`,
  /** Different names of one person, place or thing. A group whose name has a capital holds names, others common words. */
  alias: `
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
`,
  /** Words that carry grammar and no facts. The first lines refer to the future, and also show the status of an event. */
  function: `
would: would
will: will | 'll | to be | shall | is to | are to | is set to | are set to | set to | is due to | are due to | due to begin | due to start | going to | is going to | are going to | about to | plans to | plan to | plans on | plan on | has plans to | have plans to | planned to | planning to | intends to | intend to | intended to | its intent to | intention to | intent to | aims to | aim to | vows to | vow to | pledges to | pledge to | promises to | agrees to | agree to | prepares to | prepare to | scheduled to | is scheduled to | are scheduled to | was scheduled to | were scheduled to | slated to | seeks to | seek to | moves to | offers to | proposes to
a an the this that these those it its they them their theirs he him his she her hers we our i you your who whom whose which what where when
and or but as at by for from in into of on onto off out to toward towards upon with within via per through throughout during including despite between among amid amidst across along alongside around about over under near against
be am is are was were been being has have had having do does did doing should can cannot if than then so such there here also too while whilst although though however because since due after before until till
up down both each any all other others another more most some own same only just very even still now well one's himself herself itself themselves is's not_ upon unto whether how why again further thus therefore meanwhile additionally moreover furthermore following upcoming_ total additional etc
`,
}
