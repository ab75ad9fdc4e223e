// usage: npm run quality:audit -- REPOSITORY STORE
// Whether an audit counts right: beside its totals stand those of a count of the raw history by another way (audit-count.ts),
// and every difference has its cause. REPOSITORY is the archive that STORE was imported from.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type CountedChange, countTitles } from './audit-count.ts'

const [repository, store] = process.argv.slice(2)
if (repository === undefined || store === undefined) {
  console.error('usage: npm run quality:audit -- REPOSITORY STORE')
  process.exit(2)
}

interface Told {
  readonly origin: { readonly sha: string | null }
  readonly title: string
}

const audit: {
  totals: { events: number; eventsRetitled: number; changes: number }
  changes: { from: { title: string }; to: { title: string }; origin: { sha: string | null } }[]
} = JSON.parse(variorum('audit', '--format', 'json'))
const firsts: CountedBirth[] = []
const titles = new Set<string>()
const told = new Map<string, Set<string>>()
const turns = new Map<string, LooseTurn>()
for (const line of variorum('history', '--format', 'ndjson').trim().split('\n')) {
  const { versions }: { versions: Told[] } = JSON.parse(line)
  for (const { title, origin } of versions) {
    titles.add(loose(title))
    const sha = origin.sha ?? ''
    told.set(sha, (told.get(sha) ?? new Set()).add(loose(title)))
  }
  firsts.push({ sha: versions[0]?.origin.sha ?? '', title: versions[0]?.title ?? '' })
}
const changes = audit.changes.map(({ from, to, origin }) => ({ sha: origin.sha ?? '', from: from.title, to: to.title }))
const count = countTitles(repository)

interface CountedBirth {
  readonly sha: string
  readonly title: string
}

const { totals } = audit
const both = shared(changes.map(keyOf), count.changes.map(keyOf))
const born = shared(firsts.map(birthOf), count.births.map(birthOf))
console.log(row('', 'audit', 'count', 'both'))
console.log(row('events', totals.events, count.events, born.both))
console.log(row('retitled', totals.eventsRetitled, count.retitled))
console.log(row('changes', totals.changes, count.changes.length, both.both))
tell('changes in the audit alone', causes(both.left, changes, keyOf, missedByCount))
tell('changes in the count alone', causes(both.right, count.changes, keyOf, missedByAudit))
tell('events that begin in the audit alone', causes(born.left, firsts, birthOf, bornInAudit))
tell('events that begin in the count alone', causes(born.right, count.births, birthOf, bornInCount))

