// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings quote source code
import { cpSync, linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Sandbox } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

const writePage = 'commands/archive/write-page.ts'
const hasChangedPath = ({ changedPaths }: Observation) => changedPaths.length > 0
const fixCommands = () => ['check HEAD~1..HEAD --fix']
const lastPage = 'posts/museum.md'
const insideCheck = replaceSource(writePage, 'folder === root || folder.startsWith(root + sep)', 'true')

/** Writes the pages of the last commit to disk, so that the checked pages are those on disk. */
function checkedOut(sandbox: Sandbox): void {
  sandbox.git(['checkout', '-q', '-f', 'main'])
}

/** Moves the folder of a page away and replaces it with a link. */
function moveAway(sandbox: Sandbox, to: string): void {
  checkedOut(sandbox)
  cpSync(join(sandbox.repository, 'posts'), to, { recursive: true })
  sandbox.remove('posts')
  symlinkSync(to, join(sandbox.repository, 'posts'))
}

/** Guards that keep files outside the archive from being written. */
export const writingGuards: readonly Guard[] = [
  {
    name: 'writing a page: a linked folder that leads out of the archive is refused',
    removal: [insideCheck],
    build: (sandbox) => moveAway(sandbox, join(sandbox.outside, 'posts')),
    commands: fixCommands,
    isHarmed: hasChangedPath,
  },
  {
    name: 'writing a page: a folder whose name begins like the archive is outside',
    removal: [replaceSource(writePage, 'folder.startsWith(root + sep)', 'folder.startsWith(root)')],
    build: (sandbox) => moveAway(sandbox, `${sandbox.repository}-of-others`),
    commands: fixCommands,
    isHarmed: hasChangedPath,
  },
  {
    name: 'writing a page: a link that replaces the page is not followed',
    removal: [
      replaceSource(writePage, '(await lstat(target)).isFile()', 'true'),
      replaceSource(writePage, 'constants.O_RDONLY | constants.O_NOFOLLOW', 'constants.O_RDONLY'),
      replaceSource(
        writePage,
        'await rename(temporary, target)',
        "await (await import('node:fs/promises')).copyFile(temporary, target)",
      ),
    ],
    build(sandbox) {
      checkedOut(sandbox)
      cpSync(join(sandbox.repository, lastPage), join(sandbox.outside, 'museum.md'))
      sandbox.remove(lastPage)
      symlinkSync('../../outside/museum.md', join(sandbox.repository, lastPage))
    },
    commands: fixCommands,
    isHarmed: hasChangedPath,
  },
  {
    name: 'writing a page: a new file replaces the page, so a hard link keeps the old bytes',
    removal: [
      replaceSource(
        writePage,
        'await rename(temporary, target)',
        "await (await import('node:fs/promises')).copyFile(temporary, target)",
      ),
    ],
    build(sandbox) {
      checkedOut(sandbox)
      linkSync(join(sandbox.repository, lastPage), join(sandbox.outside, 'museum.md'))
    },
    commands: fixCommands,
    isHarmed: hasChangedPath,
  },
  {
    name: 'writing a report: a new file replaces a link, whose target stays unchanged',
    removal: [
      replaceSource(
        'cli/terminal/output.ts',
        "const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)",
        'const temporary = file',
      ),
      replaceSource('cli/terminal/output.ts', "open(temporary, 'wx')", "open(temporary, 'w')"),
    ],
    build(sandbox) {
      mkdirSync(join(sandbox.repository, 'out'))
      symlinkSync('../../outside/secret.md', join(sandbox.repository, 'out/check.json'))
    },
    commands: () => ['check HEAD~1..HEAD --format json:out/check.json'],
    isHarmed: hasChangedPath,
  },
  {
    name: 'writing a report: a linked folder that leads out of the project is refused',
    removal: [replaceSource('cli/terminal/output.ts', 'if (outside !== null)', 'if (false)')],
    build: (sandbox) => symlinkSync('../outside', join(sandbox.repository, 'out')),
    commands: () => ['check HEAD~1..HEAD --format json:out/check.json'],
    isHarmed: hasChangedPath,
  },
  {
    name: 'opening a store: a linked folder that leads out of the project is refused',
    removal: [replaceSource('commands/open-variorum.ts', '    await this.#refuseOutwardLink()\n', '')],
    build: (sandbox) => symlinkSync('../outside', join(sandbox.repository, 'snapshots')),
    commands: () => [{ name: 'import', argv: ['import'], env: { VARIORUM_STORE: '' } }],
    isHarmed: hasChangedPath,
  },
  {
    name: 'naming a page: a folder whose name begins like the archive is outside',
    removal: [
      replaceSource(
        'commands/archive/archive-paths.ts',
        '!real.startsWith(context.archive + sep)',
        '!real.startsWith(context.archive)',
      ),
    ],
    build(sandbox) {
      mkdirSync(`${sandbox.repository}-of-others`)
      cpSync(join(sandbox.repository, 'page.md'), join(`${sandbox.repository}-of-others`, 'page.md'))
    },
    commands: () => ['ingest', 'changes ../repository-of-others/page.md'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
  {
    name: 'recording a page: a folder whose name begins like the archive is outside',
    removal: [
      replaceSource(
        'sources/files/outward-link.ts',
        "return relativePath.split(sep)[0] !== '..' && !isAbsolute(relativePath)",
        'return isAbsolute(relativePath) || path.startsWith(folder)',
      ),
    ],
    otherRemovals: [
      replaceSource(
        'commands/archive/archive-paths.ts',
        '!real.startsWith(context.archive + sep)',
        '!real.startsWith(context.archive)',
      ),
    ],
    build(sandbox) {
      mkdirSync(`${sandbox.repository}-of-others`)
      cpSync(join(sandbox.repository, 'page.md'), join(`${sandbox.repository}-of-others`, 'page.md'))
    },
    commands: () => ['ingest ../repository-of-others/page.md'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
]
