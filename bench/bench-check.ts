/**
 * npm run bench:check [-- REPOSITORY FEW MANY]
 *
 * Times a check of two ranges as whole processes: FEW beside `git diff --stat` of it and the start of a bare Node, MANY
 * beside `git diff --word-diff` of it. The command line is the built one (`npm run build`). Without arguments it makes an
 * archive of its own: 16,000 pages, 500 commits, a range of 20 pages and one of 5,000.
 * They run in turn, eleven rounds; the ratio is taken round by round, so that it holds when the machine's speed drifts.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createSampleRepository } from './sample-repository.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 11)
const cliPath = join(import.meta.dirname, '../dist/cli/bin.js')
if (!existsSync(cliPath)) throw new Error('There is no dist/cli/bin.js: npm run build')
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
    compareTimes(archive.repository, archive.smallRange, 'git diff --stat, and a bare Node', [
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
    // The first round only warms the caches.
    if (round >= 0) measured.push({ own, git })
  }
  console.log(`${repository} ${range}: ${touched.toString('latin1').split('\0').length - 1} files`)
  console.log(
    `  ${referenceName.padEnd(34)}  ${formatSpread(
      measured.map(({ git }) => git),
      'ms',
    )}`,
  )
  console.log(
    `  ${'variorum check'.padEnd(34)}  ${formatSpread(
      measured.map(({ own }) => own),
      'ms',
    )}`,
  )
  console.log(
    `  ${'ratio'.padEnd(34)}  ${formatSpread(
      measured.map(({ own, git }) => own / git),
      'x',
      2,
    )}`,
  )
}

/** Milliseconds from start to end; 1 is how a check ends that has something to say. */
function timeProgram(cwd: string, [name, args]: Program): number {
  const began = performance.now()
  const { status, error } = spawnSync(name, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (error || (status !== 0 && status !== 1)) throw error ?? new Error(`${name} ended with ${status}`)
  return performance.now() - began
}

function formatSpread(values: readonly number[], unit: string, digits = 0): string {
  const sorted = values.toSorted((a, b) => a - b)
  const [smallest, median, largest] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!]
  return `${median.toFixed(digits)} ${unit}  (${smallest.toFixed(digits)} to ${largest.toFixed(digits)})`
}
