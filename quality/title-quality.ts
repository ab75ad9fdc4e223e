// usage: npm run quality:titles -- FILE
// How well the classes and severities of title changes are told, over pairs that people labelled (a JSON object a line:
// before, after, classes, severity). Exits with 1 where a score is below its floor.
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
for (const fall of f1Shortfalls(scores, minF1Scores)) {
  console.log(fall)
  process.exitCode = 1
}
