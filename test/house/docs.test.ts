import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { argumentsOf } from '../../scripts/docs/calls.ts'
import { ProgramOutput } from '../../scripts/docs/program-output.ts'
import { docsPages, refreshDocs } from '../../scripts/docs/refresh.ts'
import { parseFormats } from '../../src/cli/arguments/format-argument.ts'
import { allCommands } from '../../src/cli/command-table.ts'
import { parseConfig } from '../../src/cli/config/config.ts'
import { builtInFlags, globalOptions } from '../../src/cli/global-options.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { defaultSeverity } from '../../src/diff/titles/class-rules.ts'
import { openVariorum } from '../../src/index.ts'
import { changeClasses, severities } from '../../src/model/change.ts'
import { errorCodes } from '../../src/model/errors.ts'
import { readingRules } from '../../src/model/finding.ts'
import { foldKinds } from '../../src/model/report.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pages = new Map(docsPages(root).map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const maxReadmeBytes = 15_000
/** Characters in one line of a wide screen. */
const maxRowLength = 160

describe('the documentation', () => {
  const expectUpToDate = async (runsPrograms: boolean) => {
    const { pages: refreshed, problems } = await refreshDocs(root, runsPrograms)
    expect(problems).toEqual([])
    for (const { before, after, file } of refreshed) expect(before, `${file} is out of date`).toBe(after)
  }

  it('has up-to-date generated parts (npm run docs updates them)', () => expectUpToDate(false))

  it('shows current program output (npm run docs updates it)', { tags: ['slow'] }, () => expectUpToDate(true))

  it('links only to files and headings that exist', () => {
    const broken = [...pages].flatMap(([file, text]) =>
      linksOf(text)
        .filter((target) => !isLinkGood(file, target))
        .map((target) => `${file}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('links to every page of the documentation from another page', () => {
    const linked = new Set(
      [...pages].flatMap(([file, text]) => linksOf(text).map((target) => fileOfLink(file, target))),
    )
    expect([...pages.keys()].filter((file) => file !== 'README.md' && !linked.has(file))).toEqual([])
  })

  it('names only source files that exist', () => {
    const named = [...pages].flatMap(([file, text]) =>
      codeSpans(text)
        .filter((span) => /^(?:src|test|scripts|docs|templates)\/[\w./-]+$/.test(span))
        .map((path) => ({ file, path })),
    )
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([])
  })

  it('shows only commands that the program accepts', () => {
    const calls = [...pages].flatMap(([file, text]) => callsOf(text).map((argv) => ({ file, argv })))
    expect(calls.length).toBeGreaterThan(80)
    const refused = calls.flatMap(({ file, argv }) => {
      try {
        const request = parseArguments(argv)
        if (request.kind === 'run') parseFormats(request.flags.format ?? [], request.command.formats)
        return []
      } catch (error) {
        return [`${file}: variorum ${argv.join(' ')}: ${(error as Error).message}`]
      }
    })
    expect(refused).toEqual([])
  })

  it('names only existing flags', () => {
    const options = [...allCommands.flatMap((command) => command.options), ...globalOptions]
    const known = new Set(
      [...options.map(({ flags }) => flags), ...builtInFlags.map(([flags]) => flags)].flatMap(namesOf),
    )
    const named = [...pages].flatMap(([file, text]) =>
      codeSpans(text)
        .filter((span) => /^--?[a-zA-Z]/.test(span))
        .map((span) => ({ file, flag: span.split(/[ =]/)[0] ?? '' })),
    )
    expect(named.length).toBeGreaterThan(60)
    expect(named.filter(({ flag }) => !known.has(flag))).toEqual([])
  })

  it(`has no table row over ${maxRowLength} characters`, () => {
    const long = [...pages].flatMap(([file, text]) =>
      withoutFences(text)
        .split('\n')
        .filter((line) => line.startsWith('|') && !/^\| ?-/.test(line) && renderedLength(line) > maxRowLength)
        .map((line) => `${file}: ${line}`),
    )
    expect(long).toEqual([])
  })
})

describe('README.md', () => {
  it('is at most 15 kB', () => {
    expect(Buffer.byteLength(pageOf('README.md'))).toBeLessThanOrEqual(maxReadmeBytes)
  })
})

describe('docs/reference', () => {
  it('has a section for every error code and no other', () => {
    const [, section = ''] = pageOf('docs/reference/findings-and-errors.md').split('\n## Errors\n')
    expect([...section.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading)).toEqual(errorCodes)
  })

  it('explains every finding about reading a page', () => {
    const explained = pageOf('docs/reference/findings-and-errors.md').matchAll(/^- \*\*(VAR\d+) `(.*?)`\.\*\*/gm)
    const expected = readingRules.map(({ code, name }) => [code, name])
    expect(Array.from(explained, ([, rule, name]) => [rule, name])).toEqual(expected.sort())
  })

  it('explains every class of changes under its severity', () => {
    const text = pageOf('docs/reference/classes.md')
    const explained = ['Cosmetic', 'Editorial', 'Factual', 'Returns'].flatMap((heading) => {
      const [section = ''] = (text.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')
      return Array.from(section.matchAll(/^- `(.*?)`:/gm), ([, name]) => [heading.toLowerCase(), name])
    })
    const expected = changeClasses.map((name) => [name === 'revert' ? 'returns' : defaultSeverity(name), name])
    expect(explained).toEqual(expected)
  })

  it('shows a config that the program accepts', () => {
    const [, example = ''] = /```json\n(.*?)```/s.exec(pageOf('docs/reference/config.md')) ?? []
    expect(parseConfig(example, 'docs/reference/config.md')).toHaveProperty('failOn')
  })

  it('names every method of the library', async () => {
    await using variorum = await openVariorum({ cwd: root, store: 'memory:' })
    const text = pageOf('docs/reference/library.md')
    expect(Object.keys(variorum).filter((name) => !new RegExp(`\`${name}[(\`]`).test(text))).toEqual([])
  })

  it('names every JSON field that the commands print', { tags: ['slow'] }, async () => {
    await using output = new ProgramOutput(root)
    const [fire, arrest] = ['news/2018/01/15/fire.md', 'news/2018/01/15/arrest.md']
    const documents = [
      await output.of(['status', '--format', 'json'], 'bundled'),
      await output.of(['history', 'landslide', '--format', 'json'], 'bundled'),
      await output.of(['diff', 'mount hesper', '--all', '--format', 'json'], 'bundled'),
      await output.of(['show', 'mount hesper', '--format', 'json'], 'bundled'),
      await output.of(['audit', '--group-by', 'author', '--format', 'json'], 'bundled'),
      await output.of(['changes', '--format', 'json'], 'bundled'),
      await output.of(['explain', '--format', 'json'], 'bundled'),
      await output.of(['explain', 'VAR101', '--format', 'json'], 'bundled'),
      await output.of(['check', 'HEAD~1..HEAD', '--format', 'json'], 'sample'),
      await output.of(['why', fire, arrest, '--format', 'json'], 'sample'),
      await output.of(['link', fire, arrest, '-n', '--format', 'json'], 'sample'),
      await output.of(['ingest', '-n', '--format', 'json'], 'sample'),
      ...(await output.of(['watch', '--once', '-n', '--format', 'ndjson'], 'sample')).trimEnd().split('\n'),
    ]
    const keys = new Set(documents.flatMap((text) => keysOf(JSON.parse(text))))
    // these keys are names of classes, severities and folds
    for (const kind of [...changeClasses, ...severities, ...foldKinds]) keys.delete(kind)
    const named = new Set(
      codeSpans(pageOf('docs/reference/json.md')).flatMap((span) => span.replaceAll('"', '').split(':')),
    )
    expect(keys.size).toBeGreaterThan(120)
    expect([...keys].filter((key) => !named.has(key))).toEqual([])
  })
})

