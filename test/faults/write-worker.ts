import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// A process of its own: writes so many new pages to the 40 folders `new/N`, and so often to files that are no pages, and after that to every page
// of the folder `first`. Arguments: the folder that holds the archive, pages, other writes.
const [cwd = '', pages = '0', others = '0'] = process.argv.slice(2)
const archive = join(cwd, 'archive')

for (let n = 0; n < Number(pages); n++) {
  const folder = join(archive, `new/${n % 40}`)
  writeFileSync(join(folder, `${n}.md`), `---\ntitle: Ship ${n} of the line\n---\n\nIt left harbour ${n % 7}.\n`)
}
// the system takes two equal events in a row for one
for (let n = 0; n < Number(others); n++) appendFileSync(join(archive, `first/${n % 2}.log`), '.')
for (const name of readdirSync(join(archive, 'first'))) {
  if (name.endsWith('.md')) appendFileSync(join(archive, 'first', name), 'It came back in the morning.\n')
}
// long enough for the other process to have stood still, however quick this machine is
await sleep(2000)
