const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'

/** Values of number words below a hundred. */
export const numberWords: ReadonlyMap<string, number> = new Map([
  ...units.split(' ').map((word, at): [string, number] => [word, at]),
  ...tens.split(' ').map((word, at): [string, number] => [word, (at + 2) * 10]),
])

export const ordinalWords: ReadonlyMap<string, number> = new Map(
  ordinals.split(' ').map((word, at): [string, number] => [word, at]),
)

/** What a number is multiplied by, as a word or right behind the digits. */
export const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
])

/** Amounts without a value. */
export const vagueNumbers: ReadonlySet<string> = new Set(
  'dozen dozens scores hundreds thousands millions billions several numerous multiple few'.split(' '),
)

const hanDigits: ReadonlyMap<string, number> = new Map(
  Object.entries({ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }),
)
const hanScales: ReadonlyMap<string, number> = new Map(Object.entries({ 十: 10, 百: 100, 千: 1000 }))

export function isHanNumeral(character: string): boolean {
  return hanDigits.has(character) || hanScales.has(character)
}

/** The value of Han numerals below ten thousand: 二十三 is 23, 二〇一七 is 2017. */
export function hanValue(numerals: string): number {
  let total = 0
  let digit: number | null = null
  for (const numeral of numerals) {
    const scale = hanScales.get(numeral)
    if (scale === undefined) {
      digit = (digit ?? 0) * 10 + (hanDigits.get(numeral) ?? 0)
    } else {
      total += (digit ?? 1) * scale
      digit = null
    }
  }
  return total + (digit ?? 0)
}

/** Han measure words, behind which a numeral counts something. */
export const hanMeasures = /^[人名个個位次岁歲年月日天号號时時分秒架艘辆輛起家国國所级級元%％倍票枚座处處]$/

/** Units of measure under one name each. */
export const measures: ReadonlyMap<string, string> = new Map([
  ...named('km', 'km kilometer kilometers kilometre kilometres kms'),
  ...named('mi', 'mi mile miles'),
  ...named('kg', 'kg kilogram kilograms kgs'),
  ...named('mph', 'mph'),
  ...named('kmh', 'kmh kph'),
  ...named('ft', 'ft foot feet'),
  ...named('m', 'metre metres meter meters'),
  ...named('°c', 'c celsius'),
  ...named('°f', 'f fahrenheit'),
])

function named(name: string, forms: string): [string, string][] {
  return forms.split(' ').map((form) => [form, name])
}
