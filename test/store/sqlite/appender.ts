import { openStore } from '../../../src/store/open.ts'
import { headOf, planOf } from '../sample-plans.ts'

// A process of its own: appends snapshots to the store named, again on a conflict, and says the number of each
// once it is acknowledged. Arguments: the store, how many, a name for the pages, `threaded` or nothing.
const [path = '', count = '0', name = '', how] = process.argv.slice(2)

await using store = await openStore(path, { cwd: '/', mode: 'write', threaded: how === 'threaded' })
for (let n = 0; n < Number(count); ) {
  const plan = planOf([{ path: `${name}.md`, bytes: `text ${n} by ${name}` }], { follows: await store.state() })
  if ((await store.append(plan)) === 'conflict') continue
  process.stdout.write(`${headOf(plan).size} ${plan.snapshots[0]?.hash}\n`)
  n += 1
}
