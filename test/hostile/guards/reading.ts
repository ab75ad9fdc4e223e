// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plantStore } from '../repositories/neighbours.ts'
import { code } from '../repositories/texts.ts'
import { page, type Sandbox, secret } from '../sandbox.ts'
import { edit, type Guard, type Seen } from './guard.ts'

const frontMatter = 'page/front-matter/front-matter.ts'
const block = 'page/front-matter/front-matter-block.ts'

/** Whatever language a fence names is handed on. */
const anyLanguage = [
  edit(block, 'const languages = { yaml: /^(?:ya?ml)?$/i,', 'const languages = { yaml: /^\\w*$/,'),
  edit(
    block,
    "const language = mark === '---' ? 'yaml' : 'toml'",
    "const language = mark === '---' ? 'yaml' : 'toml'\n  const named = name || language",
  ),
  edit(block, 'return { language, raw:', "return { language: named as 'yaml', raw:"),
]
const engines = edit(frontMatter, '      json: refused,\n      js: refused,\n      javascript: refused,\n', '')
const noFollow = edit('sources/files/page-file.ts', '(constants.O_NOFOLLOW ?? 0)', '0')
const followed = edit(
  'sources/files/walk.ts',
  'lstatSync(`${root}/${path}`',
  "process.getBuiltinModule('node:fs').statSync(`${root}/${path}`",
)

const exported = (sandbox: Sandbox) => `export --format ndjson:${join(sandbox.reports, 'export')}`
const tells =
  (text: string) =>
  ({ told }: Seen) =>
    told.includes(text)
const executed = {
  build: (sandbox: Sandbox) =>
    sandbox.commit([{ 'posts/js.md': `---js\n${code(sandbox, 'front-matter')}\n---\n\nText.\n` }]),
  commands: () => ['import'],
  harmed: ({ programs }: Seen) => programs.length > 0,
}
const linked = {
  build: (sandbox: Sandbox) => symlinkSync('../outside/secret.md', join(sandbox.repository, 'linked.md')),
  commands: (sandbox: Sandbox) => ['ingest', exported(sandbox)],
  harmed: tells(secret),
}
/** A page goes, and redirects that lie elsewhere lead on from it. */
const redirected = {
  build(sandbox: Sandbox) {
    writeFileSync(join(sandbox.outside, 'redirects'), '/posts/museum /page 301\n/posts/museum.md /page.md 301\n')
    symlinkSync('../outside/redirects', join(sandbox.repository, '_redirects'))
    sandbox.remove('posts/museum.md')
  },
  commands: () => ['check --worktree'],
  harmed: ({ told }: Seen) => !told.includes('path-changed-without-link'),
}
const forged = 'A forged boat sails.'
/** A link whose target reads like a page. */
const linkedText = (sandbox: Sandbox) =>
  sandbox.commit([{ 'page.md': { mode: '120000', id: sandbox.blob(page(forged)) } }], { checkedOut: false })

