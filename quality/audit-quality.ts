// usage: npm run quality:audit -- REPOSITORY STORE
// Compares the totals of an audit with an independent count of the raw history (audit-count.ts) and prints the cause of every
// difference. REPOSITORY is the archive that STORE was imported from.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type CountedChange, countTitles } from './audit-count.ts'

const [repository, store] = process.argv.slice(2)
if (repository === undefined || store === undefined) {
  console.error('usage: npm run quality:audit -- REPOSITORY STORE')
  process.exit(2)
}

interface VersionJson {
  readonly origin: { readonly sha: string | null }
  readonly title: string
}

const audit: {
  totals: { events: number; eventsRetitled: number; changes: number }
  changes: { from: { title: string }; to: { title: string }; origin: { sha: string | null } }[]
} = JSON.parse(runVariorum('audit', '--format', 'json'))
const firstTitles: FirstTitle[] = []
const titles = new Set<string>()
const titlesByCommit = new Map<string, Set<string>>()
const normalisedByCommit = new Map<string, NormalisedTitles>()
for (const line of runVariorum('history', '--format', 'ndjson').trim().split('\n')) {
  const { versions }: { versions: VersionJson[] } = JSON.parse(line)
  for (const { title, origin } of versions) {
    titles.add(normaliseTitle(title))
    const sha = origin.sha ?? ''
    titlesByCommit.set(sha, (titlesByCommit.get(sha) ?? new Set()).add(normaliseTitle(title)))
  }
  firstTitles.push({ sha: versions[0]?.origin.sha ?? '', title: versions[0]?.title ?? '' })
}
const changes = audit.changes.map(({ from, to, origin }) => ({ sha: origin.sha ?? '', from: from.title, to: to.title }))
const count = countTitles(repository)

interface FirstTitle {
  readonly sha: string
  readonly title: string
}

const { totals } = audit
const sharedChanges = intersectKeys(changes.map(changeKey), count.changes.map(changeKey))
const sharedEvents = intersectKeys(firstTitles.map(eventKey), count.firstTitles.map(eventKey))
console.log(formatRow('', 'audit', 'count', 'both'))
console.log(formatRow('events', totals.events, count.events, sharedEvents.both))
console.log(formatRow('retitled', totals.eventsRetitled, count.retitled))
console.log(formatRow('changes', totals.changes, count.changes.length, sharedChanges.both))
printCauses('changes only in the audit', groupByCause(sharedChanges.left, changes, changeKey, causeOfAuditOnlyChange))
printCauses(
  'changes only in the count',
  groupByCause(sharedChanges.right, count.changes, changeKey, causeOfCountOnlyChange),
)
printCauses(
  'events that begin only in the audit',
  groupByCause(sharedEvents.left, firstTitles, eventKey, causeOfAuditOnlyEvent),
)
printCauses(
  'events that begin only in the count',
  groupByCause(sharedEvents.right, count.firstTitles, eventKey, causeOfCountOnlyEvent),
)

function runVariorum(...args: string[]): string {
  const bin = join(import.meta.dirname, '../src/cli/bin.ts')
  const command = [bin, '--store', store!, '--archive', repository!, ...args]
  const { stdout, status, stderr } = spawnSync(process.execPath, command, { maxBuffer: 2 ** 31 - 1 })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout.toString()
}

