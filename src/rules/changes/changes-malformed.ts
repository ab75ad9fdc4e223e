import type { ChangesEntry } from '../../model/page.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { currentPages } from '../input-queries.ts'
import { readingRemarks } from '../reading-remarks.ts'
import type { Rule } from '../rule.ts'

/** How far a clock may be ahead of the one that it is judged by. */
const maxClockSkewMs = 5 * 60_000

export const changesMalformed: Rule = {
  code: 'VAR104',
  name: 'changes-malformed',
  severity: 'error',
  summary: 'Labels, order and times of a Changes section are as they should be.',
  about: 'state',
  *run(input) {
    yield* readingRemarks('changes-malformed', input)
    for (const { path, after } of currentPages(input.pages)) {
      const { changes } = after.page
      const currentCount = changes.filter(({ label }) => label === 'Current version').length
      let latest: Instant | null = null
      for (const [index, entry] of changes.entries()) {
        const context = { index, last: changes.length - 1, currentCount, latest, at: input.at }
        for (const problem of findProblems(entry, context)) {
          yield { path, line: entry.line, ...problem, key: `${problem.message}\0${entry.title}` }
        }
        latest = entry.until ?? latest
      }
    }
  },
}

interface EntryContext {
  readonly index: number
  /** Index of the last entry. */
  readonly last: number
  /** How many entries say that they are the current version. */
  readonly currentCount: number
  /** The time of the entry before, or of the last one before that has any. */
  readonly latest: Instant | null
  /** The moment of what is judged. */
  readonly at: Instant
}

interface Problem {
  readonly message: string
  readonly expected: string | null
  readonly actual: string | null
}

function* findProblems(
  { label, until }: ChangesEntry,
  { index, last, currentCount, latest, at }: EntryContext,
): Iterable<Problem> {
  const problem = (message: string, expected: string | null = null, actual: string | null = label) => ({
    message,
    expected,
    actual,
  })
  if (label === 'Current version' && index < last) {
    yield problem(
      currentCount > 1
        ? 'Two entries say that they are the current version.'
        : 'The current version is not the last entry.',
      index === 0 ? 'First version' : 'Update',
    )
  }
  if (label === 'First version' && index > 0) yield problem('The first version is not the first entry.', 'Update')
  if (index === last && label !== null && label !== 'Current version')
    yield problem('The last entry is not labelled as the current version.', 'Current version')
  if (label === 'Current version' && until !== null)
    yield problem('The current version has a time, though it has not ceased to stand.', null, toRfc3339(until))
  if (label !== null && label !== 'Current version' && until === null)
    yield problem('An earlier version has no time at which it ceased to stand.', 'a time', null)
  if (until === null) return
  if (until > at + maxClockSkewMs)
    yield problem('The time lies in the future.', `at most ${toRfc3339(at)}`, toRfc3339(until))
  if (latest !== null && latest > until)
    yield problem(
      'The time is earlier than that of the entry before.',
      `at least ${toRfc3339(latest)}`,
      toRfc3339(until),
    )
}