describe('docs/glossary.md', () => {
  const [terms = '', types = ''] = pageOf('docs/glossary.md').split('\n## Types\n')
  const rows = Array.from(types.matchAll(/^\| (.+?) +\| `(\w+)` +\| `(.+?)` +\|$/gm), ([, ...cells]) => cells)

  it('has a type for most terms', () => {
    expect(rows.length).toBeGreaterThan(20)
  })

  it.each(rows)('explains %s and names its type %s in %s', (term = '', type = '', file = '') => {
    expect(terms).toContain(`**${term}**`)
    const source = readFileSync(join(root, file), 'utf8')
    expect(source).toMatch(new RegExp(`^export (?:abstract )?(?:interface|type|class) ${type}\\b`, 'm'))
  })
})

describe('docs/decisions', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md')

  it.each(files)('%s has the sections context, decision, reasons and cost', (name) => {
    const headings = Array.from(pageOf(`docs/decisions/${name}`).matchAll(/^## (.*)$/gm), ([, heading]) => heading)
    expect(headings).toEqual(['Context', 'Decision', 'Why', 'What it costs'])
  })

  it('lists every decision in its index', () => {
    expect(linksOf(pageOf('docs/decisions/README.md')).sort()).toEqual(files.sort())
  })
})

function pageOf(file: string): string {
  const text = pages.get(file)
  if (text === undefined) throw new Error(`The page ${file} does not exist`)
  return text
}

function withoutFences(text: string): string {
  return text.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '')
}

