import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { openStore } from '../../../src/store/open.ts'
import { headOf, planOf } from '../sample-plans.ts'

// A separate process: records two pages with a thread, the second one after the thread was idle.
// Arguments: the module that opens stores, the store, and the end: `closes` closes the store, `leaves` does not, and
// neither waits for the last response.
const [module = '', path = '', how] = process.argv.slice(2)

const { openStore: open }: { openStore: typeof openStore } = await import(pathToFileURL(module).href)
const store = await open(path, { cwd: '/', mode: 'write', threaded: true })
const first = planOf([{ path: 'a.md', bytes: 'a' }])
process.stdout.write(await store.append(first))
await sleep(20)
const second = planOf([{ path: 'b.md', bytes: 'b' }], { follows: headOf(first) })
const answered = store.append(second).then((answer) => process.stdout.write(`, ${answer}`))
if (how === 'closes') {
  await answered
  await sleep(20)
  await store[Symbol.asyncDispose]()
  process.stdout.write(', closed')
}
