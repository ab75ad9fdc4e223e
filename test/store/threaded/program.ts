import { pathToFileURL } from 'node:url'
import type { openStore } from '../../../src/store/open.ts'
import { planOf } from '../plans.ts'

// A process of its own: records one page in a thread and leaves the store open.
// Arguments: the module that opens stores, the store, `waits` for the answer or `leaves`.
const [module = '', path = '', how] = process.argv.slice(2)

const open: { openStore: typeof openStore } = await import(pathToFileURL(module).href)
const store = await open.openStore(path, { cwd: '/', mode: 'write', threaded: true })
const answer = store.append(planOf([{ path: 'a.md', bytes: 'a' }])).then((said) => process.stdout.write(said))
if (how === 'waits') await answer
