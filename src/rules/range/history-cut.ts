import type { Rule } from '../rule.ts'

export const historyCut: Rule = {
  code: 'VAR160',
  name: 'history-cut',
  severity: 'warning',
  summary: 'The history that a judgement needs is there.',
  about: 'change',
  *run({ events, unrelated }) {
    if (unrelated) {
      yield {
        path: null,
        message:
          'The two sides have no commit in common here, so they were compared as they stand: what changed on the side of ' +
          `the base looks as if this range had undone it. ${unshallowAdvice}`,
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
  },
}

/** How to have the rest of the history. */
export const unshallowAdvice = 'Fetch the rest: git fetch --unshallow (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0).'
