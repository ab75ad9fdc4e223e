import { describeStore } from './store-contract.ts'
import { storeKinds } from './store-kinds.ts'

for (const kind of storeKinds) describeStore(kind)
