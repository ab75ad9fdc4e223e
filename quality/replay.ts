/**
 * node quality/replay.ts REPOSITORY [FROM..TO] [--every MS]
 *
 * Plays a repository's commits into a temporary archive while it is watched, and compares the histories with those that an
 * import of the same commits tells. FROM and TO are revisions, or days: 2017-12-01..2017-12-14. Each commit waits until the one
 * before is recorded; with --every they come at that speed, and what never stood long enough to be recorded by itself is left out
 * of the comparison. Ends with 1 where the histories differ.
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
  if (repository === undefined) throw new Error('Name a repository.')
  const began = performance.now()
  const replayed = await replayUnderWatch(resolve(repository), {
    scratch,
    ...(range === undefined ? {} : { range }),
    intervalMs: values.every === undefined ? null : Number(values.every),
  })
  const { commits, states, recorded, histories, compared, differences } = replayed
  console.log(`${commits} commits in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  console.log(`${recorded} of ${states} states of pages were recorded by themselves`)
  console.log(`${compared} of ${histories} histories can be compared; ${differences.length} differ`)
  for (const { foundBy, history, nearest } of differences) {
    console.log(`\nonly ${foundBy} tells:`)
    print(history)
    if (nearest) {
      console.log(`  ${foundBy === 'watch' ? 'import' : 'watch'} tells:`)
      print(nearest)
    }
  }
  if (differences.length > 0) process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
}

function print({ title, live, paths, versions }: HistoryContent): void {
  console.log(`    ${title}${live ? '' : '  (gone)'}\n    ${paths.join(', ')}`)
  for (const version of versions) console.log(`      ${version}`)
}
