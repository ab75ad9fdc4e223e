// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings quote source code
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plantStore } from '../repositories/neighbours.ts'
import { markingCode } from '../repositories/texts.ts'
import { page, type Sandbox, secretText } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

const frontMatter = 'page/front-matter/front-matter.ts'
const block = 'page/front-matter/front-matter-block.ts'

/** Passes on any language that a fence names. */
const anyLanguage = [
  replaceSource(block, 'const languages = { yaml: /^(?:ya?ml)?$/i,', 'const languages = { yaml: /^\\w*$/,'),
  replaceSource(
    block,
    "const language = mark === '---' ? 'yaml' : 'toml'",
    "const language = mark === '---' ? 'yaml' : 'toml'\n  const named = name || language",
  ),
  replaceSource(block, 'return { language, raw:', "return { language: named as 'yaml', raw:"),
]
const engines = replaceSource(
  frontMatter,
  '      json: unsupportedEngine,\n      js: unsupportedEngine,\n      javascript: unsupportedEngine,\n',
  '',
)
const noFollow = replaceSource('sources/files/page-file.ts', '(constants.O_NOFOLLOW ?? 0)', '0')
const followed = replaceSource(
  'sources/files/walk.ts',
  'lstatSync(`${root}/${path}`',
  "process.getBuiltinModule('node:fs').statSync(`${root}/${path}`",
)

const exported = (sandbox: Sandbox) => `export --format ndjson:${join(sandbox.reports, 'export')}`
const outputHas =
  (text: string) =>
  ({ output }: Observation) =>
    output.includes(text)
const executedFrontMatter = {
  build: (sandbox: Sandbox) =>
    sandbox.commit([{ 'posts/js.md': `---js\n${markingCode(sandbox, 'front-matter')}\n---\n\nText.\n` }]),
  commands: () => ['import'],
  isHarmed: ({ programs }: Observation) => programs.length > 0,
}
const linkedPage = {
  build: (sandbox: Sandbox) => symlinkSync('../outside/secret.md', join(sandbox.repository, 'linked.md')),
  commands: (sandbox: Sandbox) => ['ingest', exported(sandbox)],
  isHarmed: outputHas(secretText),
}
/** A page is removed, and a linked redirects file outside the repository redirects it. */
const redirectedPage = {
  build(sandbox: Sandbox) {
    writeFileSync(join(sandbox.outside, 'redirects'), '/posts/museum /page 301\n/posts/museum.md /page.md 301\n')
    symlinkSync('../outside/redirects', join(sandbox.repository, '_redirects'))
    sandbox.remove('posts/museum.md')
  },
  commands: () => ['check --worktree'],
  isHarmed: ({ output }: Observation) => !output.includes('path-changed-without-link'),
}
const forged = 'A forged boat sails.'
/** A link whose target is the text of a page. */
const linkedText = (sandbox: Sandbox) =>
  sandbox.commit([{ 'page.md': { mode: '120000', id: sandbox.blob(page(forged)) } }], { checkedOut: false })

