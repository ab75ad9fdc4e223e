import { readWordLists, wordSet } from '../word-lists.ts'

const smallNumberNames =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tensNames = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ordinalNames =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'

/** The endings of an ordinal number in digits, as alternatives of a regular expression. */
export const ordinalEndings = 'st|nd|rd|th'

/** Values of number words below a hundred. */
export const numberWordValues: ReadonlyMap<string, number> = new Map([
  ...smallNumberNames.split(' ').map((word, at): [string, number] => [word, at]),
  ...tensNames.split(' ').map((word, at): [string, number] => [word, (at + 2) * 10]),
])

export const ordinalWordValues: ReadonlyMap<string, number> = new Map(
  ordinalNames.split(' ').map((word, at): [string, number] => [word, at]),
)

/** Factors, as a word or directly behind the digits. */
export const multipliers: ReadonlyMap<string, number> = new Map([
  ...Object.entries({ hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }),
  ...Object.entries({ k: 1e3, m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12 }),
])

/** Amounts without a value. */
export const vagueNumbers: ReadonlySet<string> = wordSet(
  'dozen dozens score scores hundreds thousands millions billions several numerous multiple few handful tens',
)

/** Canonical names of units of measure, by their forms. */
export const measureUnits: ReadonlyMap<string, string> = new Map(
  readWordLists(`
km: km kilometer kilometers kilometre kilometres kms
mi: mi mile miles
kg: kg kilogram kilograms kgs
mph: mph
kmh: kmh kph
ft: ft foot feet
m: metre metres meter meters
cm: cm centimeter centimeters centimetre centimetres
in: inch inches
lb: lb lbs pounds
°c: c celsius
°f: f fahrenheit
ha: ha hectare hectares
ac: acre acres
`),
)
