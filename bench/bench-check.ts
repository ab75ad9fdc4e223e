/**
 * npm run bench:check [-- REPOSITORY SMALL-RANGE LARGE-RANGE]
 *
 * Times a check of two ranges as processes, with the built command line (`npm run build`). The small range is compared with
 * `git diff --stat` plus the start of Node, the large one with `git diff --word-diff`. Without arguments it generates an
 * archive: 16,000 pages, 500 commits, a range of 20 pages and one of 5,000. All run in turn for eleven rounds. The ratio is
 * computed per round, so that a change of the machine's speed does not distort it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createSampleRepository } from './sample-repository.ts'
import { printSpread } from './spread.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 11)
const cliPath = join(import.meta.dirname, '../dist/cli/bin.js')
if (!existsSync(cliPath)) throw new Error('dist/cli/bin.js does not exist. Run: npm run build')
const scratchFolder = mkdtempSync(join(tmpdir(), 'variorum-bench-'))

try {
  const [given, smallRange, largeRange] = process.argv.slice(2)
  const archive = given
    ? { repository: resolve(given), smallRange, largeRange }
    : {
        repository: createSampleRepository(join(scratchFolder, 'sample'), {
          pages: 16_000,
          commits: 500,
          perCommit: 20,
        }),
        smallRange: 'HEAD~1..HEAD',
        largeRange: 'HEAD~300..HEAD',
      }
  if (archive.smallRange) {
    const git = ['git', ['diff', '--stat', archive.smallRange]] as const
    compareTimes(archive.repository, archive.smallRange, 'git diff --stat, plus node -e 0', [
      git,
      [process.execPath, ['-e', '0']],
    ])
  }
  if (archive.largeRange) {
    compareTimes(archive.repository, archive.largeRange, 'git diff --word-diff', [
      ['git', ['diff', '--word-diff', archive.largeRange]],
    ])
  }
} finally {
  rmSync(scratchFolder, { recursive: true, force: true })
}

type Program = readonly [name: string, args: readonly string[]]

function compareTimes(repository: string, range: string, referenceName: string, programs: readonly Program[]): void {
  const touched = execFileSync('git', ['diff', '--name-only', '-z', range], { cwd: repository, maxBuffer: 2 ** 30 })
  const measured: { own: number; git: number }[] = []
  for (let round = -1; round < rounds; round++) {
    const git = programs.reduce((sum, program) => sum + timeProgram(repository, program), 0)
    const own = timeProgram(repository, [process.execPath, [cliPath, 'check', range]])
    // the first round only fills the caches
    if (round >= 0) measured.push({ own, git })
  }
  console.log(`${repository} ${range}: ${touched.toString('latin1').split('\0').length - 1} files`)
  const times = (which: 'own' | 'git') => measured.map((round) => round[which])
  printSpread(referenceName, times('git'), 'ms')
  printSpread('variorum check', times('own'), 'ms')
  printSpread(
    'ratio',
    measured.map(({ own, git }) => own / git),
    'x',
    2,
  )
}

/** @returns milliseconds from start to end. Exit code 1 of a check means findings. */
function timeProgram(cwd: string, [name, args]: Program): number {
  const began = performance.now()
  const { status, error } = spawnSync(name, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (error || (status !== 0 && status !== 1)) throw error ?? new Error(`${name} ended with ${status}`)
  return performance.now() - began
}