/** A title without quotes, blanks and markup, which both sides can read differently. */
function normaliseTitle(title: string): string {
  return title.replace(/&\w+;|&#\d+;/g, '').replace(/[\s"'‘’“”*:{}|]/g, '')
}

function changeKey({ sha, from, to }: CountedChange): string {
  return `${sha} ${normaliseTitle(from)} ${normaliseTitle(to)}`
}

function eventKey({ sha, title }: FirstTitle): string {
  return `${sha} ${normaliseTitle(title)}`
}

/** The number of common keys of two lists, one for one, and the rest of each. */
function intersectKeys(left: readonly string[], right: readonly string[]) {
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

function groupByCause<Row>(
  keys: string[],
  rows: readonly Row[],
  key: (row: Row) => string,
  cause: (row: Row) => string,
) {
  const byKey = new Map(rows.map((one) => [key(one), one]))
  const counts = new Map<string, { number: number; example: Row }>()
  for (const one of keys) {
    const found = byKey.get(one)!
    const why = cause(found)
    counts.set(why, { example: found, number: (counts.get(why)?.number ?? 0) + 1 })
  }
  return [...counts].sort((a, b) => b[1].number - a[1].number)
}

interface NormalisedTitles {
  readonly removed: ReadonlySet<string>
  readonly added: ReadonlySet<string>
  readonly unchanged: ReadonlySet<string>
}

/** The normalised titles of a commit in the count. */
function normalisedTitlesOf(sha: string): NormalisedTitles | null {
  const commitTitles = count.commitTitles.get(sha)
  if (commitTitles === undefined) return null
  const cached = normalisedByCommit.get(sha)
  if (cached !== undefined) return cached
  const all = (titles: ReadonlySet<string>) => new Set([...titles].map(normaliseTitle))
  const normalised = {
    removed: all(commitTitles.removed),
    added: all(commitTitles.added),
    unchanged: all(commitTitles.unchanged),
  }
  normalisedByCommit.set(sha, normalised)
  return normalised
}

/** Why one side does not have a title: it reads other words, or no item. */
function misreadCause(title: string, others: ReadonlySet<string>, who: string): string {
  const start = normaliseTitle(title).slice(0, 25)
  const isNear = [...others].some(
    (other) => other.startsWith(start) || other.endsWith(normaliseTitle(title).slice(-25)),
  )
  return isNear
    ? `the ${who} reads other words: templates, brackets, a link as text, or a longer line`
    : `the ${who} reads no item: it has no source, does not end like a sentence, or is nested differently`
}

function causeOfAuditOnlyChange({ sha, from, to }: CountedChange): string {
  const commitTitles = normalisedTitlesOf(sha)
  if (commitTitles === null) return 'the count does not read the page'
  if (commitTitles.unchanged.has(normaliseTitle(to)))
    return 'the page already had the new title: two items became one, or changed places'
  if (!commitTitles.added.has(normaliseTitle(to)))
    return misreadCause(to, new Set([...commitTitles.added, ...commitTitles.unchanged]), 'count')
  const own = count.changes.filter((change) => change.sha === sha)
  if (
    own.some(
      (change) =>
        normaliseTitle(change.from) === normaliseTitle(from) || normaliseTitle(change.to) === normaliseTitle(to),
    )
  )
    return 'the count pairs one of the titles with another one'
  if (commitTitles.unchanged.has(normaliseTitle(from))) return 'the page keeps the former title too'
  if (commitTitles.removed.has(normaliseTitle(from)))
    return 'the titles share no source and fewer than half of their words, so the count does not pair them'
  return 'an earlier commit removed the former title, or the count does not read its page'
}

function causeOfCountOnlyChange({ sha, from, to }: CountedChange): string {
  if (normaliseTitle(from) === normaliseTitle(to)) return 'for the audit both are one title; only markup differs'
  if (!titles.has(normaliseTitle(to))) return misreadCause(to, titlesOf(sha), 'audit')
  if (!titles.has(normaliseTitle(from))) return 'the audit reads the former title differently'
  const own = changes.filter((change) => change.sha === sha)
  if (own.some((change) => normaliseTitle(change.from) === normaliseTitle(from)))
    return 'the audit pairs the former title with another one'
  if (own.some((change) => normaliseTitle(change.to) === normaliseTitle(to)))
    return 'the audit pairs the new title with another one'
  return 'for the audit these are two events'
}

function causeOfAuditOnlyEvent({ sha, title }: FirstTitle): string {
  const commitTitles = normalisedTitlesOf(sha)
  if (commitTitles?.unchanged.has(normaliseTitle(title)))
    return 'the page already had the title: two items with one title'
  if (!commitTitles?.added.has(normaliseTitle(title)))
    return misreadCause(title, commitTitles?.added ?? new Set(), 'count')
  const reworded = count.changes.some(
    (change) => change.sha === sha && normaliseTitle(change.to) === normaliseTitle(title),
  )
  return reworded ? 'the count has it as a reworded title' : 'the count has it as a restored or moved title'
}

function causeOfCountOnlyEvent({ sha, title }: FirstTitle): string {
  if (!titles.has(normaliseTitle(title))) return misreadCause(title, titlesOf(sha), 'audit')
  const reworded = changes.some((change) => change.sha === sha && normaliseTitle(change.to) === normaliseTitle(title))
  return reworded
    ? 'the audit has it as a reworded title'
    : 'the audit knows the event from an earlier commit or another page'
}

/** The titles that a commit added, in the audit. */
function titlesOf(sha: string): ReadonlySet<string> {
  return titlesByCommit.get(sha) ?? new Set()
}

function printCauses<Row>(what: string, found: ReturnType<typeof groupByCause<Row>>): void {
  const all = found.reduce((sum, [, { number }]) => sum + number, 0)
  console.log(`\n${what}: ${all}`)
  for (const [why, { number, example }] of found) {
    console.log(`${String(number).padStart(8)}  ${why}`)
    console.log(`          ${JSON.stringify(example).slice(0, 300)}`)
  }
}

function formatRow(...cells: (string | number)[]): string {
  return cells.map((cell, at) => (at === 0 ? String(cell).padEnd(10) : String(cell).padStart(9))).join('')
}