/** Guards that keep pages from being more than texts of this archive. */
export const readingGuards: readonly Guard[] = [
  {
    name: 'front matter: a fence cannot choose a language that runs code',
    removal: anyLanguage,
    otherRemovals: [engines],
    ...executedFrontMatter,
  },
  {
    name: 'front matter: engines that run code are replaced',
    removal: [engines],
    otherRemovals: anyLanguage,
    ...executedFrontMatter,
  },
  {
    name: 'front matter: expanded YAML aliases are counted',
    removal: [
      replaceSource(
        frontMatter,
        "if (--this.#valuesLeft < 0 || this.#charactersLeft < 0) throw new UnreadableBlock('it expands to too much data')",
        '',
      ),
    ],
    build: (sandbox) => sandbox.commit([{ 'posts/bomb.md': `---\n${bomb(6)}\ntitle: A boat\n---\n` }]),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ output }) => !output.includes('front-matter-unreadable'),
  },
  {
    name: 'front matter: deep nesting is refused before it is parsed',
    removal: [replaceSource(frontMatter, '  rejectBombs(raw)\n', '')],
    build: (sandbox) =>
      sandbox.commit([{ 'posts/deep.md': `---\ntitle: ${'['.repeat(5000)}${']'.repeat(5000)}\n---\n` }]),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ output }) => !output.includes('nested too deeply'),
  },
  {
    name: 'links in the working tree: not followed when a folder is walked',
    removal: [followed],
    otherRemovals: [noFollow],
    ...linkedPage,
  },
  {
    name: 'links in the working tree: not followed when a page is opened',
    removal: [noFollow],
    otherRemovals: [followed],
    ...linkedPage,
  },
  { name: 'links in the working tree: not followed when redirects are opened', removal: [noFollow], ...redirectedPage },
  {
    name: 'pipes in the working tree: opening one does not wait for a writer',
    removal: [replaceSource('sources/files/page-file.ts', '(constants.O_NONBLOCK ?? 0)', '0')],
    build(sandbox) {
      sandbox.pipe('_redirects')
      sandbox.remove('posts/museum.md')
    },
    commands: () => ['check --worktree'],
    isHarmed: ({ hangReason }) => hangReason !== null,
    timeoutSeconds: 3,
  },
  {
    name: 'links in history: the target of a link is not a page',
    removal: [
      replaceSource('sources/git/history/git-history.ts', 'if (oid !== null && problem === null)', 'if (oid !== null)'),
    ],
    build: linkedText,
    commands: (sandbox) => ['import', exported(sandbox)],
    isHarmed: outputHas(forged),
  },
  {
    name: 'links in a range: the target of a link is not a page',
    removal: [
      replaceSource(
        'sources/git/comparison/comparison.ts',
        'const id = (entry: typeof before) => (entry?.mode.startsWith(fileModePrefix) ? entry.id : null)',
        'const id = (entry: typeof before) => entry?.id ?? null',
      ),
    ],
    build: linkedText,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: outputHas('forged'),
  },
  {
    name: 'paths in history: no path leads out of the archive',
    removal: [
      replaceSource('sources/git/repository/selection.ts', 'if (/(^|\\/)(\\.{0,2})(\\/|$)/.test(path))', 'if (false)'),
    ],
    build(sandbox) {
      const entry = { mode: '100644', id: sandbox.blob(page('A page.')), name: '../../outside/out.md' }
      sandbox.commitTree(sandbox.tree([entry]))
    },
    commands: (sandbox) => ['import', exported(sandbox)],
    isHarmed: outputHas('"path":"../../outside/out.md"'),
  },
  {
    name: 'sizes: a tree bomb is refused when trees are compared one by one',
    removal: [
      replaceSource(
        'sources/git/trees/tree-reader.ts',
        'const maxFiles = 1_000_000',
        'const maxFiles = Number.POSITIVE_INFINITY',
      ),
    ],
    build: (sandbox) => commitWideTree(sandbox, 200, 5001),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
  {
    name: 'sizes: a tree bomb is refused when git compares trees',
    removal: [
      replaceSource(
        'sources/git/trees/raw-differences.ts',
        'const maxAnswerBytes = 128 * 2 ** 20',
        'const maxAnswerBytes = Number.POSITIVE_INFINITY',
      ),
    ],
    build: (sandbox) => commitWideTree(sandbox, 400, 400, 'n'.repeat(800)),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
  {
    name: 'sizes: a large object is not read',
    removal: [replaceSource('sources/git/repository/object-reader.ts', 'if (size > this.#maxBytes)', 'if (false)')],
    build(sandbox) {
      const id = sandbox.blob(Buffer.alloc(70_000_000, 'A boat. '))
      sandbox.commit([{ 'page.md': { mode: '100644', id } }], { checkedOut: false })
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ peakMegabytes }) => peakMegabytes > 180,
  },
  {
    name: 'sizes: a large page of history is not read',
    removal: [
      replaceSource(
        'sources/git/history/git-history.ts',
        'return size !== null && size <= this.#maxBytes',
        'return size !== null',
      ),
    ],
    build(sandbox) {
      const id = sandbox.blob(Buffer.alloc(70_000_000, 'A boat. '))
      sandbox.commit([{ 'page.md': { mode: '100644', id } }], { checkedOut: false })
    },
    commands: () => ['import'],
    isHarmed: ({ peakMegabytes }) => peakMegabytes > 180,
  },
  {
    name: 'planted store: a database with a trigger is not used',
    removal: [replaceSource('store/sqlite/open-database.ts', "if (whose === 'foreign') throw", 'if (false) throw')],
    build: (sandbox) => plantStore(join(sandbox.repository, 'snapshots/variorum.db')),
    commands: (sandbox) => [
      '--store snapshots/variorum.db ingest',
      `--store snapshots/variorum.db ${exported(sandbox)}`,
    ],
    isHarmed: outputHas('hijacked.md'),
  },
]

function bomb(levels: number): string {
  const level = (index: number) => (index === 0 ? 'boat' : `*a${index - 1}`)
  return Array.from(
    { length: levels },
    (_, index) => `a${index}: &a${index} [${Array(9).fill(level(index)).join(', ')}]`,
  ).join('\n')
}

/** Commits folders that all hold the same files, none of which is a page. */
function commitWideTree(sandbox: Sandbox, folders: number, files: number, name = ''): void {
  const id = sandbox.blob('')
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(6, '0'))
  const folder = sandbox.tree(numbers(files).map((number) => ({ mode: '100644', id, name: `${name}${number}.png` })))
  const root = sandbox.tree(numbers(folders).map((number) => ({ mode: '40000', id: folder, name: number })))
  sandbox.commitTree(sandbox.tree([{ mode: '40000', id: root, name: 'all' }]))
}
