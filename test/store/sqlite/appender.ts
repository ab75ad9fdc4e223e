import { openStore } from '../../../src/store/open.ts'
import { headOf, planOf } from '../sample-plans.ts'

// A separate process: appends snapshots to a store, again after a conflict, and prints the number of each one after it
// is stored. Arguments: the store, the number of snapshots, a name for the pages, `threaded` or nothing.
const [path = '', count = '0', name = '', how] = process.argv.slice(2)

await using store = await openStore(path, { cwd: '/', mode: 'write', threaded: how === 'threaded' })
for (let n = 0; n < Number(count); ) {
  const plan = planOf([{ path: `${name}.md`, bytes: `text ${n} by ${name}` }], { follows: await store.state() })
  if ((await store.append(plan)) === 'conflict') continue
  process.stdout.write(`${headOf(plan).size} ${plan.snapshots[0]?.hash}\n`)
  n += 1
}
