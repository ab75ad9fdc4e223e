import { VariorumError } from '../model/errors.ts'

/** Repeats work on a store while `onFailure` resolves to true. @throws what the work throws */
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