/** What keeps pages from being more than texts of this archive. */
export const readingGuards: readonly Guard[] = [
  {
    name: "front matter: a language is ours to choose, not the fence's",
    away: anyLanguage,
    beside: [engines],
    ...executed,
  },
  { name: 'front matter: the engines that run code are replaced', away: [engines], beside: anyLanguage, ...executed },
  {
    name: 'front matter: what a block unfolds to is counted',
    away: [
      edit(
        frontMatter,
        "if (--this.#values < 0 || this.#text < 0) throw new UnreadableBlock('it unfolds to too much')",
        '',
      ),
    ],
    build: (sandbox) => sandbox.commit([{ 'posts/bomb.md': `---\n${bomb(6)}\ntitle: A boat\n---\n` }]),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ told }) => !told.includes('front-matter-unreadable'),
  },
  {
    name: 'front matter: deep nesting is refused before a parser sees it',
    away: [edit(frontMatter, '  refuseBombs(raw)\n', '')],
    build: (sandbox) =>
      sandbox.commit([{ 'posts/deep.md': `---\ntitle: ${'['.repeat(5000)}${']'.repeat(5000)}\n---\n` }]),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ told }) => !told.includes('nested too deeply'),
  },
  { name: 'links in the work tree: looked at, not through', away: [followed], beside: [noFollow], ...linked },
  {
    name: 'links in the work tree: not followed when a page is opened',
    away: [noFollow],
    beside: [followed],
    ...linked,
  },
  { name: 'links in the work tree: not followed when redirects are opened', away: [noFollow], ...redirected },
  {
    name: 'pipes in the work tree: not waited for',
    away: [edit('sources/files/page-file.ts', '(constants.O_NONBLOCK ?? 0)', '0')],
    build(sandbox) {
      sandbox.pipe('_redirects')
      sandbox.remove('posts/museum.md')
    },
    commands: () => ['check --worktree'],
    harmed: ({ stuck }) => stuck !== null,
    patience: 3,
  },
  {
    name: 'links in history: the text of one is no page',
    away: [edit('sources/git/history/history.ts', 'if (oid !== null && !isLink)', 'if (oid !== null)')],
    build: linkedText,
    commands: (sandbox) => ['import', exported(sandbox)],
    harmed: tells(forged),
  },
  {
    name: 'links in a range: the text of one is no page',
    away: [
      edit(
        'sources/git/comparison/comparison.ts',
        'const id = (entry: typeof before) => (entry?.mode.startsWith(fileMode) ? entry.id : null)',
        'const id = (entry: typeof before) => entry?.id ?? null',
      ),
    ],
    build: linkedText,
    commands: () => ['check HEAD~1..HEAD'],
    harmed: tells('forged'),
  },
  {
    name: 'paths in history: none leads out of the archive',
    away: [edit('sources/git/repository/selection.ts', 'return /(^|\\/)(\\.{0,2})(\\/|$)/.test(path)', 'return false')],
    build(sandbox) {
      const entry = { mode: '100644', id: sandbox.blob(page('A page.')), name: '../../outside/out.md' }
      sandbox.commitTree(sandbox.tree([entry]))
    },
    commands: (sandbox) => ['import', exported(sandbox)],
    harmed: tells('"path":"../../outside/out.md"'),
  },
  {
    name: 'sizes: trees do not unfold to more files than any disk holds, where a few are looked into',
    away: [edit('sources/git/trees/trees.ts', 'const most = 1_000_000', 'const most = Number.POSITIVE_INFINITY')],
    build: (sandbox) => unfolding(sandbox, 200, 5001),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ last }) => last?.code === 0,
  },
  {
    name: 'sizes: trees do not unfold to more files than any disk holds, where git compares them',
    away: [
      edit(
        'sources/git/trees/raw-differences.ts',
        'const longest = 128 * 2 ** 20',
        'const longest = Number.POSITIVE_INFINITY',
      ),
    ],
    build: (sandbox) => unfolding(sandbox, 400, 400, 'n'.repeat(800)),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ last }) => last?.code === 0,
  },
  {
    name: 'sizes: a large object is not read',
    away: [edit('sources/git/repository/object-reader.ts', 'if (size > this.#limit)', 'if (false)')],
    build(sandbox) {
      const id = sandbox.blob(Buffer.alloc(70_000_000, 'A boat. '))
      sandbox.commit([{ 'page.md': { mode: '100644', id } }], { checkedOut: false })
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ megabytes }) => megabytes > 180,
  },
  {
    name: 'sizes: a large page of history is not read',
    away: [
      edit('sources/git/history/history.ts', 'return size !== null && size <= this.#maxBytes', 'return size !== null'),
    ],
    build(sandbox) {
      const id = sandbox.blob(Buffer.alloc(70_000_000, 'A boat. '))
      sandbox.commit([{ 'page.md': { mode: '100644', id } }], { checkedOut: false })
    },
    commands: () => ['import'],
    harmed: ({ megabytes }) => megabytes > 180,
  },
  {
    name: 'a planted store: one that does more than a store does is not used',
    away: [edit('store/sqlite/open-database.ts', "if (whose === 'foreign') throw", 'if (false) throw')],
    build: (sandbox) => plantStore(join(sandbox.repository, 'snapshots/variorum.db')),
    commands: (sandbox) => [
      '--store snapshots/variorum.db ingest',
      `--store snapshots/variorum.db ${exported(sandbox)}`,
    ],
    harmed: tells('hijacked.md'),
  },
]

function bomb(levels: number): string {
  const level = (index: number) => (index === 0 ? 'boat' : `*a${index - 1}`)
  return Array.from(
    { length: levels },
    (_, index) => `a${index}: &a${index} [${Array(9).fill(level(index)).join(', ')}]`,
  ).join('\n')
}

/** A commit of so many folders, each with the same so many files, none of which is a page. */
function unfolding(sandbox: Sandbox, folders: number, files: number, name = ''): void {
  const id = sandbox.blob('')
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(6, '0'))
  const folder = sandbox.tree(numbers(files).map((number) => ({ mode: '100644', id, name: `${name}${number}.png` })))
  const root = sandbox.tree(numbers(folders).map((number) => ({ mode: '40000', id: folder, name: number })))
  sandbox.commitTree(sandbox.tree([{ mode: '40000', id: root, name: 'all' }]))
}
