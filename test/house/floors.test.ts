import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../../src', import.meta.url))

/** The floors, from the ground up; folders on one floor do not know each other. */
const floors = [
  ['model'],
  ['page', 'diff'],
  ['identity'],
  ['versioning'],
  ['audit', 'rules'],
  ['store', 'sources', 'reporters'],
  ['commands'],
  ['cli'],
]
const floorOf = new Map(floors.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)))

/** The one file that may import a package; `node:sqlite` counts as one. */
const doors: Record<string, string> = {
  diff: 'diff/text.ts',
  'gray-matter': 'page/front-matter.ts',
  yaml: 'page/front-matter.ts',
  'smol-toml': 'page/front-matter.ts',
  'simple-git': 'sources/git/',
  chokidar: 'sources/watcher.ts',
  'p-queue': 'commands/ingest.ts',
  commander: 'cli/',
  'cli-progress': 'cli/',
  'csv-stringify/sync': 'reporters/csv/row.ts',
  'fast-string-width': 'reporters/',
  'fast-wrap-ansi': 'reporters/',
  'd3-scale': 'reporters/html/scales.ts',
  'd3-time': 'reporters/html/calendar.ts',
  'node:sqlite': 'store/sqlite/',
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

describe('the house', () => {
  it('has no folder that is on no floor', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]))
    expect([...folders].filter((folder) => !floorOf.has(folder!))).toEqual([])
  })

  it('imports downwards only, and never across a floor', () => {
    const wrong: string[] = []
    for (const [file, targets] of imports) {
      if (!file.includes('/')) continue
      for (const target of targets.filter((name) => name.startsWith('.'))) {
        const to = relative(src, join(src, dirname(file), target))
        const [from, into] = [file.split('/')[0]!, to.split('/')[0]!]
        if (from !== into && floorOf.get(from)! <= (floorOf.get(into) ?? 99)) wrong.push(`${file} -> ${to}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('has no circles', () => {
    const circles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '))
      if (done.has(file) || trail.includes(file)) return
      for (const target of imports.get(file) ?? []) {
        if (target.startsWith('.')) visit(relative(src, join(src, dirname(file), target)), [...trail, file])
      }
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })

  it('lets every package in by one door', () => {
    const users = new Map<string, string[]>()
    for (const [file, targets] of imports) {
      for (const target of new Set(targets)) {
        if (target.startsWith('.') || (target.startsWith('node:') && target !== 'node:sqlite')) continue
        users.set(target, [...(users.get(target) ?? []), file])
      }
    }
    for (const [name, found] of users) {
      expect(found, `${name} comes in by one file`).toHaveLength(1)
      expect(
        found[0]!.startsWith(doors[name] ?? 'nowhere'),
        `${name} comes in by ${doors[name]}, not ${found[0]}`,
      ).toBe(true)
    }
  })

  it('keeps the floors below the adapters pure', () => {
    const pure = new Set(floors.slice(0, 5).flat())
    const impure: string[] = []
    for (const [file, targets] of imports) {
      if (!pure.has(file.split('/')[0]!)) continue
      impure.push(
        ...targets
          .filter((name) => name.startsWith('node:') && name !== 'node:crypto')
          .map((name) => `${file} -> ${name}`),
      )
      if (/\bDate\.now\(|new Date\(\)|\bprocess\.|Math\.random\(/.test(code(file)))
        impure.push(`${file} looks at the clock, the process or chance`)
    }
    expect(impure).toEqual([])
  })
})

function importsOf(file: string): string[] {
  return [
    ...code(file).matchAll(
      /(?:^|[\s;])(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gm,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3]!)
}

function code(file: string): string {
  return readFileSync(join(src, file), 'utf8')
}
