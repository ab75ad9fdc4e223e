// usage: npm run quality:identity -- FOLDER REPOSITORY
// Scores event identity. FOLDER has what people labelled, one JSON object a line: identity.ndjson (a, b, same) and
// chains.ndjson (versions). REPOSITORY is the archive that they are from, which is imported into memory. Exits with 1 where a
// score is below its threshold.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openVariorum, sameEvent } from '../src/index.ts'
import {
  formatChainTable,
  formatPairTable,
  type LabelledEventPair,
  type LabelledTitleChain,
  pairShortfalls,
  type RecordedEvent,
  recordedTogetherPredictor,
  scoreChains,
  scorePairs,
} from './identity-scores.ts'

const [folder, repository] = process.argv.slice(2)
if (folder === undefined || repository === undefined) {
  console.error('usage: npm run quality:identity -- FOLDER REPOSITORY')
  process.exit(2)
}
const readRows = <Row>(name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
const pairs = readRows<LabelledEventPair>('identity.ndjson')
const chains = readRows<LabelledTitleChain>('chains.ndjson')

const drafts = scorePairs(pairs, ({ a, b }) => sameEvent(a, b).same)
const events = await ingestRepository(repository)
const recorded = scorePairs(pairs, recordedTogetherPredictor(events))
const chainScores = scoreChains(chains, events)

console.log(formatPairTable('two drafts alone', drafts))
console.log(formatPairTable('the recorded history', recorded))
console.log(formatChainTable(chainScores))
const shortfalls = [
  ...pairShortfalls('two drafts alone', drafts, { all: 0.8, each: 0.75 }),
  ...pairShortfalls('the recorded history', recorded, { all: 0.95, each: 0.92 }),
  ...(chainScores.ordered < chainScores.total - 2
    ? [`chains: ${chainScores.ordered} of ${chainScores.total} complete and in order`]
    : []),
  ...(chainScores.timed < chainScores.total - 3
    ? [`chains: ${chainScores.timed} of ${chainScores.total} with exact times`]
    : []),
  ...(chainScores.mixed > 0 ? [`chains: ${chainScores.mixed} events have titles of two`] : []),
]
for (const fall of shortfalls) {
  console.log(fall)
  process.exitCode = 1
}

async function ingestRepository(from: string): Promise<RecordedEvent[]> {
  await using variorum = await openVariorum({ store: 'memory:' })
  await variorum.import({ from })
  const found: RecordedEvent[] = []
  for await (const { event, versions } of variorum.history()) {
    found.push({ id: event.id, titles: mergeEqualTitles(versions) })
  }
  return found
}

/** Joins consecutive versions with one title. */
function mergeEqualTitles(versions: readonly RecordedEvent['titles'][number][]): RecordedEvent['titles'] {
  const merged: { title: string; from: number | null; until: number | null }[] = []
  for (const { title, from, until } of versions) {
    const last = merged.at(-1)
    if (last?.title === title) last.until = until
    else merged.push({ title, from, until })
  }
  return merged
}
