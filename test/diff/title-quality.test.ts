import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import {
  f1Shortfalls,
  formatScoreTable,
  type LabelledTitlePair,
  minF1Scores,
  scoreTitles,
} from '../../quality/title-scores.ts'
import { describeTitleChange } from '../../src/diff/titles/describe-title-change.ts'
import { changeClasses } from '../../src/model/change.ts'

/** Minimum F1 for the pairs beside this file, which are simpler than those of a real archive. */
const ownMinimums = {
  severity: 0.9,
  'typography+punctuation': 0.95,
  number: 0.95,
  negation: 0.9,
  hedge: 0.9,
  date: 0.9,
  name: 0.85,
  status: 0.85,
  attribution: 0.85,
}

/** Reads `title-pairs.tsv`: severity, classes, before, after. */
function ownPairs(): LabelledTitlePair[] {
  const text = readFileSync(fileURLToPath(new URL('title-pairs.tsv', import.meta.url)), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [severity = '', classes = '', before = '', after = ''] = line.split('\t')
      return { severity: severity as LabelledTitlePair['severity'], classes: classes.split(' '), before, after }
    })
}

it('title-pairs.tsv has at least 150 well-formed pairs', () => {
  const pairs = ownPairs()
  expect(pairs.length).toBeGreaterThanOrEqual(150)
  const known: readonly string[] = changeClasses
  const wrong = pairs.filter(
    (pair) =>
      !['cosmetic', 'editorial', 'factual'].includes(pair.severity) ||
      !pair.classes.every((kind) => known.includes(kind)) ||
      pair.before === '' ||
      pair.after === '',
  )
  expect(wrong).toEqual([])
})

it('classifies the pairs of title-pairs.tsv with at least the minimum F1', () => {
  const scores = scoreTitles(ownPairs(), describeTitleChange)
  expect(f1Shortfalls(scores, ownMinimums), `\n${formatScoreTable(scores)}`).toEqual([])
})

const truth = join(process.env.VARIORUM_TRUTH ?? '', 'titles.ndjson')
const hasTruth = process.env.VARIORUM_TRUTH !== undefined && existsSync(truth)

it.skipIf(!hasTruth)(
  'classifies a labelled archive with at least the minimum F1 (VARIORUM_TRUTH names its folder)',
  () => {
    const pairs = readFileSync(truth, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as LabelledTitlePair)
    const scores = scoreTitles(pairs, describeTitleChange)
    expect(f1Shortfalls(scores, minF1Scores), `\n${formatScoreTable(scores)}`).toEqual([])
  },
)
