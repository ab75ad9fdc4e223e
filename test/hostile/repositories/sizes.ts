import { eventPage } from '../../e2e/test-archive.ts'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

/**
 * Trees that name each other: a few objects that unfold to `width` to the power of `depth` files. @returns the tree's id
 */
export function treeBomb(
  sandbox: Sandbox,
  width: number,
  depth: number,
  name = (index: number) => `${index}.md`,
): string {
  let entry = { mode: '100644', id: sandbox.blob(page('A page that is everywhere.')) }
  for (let level = 0; level < depth; level++) {
    const names = Array.from({ length: width }, (_, index) => (level === 0 ? name(index) : `${index}`))
    entry = { mode: '40000', id: sandbox.tree(names.sort().map((name) => ({ ...entry, name }))) }
  }
  return entry.id
}

/** Little that becomes much. */
export const hostileSizes: readonly HostileRepository[] = [
  {
    name: 'a tree bomb: ten trees unfold to ten thousand million pages, and are imported',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(check|watch)/,
  },
  {
    name: 'a tree bomb: ten trees unfold to ten thousand million pages, and a range with them is checked',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(?!check (HEAD|of))/,
  },
  {
    name: 'a tree bomb: four wide trees unfold to a million million files, and a range with them is checked',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 1000, 4, (index) => `${index}.png`)),
    excludedCommands: /^(?!check (HEAD|of))/,
  },
  {
    name: 'a tree bomb: HEAD unfolds without end, and the index and the work tree are checked against it',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(?!check --)/,
  },
  {
    name: 'a tree of 500 folders, one in another',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 1, 500)),
  },
  {
    name: 'a page has 70 MB, and so have its config, its redirects and its baseline',
    build(sandbox) {
      const large = Buffer.alloc(70_000_000, 'A boat. ')
      const id = sandbox.blob(large)
      const file = { mode: '100644', id }
      sandbox.commit([{ 'page.md': file, 'variorum.config.json': file, _redirects: file, 'posts/large.md': file }], {
        checkedOut: false,
      })
      sandbox.commit([{ 'posts/museum.md': null }], { checkedOut: false })
      sandbox.write('posts/large.md', large)
    },
  },
  {
    name: 'a Changes section has 6,000 entries',
    build(sandbox) {
      const entry = (index: number) => `${index}. [Title ${index}](/page.md) _2018-01-15 09:00:00 (Update)_\n`
      const changes = `### Changes:\n\n${Array.from({ length: 6000 }, (_, index) => entry(index)).join('')}`
      sandbox.commit([{ 'page.md': eventPage({ title: '9 boats sail.', changes }) }])
    },
    excludedCommands: /^(?!check HEAD~1..HEAD$|import$)/,
  },
]
