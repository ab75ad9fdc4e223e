import type { Status } from '../../model/report.ts'
import { statusJson } from '../../reporters/json/status.ts'
import { statusText } from '../../reporters/text/status.ts'
import { emit, type Reporters } from '../emit.ts'
import type { Run } from '../run.ts'

const reporters: Reporters<Status> = { text: statusText, json: statusJson }

export const run: Run = async (call) => {
  await using variorum = await call.open()
  await emit(await call.outputs(), await variorum.status(), reporters)
  return 0
}
