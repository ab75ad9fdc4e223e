import type { TitleChange } from '../../src/model/audit.ts'
import type { EventId } from '../../src/model/event.ts'
import { startTime } from '../helpers/plan-history.ts'

/** A title change for tests; `title` is the new one. */
export function titleChangeOf(
  title: string,
  overrides: Partial<Omit<TitleChange, 'event'>> & { event?: string } = {},
): TitleChange {
  const { event = 'e', ...rest } = overrides
  return {
    day: '2018-01-15',
    topic: null,
    from: { number: 1, title: 'Rain', path: 'a.md', at: startTime },
    to: { number: 2, title, path: 'a.md', at: startTime },
    classes: ['wording'],
    severity: 'editorial',
    reasons: [],
    silent: false,
    bodyChanged: false,
    minutesStood: null,
    diff: [
      ['removed', 'Rain'],
      ['added', title],
    ],
    reverted: null,
    link: null,
    origin: { kind: 'page' },
    sources: [],
    ...rest,
    event: event as EventId,
  }
}
