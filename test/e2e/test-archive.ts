import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { temporaryFolder } from '../sources/temporary-folder.ts'

/** A page of the context dialect. */
export function eventPage(page: {
  title: string
  day?: string
  topic?: string
  lead?: string
  source?: string
  changes?: string
  related?: readonly string[]
}): string {
  const { title, day = '2018-01-15', topic = 'Harbour works', lead = '', changes = '', related = [] } = page
  const links = related.map((name, index) => `${index + 1}. [${name} ](/news/x.md) _Context: ${topic}_`)
  return [
    `### [${day}](/news/${day.replaceAll('-', '/')}/index.md)`,
    '',
    `##### ${topic}`,
    `# ${title}`,
    '',
    ...(lead === '' ? [] : [lead, '']),
    '### Source:',
    `1. [Harbour Gazette](${page.source ?? 'https://gazette.example/2018/bridge'})`,
    '',
    ...(changes === '' ? [] : [changes]),
    '### Related:',
    ...links,
    '',
  ].join('\n')
}

/** A page of the front-matter dialect. */
export function frontMatterPage(title: string, body: string): string {
  return `---\ntitle: ${JSON.stringify(title)}\ndate: 2018-01-16\n---\n\n${body}\n`
}

export const bridge = {
  first: 'news/2018/01/15/the-swing-bridge-of-skarholm-opens-to-trams-on-friday.md',
  now: 'news/2018/01/15/the-swing-bridge-of-skarholm-opens-to-trams-on-monday-after-a-crack-is-found.md',
  titles: [
    'The swing bridge of Skarholm opens to trams on Friday.',
    'The swing bridge of Skarholm opens to trams on Monday after a crack is found.',
    'The swing bridge of Skarholm opens to trams on Monday after 3 cracks are found.',
  ],
} as const

const [friday, monday, cracks] = bridge.titles

/** Contents by path. Null removes the file. */
type Files = Readonly<Record<string, string | Buffer | null>>

/**
 * Makes a repository with one commit an hour, the first at 2018-01-15T08:00:00Z.
 * @param checkedOut whether the last commit's files are written to disk
 */
export function makeRepository(commits: readonly Files[], { checkedOut = true } = {}): string {
  const path = join(temporaryFolder(), 'repository')
  runQuietly('git', 'init', '-q', '-b', 'main', path)
  const stream = commits.flatMap((files, hour) => [
    `commit refs/heads/main\ncommitter Grace <grace@example.org> ${startSeconds + hour * 3600} +0000\ndata 4\nEdit\n`,
    ...Object.entries(files).flatMap(([name, content]) => {
      if (content === null) return [`D ${name}\n`]
      return [`M 100644 inline ${name}\ndata ${Buffer.byteLength(content)}\n`, content, '\n']
    }),
  ])
  const input = Buffer.concat(stream.map((part) => Buffer.from(part)))
  execFileSync('git', ['-C', path, 'fast-import', '--quiet'], { input, stdio: ['pipe', 'ignore', 'pipe'] })
  if (checkedOut && commits.length > 0) runQuietly('git', '-C', path, 'checkout', '-q', '-f', 'main')
  return path
}

const startSeconds = Date.UTC(2018, 0, 15, 8) / 1000

/** Runs a system program without output. */
export function runQuietly(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Makes an archive whose pages were retitled in a new file and in place, regenerated, corrected and removed. */
export function makeArchive(): string {
  const lead = 'The span was turned for the first time since the war.'
  const ferry = 'news/2018/01/15/the-ferry-to-vell-is-cancelled.md'
  const museum = 'posts/museum.md'
  return makeRepository([
    {
      [bridge.first]: eventPage({ title: friday, lead, related: ['An older story'] }),
      [ferry]: eventPage({ title: 'The ferry to Vell is cancelled.', source: 'https://gazette.example/2018/ferry' }),
      [museum]: frontMatterPage('The museum closes for 2 weeks', 'A leak in the roof.'),
      'index.md': '## [2018-01-15](/news/2018/01/15/index.md)\n',
      'logo.png': 'no page',
    },
    { [bridge.first]: eventPage({ title: friday, lead, related: ['A newer story'] }) },
    { [bridge.now]: eventPage({ title: monday, lead }) },
    { [bridge.now]: eventPage({ title: cracks, lead }) },
    { [museum]: frontMatterPage('The museum closes for 3 weeks', 'A leak in the roof.') },
    { [ferry]: null },
  ])
}

/** Makes a history of many list revisions and a page retitled every tenth commit. Its import takes several batches. */
export function makeLongHistory({ commits, files }: { commits: number; files: number }): string {
  const lists = ['## [2018-01-15](/a.md)\n', '## [2018-01-16](/b.md)\n']
  const commit = (index: number) => {
    const names = Array.from({ length: files }, (_, file) => [`days/${file}/index.md`, lists[index % 2] ?? ''] as const)
    const page = eventPage({ title: `The bridge has carried ${1000 + Math.floor(index / 10)} trams.` })
    return { ...Object.fromEntries(names), 'news/2018/01/15/trams.md': page }
  }
  return makeRepository(
    Array.from({ length: commits }, (_, index) => commit(index)),
    { checkedOut: false },
  )
}
