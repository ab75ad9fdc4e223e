// npm run docs: updates the parts of the documentation that come from the code, and the program output that it shows.
// npm run docs -- --check: writes nothing; exit code 1 means that a page is out of date.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refreshDocs } from './docs/refresh.ts'

const root = join(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')
const { pages, problems } = await refreshDocs(root)
const stale = pages.filter(({ before, after }) => before !== after)
if (!isCheck) for (const { file, after } of stale) writeFileSync(join(root, file), after)
for (const { file } of stale) console.log(`${isCheck ? 'out of date' : 'written'}  ${file}`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 || (isCheck && stale.length > 0) ? 1 : 0
