import { describeStore } from './contract.ts'
import { storeKinds } from './stores.ts'

for (const kind of storeKinds) describeStore(kind)
