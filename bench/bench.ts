/**
 * npm run bench [-- REPOSITORY...]
 *
 * Times an import of each repository as a process, and the time that git needs to print the same history: `git log --raw`
 * and `git cat-file --batch` of every version. Without a repository it generates one. Both run in turn for five rounds. The
 * ratio is computed per round, so that a change of the machine's speed does not distort it.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createSampleRepository } from './sample-repository.ts'
import { printSpread } from './spread.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const cliPath = join(import.meta.dirname, '../src/cli/bin.ts')
const scratchFolder = mkdtempSync(join(tmpdir(), 'variorum-bench-'))

try {
  const repositories = process.argv.slice(2)
  if (repositories.length === 0) repositories.push(createSampleRepository(join(scratchFolder, 'sample')))
  for (const repository of repositories) await benchImport(resolve(repository))
} finally {
  rmSync(scratchFolder, { recursive: true, force: true })
}

async function benchImport(repository: string): Promise<void> {
  const ids = listBlobIds(repository)
  console.log(`${repository}\n  ${ids.length} versions`)
  const ratios: number[] = []
  const git: number[] = []
  const own: number[] = []
  let peak = 0
  let size = 0
  for (let round = -1; round < rounds; round++) {
    const gitMs = timeGit(repository, ids)
    const run = await timeImport(repository)
    // the first round only fills the caches
    if (round < 0) continue
    git.push(gitMs)
    own.push(run.ms)
    ratios.push(run.ms / gitMs)
    peak = Math.max(peak, run.peak)
    size = run.size
  }
  const pack =
    Number(
      /size-pack: (\d+)/.exec(
        execFileSync('git', ['-C', repository, 'count-objects', '-v'], { encoding: 'utf8' }),
      )?.[1],
    ) * 1024
  printSpread('git log --raw + git cat-file --batch', git, 'ms')
  printSpread('variorum import', own, 'ms')
  printSpread('ratio', ratios, 'x', 2)
  console.log(
    `  memory at most ${Math.round(peak / 1e6)} MB; store ${(size / 1e6).toFixed(1)} MB, ${(size / pack).toFixed(2)} x git's packs`,
  )
}

function listBlobIds(repository: string): string[] {
  const log = execFileSync('git', ['-C', repository, 'log', '--raw', '--no-renames', '--no-abbrev', '--format='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  return [...log.matchAll(/^:\d+ (?:100644|100755) [0-9a-f]+ ([0-9a-f]+) /gm)].map((match) => match[1]!)
}

function timeGit(repository: string, ids: readonly string[]): number {
  const began = performance.now()
  const nowhere = openSync('/dev/null', 'w')
  spawnSync('git', ['-C', repository, 'log', '--raw', '-z', '--no-renames', '--format=%H %ct'], {
    stdio: ['ignore', nowhere, 'inherit'],
  })
  spawnSync('git', ['-C', repository, 'cat-file', '--batch', '--buffer'], {
    input: `${ids.join('\n')}\n`,
    stdio: ['pipe', nowhere, 'inherit'],
  })
  closeSync(nowhere)
  return performance.now() - began
}

async function timeImport(repository: string): Promise<{ ms: number; peak: number; size: number }> {
  const folder = mkdtempSync(join(scratchFolder, 'run-'))
  const store = join(folder, 'variorum.db')
  const began = performance.now()
  const child = spawn(process.execPath, [cliPath, '-C', folder, '--store', store, 'import', '-q', repository], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let peak = 0
  const memoryPoll = setInterval(() => {
    peak = Math.max(peak, peakMemoryOf(child.pid))
  }, 20)
  const code = await new Promise((done) => child.on('close', done))
  clearInterval(memoryPoll)
  if (code !== 0) throw new Error(`import ended with ${code}`)
  const ms = performance.now() - began
  const size = statSync(store).size
  rmSync(folder, { recursive: true })
  return { ms, peak, size }
}

/** The peak memory of a process, in bytes; 0 if the system does not report it. */
function peakMemoryOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
