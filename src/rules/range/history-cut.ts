import type { Rule } from '../rule.ts'

export const historyCut: Rule = {
  code: 'VAR160',
  name: 'history-cut',
  severity: 'warning',
  summary: 'The history that a judgement needs is there.',
  about: 'change',
  *judge({ events, unrelated }) {
    if (unrelated) {
      yield {
        path: null,
        message:
          'The two sides have no commit in common here, so they were compared as they stand: what changed on the side of ' +
          `the base looks as if this range had undone it. ${fetchTheRest}`,
        key: 'unrelated',
      }
    }
    const cut = events.filter((event) => event.cut)
    const [first] = cut
    if (first === undefined) return
    const { title } = first.current
    const what =
      cut.length === 1
        ? `the history of "${title}" is cut off, so that its first titles`
        : `the histories of ${cut.length} events are cut off, the first of which is "${title}", so that their first titles`
    yield {
      path: null,
      message: `This is a shallow clone: ${what} cannot be known, nor whether they are listed. ${fetchTheRest}`,
      key: 'cut',
    }
  },
}

/** How to have the rest of the history. */
export const fetchTheRest = 'Fetch the rest: git fetch --unshallow (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0).'
