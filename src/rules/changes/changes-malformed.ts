import type { ChangesEntry } from '../../model/page.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'
import { currentPages } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

/** How far an entry's time may be after the time of the head commit: clocks differ. */
const maxClockSkewMs = 5 * 60_000

export function* changesMalformed({ pages, at }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    let latest: Instant | null = null
    for (const [index, entry] of after.page.changes.entries()) {
      for (const { key, ...problem } of findProblems(after.page.changes, index, latest, at)) {
        yield { path, line: entry.line, ...problem, key: `${key ?? problem.message}\0${entry.title}` }
      }
      latest = entry.until ?? latest
    }
  }
}

interface Problem extends Pick<Remark, 'message' | 'expected' | 'actual'> {
  /** An earlier wording of the message, where fingerprints in baselines depend on it. */
  readonly key?: string
}

/**
 * The problems of one entry.
 * @param latest the time of the nearest earlier entry that has one
 * @param at the time of the checked state
 */
function* findProblems(
  entries: readonly ChangesEntry[],
  index: number,
  latest: Instant | null,
  at: Instant,
): Iterable<Problem> {
  const { label, until } = entries[index]!
  const isLast = index === entries.length - 1
  const isCurrent = label === 'Current version'
  if (isCurrent && !isLast) {
    const isRepeated = entries.filter((entry) => entry.label === 'Current version').length > 1
    yield {
      message: isRepeated
        ? 'Two entries say that they are the current version.'
        : 'The current version is not the last entry.',
      expected: index === 0 ? 'First version' : 'Update',
      actual: label,
    }
  }
  if (label === 'First version' && index > 0)
    yield { message: 'The first version is not the first entry.', expected: 'Update', actual: label }
  if (isLast && label !== null && !isCurrent) {
    const message = 'The last entry is not labelled as the current version.'
    yield { message, expected: 'Current version', actual: label }
  }
  if (isCurrent && until !== null) {
    yield {
      message: 'The current version has a time. Only replaced versions have one.',
      actual: toRfc3339(until),
      key: 'The current version has a time, though it has not ceased to stand.',
    }
  }
  if (label !== null && !isCurrent && until === null) {
    yield {
      message: 'An earlier version has no time. Write the time at which it was replaced.',
      expected: 'a time',
      key: 'An earlier version has no time at which it ceased to stand.',
    }
  }
  if (until === null) return
  const actual = toRfc3339(until)
  if (until > at + maxClockSkewMs)
    yield { message: 'The time lies in the future.', expected: `at most ${toRfc3339(at)}`, actual }
  if (latest !== null && latest > until) {
    const message = 'The time is earlier than that of the entry before.'
    yield { message, expected: `at least ${toRfc3339(latest)}`, actual }
  }
}
