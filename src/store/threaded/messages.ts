import { type ErrorCode, VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { NewContent, Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'

/** What the thread is asked to do; one answer comes for each, in the same order. */
export type WriterRequest =
  | { readonly verb: 'append'; readonly plan: PackedPlan }
  | { readonly verb: 'replaceIndex'; readonly index: ReplacementIndex }
  | { readonly verb: 'close' }

export interface ReplacementIndex {
  readonly events: readonly EventRecord[]
  readonly indexed: number
  readonly algorithm: number
  readonly generation?: number | undefined
}

export type WriterResponse =
  | { readonly result: 'stored' | 'conflict' | 'closed' }
  | { readonly failure: Pick<VariorumError, 'code' | 'message' | 'advice'>; readonly cause: unknown }
  | { readonly error: unknown }

/** A plan whose contents stand one after another in one buffer. */
interface PackedPlan extends Omit<Plan, 'contents'> {
  readonly hashes: readonly ContentHash[]
  readonly lengths: readonly number[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Copies a plan's contents into one buffer, which can then be handed over as it is. The buffers of the plan itself
 * cannot: they would be taken from whoever made the plan, and often hold much more than the contents, as Node's
 * pooled ones do. Of such a buffer even a copied message would carry the whole.
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

/** A message keeps of an error only what every error has, so ours are told in full. */
export function toErrorResponse(error: unknown): WriterResponse {
  if (!(error instanceof VariorumError)) return { error }
  const { code, message, advice, cause } = error
  return { failure: { code, message, advice }, cause }
}

/** @throws what the thread met */
export function unwrapResponse(response: WriterResponse): 'stored' | 'conflict' | 'closed' {
  if ('result' in response) return response.result
  if ('error' in response) throw response.error
  const { code, message, advice } = response.failure
  throw new VariorumError(code satisfies ErrorCode, message, {
    cause: response.cause,
    ...(advice === null ? {} : { advice }),
  })
}
