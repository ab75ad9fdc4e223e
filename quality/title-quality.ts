// usage: npm run quality:titles -- FILE
// How well the classes and severities of title changes are told, over pairs that people labelled (a JSON object a line:
// before, after, classes, severity). Exits with 1 where a score is below its floor.
import { readFileSync } from 'node:fs'
import { describeTitleChange } from '../src/index.ts'
import { fallenBelow, floors, type LabelledPair, scoreTable, scoreTitles } from './title-scores.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: npm run quality:titles -- FILE')
  process.exit(2)
}
const pairs = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledPair)
const scores = scoreTitles(pairs, describeTitleChange)
console.log(scoreTable(scores))
for (const fall of fallenBelow(scores, floors)) {
  console.log(fall)
  process.exitCode = 1
}
