// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { treeBomb } from '../repositories/sizes.ts'
import type { Sandbox } from '../sandbox.ts'
import { edit, type Guard, type Seen } from './guard.ts'

const stuck = ({ stuck }: Seen) => stuck !== null
const cleanRoom = 'sources/git/repository/clean-room.ts'
const rawDifferences = 'sources/git/trees/raw-differences.ts'
const bomb = (sandbox: Sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10))

/** What keeps the program from waiting for ever, and from growing without end. */
export const waitingGuards: readonly Guard[] = [
  {
    name: 'info/exclude is a file: nothing waits for a pipe in its place',
    away: [edit('sources/git/trees/index-file.ts', '(await lstat(exclude).catch(() => null))?.isFile()', 'true')],
    build: (sandbox) => sandbox.pipe('.git/info/exclude'),
    commands: () => ['check --worktree'],
    harmed: stuck,
    patience: 4,
  },
  {
    name: 'the index is a file: nothing waits for a pipe in its place',
    away: [edit('sources/git/trees/index-file.ts', 'found !== null && !found.isFile()', 'false')],
    build: (sandbox) => sandbox.pipe('.git/index'),
    commands: () => ['check --staged'],
    harmed: stuck,
    patience: 4,
  },
  {
    name: '.gitignore: git does not wait long for a pipe in its place',
    away: [edit('sources/git/trees/index-file.ts', "waitsForEver(index.top, (name) => name === '.gitignore')", '')],
    build: (sandbox) => sandbox.pipe('.gitignore'),
    commands: () => ['check --worktree'],
    harmed: stuck,
    patience: 8,
  },
  {
    name: 'objects: git does not wait long for a pipe among them',
    away: [edit(cleanRoom, '[this.#waitsForEver, ...doubts]', 'doubts')],
    build(sandbox) {
      const id = sandbox.git(['rev-parse', 'HEAD:posts/museum.md'])
      sandbox.pipe(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    },
    commands: () => ['import'],
    harmed: stuck,
    patience: 8,
  },
  {
    name: 'settings of the repository: git does not read a pipe for ever where one leads to it',
    away: [edit('sources/git/repository/questions.ts', "child.kill('SIGKILL')", '')],
    build(sandbox) {
      sandbox.pipe('.git/included')
      sandbox.config('[include]\n\tpath = included\n')
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: stuck,
    patience: 15,
  },
  {
    name: 'the config: nothing waits for a pipe in its place',
    away: [edit('sources/files/small-file.ts', ' | (constants.O_NONBLOCK ?? 0)', '')],
    build: (sandbox) => sandbox.pipe('variorum.config.json'),
    commands: () => ['status'],
    harmed: stuck,
    patience: 4,
  },
  {
    name: 'the config: no device is read without end',
    away: [edit('sources/files/small-file.ts', '!found.isFile()', 'false')],
    build: (sandbox) => symlinkSync('/dev/zero', join(sandbox.repository, 'variorum.config.json')),
    commands: () => ['status'],
    harmed: ({ stuck, megabytes }) => stuck !== null || megabytes > 500,
    patience: 8,
  },
  {
    name: 'unfolding: no history is listed that never ends',
    away: [edit('sources/git/history/history.ts', '(await this.#isEndless())', 'false')],
    build: bomb,
    commands: () => ['import'],
    harmed: stuck,
    patience: 8,
  },
  {
    name: 'unfolding: no trees are compared that never end',
    away: [edit(rawDifferences, 'const doubts = [unfolding(objects, [before, after])]', 'const doubts: Doubt[] = []')],
    build: bomb,
    commands: () => ['check HEAD~1..HEAD'],
    harmed: stuck,
    patience: 6,
  },
  {
    name: 'unfolding: no index is compared with a tree that never ends',
    away: [edit(rawDifferences, 'const doubts = [unfolding(objects, [tree])]', 'const doubts: Doubt[] = []')],
    build: bomb,
    commands: () => ['check --staged'],
    harmed: stuck,
    patience: 6,
  },
  {
    name: 'what is too large to be read is left unread, and git is let go',
    away: [edit(cleanRoom, '  child.stdout?.destroy()\n', '')],
    build(sandbox) {
      const file = { mode: '100644', id: sandbox.blob(Buffer.alloc(70_000_000, 'A boat. ')) }
      sandbox.commit([{ 'posts/large.md': file }], { checkedOut: false })
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: stuck,
    patience: 8,
  },
]
