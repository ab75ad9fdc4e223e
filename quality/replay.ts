/**
 * node quality/replay.ts REPOSITORY [FROM..TO] [--every MS]
 *
 * Checks out a repository's commits one by one into a watched archive, and compares the histories with those of an import of
 * the same commits. FROM and TO are revisions or days: 2017-12-01..2017-12-14. Each commit waits until the one before is
 * recorded. With --every they come at that interval; histories with a state that was not recorded are not compared. Exit code
 * 1 means that histories differ.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type HistoryContent, replayUnderWatch } from './watch-replay.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { every: { type: 'string' } } })
const [repository, range] = positionals
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-replay-')))

try {
  if (repository === undefined) throw new Error('Give a repository.')
  const began = performance.now()
  const replayed = await replayUnderWatch(resolve(repository), {
    scratch,
    range,
    intervalMs: values.every === undefined ? null : Number(values.every),
  })
  const { commits, states, recorded, histories, compared, differences } = replayed
  console.log(`${commits} commits in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  console.log(`${recorded} of ${states} states of pages were recorded`)
  console.log(`${compared} of ${histories} histories can be compared; ${differences.length} differ`)
  for (const { foundBy, history, nearest } of differences) {
    console.log(`\nonly in the ${foundBy}:`)
    print(history)
    if (nearest) {
      console.log(`  nearest in the ${foundBy === 'watch' ? 'import' : 'watch'}:`)
      print(nearest)
    }
  }
  if (differences.length > 0) process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}

function print({ title, live, paths, versions }: HistoryContent): void {
  console.log(`    ${title}${live ? '' : '  (deleted)'}\n    ${paths.join(', ')}`)
  for (const version of versions) console.log(`      ${version}`)
}
