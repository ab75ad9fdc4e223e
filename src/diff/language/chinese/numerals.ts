const digitValues: ReadonlyMap<string, number> = new Map(
  Object.entries({ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }),
)
const powersOfTen: ReadonlyMap<string, number> = new Map(Object.entries({ 十: 10, 百: 100, 千: 1000 }))

/** Factors behind a number: the 万 of 3万. */
export const multipliers: ReadonlyMap<string, number> = new Map(
  Object.entries({ 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12, 百: 100, 千: 1000 }),
)

/** Whether a character is part of a number below ten thousand. */
export function isNumeral(character: string): boolean {
  return digitValues.has(character) || powersOfTen.has(character)
}

/** The value of numerals below ten thousand: 二十三 is 23, 二〇一七 is 2017. */
export function numeralValue(numerals: string): number {
  let total = 0
  let digit: number | null = null
  for (const numeral of numerals) {
    const scale = powersOfTen.get(numeral)
    if (scale === undefined) {
      digit = (digit ?? 0) * 10 + (digitValues.get(numeral) ?? 0)
    } else {
      total += (digit ?? 1) * scale
      digit = null
    }
  }
  return total + (digit ?? 0)
}

/** Measure words: a numeral in front of one is a count. */
export const measureWords =
  /^[人名个個位次岁歲年月日天号號时時分秒架艘辆輛起家国國所级級元%‰倍票枚座处處场場项項条條件成度宗间間支只隻层層公英吨噸米里磅周週州省县縣镇鎮届屆连連死伤傷]$/

/** Measure words in front of which 一 is an article: 一名男子. */
export const articleMeasureWords = /^[名个個位架艘辆輛家所座场場项項条條件宗间間支只隻次起]$/
