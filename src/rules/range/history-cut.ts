import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* historyCut({ events, unrelated }: RuleInput): Iterable<Remark> {
  if (unrelated) {
    yield {
      path: null,
      message:
        'This clone has no common ancestor of base and head, so they were compared directly. ' +
        `Changes on the side of the base look as if this range had undone them. ${unshallowAdvice}`,
      key: 'unrelated',
    }
  }
  const cut = events.filter((event) => event.cut)
  const [first] = cut
  if (first === undefined) return
  const { title } = first.current
  const histories =
    cut.length === 1
      ? `the history of "${title}" is cut off, so that its first titles`
      : `the histories of ${cut.length} events are cut off, the first of which is "${title}", so that their first titles`
  yield {
    path: null,
    message: `This is a shallow clone: ${histories} cannot be known, nor whether they are listed. ${unshallowAdvice}`,
    key: 'cut',
  }
}

/** How to have the rest of the history. */
export const unshallowAdvice = 'Fetch the rest: git fetch --unshallow (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0).'
