import { execFileSync } from 'node:child_process'
import { TestRepository } from '../sources/git/repository.ts'
import { temporaryFolder } from '../sources/temporary.ts'

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
export function post(title: string, body: string): string {
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

/** A repository of pages that were retitled, in a new file and in place, regenerated, corrected and removed. */
export function makeArchive(): TestRepository {
  const repository = new TestRepository()
  const lead = 'The span was turned for the first time since the war.'
  const ferry = 'news/2018/01/15/the-ferry-to-vell-is-cancelled.md'
  const museum = 'posts/museum.md'
  repository.commit(
    {
      [bridge.first]: eventPage({ title: friday, lead, related: ['An older story'] }),
      [ferry]: eventPage({ title: 'The ferry to Vell is cancelled.', source: 'https://gazette.example/2018/ferry' }),
      [museum]: post('The museum closes for 2 weeks', 'A leak in the roof.'),
      'index.md': '## [2018-01-15](/news/2018/01/15/index.md)\n',
      'logo.png': 'no page',
    },
    { at: '2018-01-15T08:00:00Z' },
  )
  repository.commit({ [bridge.first]: eventPage({ title: friday, lead, related: ['A newer story'] }) }, at('09'))
  repository.commit({ [bridge.now]: eventPage({ title: monday, lead }) }, at('10'))
  repository.commit({ [bridge.now]: eventPage({ title: cracks, lead }) }, at('12'))
  repository.commit({ [museum]: post('The museum closes for 3 weeks', 'A leak in the roof.') }, at('13'))
  repository.commit({ [ferry]: null }, at('14'))
  checkOut(repository)
  return repository
}

export function at(hour: string): { at: string } {
  return { at: `2018-01-15T${hour}:00:00Z` }
}

/** Puts the last commit's files on disk. */
export function checkOut({ path, gitDir }: TestRepository): void {
  execFileSync('git', [`--git-dir=${gitDir}`, `--work-tree=${path}`, 'checkout', '-q', '-f', 'main'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/**
 * A repository with many revisions of lists, told by alternating contents, so that importing it takes several batches.
 */
export function makeLongHistory({ commits, files }: { commits: number; files: number }): TestRepository {
  const repository = new TestRepository({ path: `${temporaryFolder()}/long` })
  const lists = ['## [2018-01-15](/a.md)\n', '## [2018-01-16](/b.md)\n']
  const lines = lists.map((text, index) => `blob\nmark :${index + 1}\ndata ${text.length}\n${text}\n`)
  for (let commit = 0; commit < commits; commit++) {
    const page = eventPage({ title: `The bridge has carried ${1000 + Math.floor(commit / 10)} trams.` })
    lines.push(
      `commit refs/heads/main\ncommitter Grace <g@example.org> ${1_516_000_000 + commit * 3600} +0000\ndata 4\nEdit\n`,
    )
    for (let file = 0; file < files; file++) lines.push(`M 100644 :${(commit % 2) + 1} days/${file}/index.md\n`)
    lines.push(`M 100644 inline news/2018/01/15/trams.md\ndata ${page.length}\n${page}\n`)
  }
  repository.git(['fast-import', '--quiet'], lines.join(''))
  return repository
}
