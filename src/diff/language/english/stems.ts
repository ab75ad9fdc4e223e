import { memo } from '../../../model/memo.ts'
import { readWordLists } from '../word-lists.ts'

// Irregular forms by their stem.
const stemsByForm = new Map(
  readWordLists(`
be: be is are was were been being am isn't aren't
have: have has had having
do: do does did doing done
say: say says said saying
win: win wins won winning
die: die dies died dying
leave: leave leaves left leaving
take: take takes took taken taking
give: give gives gave given giving
make: make makes made making
hold: hold holds held holding
find: find finds found finding
begin: begin begins began begun beginning
become: become becomes became becoming
fall: fall falls fell fallen falling
rise: rise rises rose risen rising
strike: strike strikes struck striking
shoot: shoot shoots shot shooting
lose: lose loses lost losing
lead: lead leads led leading
meet: meet meets met meeting
fight: fight fights fought fighting
flee: flee flees fled fleeing
break: break breaks broke broken breaking
steal: steal steals stole stolen
bring: bring brings brought
seek: seek seeks sought
sink: sink sinks sank sunk sinking
sell: sell sells sold
send: send sends sent
build: build builds built
drive: drive drives drove driven
choose: choose chooses chose chosen choosing
go: go goes went gone going
come: come comes came coming
see: see sees saw seen
tell: tell tells told
know: know knows knew known
withdraw: withdraw withdraws withdrew withdrawn withdrawing
overthrow: overthrow overthrows overthrew overthrown
catch: catch catches caught
tie: tie ties tied tying
lie: lie lies lay lying
woman: woman women women's
man: man men men's
child: child children children's
person: person people peoples persons
country: country countries
crisis: crisis crises
`),
)

function computeStem(word: string): string {
  const withoutPossessive = word.replace(/'s?$/, '')
  const irregularStem = stemsByForm.get(withoutPossessive)
  if (irregularStem !== undefined) return irregularStem
  if (withoutPossessive.length < 4 || !/^[a-z'-]+$/.test(withoutPossessive)) return withoutPossessive
  return withoutPossessive
    .replace(inflectionEnding, '')
    .replace(/([bdfgklmnprtv])\1$/, '$1')
    .replace(/(?<=..)(?:e|(?<=[^aeiou])[yi])$/, '')
}

const inflectionEnding =
  /(?<=..)(?:(?<=[a-z]{3}[sxz]|ch|sh)es|(?<=ee)d|(?<=[a-z])(?<!e)i?ed|(?<=[a-z]{3})ing|(?<=[^aeious'])s|(?<=[eao])s|(?<=[^aeiou])ies)$/

/** What the inflections of a word have in common. It strips inflections only, no derivations. Lower case in and out. */
export const stemOf = memo(computeStem, 20_000)

/** The word without the ending of a plural or possessive. */
export function withoutPlural(word: string): string {
  return word.replace(/'?s'?$/, '')
}

const wordEnding = /^(?:n|an|ian|s|'s|ly|al|ing|ed|er|ers|ess|r|d|ic|y|ern)$/
const nameEnding = /^(?:n|an|ian|ean|ese|i|ish|ern|s|'s)$/
const demonymEnding = /^(?:an|n|ian|ese|ish|i|c|ic|ean|ch)$/

/** Whether one word is the other with another ending: Syria and Syrian, murder and murderer. */
export function isInflection(one: string, other: string, isName: boolean): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const hasEnding = (base: string, ending: RegExp) =>
    base.length >= 3 && long.startsWith(base) && ending.test(long.slice(base.length))
  if (hasEnding(short, isName ? nameEnding : wordEnding)) return true
  return isName && hasEnding(short.replace(/(?:ia|a|y|e|o|land)$/, ''), demonymEnding)
}
