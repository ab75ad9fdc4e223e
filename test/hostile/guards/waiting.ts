// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings quote source code
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { treeBomb } from '../repositories/sizes.ts'
import type { Sandbox } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

const isStuck = ({ hangReason }: Observation) => hangReason !== null
const isolatedRepository = 'sources/git/repository/isolated-repository.ts'
const rawDifferences = 'sources/git/trees/raw-differences.ts'
const commitTreeBomb = (sandbox: Sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10))

/** Guards that keep the program from waiting forever and from growing without bound. */
export const waitingGuards: readonly Guard[] = [
  {
    name: 'info/exclude: a named pipe does not block the check',
    removal: [
      replaceSource('sources/git/trees/index-file.ts', '(await lstat(exclude).catch(() => null))?.isFile()', 'true'),
    ],
    build: (sandbox) => sandbox.pipe('.git/info/exclude'),
    commands: () => ['check --worktree'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: 'index: a named pipe does not block the check',
    removal: [replaceSource('sources/git/trees/index-file.ts', 'stats !== null && !stats.isFile()', 'false')],
    build: (sandbox) => sandbox.pipe('.git/index'),
    commands: () => ['check --staged'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: '.gitignore: git is stopped when it waits for a named pipe',
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
    name: 'objects: git is stopped when it waits for a named pipe',
    removal: [replaceSource(isolatedRepository, '[this.#blockingFileCheck, ...stallChecks]', 'stallChecks')],
    build(sandbox) {
      const id = sandbox.git(['rev-parse', 'HEAD:posts/museum.md'])
      sandbox.pipe(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    },
    commands: () => ['import'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
  {
    name: 'repository settings: git is stopped when an include leads to a named pipe',
    removal: [replaceSource('sources/git/repository/repository-queries.ts', 'timeout: timeoutMs, ', '')],
    build(sandbox) {
      sandbox.pipe('.git/included')
      sandbox.config('[include]\n\tpath = included\n')
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 15,
  },
  {
    name: 'config: a named pipe does not block a command',
    removal: [replaceSource('sources/files/small-file.ts', ' | (constants.O_NONBLOCK ?? 0)', '')],
    build: (sandbox) => sandbox.pipe('variorum.config.json'),
    commands: () => ['status'],
    isHarmed: isStuck,
    timeoutSeconds: 4,
  },
  {
    name: 'config: an endless device is not read',
    removal: [replaceSource('sources/files/small-file.ts', '!stats.isFile()', 'false')],
    build: (sandbox) => symlinkSync('/dev/zero', join(sandbox.repository, 'variorum.config.json')),
    commands: () => ['status'],
    isHarmed: ({ hangReason, peakMegabytes }) => hangReason !== null || peakMegabytes > 500,
    timeoutSeconds: 8,
  },
  {
    name: 'tree bomb: git is stopped when it lists a history without end',
    removal: [replaceSource('sources/git/history/git-history.ts', '(await this.#isTreeBomb())', 'false')],
    build: commitTreeBomb,
    commands: () => ['import'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
  {
    name: 'tree bomb: git is stopped when it compares trees without end',
    removal: [
      replaceSource(
        rawDifferences,
        'const stallChecks = [async () => ((await isTreeBomb(objects, roots)) ? treeBombError() : null)]',
        'const stallChecks: never[] = []',
      ),
    ],
    build: commitTreeBomb,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 6,
  },
  {
    name: 'tree bomb: git is stopped when it compares the index with a tree without end',
    removal: [
      replaceSource(
        rawDifferences,
        'const stallChecks = [async () => ((await isTreeBomb(objects, roots)) ? treeBombError() : null)]',
        'const stallChecks: never[] = []',
      ),
    ],
    build: commitTreeBomb,
    commands: () => ['check --staged'],
    isHarmed: isStuck,
    timeoutSeconds: 6,
  },
  {
    name: 'large object: git is stopped when its output stays unread',
    removal: [replaceSource(isolatedRepository, '  child.stdout?.destroy()\n', '')],
    build(sandbox) {
      const file = { mode: '100644', id: sandbox.blob(Buffer.alloc(70_000_000, 'A boat. ')) }
      sandbox.commit([{ 'posts/large.md': file }], { checkedOut: false })
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: isStuck,
    timeoutSeconds: 8,
  },
]
