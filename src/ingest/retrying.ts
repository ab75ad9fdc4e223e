import { VariorumError } from '../model/errors.ts'

/**
 * Does something with a store, again and again for as long as whoever follows it asks for that.
 * @throws what the work throws
 */
export async function retrying<Result>(
  work: () => Promise<Result>,
  { onFailure }: { readonly onFailure?: (error: VariorumError) => Promise<boolean> },
): Promise<Result> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof VariorumError) || !(await onFailure?.(error))) throw error
    }
  }
}
