import { on } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openSqliteStore } from '../sqlite/sqlite-store.ts'
import type { Store } from '../store.ts'
import { toErrorResponse, unpackPlan, type WriterRequest, type WriterResponse } from './messages.ts'
import type { WriterData } from './writer-thread.ts'

// The entry point of the writer thread: it handles requests for one store, one after another.
const { path, options } = workerData as WriterData
let store: Store | null = null

if (parentPort !== null) void serve(parentPort)

async function serve(port: MessagePort): Promise<void> {
  for await (const [request] of on(port, 'message')) {
    port.postMessage(await respond(request))
    if (request.verb === 'close') break
  }
}

function respond(request: WriterRequest): Promise<WriterResponse> {
  return runRequest(request).then((result) => ({ result }), toErrorResponse)
}

async function runRequest(request: WriterRequest) {
  if (request.verb === 'close') {
    await store?.[Symbol.asyncDispose]()
    return 'closed'
  }
  // after a failure, the next request opens the store again
  store ??= openSqliteStore(path, options)
  return request.verb === 'append' ? store.append(unpackPlan(request.plan)) : store.replaceIndex(request.index)
}
