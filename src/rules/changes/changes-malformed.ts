import type { ChangesEntry } from '../../model/page.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { asRead } from '../from-reading.ts'
import { pagesNow } from '../places.ts'
import type { Rule } from '../rule.ts'

/** How far a clock may be ahead of the one that it is judged by. */
const slack = 5 * 60_000

export const changesMalformed: Rule = {
  code: 'VAR104',
  name: 'changes-malformed',
  severity: 'error',
  summary: 'Labels, order and times of a Changes section are as they should be.',
  about: 'state',
  *judge(range) {
    yield* asRead('changes-malformed', range)
    for (const { path, after } of pagesNow(range.pages)) {
      const { changes } = after.page
      const currents = changes.filter(({ label }) => label === 'Current version').length
      let latest: Instant | null = null
      for (const [index, entry] of changes.entries()) {
        const around = { index, last: changes.length - 1, currents, latest, at: range.at }
        for (const problem of problemsOf(entry, around)) {
          yield { path, line: entry.line, ...problem, key: `${problem.message}\0${entry.title}` }
        }
        latest = entry.until ?? latest
      }
    }
  },
}

interface Around {
  readonly index: number
  /** Index of the last entry. */
  readonly last: number
  /** How many entries say that they are the current version. */
  readonly currents: number
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

function* problemsOf({ label, until }: ChangesEntry, { index, last, currents, latest, at }: Around): Iterable<Problem> {
  const problem = (message: string, expected: string | null = null, actual: string | null = label) => ({
    message,
    expected,
    actual,
  })
  if (label === 'Current version' && index < last) {
    yield problem(
      currents > 1
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
  if (until > at + slack) yield problem('The time lies in the future.', `at most ${toRfc3339(at)}`, toRfc3339(until))
  if (latest !== null && latest > until)
    yield problem(
      'The time is earlier than that of the entry before.',
      `at least ${toRfc3339(latest)}`,
      toRfc3339(until),
    )
}