function linksOf(text: string): string[] {
  const prose = withoutFences(text).replaceAll(/`[^`\n]+`/g, 'code')
  const targets = Array.from(prose.matchAll(/\]\(([^()\s]+)\)/g), ([, target = '']) => target)
  return targets.filter((target) => !/^https?:/.test(target))
}

/** The path of a linked file in the project. */
function fileOfLink(file: string, target: string): string {
  const [path = ''] = target.split('#')
  return path === '' ? file : relative(root, join(root, dirname(file), path))
}

function isLinkGood(file: string, target: string): boolean {
  const linked = fileOfLink(file, target)
  const [, anchor] = target.split('#')
  if (!existsSync(join(root, linked))) return false
  return anchor === undefined || anchorsOf(readFileSync(join(root, linked), 'utf8')).includes(anchor)
}

/** The anchors that GitHub makes for the headings of a page. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>()
  return Array.from(withoutFences(text).matchAll(/^#+ (.*)$/gm), ([, heading = '']) => {
    const words = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    const anchor = words.replaceAll(' ', '-')
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    return before === 0 ? anchor : `${anchor}-${before}`
  })
}

/** Inline code. */
function codeSpans(text: string): string[] {
  return Array.from(withoutFences(text).matchAll(/`([^`\n]+)`/g), ([, span = '']) => span.replaceAll('\\|', '|'))
}

/** The arguments of every call of the program in shell blocks, output blocks and inline code. */
function callsOf(text: string): string[][] {
  const blocks = Array.from(text.matchAll(/```(?:sh|text)\n(.*?)```/gs), ([, block = '']) => block)
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/^\$ /, ''))
  const inText = codeSpans(text)
    .filter((span) => span.startsWith('variorum ') && span !== 'variorum ARGS')
    // the name of a command alone
    .map((call) => call.replace(/^variorum (\w+)$/, 'variorum help $1'))
  return [...lines, ...inText].flatMap((line) => {
    const argv = argumentsOf(line)
    return argv === null ? [] : [argv]
  })
}

/** `--store <URL>` names `--store`. */
function namesOf(flags: string): string[] {
  return flags.split(', ').map((flag) => flag.split(' ')[0] ?? '')
}

/** The length of a rendered row: the texts of links, cells without padding. */
function renderedLength(row: string): number {
  return row
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/ +\|/g, ' |').length
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(keysOf)
  return Object.entries(value).flatMap(([key, item]) => [key, ...keysOf(item)])
}
