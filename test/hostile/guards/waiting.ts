// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { treeBomb } from '../repositories/sizes.ts'
import type { Sandbox } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

const isStuck = ({ hangReason }: Observation) => hangReason !== null
const cleanRoom = 'sources/git/repository/isolated-repository.ts'
const rawDifferences = 'sources/git/trees/raw-differences.ts'
const commitTreeBomb = (sandbox: Sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10))

/** What keeps the program from waiting for ever, and from growing without end. */
export const waitingGuards: readonly Guard[] = [
  {
    name: 'info/exclude is a file: nothing waits for a pipe in its place',
    removal: [
      replaceSource('sources/git/trees/index-file.ts', '(await lstat(exclude).catch(() => null))?.isFile()', 'true'),
    ],
    build: (sandbox) => sandbox.pipe('.git/info/exclude'),
    commands: () => ['check --worktree'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: 'the index is a file: nothing waits for a pipe in its place',
    removal: [replaceSource('sources/git/trees/index-file.ts', 'stats !== null && !stats.isFile()', 'false')],
    build: (sandbox) => sandbox.pipe('.git/index'),
    commands: () => ['check --staged'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: '.gitignore: git does not wait long for a pipe in its place',
    removal: [
      replaceSource(
        'sources/git/trees/index-file.ts',
        "blockingFileCheck(index.top, (name) => name === '.gitignore')",
        '',
      ),
    ],
    build: (sandbox) => sandbox.pipe('.gitignore'),
    commands: () => ['check --worktree'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
  {
    name: 'objects: git does not wait long for a pipe among them',
    removal: [replaceSource(cleanRoom, '[this.#blockingFileCheck, ...stallChecks]', 'stallChecks')],
    build(sandbox) {
      const id = sandbox.git(['rev-parse', 'HEAD:posts/museum.md'])
      sandbox.pipe(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    },
    commands: () => ['import'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
  {
    name: 'settings of the repository: git does not read a pipe for ever where one leads to it',
    removal: [replaceSource('sources/git/repository/repository-queries.ts', "child.kill('SIGKILL')", '')],
    build(sandbox) {
      sandbox.pipe('.git/included')
      sandbox.config('[include]\n\tpath = included\n')
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 15,
  },
  {
    name: 'the config: nothing waits for a pipe in its place',
    removal: [replaceSource('sources/files/small-file.ts', ' | (constants.O_NONBLOCK ?? 0)', '')],
    build: (sandbox) => sandbox.pipe('variorum.config.json'),
    commands: () => ['status'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: 'the config: no device is read without end',
    removal: [replaceSource('sources/files/small-file.ts', '!stats.isFile()', 'false')],
    build: (sandbox) => symlinkSync('/dev/zero', join(sandbox.repository, 'variorum.config.json')),
    commands: () => ['status'],
    isHarmed: ({ hangReason, peakMegabytes }) => hangReason !== null || peakMegabytes > 500,
    timeoutSeconds: 8,
  },
  {
    name: 'unfolding: no history is listed that never ends',
    removal: [replaceSource('sources/git/history/git-history.ts', '(await this.#isTreeBomb())', 'false')],
    build: commitTreeBomb,
    commands: () => ['import'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
  {
    name: 'unfolding: no trees are compared that never end',
    removal: [
      replaceSource(
        rawDifferences,
        'const stallChecks = [treeBombCheck(objects, [before, after])]',
        'const stallChecks: StallCheck[] = []',
      ),
    ],
    build: commitTreeBomb,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 6,
  },
  {
    name: 'unfolding: no index is compared with a tree that never ends',
    removal: [
      replaceSource(
        rawDifferences,
        'const stallChecks = [treeBombCheck(objects, [tree])]',
        'const stallChecks: StallCheck[] = []',
      ),
    ],
    build: commitTreeBomb,
    commands: () => ['check --staged'],
    isHarmed: isStuck,
    timeoutSeconds: 6,
  },
  {
    name: 'what is too large to be read is left unread, and git is let go',
    removal: [replaceSource(cleanRoom, '  child.stdout?.destroy()\n', '')],
    build(sandbox) {
      const file = { mode: '100644', id: sandbox.blob(Buffer.alloc(70_000_000, 'A boat. ')) }
      sandbox.commit([{ 'posts/large.md': file }], { checkedOut: false })
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
]
