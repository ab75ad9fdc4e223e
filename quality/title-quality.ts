// usage: npm run quality:titles -- FILE
// Scores the classes and severities of title changes against pairs that people labelled. Each line of FILE is a JSON
// object with before, after, classes and severity. Exits with 1 where a score is below its minimum.
import { readFileSync } from 'node:fs'
import { describeTitleChange } from '../src/index.ts'
import { f1Shortfalls, formatScoreTable, type LabelledTitlePair, minF1Scores, scoreTitles } from './title-scores.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: npm run quality:titles -- FILE')
  process.exit(2)
}
const pairs = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledTitlePair)
const scores = scoreTitles(pairs, describeTitleChange)
console.log(formatScoreTable(scores))
for (const shortfall of f1Shortfalls(scores, minF1Scores)) {
  console.log(shortfall)
  process.exitCode = 1
}
