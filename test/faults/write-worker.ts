import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// A process of its own. It writes new pages to the 40 folders `new/N`, appends to files that are not pages, and then
// appends to every page of the folder `first`. Arguments: the archive's parent folder, new pages, other writes.
const [cwd = '', pages = '0', others = '0'] = process.argv.slice(2)
const archive = join(cwd, 'archive')

for (let n = 0; n < Number(pages); n++) {
  const folder = join(archive, `new/${n % 40}`)
  writeFileSync(join(folder, `${n}.md`), `---\ntitle: Ship ${n} of the line\n---\n\nIt left harbour ${n % 7}.\n`)
}
// Two files in turn, because the system merges two equal events in a row.
for (let n = 0; n < Number(others); n++) appendFileSync(join(archive, `first/${n % 2}.log`), '.')
for (const name of readdirSync(join(archive, 'first'))) {
  if (name.endsWith('.md')) appendFileSync(join(archive, 'first', name), 'It came back in the morning.\n')
}
// Long enough for the watch to notice that it was blocked, even on a fast machine.
await sleep(2000)
