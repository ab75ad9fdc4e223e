/** What a phrase does in a sentence, where that matters for the class of a change. */
export type PhraseKind = 'hedge' | 'attribution' | 'negation' | 'alias' | 'function'

/** A phrase under the name that it shares with its equals. */
export interface Phrase {
  readonly kind: PhraseKind
  readonly group: string
  /** Lower-case tokens. */
  readonly tokens: readonly string[]
}

// Each line: the group's name, then its phrases. Within a group the force is the same.
const hedges = `
near: nearly | almost | close to | just under
about: about # | around # | approximately | roughly | some # | an estimated | estimated | circa | 大约 | 大約 | 约 | 約
at least: at least | no fewer than | no less than | at a minimum | 至少
more than: more than | over # | in excess of | upwards of | 超过 | 超過 | 逾
less than: less than | fewer than | under # | below #
up to: up to | as many as | as much as | at most | no more than | 多达 | 多達 | 最多
reportedly: reportedly | is reported to | are reported to | was reported to | were reported to | 据报 | 據報 | 据报道 | 據報道
allegedly: allegedly | alleged | supposedly | supposed | purportedly | purported | accused of | 据称 | 據稱 | 涉嫌 | 涉
suspected: suspected | 疑似 | 疑
may: may | might | could | may have | might have | could have | 可能 | 或
possibly: possibly | perhaps | possible | potentially | potential | the possibility of | 也许 | 也許
probably: probably | likely | presumably | presumed
unlikely: unlikely
apparently: apparently | apparent | seemingly | appears to | appear to | seems to | seem to | appeared to
believed: believed to | thought to | is believed | are believed | is thought | are thought | feared
expected: expected to | is expected | are expected | 预计 | 預計 | 料
unconfirmed: unconfirmed | unverified | rumored | rumoured | rumors | rumours
as early as: as early as | as late as | as soon as
`

const attributions = `
according to: according to | as per the sources | as per | 据 | 據
reports say: reports say | reports said | media report | media reports | sources say | sources said
official: 称 | 稱 | 表示 | 宣称 | 宣稱 | 声称 | 聲稱
`

const negations = `
no: no | none | nobody | nothing | nowhere | no one
not: not | cannot | n't | 不 | 没 | 沒 | 没有 | 沒有 | 未 | 非
never: never
neither: neither | nor
without: without | 无 | 無
deny: deny | denies | denied | denying | denial | denials | 否认 | 否認
unable: unable | incapable
`

const futures = `
will: will | would | is to | are to | is set to | are set to | set to | is due to | are due to | going to | plans to | plan to | intends to | intent to
`

const aliases = `
united states: united states of america | united states | u.s.a. | u.s. | usa | us! | american! | 美国 | 美國
united kingdom: united kingdom | u.k. | uk! | britain | british!
european union: european union | e.u. | eu!
united nations: united nations | u.n. | un! | 联合国 | 聯合國
islamic state: islamic state of iraq and the levant | islamic state of iraq and syria | islamic state | isil | isis | daesh | is!
united arab emirates: united arab emirates | u.a.e. | uae
democratic republic of the congo: democratic republic of the congo | democratic republic of congo | dr congo | drc
nato: north atlantic treaty organization | nato
fbi: federal bureau of investigation | f.b.i. | fbi
cia: central intelligence agency | c.i.a. | cia
washington, d.c.: washington d.c. | washington dc
percent: percent | per cent
police officer: police officer | police officers | policeman | policemen
turkey: turkey | türkiye
kyiv: kyiv | kiev
myanmar: myanmar | burma
`

// Words that carry grammar and no facts of their own.
const functions = `a an the this that these those it its they them their theirs he him his she her hers we our i you your who whom whose which what where when
and or but as at by for from in into of on onto off out to toward towards upon with within via per through throughout during including despite between among amid across along around about over under near against
be am is are was were been being has have had having do does did doing shall should can if than then so such there here also too while although though however because since due after before until
up down both each any all other others another more most some own same only just very even still now well one's himself herself itself themselves is's not_ 的 了 在 是 于 於 和 与 與 及 而 将 將 被 把 为 為 之 其 并 並 对 對 向 从 從 以 至 到`

const table = new Map<string, Phrase[]>()

function add(kind: PhraseKind, group: string, phrase: string): void {
  const tokens = /^\p{Script=Han}+$/u.test(phrase) ? [...phrase] : phrase.split(' ')
  const first = tokens[0]?.replace(/!$/, '') ?? ''
  const list = table.get(first) ?? []
  list.push({ kind, group, tokens })
  list.sort((one, other) => other.tokens.length - one.tokens.length)
  table.set(first, list)
}

function addGroups(kind: PhraseKind, lines: string): void {
  for (const line of lines.trim().split('\n')) {
    const colon = line.indexOf(':')
    for (const phrase of line.slice(colon + 1).split('|')) add(kind, line.slice(0, colon), phrase.trim())
  }
}

addGroups('hedge', hedges)
addGroups('attribution', attributions)
addGroups('negation', negations)
addGroups('function', futures)
addGroups('alias', aliases)
for (const word of functions.split(/\s+/)) add('function', word, word)

/** Every word that stands in a phrase. */
export const phraseWords: ReadonlySet<string> = new Set(
  [...table.values()].flat().flatMap(({ tokens }) => tokens.map((token) => token.replace(/!$/, ''))),
)

/**
 * The longest known phrase at a place. In the lists `#` stands for a number that follows and is no part of the phrase,
 * `!` behind a word for a capital that must be there.
 * @param words lower-case tokens of the text
 * @param isNumber whether a number stands at an index
 * @param isCapital whether the token at an index begins with a capital letter
 */
export function phraseAt(
  words: readonly string[],
  at: number,
  isNumber: (at: number) => boolean,
  isCapital: (at: number) => boolean,
): { phrase: Phrase; length: number } | null {
  for (const phrase of table.get(words[at] ?? '') ?? []) {
    let length = 0
    const fits = phrase.tokens.every((token, step) => {
      if (token === '#') return isNumber(at + step)
      length++
      if (token.endsWith('!')) return words[at + step] === token.slice(0, -1) && isCapital(at + step)
      return words[at + step] === token
    })
    if (fits) return { phrase, length }
  }
  return null
}
