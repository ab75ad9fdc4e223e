import { eventPage } from '../../e2e/test-archive.ts'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

/** Writes nested trees: `depth` objects that expand to `width` to the power of `depth` files. @returns the id of the root tree */
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

/** Small repositories that expand to much data, and large files. */
export const hostileSizes: readonly HostileRepository[] = [
  {
    name: 'a tree bomb of ten trees expands to ten billion pages and is imported',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(check|watch)/,
  },
  {
    name: 'a tree bomb of ten trees expands to ten billion pages in a checked range',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(?!check (HEAD|of))/,
  },
  {
    name: 'a tree bomb of four wide trees expands to a trillion files in a checked range',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 1000, 4, (index) => `${index}.png`)),
    excludedCommands: /^(?!check (HEAD|of))/,
  },
  {
    name: 'a tree bomb in HEAD is compared with the index and the working tree',
    build: (sandbox) => void sandbox.commitTree(treeBomb(sandbox, 10, 10)),
    excludedCommands: /^(?!check --)/,
  },
  {
    name: 'a tree nests 500 folders',
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
