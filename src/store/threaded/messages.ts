import { type ErrorCode, VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { NewContent, Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { ReplacementIndex } from '../store.ts'

/** A request to the writer thread, which sends one response for each, in the same order. */
export type WriterRequest =
  | { readonly verb: 'append'; readonly plan: PackedPlan }
  | { readonly verb: 'replaceIndex'; readonly index: ReplacementIndex & { readonly events: readonly EventRecord[] } }
  | { readonly verb: 'close' }

export type WriterResponse =
  | { readonly result: 'stored' | 'conflict' | 'closed' }
  | { readonly failure: Pick<VariorumError, 'code' | 'message' | 'advice'>; readonly cause: unknown }
  | { readonly error: unknown }

/** A plan whose contents are concatenated in one buffer. */
interface PackedPlan extends Omit<Plan, 'contents'> {
  readonly hashes: readonly ContentHash[]
  readonly lengths: readonly number[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Copies a plan's contents into one buffer that can be transferred to the thread. The plan's own buffers cannot: a transfer
 * takes them from the caller, and slices of Node's buffer pool would carry the whole pool.
 */
export function packPlan({ contents, ...plan }: Plan): PackedPlan {
  const lengths = contents.map(({ bytes }) => bytes.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let start = 0
  for (const content of contents) {
    bytes.set(content.bytes, start)
    start += content.bytes.length
  }
  return { ...plan, hashes: contents.map(({ hash }) => hash), lengths, bytes }
}

export function unpackPlan({ hashes, lengths, bytes, ...plan }: PackedPlan): Plan {
  let start = 0
  const contents = hashes.map((hash, index): NewContent => {
    const end = start + (lengths[index] ?? 0)
    const content = { hash, bytes: bytes.subarray(start, end) }
    start = end
    return content
  })
  return { ...plan, contents }
}

/** Structured clones keep only the standard fields of an error, so a VariorumError is sent field by field. */
export function toErrorResponse(error: unknown): WriterResponse {
  if (!(error instanceof VariorumError)) return { error }
  const { code, message, advice, cause } = error
  return { failure: { code, message, advice }, cause }
}

/** @throws the error of the thread */
export function unwrapResponse(response: WriterResponse): 'stored' | 'conflict' | 'closed' {
  if ('result' in response) return response.result
  if ('error' in response) throw response.error
  const { code, message, advice } = response.failure
  throw new VariorumError(code satisfies ErrorCode, message, { advice: advice ?? undefined, cause: response.cause })
}
