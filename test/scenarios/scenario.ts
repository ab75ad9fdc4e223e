import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentHash, Origin } from '../../src/model/revision.ts'
import type { Instant } from '../../src/model/time.ts'
import { parsePage } from '../../src/page/parse-page.ts'
import { factsOf } from '../../src/versioning/index/page-facts.ts'
import type { ParsedRevision } from '../../src/versioning/planner.ts'

/** The archive at one step: bytes by path. */
type Archive = ReadonlyMap<string, Buffer>

export interface Scenario {
  readonly revisions: readonly ParsedRevision[]
  readonly contents: ReadonlyMap<ContentHash, Buffer>
}

const startTime = Date.UTC(2018, 0, 15, 8)
const msPerHour = 3_600_000

/** `2.md`, `2` (a folder), `2-at-2018-01-15-07.00.md` (at that time), `1-cut.md` (history is cut off before it). */
const step = /^(\d+)(?:-at-(\d{4}-\d\d-\d\d)-(\d\d)\.(\d\d))?(-cut)?(\.md|\.txt)?$/

/**
 * Reads a scenario. Each step is the whole archive at that time, by default an hour after the step before; a page that a step
 * lacks was removed. A step of one file is an archive of one page.
 */
export function readScenario(folder: string): Scenario {
  const revisions: ParsedRevision[] = []
  const contents = new Map<ContentHash, Buffer>()
  let before: Archive = new Map()
  let rank = 0
  const steps = readdirSync(folder).flatMap((name) => {
    const match = step.exec(name)
    return match ? [match] : []
  })
  steps.sort((a, b) => Number(a[1]) - Number(b[1]))
  if (steps.length === 0) throw new Error(`no steps in ${folder}`)
  for (const [index, [name, , day, hours, minutes, cut]] of steps.entries()) {
    const at: Instant = day ? Date.parse(`${day}T${hours}:${minutes}:00Z`) : startTime + index * msPerHour
    rank = Math.max(rank, at)
    const origin: Origin = {
      kind: 'commit',
      sha: String(index + 1).repeat(40),
      author: 'desk',
      ...(cut ? { cut: true } : {}),
    }
    const archive = readArchive(join(folder, name))
    const common = { at, rank, origin, group: name }
    for (const path of before.keys()) {
      if (!archive.has(path)) revisions.push({ ...common, path, content: null, facts: null })
    }
    for (const [path, bytes] of archive) {
      if (before.get(path)?.equals(bytes)) continue
      const content = hash('sha256', bytes) as ContentHash
      contents.set(content, bytes)
      revisions.push({ ...common, path, content, facts: factsOf(parsePage(path, bytes)) })
    }
    before = archive
  }
  return { revisions, contents }
}

function readArchive(stepPath: string): Archive {
  if (!statSync(stepPath).isDirectory()) {
    return new Map([
      [stepPath.endsWith('.txt') ? 'data/2018_January_15.txt' : 'news/2018/01/15/page.md', readFileSync(stepPath)],
    ])
  }
  const files = readdirSync(stepPath, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
  return new Map(
    files
      .filter((path) => /\.\w+$/.test(path))
      .sort()
      .map((path) => [path, readFileSync(join(stepPath, path))]),
  )
}
