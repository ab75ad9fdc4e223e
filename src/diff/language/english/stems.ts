import { memo } from '../../../model/memo.ts'

// Irregular forms. Each line: the stem, then its forms.
const irregularForms = `
be is are was were been being am be isn't aren't
have has had having
do does did doing done
say says said saying
win wins won winning
die dies died dying
leave leaves left leaving
take takes took taken taking
give gives gave given giving
make makes made making
hold holds held holding
find finds found finding
begin begins began begun beginning
become becomes became becoming
fall falls fell fallen falling
rise rises rose risen rising
strike strikes struck striking
shoot shoots shot shooting
lose loses lost losing
lead leads led leading
meet meets met meeting
fight fights fought fighting
flee flees fled fleeing
break breaks broke broken breaking
steal steals stole stolen
bring brings brought
seek seeks sought
sink sinks sank sunk sinking
sell sells sold
send sends sent
build builds built
drive drives drove driven
choose chooses chose chosen choosing
go goes went gone going
come comes came coming
see sees saw seen
tell tells told
know knows knew known
withdraw withdraws withdrew withdrawn withdrawing
overthrow overthrows overthrew overthrown
catch catches caught
tie ties tied tying
lie lies lay lying
woman women women's
man men men's
child children children's
person people peoples persons
country countries
crisis crises
`

const stemsByForm = new Map(
  irregularForms
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [key = '', ...rest] = line.split(' ')
      return [key, ...rest].map((form): [string, string] => [form, key])
    }),
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
