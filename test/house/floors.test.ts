import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../../src', import.meta.url))

/** The floors from bottom to top. Folders on the same floor do not import each other. */
const floors = [
  ['model'],
  ['page', 'diff'],
  ['identity'],
  ['versioning'],
  ['audit', 'rules'],
  ['store', 'sources', 'reporters'],
  ['ingest'],
  ['commands'],
  ['cli'],
]
const floorOf = new Map(floors.flatMap((folders, floor) => folders.map((folder) => [folder, floor] as const)))
const adapters = floors.findIndex((folders) => folders.includes('store'))

/** The subfolders of each folder from bottom to top. Subfolders on the same line do not import each other. */
const subfolders: Record<string, readonly (readonly string[])[]> = {
  page: [['text'], ['front-matter', 'portal'], ['sections'], ['markdown']],
  diff: [['text'], ['language'], ['titles'], ['sentences']],
  'diff/language': [['chinese', 'english']],
  'diff/titles': [['classes']],
  identity: [['scoring'], ['rulings']],
  versioning: [['index', 'ledger'], ['history'], ['changes-section'], ['matching']],
  rules: [
    ['range', 'sources'],
    ['changes', 'events', 'pages', 'titles'],
  ],
  store: [['memory', 'sqlite'], ['threaded']],
  sources: [['files'], ['git', 'live']],
  'sources/git': [['repository'], ['trees'], ['comparison', 'history']],
  reporters: [['wording'], ['json', 'terminal'], ['csv', 'html', 'markdown', 'text'], ['ci']],
  'reporters/html': [['plots']],
  commands: [['archive', 'events'], ['audit', 'rulings'], ['changes'], ['check', 'watch']],
  cli: [['arguments'], ['config'], ['terminal'], ['verbs']],
}

/** The largest number of source files in one folder. */
const maxFiles = 20

/** The only file or folder that can import a package; `node:sqlite` counts as a package. */
const doors: Record<string, string> = {
  diff: 'diff/text/diff-text.ts',
  'gray-matter': 'page/front-matter/front-matter.ts',
  yaml: 'page/front-matter/front-matter.ts',
  'smol-toml': 'page/front-matter/front-matter.ts',
  'simple-git': 'sources/git/',
  chokidar: 'sources/live/watcher.ts',
  'p-queue': 'sources/files/read-concurrently.ts',
  commander: 'cli/',
  'cli-progress': 'cli/',
  'csv-stringify/sync': 'reporters/csv/row.ts',
  'fast-string-width': 'reporters/',
  'fast-wrap-ansi': 'reporters/',
  'd3-scale': 'reporters/html/plots/scales.ts',
  'd3-time': 'reporters/html/plots/calendar.ts',
  'node:sqlite': 'store/sqlite/',
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** Every import of one source file by another, as [importer, imported]. */
const arrows = [...imports].flatMap(([file, targets]) =>
  targets
    .filter((name) => name.startsWith('.'))
    .map((name): Arrow => [file, relative(src, join(src, dirname(file), name))]),
)
type Arrow = readonly [from: string, to: string]

describe('the source tree', () => {
  it('has a floor for every folder', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!))
    expect([...folders].filter((folder) => !floorOf.has(folder))).toEqual([])
  })

  it('imports from lower floors only', () => {
    const wrong = arrows.filter(([from, to]) => {
      const [above, below] = [from.split('/')[0]!, to.split('/')[0]!]
      return from.includes('/') && above !== below && floorOf.get(above)! <= (floorOf.get(below) ?? Infinity)
    })
    expect(wrong).toEqual([])
  })

  it('has an order for all subfolders', () => {
    const found = new Set(files.map(dirname).filter((folder) => folder.includes('/')))
    const listed = Object.entries(subfolders).flatMap(([room, layers]) =>
      layers.flat().map((name) => `${room}/${name}`),
    )
    expect([...found].sort()).toEqual(listed.filter((folder) => folder !== 'sources/git').sort())
  })

  it.each(Object.entries(subfolders))('imports from lower subfolders only in %s', (room, layers) => {
    const layerOf = new Map(layers.flatMap((names, layer) => names.map((name) => [name, layer] as const)))
    const subfolderOf = (file: string) =>
      file.startsWith(`${room}/`)
        ? file
            .slice(room.length + 1)
            .split('/')
            .slice(0, -1)[0]
        : undefined
    const wrong = arrows.filter(([from, to]) => {
      const [above, below] = [subfolderOf(from), subfolderOf(to)]
      if (above === undefined || below === undefined || above === below) return false
      return layerOf.get(above)! <= layerOf.get(below)!
    })
    expect(wrong).toEqual([])
  })

  it('imports no single language outside diff/language', () => {
    const wrong = arrows.filter(
      ([from, to]) => !from.startsWith('diff/language/') && /^diff\/language\/(?:english|chinese)\//.test(to),
    )
    expect(wrong).toEqual([])
  })

  it('has no circular imports between files', () => {
    expect(circlesOf(arrows)).toEqual([])
  })

  it.each(Object.keys(subfolders))('has no circular imports between the files and subfolders of %s', (room) => {
    const partOf = (file: string) => `${room}/${file.slice(room.length + 1).split('/')[0]}`
    const inside = arrows.filter((arrow) => arrow.every((file) => file.startsWith(`${room}/`)))
    const between = inside.map(([from, to]): Arrow => [partOf(from), partOf(to)]).filter(([from, to]) => from !== to)
    expect(circlesOf(between)).toEqual([])
  })

  it(`has at most ${maxFiles} files in a folder`, () => {
    const sizes = Map.groupBy(files, (file) => dirname(file))
    expect([...sizes].filter(([, found]) => found.length > maxFiles).map(([folder]) => folder)).toEqual([])
  })

  it('imports every package in one file only', () => {
    const users = new Map<string, string[]>()
    for (const [file, targets] of imports) {
      for (const target of new Set(targets)) {
        if (target.startsWith('.') || (target.startsWith('node:') && target !== 'node:sqlite')) continue
        users.set(target, [...(users.get(target) ?? []), file])
      }
    }
    for (const [name, found] of users) {
      expect(found, `${name} is imported by one file`).toHaveLength(1)
      expect(
        found[0]!.startsWith(doors[name] ?? 'nowhere'),
        `${name} is imported by ${doors[name]}, not by ${found[0]}`,
      ).toBe(true)
    }
  })

  it('uses no clock, files, processes or randomness below the adapters', () => {
    const pure = new Set(floors.slice(0, adapters).flat())
    const impure: string[] = []
    for (const [file, targets] of imports) {
      if (!pure.has(file.split('/')[0]!)) continue
      impure.push(
        ...targets
          .filter((name) => name.startsWith('node:') && name !== 'node:crypto')
          .map((name) => `${file} -> ${name}`),
      )
      if (/\bDate\.now\(|new Date\(\)|\bprocess\.|Math\.random\(/.test(code(file)))
        impure.push(`${file} uses the clock, the process or randomness`)
    }
    expect(impure).toEqual([])
  })
})

/** @returns each circular import as `a -> b -> a` */
function circlesOf(pairs: readonly Arrow[]): string[] {
  const targets = Map.groupBy(pairs, ([from]) => from)
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (name: string, trail: readonly string[]) => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '))
    if (done.has(name) || trail.includes(name)) return
    for (const [, to] of targets.get(name) ?? []) visit(to, [...trail, name])
    done.add(name)
  }
  for (const name of targets.keys()) visit(name, [])
  return circles
}

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
