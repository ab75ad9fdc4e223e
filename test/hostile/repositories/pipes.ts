import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { HostileRepository } from './hostile-repository.ts'

/** Named pipes and endless devices in place of pages. */
export const namedPipes: readonly HostileRepository[] = [
  {
    name: 'pages, redirects and a store are named pipes',
    build(sandbox) {
      sandbox.pipe('page.md', 'posts/pipe.md', '2018_January_15.txt', '_redirects', 'snapshots/variorum.db')
      sandbox.remove('posts/museum.md')
    },
    commands: () => [
      { name: 'status of a pipe', argv: ['--store', 'snapshots/variorum.db', 'status'] },
      { name: 'import into a pipe', argv: ['--store', 'snapshots/variorum.db', 'import'] },
      { name: 'ingest a pipe', argv: ['ingest', 'page.md'] },
      { name: 'changes of a pipe', argv: ['changes', 'page.md'] },
    ],
  },
  {
    name: 'pages and folders are links to devices that never end',
    build(sandbox) {
      for (const [path, device] of [
        ['zero.md', '/dev/zero'],
        ['random.txt', '/dev/urandom'],
        ['stdin.md', '/dev/stdin'],
        ['_redirects', '/dev/zero'],
        ['proc', '/proc/self/root'],
      ] as const)
        symlinkSync(device, join(sandbox.repository, path))
      sandbox.remove('posts/museum.md')
    },
  },
]

/** Named pipes and devices that only some commands read. */
export const blockingPipes: readonly HostileRepository[] = [
  {
    name: '.gitignore is a named pipe, and the working tree is checked',
    build: (sandbox) => sandbox.pipe('.gitignore', 'posts/.gitignore'),
    excludedCommands: /^(?!check --worktree$)/,
  },
  {
    name: 'variorum.config.json and package.json are named pipes',
    build: (sandbox) => sandbox.pipe('variorum.config.json', 'package.json'),
    excludedCommands: /^(?!status$|check (HEAD|of))/,
  },
  {
    name: 'the index is a named pipe, and is checked',
    build: (sandbox) => sandbox.pipe('.git/index'),
    excludedCommands: /^(?!check --staged$)/,
  },
  {
    name: 'include.path leads to a named pipe, and a range is checked',
    build(sandbox) {
      sandbox.pipe('.git/included')
      sandbox.config('[include]\n\tpath = included\n')
    },
    excludedCommands: /^(?!check HEAD~1..HEAD$)/,
  },
  {
    name: 'objects/info/alternates and shallow are named pipes, and history is imported',
    build: (sandbox) => sandbox.pipe('.git/objects/info/alternates', '.git/shallow'),
    excludedCommands: /^(?!import$)/,
  },
  {
    name: 'a page in the repository is a named pipe, and history is imported',
    build(sandbox) {
      const id = sandbox.git(['rev-parse', 'HEAD:posts/museum.md'])
      sandbox.pipe(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
    },
    excludedCommands: /^(?!import$)/,
  },
  {
    name: 'variorum.config.json is a link to a device that never ends',
    build: (sandbox) => symlinkSync('/dev/zero', join(sandbox.repository, 'variorum.config.json')),
    excludedCommands: /^(?!status$|check (HEAD|of))/,
  },
]
