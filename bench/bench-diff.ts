/**
 * npm run bench:diff [-- REPOSITORY...]
 *
 * Times the diffs of consecutive versions of each repository's pages: whole pages compared with `diffLines`, changed titles
 * compared with segmenting both into words, and two unrelated bodies of 200 kB compared with `diffLines`. Without a repository
 * it generates one. Each runs in turn with its reference for nine rounds. The ratio is computed per round, so that a change
 * of the machine's speed does not distort it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { diffLines } from 'diff'
import { diffBody } from '../src/diff/sentences/diff-body.ts'
import { diffText } from '../src/diff/text/diff-text.ts'
import { parsePage } from '../src/page/parse-page.ts'
import { createSampleRepository } from './sample-repository.ts'
import { printSpread } from './spread.ts'

type TextPair = readonly [before: string, after: string]

const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
const maxPairs = 3_000
const words = new Intl.Segmenter('en', { granularity: 'word' })
const scratchFolder = mkdtempSync(join(tmpdir(), 'variorum-bench-'))

try {
  const repositories = process.argv.slice(2)
  if (repositories.length === 0) repositories.push(createSampleRepository(join(scratchFolder, 'sample')))
  for (const repository of repositories) benchRepository(resolve(repository))
  const unrelated: TextPair = [generateSentences(1), generateSentences(2)]
  console.log(`two unrelated bodies of ${Math.round(unrelated[0].length / 1000)} kB`)
  compareTimes([unrelated], 'ms', 'diffLines', diffLines, diffBody)
} finally {
  rmSync(scratchFolder, { recursive: true, force: true })
}

function benchRepository(repository: string): void {
  const { bodies, titles } = readPairs(repository)
  console.log(`${repository}\n  ${bodies.length} pairs of pages, ${meanLength(bodies)} characters on average`)
  compareTimes(bodies, 'us', 'diffLines', diffLines, diffBody)
  console.log(`  ${titles.length} pairs of titles, ${meanLength(titles)} characters on average`)
  compareTimes(titles, 'us', 'Intl.Segmenter', (...pair) => pair.map((title) => [...words.segment(title)]), diffText)
}

/** Prints the time per pair of a reference and of our diff. */
function compareTimes(
  pairs: readonly TextPair[],
  unit: 'us' | 'ms',
  name: string,
  reference: (...pair: TextPair) => unknown,
  own: (...pair: TextPair) => unknown,
): void {
  if (pairs.length === 0) return
  const times: [number, number][] = []
  for (let round = -2; round < rounds; round++) {
    const time = [timeAll(pairs, reference), timeAll(pairs, own)] as [number, number]
    // the first rounds only warm up
    if (round >= 0) times.push(time)
  }
  const scale = (unit === 'us' ? 1000 : 1) / pairs.length
  const perPair = (which: 0 | 1) => times.map((round) => round[which] * scale)
  printSpread(name, perPair(0), unit)
  printSpread('variorum', perPair(1), unit)
  printSpread(
    'ratio',
    times.map(([one, other]) => other / one),
    'x',
    2,
  )
}

function timeAll(pairs: readonly TextPair[], run: (...pair: TextPair) => unknown): number {
  const began = performance.now()
  for (const pair of pairs) run(...pair)
  return performance.now() - began
}

/** Consecutive versions of pages along the history, and the titles that changed between them. */
function readPairs(repository: string): { bodies: TextPair[]; titles: TextPair[] } {
  const log = execFileSync(
    'git',
    ['-C', repository, '-c', 'core.quotePath=false', 'log', '--raw', '--no-renames', '--no-abbrev', '--format='],
    { encoding: 'utf8', maxBuffer: 2 ** 30 },
  )
  const changes = [...log.matchAll(/^:100644 100644 ([0-9a-f]+) ([0-9a-f]+) M\t(.*\.(?:md|txt))$/gm)]
  const step = Math.max(1, Math.floor(changes.length / maxPairs))
  const chosen = changes.filter((_, at) => at % step === 0)
  const texts = readBlobs(repository, [...new Set(chosen.flatMap(([, before = '', after = '']) => [before, after]))])
  const bodies: TextPair[] = []
  const titles = new Map<string, TextPair>()
  for (const [, before = '', after = '', path = ''] of chosen) {
    const [one, other] = [texts.get(before)!, texts.get(after)!]
    bodies.push([one.toString(), other.toString()])
    const [then, now] = [one, other].map((bytes) => parsePage(path, bytes).events)
    for (const [at, { title }] of then!.entries()) {
      const next = now![at]?.title
      if (then!.length === now!.length && next !== undefined && next !== title) titles.set(title + next, [title, next])
    }
  }
  return { bodies, titles: [...titles.values()] }
}

function readBlobs(repository: string, ids: readonly string[]): Map<string, Buffer> {
  const { stdout } = spawnSync('git', ['-C', repository, 'cat-file', '--batch', '--buffer'], {
    input: `${ids.join('\n')}\n`,
    maxBuffer: 2 ** 30,
  })
  const found = new Map<string, Buffer>()
  for (let at = 0; at < stdout.length; ) {
    const line = stdout.indexOf(10, at)
    const [id = '', , size = '0'] = stdout.subarray(at, line).toString().split(' ')
    found.set(id, stdout.subarray(line + 1, line + 1 + Number(size)))
    at = line + Number(size) + 2
  }
  return found
}

/** 200 kB of sentences without meaning, the same in every run. */
function generateSentences(seed: number): string {
  let state = seed
  let text = ''
  for (let at = 1; text.length < 200_000; at++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at
    text += `W${(state >>> 0) % 50_021}${at % 15 === 0 ? '.\n' : ' '}`
  }
  return text
}

function meanLength(pairs: readonly TextPair[]): number {
  return Math.round(pairs.reduce((sum, [before, after]) => sum + before.length + after.length, 0) / 2 / pairs.length)
}