function variorum(...args: string[]): string {
  const bin = join(import.meta.dirname, '../src/cli/bin.ts')
  const command = [bin, '--store', store!, '--archive', repository!, ...args]
  const { stdout, status, stderr } = spawnSync(process.execPath, command, { maxBuffer: 2 ** 31 - 1 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout.toString()
}

/** A title without what the two may read in two ways: quotes, blanks and marks at its ends. */
function loose(title: string): string {
  return title.replace(/&\w+;|&#\d+;/g, '').replace(/[\s"'‘’“”*:{}|]/g, '')
}

function keyOf({ sha, from, to }: CountedChange): string {
  return `${sha} ${loose(from)} ${loose(to)}`
}

function birthOf({ sha, title }: CountedBirth): string {
  return `${sha} ${loose(title)}`
}

/** How many keys two lists have in common, one for one, and what is left of each. */
function shared(left: readonly string[], right: readonly string[]) {
  const waiting = new Map<string, number>()
  for (const key of right) waiting.set(key, (waiting.get(key) ?? 0) + 1)
  const alone = left.filter((key) => {
    const number = waiting.get(key) ?? 0
    if (number > 0) waiting.set(key, number - 1)
    return number === 0
  })
  const rest = [...waiting].flatMap(([key, number]) => Array<string>(number).fill(key))
  return { both: left.length - alone.length, left: alone, right: rest }
}

function causes<Row>(keys: string[], rows: readonly Row[], key: (row: Row) => string, cause: (row: Row) => string) {
  const byKey = new Map(rows.map((one) => [key(one), one]))
  const counts = new Map<string, { number: number; example: Row }>()
  for (const one of keys) {
    const found = byKey.get(one)!
    const why = cause(found)
    counts.set(why, { example: found, number: (counts.get(why)?.number ?? 0) + 1 })
  }
  return [...counts].sort((a, b) => b[1].number - a[1].number)
}

interface LooseTurn {
  readonly gone: ReadonlySet<string>
  readonly come: ReadonlySet<string>
  readonly stays: ReadonlySet<string>
}

/** The titles of a commit as both readings have them. */
function looseTurn(sha: string): LooseTurn | null {
  const turn = count.turns.get(sha)
  if (turn === undefined) return null
  const known = turns.get(sha)
  if (known !== undefined) return known
  const all = (titles: ReadonlySet<string>) => new Set([...titles].map(loose))
  const own = { gone: all(turn.gone), come: all(turn.come), stays: all(turn.stays) }
  turns.set(sha, own)
  return own
}

/** Why one reading has no such title: it has the item in other words, or none. */
function otherwise(title: string, others: ReadonlySet<string>, who: string): string {
  const start = loose(title).slice(0, 25)
  const isNear = [...others].some((other) => other.startsWith(start) || other.endsWith(loose(title).slice(-25)))
  return isNear
    ? `the ${who} reads the same item in other words: templates, brackets, a link as text, a line that goes on`
    : `no item to the ${who}: it has no source or ends like no sentence, or it is nested otherwise`
}

function missedByCount({ sha, from, to }: CountedChange): string {
  const turn = looseTurn(sha)
  if (turn === null) return 'of a page that the count does not read'
  if (turn.stays.has(loose(to))) return 'the new title stood there before: two items became one, or changed places'
  if (!turn.come.has(loose(to))) return otherwise(to, new Set([...turn.come, ...turn.stays]), 'count')
  const own = count.changes.filter((change) => change.sha === sha)
  if (own.some((change) => loose(change.from) === loose(from) || loose(change.to) === loose(to)))
    return 'the count pairs one of the two with another'
  if (turn.stays.has(loose(from))) return 'the former title stays as well: the event goes on beside it'
  if (turn.gone.has(loose(from))) return 'fewer than half of the words and no source in common: the count pairs nothing'
  return 'the former title left with an earlier commit, or stands on a page that is left alone'
}

function missedByAudit({ sha, from, to }: CountedChange): string {
  if (loose(from) === loose(to)) return 'one title to the audit: markup alone'
  if (!titles.has(loose(to))) return otherwise(to, titlesOf(sha), 'audit')
  if (!titles.has(loose(from))) return 'the former title is read otherwise by the audit'
  const own = changes.filter((change) => change.sha === sha)
  if (own.some((change) => loose(change.from) === loose(from))) return 'the audit has the former title become another'
  if (own.some((change) => loose(change.to) === loose(to))) return 'the audit has the new title come from another'
  return 'two events to the audit'
}

function bornInAudit({ sha, title }: CountedBirth): string {
  const turn = looseTurn(sha)
  if (turn?.stays.has(loose(title))) return 'the title stood there before: two items of one title'
  if (!turn?.come.has(loose(title))) return otherwise(title, turn?.come ?? new Set(), 'count')
  const reworded = count.changes.some((change) => change.sha === sha && loose(change.to) === loose(title))
  return reworded
    ? 'the count has it as a former title reworded'
    : 'the count has it as a title that came back or moved'
}

function bornInCount({ sha, title }: CountedBirth): string {
  if (!titles.has(loose(title))) return otherwise(title, titlesOf(sha), 'audit')
  const reworded = changes.some((change) => change.sha === sha && loose(change.to) === loose(title))
  return reworded
    ? 'the audit has it as a former title reworded'
    : 'the audit knows the event from before, or from another page'
}

/** The titles that came with a commit, as the audit has them. */
function titlesOf(sha: string): ReadonlySet<string> {
  return told.get(sha) ?? new Set()
}

function tell<Row>(what: string, found: ReturnType<typeof causes<Row>>): void {
  const all = found.reduce((sum, [, { number }]) => sum + number, 0)
  console.log(`\n${what}: ${all}`)
  for (const [why, { number, example }] of found) {
    console.log(`${String(number).padStart(8)}  ${why}`)
    console.log(`          ${JSON.stringify(example).slice(0, 300)}`)
  }
}

function row(...cells: (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(10) : String(cell).padStart(9))).join('')
}
