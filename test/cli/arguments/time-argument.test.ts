import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parseTimeRange } from '../../../src/cli/arguments/time-argument.ts'
import { VariorumError } from '../../../src/model/errors.ts'
import { type Instant, toRfc3339 } from '../../../src/model/time.ts'

// a Thursday
const now = Date.parse('2018-02-01T12:05:06Z')

const unknown = async (name: string): Promise<Instant> => {
  throw new VariorumError('revision-unknown', `The repository has no revision ${name}.`, {
    advice: 'Did you mean main?',
  })
}

const read = async (text: string, committedAt = unknown) => {
  const { begin, end } = await parseTimeRange(text, '--since', now, committedAt)
  return [toRfc3339(begin), toRfc3339(end)]
}

describe('a date argument', () => {
  it.each([
    ['2018', '2018-01-01', '2019-01-01'],
    ['2018-01', '2018-01-01', '2018-02-01'],
    ['2018-1-5', '2018-01-05', '2018-01-06'],
    ['2016/02/29', '2016-02-29', '2016-03-01'],
    ['2017-12-31', '2017-12-31', '2018-01-01'],
    ['today', '2018-02-01', '2018-02-02'],
    ['jan 2018', '2018-01-01', '2018-02-01'],
    ['15 January 2018', '2018-01-15', '2018-01-16'],
    ['Jan 15, 2018', '2018-01-15', '2018-01-16'],
    ['Jan 15th', '2018-01-15', '2018-01-16'],
    ['december', '2017-12-01', '2018-01-01'],
    ['Feb 3', '2017-02-03', '2017-02-04'],
  ])('%s covers the whole day, month or year', async (text, begin, end) =>
    expect(await read(text)).toEqual([`${begin}T00:00:00Z`, `${end}T00:00:00Z`]),
  )

  it.each([
    ['2018-01-15 15:02', '2018-01-15T15:02:00Z'],
    ['2018-01-15T15:02:07Z', '2018-01-15T15:02:07Z'],
    ['2018-01-15 15:02 +0200', '2018-01-15T13:02:00Z'],
    ['2018-01-15 15:02:00 -05:30', '2018-01-15T20:32:00Z'],
    ['@1516028520', '2018-01-15T15:02:00Z'],
  ])('%s begins at %s', async (text, begin) => expect((await read(text))[0]).toBe(begin))
})

describe('a relative time', () => {
  const asGit = (text: string) => {
    const env = { ...process.env, TZ: 'UTC', GIT_TEST_DATE_NOW: String(now / 1000) }
    const answer = execFileSync('git', ['rev-parse', `--since=${text}`], { env, encoding: 'utf8' })
    return Number(/^--max-age=(\d+)/.exec(answer)?.[1]) * 1000
  }

  it.each([
    ...[
      'yesterday',
      'now',
      'midnight',
      'noon',
      'yesterday noon',
      'yesterday 10:00',
      '10:00',
      'last week',
      'last month',
    ],
    ...['last year', 'last monday', 'last thursday', 'last friday', 'last sunday', 'last fri', '3 mondays ago'],
    ...['2 thursdays ago', '2 weeks ago', '2.weeks.ago', '2.weeks', '3 days', 'one week ago', 'two hours ago'],
    ...['3 days 4 hours ago', '90 minutes ago', '1 month ago', '2 Weeks Ago', '5 seconds ago'],
  ])('%s is the same time as in git', async (text) =>
    expect((await parseTimeRange(text, '--since', now, unknown)).begin).toBe(asGit(text)),
  )

  it('refuses words that git silently reads as now', async () => {
    expect((await read('a week ago'))[0]).toBe('2018-01-25T12:05:06Z')
    for (const text of ['last', 'some weeks ago', 'week', '2 fortnights ago', '3', ''])
      await expect(read(text)).rejects.toMatchObject({ code: 'usage' })
  })

  it.each([
    ['2w', '2 weeks ago'],
    ['14d', '14 days ago'],
    ['6h', '6 hours ago'],
    ['1d 6h ago', '1 day 6 hours ago'],
    ['90min', '90 minutes ago'],
    ['friday', 'last friday'],
    ['Thu', 'last thursday'],
    ['friday noon', 'last friday noon'],
  ])('%s means %s', async (short, long) => expect(await read(short)).toEqual(await read(long)))

  it('ends on the last day of a shorter month', async () => {
    const march = Date.parse('2018-03-31T10:00:00Z')
    expect((await parseTimeRange('1 month ago', '--since', march, unknown)).begin).toBe(
      Date.parse('2018-02-28T10:00:00Z'),
    )
  })
})

describe('a revision argument', () => {
  it('begins after its commit time', async () => {
    const at = async () => now
    expect(await parseTimeRange('v1.2', '--since', now, at)).toEqual({ begin: now + 1, end: now + 1 })
  })

  it('is resolved only if the text is not a time', async () => {
    expect((await read('2018', async () => now))[0]).toBe('2018-01-01T00:00:00Z')
  })
})

describe('an invalid time', () => {
  it.each([
    ['yestreday', 'Did you mean yesterday?'],
    ['last frday', 'Did you mean "last friday"?'],
    ['mondy', 'Did you mean monday?'],
    ['2 weks ago', 'Did you mean "2 weeks ago"?'],
    ['1 day 3 horus ago', 'Did you mean "1 day 3 hours ago"?'],
    ['3m', 'Did you mean "3 months ago" or "3 minutes ago"?'],
    ['mian', 'Did you mean main?'],
    ['2018-02-30', 'Write 2018-01-15'],
    ['2018-13', 'Write 2018-01-15'],
  ])('%s fails with the advice: %s', async (text, advice) =>
    expect(read(text)).rejects.toMatchObject({
      code: 'usage',
      message: `--since "${text}" is neither a time nor a revision of the repository.`,
      advice: expect.stringContaining(advice),
    }),
  )

  it.each([
    ['v1..HEAD', 'Write --since v1.'],
    ['v1.2...v2.0', 'Write --since v1.2 --until v2.0.'],
    ['..v2', 'Write --until v2.'],
  ])('the range %s fails with the advice: %s', async (text, advice) =>
    expect(read(text)).rejects.toMatchObject({ code: 'usage', advice }),
  )

  it('fails with a message if there is no repository or git cannot be read', async () => {
    const failing = (code: 'repository-not-found' | 'repository-refused') => async () => {
      throw new VariorumError(code, 'Not so.')
    }
    await expect(read('main', failing('repository-not-found'))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('there is no repository'),
    })
    await expect(read('main', failing('repository-refused'))).rejects.toMatchObject({ code: 'repository-refused' })
  })
})
