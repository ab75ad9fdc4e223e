// usage: npm run quality:identity -- FOLDER REPOSITORY
// How well it is told who is who. FOLDER holds what people labelled, a JSON object a line: identity.ndjson (a, b, same) and
// chains.ndjson (versions). REPOSITORY is the archive that they are from, which is recorded in memory. Exits with 1 where a
// score is below its floor.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openVariorum, sameEvent } from '../src/index.ts'
import {
  chainTable,
  type LabelledChain,
  type LabelledPair,
  pairsBelow,
  pairTable,
  type RecordedEvent,
  recordedTogether,
  scoreChains,
  scorePairs,
} from './identity-scores.ts'

const [folder, repository] = process.argv.slice(2)
if (folder === undefined || repository === undefined) {
  console.error('usage: npm run quality:identity -- FOLDER REPOSITORY')
  process.exit(2)
}
const lines = <Row>(name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
const pairs = lines<LabelledPair>('identity.ndjson')
const chains = lines<LabelledChain>('chains.ndjson')

const drafts = scorePairs(pairs, ({ a, b }) => sameEvent(a, b).same)
const events = await record(repository)
const recorded = scorePairs(pairs, recordedTogether(events))
const told = scoreChains(chains, events)

console.log(pairTable('two drafts alone', drafts))
console.log(pairTable('the recorded history', recorded))
console.log(chainTable(told))
const falls = [
  ...pairsBelow('two drafts alone', drafts, { all: 0.8, each: 0.75 }),
  ...pairsBelow('the recorded history', recorded, { all: 0.95, each: 0.92 }),
  ...(told.ordered < told.of - 2 ? [`chains: ${told.ordered} of ${told.of} complete and in order`] : []),
  ...(told.timed < told.of - 3 ? [`chains: ${told.timed} of ${told.of} with exact moments`] : []),
  ...(told.mixed > 0 ? [`chains: ${told.mixed} events hold titles of two`] : []),
]
for (const fall of falls) {
  console.log(fall)
  process.exitCode = 1
}

async function record(from: string): Promise<RecordedEvent[]> {
  await using variorum = await openVariorum({ store: 'memory:' })
  await variorum.import({ from })
  const found: RecordedEvent[] = []
  for await (const { event, versions } of variorum.history()) {
    found.push({ id: event.id, titles: stretches(versions) })
  }
  return found
}

/** Versions under one title that follow on each other are one stretch of it. */
function stretches(versions: readonly RecordedEvent['titles'][number][]): RecordedEvent['titles'] {
  const told: { title: string; from: number | null; until: number | null }[] = []
  for (const { title, from, until } of versions) {
    const last = told.at(-1)
    if (last?.title === title) last.until = until
    else told.push({ title, from, until })
  }
  return told
}
