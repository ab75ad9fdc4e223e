import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A page of the sample archive. */
interface SamplePage {
  readonly path: string
  readonly topic: string
  readonly title: string
  readonly body: string
  readonly source: string
}

const bridge: SamplePage = {
  path: 'bridge.md',
  topic: 'Harbour works',
  title: 'The swing bridge opens to trams on Friday',
  body: 'The first tram crosses at nine.',
  source: 'bridge',
}

const fire: SamplePage = {
  path: 'fire.md',
  topic: 'Skarholm',
  title: 'A fire burns down the old mill in Skarholm',
  body: 'The mill stood empty.',
  source: 'mill',
}

const arrest: SamplePage = {
  path: 'arrest.md',
  topic: 'Skarholm',
  title: 'A man is arrested over the fire in Skarholm',
  body: 'The police name no motive.',
  source: 'arrest',
}

/** Two commits: the second one changes a title without an entry and adds a page. */
const commits: readonly (readonly [time: string, pages: readonly SamplePage[]])[] = [
  ['2018-01-15T08:00:00Z', [bridge, fire]],
  ['2018-01-15T10:00:00Z', [{ ...bridge, title: 'The swing bridge opens to trams on Monday' }, arrest]],
]

/**
 * Makes a small repository of pages with the same commits on every machine.
 * @param root an empty folder
 */
export function makeSampleArchive(root: string): void {
  const git = (args: readonly string[], time = '') => {
    const env = {
      PATH: process.env.PATH ?? '',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Desk',
      GIT_AUTHOR_EMAIL: 'desk@example.org',
      GIT_AUTHOR_DATE: time,
      GIT_COMMITTER_NAME: 'Desk',
      GIT_COMMITTER_EMAIL: 'desk@example.org',
      GIT_COMMITTER_DATE: time,
    }
    execFileSync('git', args, { cwd: root, env })
  }
  git(['init', '-q', '-b', 'main'])
  for (const [time, pages] of commits) {
    for (const page of pages) {
      const file = join(root, 'archive/news/2018/01/15', page.path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, textOf(page))
    }
    git(['add', '-A'])
    git(['commit', '-q', '-m', 'Edit pages'], time)
  }
}

function textOf({ topic, title, body, source }: SamplePage): string {
  return [
    '### [2018-01-15](/news/2018/01/15/index.md)',
    `##### ${topic}`,
    `# ${title}`,
    body,
    '### Sources:',
    `1. [Harbour Gazette](https://gazette.example/2018/${source})`,
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n')
}
