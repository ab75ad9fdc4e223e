import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Audit, AuditFilter, TitleChange } from '../../../src/model/audit.ts'
import { plainRendering, type RenderOptions } from '../../../src/reporters/render-options.ts'
import { auditText } from '../../../src/reporters/text/audit.ts'
import { displayWidth } from '../../../src/reporters/wording/display-width.ts'
import { itHolds } from '../../helpers/property.ts'
import {
  auditGroups,
  auditOf,
  auditTotals,
  auditWithBulkChange,
  generateTitleChanges,
  titleChangesOf,
} from '../../helpers/sample-audits.ts'
import { histories } from '../../helpers/sample-histories.ts'
import { unsafeCharacter } from '../../helpers/unsafe-character.ts'
import { hostileText } from '../check/hostile-report.ts'
import { hostileAudit, hostileGroups } from './hostile-audit.ts'

const [bridge, museum] = titleChangesOf(histories) as [TitleChange, TitleChange]
const audit = auditOf([bridge, museum])

function optionsOf(width: number, own: Partial<RenderOptions> = {}): RenderOptions {
  return { ...plainRendering, width, ...own }
}

function textOf(what: Audit, width: number, own: Partial<RenderOptions> = {}): string {
  return auditText(what, optionsOf(width, own))
}

/** The lines of the table row that begins with a time. */
function rowOf(output: string, time: string): string[] {
  const lines = output.split('\n')
  const from = lines.findIndex((line) => line.startsWith(time))
  const to = lines.findIndex((line, at) => at > from && !line.startsWith('  '))
  return lines.slice(from, to)
}

describe('an audit on a terminal', () => {
  it('prints the title in a column, with the classes below it', () => {
    expect(rowOf(textOf(audit, 80), '2018-01-15 22:14')).toEqual([
      '2018-01-15 22:14  ●  7 h 12 min   The swing bridge at the old harbour closes',
      '                                  after inspectors find [-two-]{+three+} cracked',
      '                                  bearings; ferries take the place of buses on',
      '                                  both lines until the repair, which the harbour',
      '                                  office [-expects to end-]{+says will end+} by',
      '                                  Friday.',
      '                                  number, hedge · silent',
    ])
  })

  it('has a column for the classes on a wide terminal, aligned beside wide characters', () => {
    const row = rowOf(textOf(audit, 120), '2018-01-17 00:22')
    expect(row[0]).toMatch(/^2018-01-17 00:22 {2}◐ {2}7 h 12 min {3}国立博物館で\[-新しい-\]\{\+特別な\+\}/u)
    const wording = row[0]?.indexOf('wording') ?? -1
    expect(displayWidth(row[0]?.slice(0, wording) ?? '')).toBe(120 - displayWidth('number, hedge'))
    for (const line of row.slice(1)) expect(line).toMatch(/^ {34}\S/)
  })

  it.each([20, 40, 61, 62, 80, 100, 117, 118, 120, 140, 200])(
    'fits into %i columns, with and without colour and details',
    (width) => {
      const many = generateTitleChanges(5)
      for (const changes of [[bridge, museum], many]) {
        for (const verbose of [true, false]) {
          for (const color of [true, false]) {
            const output = textOf(auditOf(changes), width, { verbose, color })
            for (const line of output.split('\n')) {
              // A word that is never cut may be wider than the narrowest terminals.
              expect(displayWidth(stripVTControlCharacters(line))).toBeLessThanOrEqual(Math.max(width, 46))
            }
          }
        }
      }
    },
  )

  it('prints the same text with and without colour', () => {
    const changes = auditOf([bridge, museum, ...generateTitleChanges(3)])
    expect(stripVTControlCharacters(textOf(changes, 100, { color: true }))).toBe(textOf(changes, 100))
  })

  it('names UTC in the heading of the column, and another zone in each row', () => {
    expect(textOf(audit, 100)).toContain('\ntime (UTC)           current for')
    const tokyo = textOf(audit, 100, { timeZone: 'Asia/Tokyo' })
    expect(tokyo).toMatch(/\ntime {3,}current for/)
    expect(tokyo).toContain('\n2018-01-16 07:14 GMT+9  ●')
  })

  it('keeps a unit beside its number when it wraps the facts of a change', () => {
    const reverted = { number: 5, at: null, minutes: 159 }
    const row = rowOf(textOf(auditOf([{ ...bridge, reverted }]), 120), '2018-01-15 22:14')
    const beside = row.map((line) => line.slice(97).trim()).filter((part) => part !== '')
    expect(beside.join(' ')).toBe('number, hedge silent · undone after 2 h 39 min'.replace(/(?<=\d) /g, '\u{a0}'))
  })

  it('prints a title that was restored within a minute', () => {
    const at = (minutes: number) => auditOf([{ ...bridge, reverted: { number: 5, at: null, minutes } }])
    expect(textOf(at(0), 200)).toContain('undone within a minute')
    expect(textOf(at(0), 100, { verbose: true })).toContain('the former title was restored within a minute (@5)')
    const one = { ...auditTotals, changes: 1, eventsRetitled: 1, followed: { events: 1, retitled: 0 } }
    const output = textOf(auditOf([bridge], { totals: one }), 200)
    expect(output).toContain('0\u{a0}%: 0 of 1 change undone later')
    expect(output).toContain('0\u{a0}%: 0 of 1 event followed from the beginning')
  })

  it('marks silent changes only if other changes are noted', () => {
    expect(rowOf(textOf(audit, 100), '2018-01-15').join(' ')).toContain('silent')
    const allSilent = auditOf([bridge], { totals: { ...auditTotals, changes: 1, silent: 1 } })
    expect(rowOf(textOf(allSilent, 100), '2018-01-15').join(' ')).not.toContain('silent')
  })

  it('prints a rewritten title as two lines', () => {
    const diff: TitleChange['diff'] = [
      ['removed', 'Six questions about the new tram line'],
      ['added', 'What the third harbour tunnel will cost the city'],
    ]
    const row = rowOf(textOf(auditOf([{ ...bridge, diff }]), 100), '2018-01-15')
    expect(row[0]).toContain('− [-Six questions about the new tram line-]')
    expect(row[1]).toContain('+ {+What the third harbour tunnel will cost the city+}')
  })

  it('leaves out the middle of a long unchanged part, except with -v', () => {
    const long = Array.from({ length: 90 }, (_, index) => `word${index}`).join(' ')
    const diff: TitleChange['diff'] = [
      ['added', 'Now '],
      ['same', long],
    ]
    const short = textOf(auditOf([{ ...bridge, diff }]), 100)
    expect(short).toMatch(/word10 …\s+word80 /)
    expect(short).toContain('word89')
    expect(short).not.toContain('word45')
    expect(textOf(auditOf([{ ...bridge, diff }]), 100, { verbose: true })).toContain('word45')
  })

  it('prints all facts of a change with -v', () => {
    const reasons: TitleChange['reasons'] = [
      { kind: 'number', severity: 'factual', removed: ['two'], added: ['three'] },
      { kind: 'hedge', severity: 'factual', removed: ['expects'], added: [] },
    ]
    const reverted = { number: 5, at: Date.UTC(2018, 0, 16, 2, 14), minutes: 240 }
    const output = textOf(auditOf([{ ...bridge, reasons, reverted, bodyChanged: true }]), 100, { verbose: true })
    for (const line of [
      'event         swing-bridge · 2018-01-15 · Harbour works',
      'before        @2  2018-01-15 17:00 UTC  news/2018/01/15/swing-bridge.md',
      'after         @3  2018-01-15 22:14 UTC  news/2018/01/15/swing-bridge-closes-three-bearings.md',
      'current for   7 h 12 min',
      'classes       ● number  two → three',
      '● hedge  removed: expects',
      'noted         no: the page does not note the change',
      'text          changed with the title',
      'origin        commit 2a2a2a2a2a by Mori Aiko',
      'undone        the former title was restored after 4 h, 2018-01-16 02:14 UTC (@5)',
      'one event     score 0.97, where 1 is certain',
      '+0.60  shares the source https://harbour.example/notices/41',
      'sources       https://harbour.example/notices/41',
    ]) {
      expect(output).toContain(`  ${line}\n`)
    }
  })

  it('prints groups as a table, the name last', () => {
    const output = textOf(auditOf([], { groups: auditGroups, filter: { groupBy: 'topic' } }), 80)
    expect(output).toContain(
      'changes               events  silent      ●    ◐  ○  median time  topic\n' +
        '  1,204  310 of 1,240 (25 %)   1,200  1,000  200  4   7 h 11 min  Harbour works\n' +
        '      1       1 of 1 (100 %)       0      0    0  1            –  none\n',
    )
    expect(output).not.toContain('left out by --limit')
    const limited = textOf(auditOf([], { groups: auditGroups, filter: { groupBy: 'topic', limit: 1 } }), 80)
    expect(limited).not.toContain('none')
    expect(limited).toContain('\n1 group shown, 1 left out by --limit\n')
  })

  it('prints bulk changes and the most changed events', () => {
    const output = textOf(hostileAudit('Quay road'), 100)
    expect(output).toMatch(/^most changed +4 changes: Quay road {2}Quay road$/m)
    expect(output).toMatch(/^bulk +4 changes on 3 events: Quay road, 1970-01-01 00:00 UTC, commit Quay road by Quay/m)
  })

  it('cuts the middle of a long title of an event, except with -v', () => {
    const title = `The harbour office closes ${'one more bridge and '.repeat(20)}the last ferry`
    const mostChanged = [{ event: bridge.event, title, day: null, changes: 4 }]
    const own = auditOf([bridge], { totals: { ...auditTotals, mostChanged } })
    const running = (text: string) => text.replace(/\s+/g, ' ')
    expect(running(textOf(own, 120))).toMatch(
      /most changed 4 changes: The harbour office closes .* … .*the last ferry /,
    )
    expect(running(textOf(own, 120))).not.toContain(title)
    expect(running(textOf(own, 120, { verbose: true }))).toContain(title)
  })

  it('sums up bulk changes, and lists them with -v', () => {
    const inBulk = auditWithBulkChange([bridge], generateTitleChanges(22))
    const output = textOf(inBulk, 100)
    expect(output.match(/^20\d\d-/gm)).toHaveLength(1)
    expect(output).toContain('22 bulk changes are summed up below; -v lists them too\n')
    expect(output).toMatch(/^bulk +22 changes on 20 events: the title: a label put in front/m)
    expect(output).not.toContain('left out by --limit')
    expect(textOf(inBulk, 100, { verbose: true }).match(/^20\d\d-/gm)).toHaveLength(23)
  })

  it('leaves out figures without a known value', () => {
    const none = { known: 0, p25: null, median: null, p75: null, p90: null }
    const own = {
      ...auditTotals,
      firstChange: { ...none, withinTenHours: 0, withinDay: 0, rows: [] },
      numbers: { ...none, changes: 0 },
    }
    const output = textOf(auditOf([bridge], { totals: own }), 100)
    expect(output).not.toMatch(/first change|half-life|most changed|bulk|NaN|null|Infinity/)
  })

  it('prints an audit without events, without changes, and with one change', () => {
    const nothing = { ...auditTotals, changes: 0, eventsRetitled: 0 }
    expect(textOf(auditOf([], { totals: { ...nothing, events: 0 } }), 80)).toBe('The store has no events yet.\n')
    expect(textOf(auditOf([], { totals: { ...nothing, events: 1 } }), 80)).toBe('No title changed among 1 event.\n')
    expect(textOf(auditOf([{ ...bridge, minutesStood: 0 }]), 80)).toContain('under 1 min')
    expect(textOf(auditOf([], { totals: nothing, filter: { silent: true, limit: 3 } }), 80)).toBe(
      'No title change matches the filter among 3 events.\n',
    )
    const span = { from: Date.UTC(2018, 0, 15), until: Date.UTC(2018, 0, 31, 21) }
    const asked = (filter: AuditFilter) => textOf(auditOf([], { totals: { ...nothing, span }, filter }), 120)
    const none = 'No title change matches the filter among 3 events'
    expect(asked({ since: span.until + 1 })).toBe(`${none}; the last recorded title is of 2018-01-31.\n`)
    expect(asked({ until: span.from })).toBe(`${none}; the first recorded title is of 2018-01-15.\n`)
    expect(asked({ since: span.until, until: span.until + 1 })).toBe(`${none}.\n`)
    const one = { ...auditTotals, events: 1, eventsRetitled: 1, changes: 1 }
    expect(textOf(auditOf([bridge], { totals: one }), 80)).toContain('1 title change on 1 of 1 event (100\u{a0}%)\n')
  })

  it('prints ten thousand changes', { tags: ['slow'] }, () => {
    const output = textOf(auditOf(generateTitleChanges(10_000), { totals: { ...auditTotals, changes: 10_000 } }), 80)
    expect(output.match(/^20\d\d-/gm)).toHaveLength(10_000)
  })
})

describe('an audit in a pipe', () => {
  it('is one line for each change, and one for each group', () => {
    expect(auditText(auditOf(generateTitleChanges(1000)), plainRendering).split('\n')).toHaveLength(1001)
    expect(auditText(auditOf([], { groups: auditGroups }), plainRendering)).toBe(
      '1,204 changes  310 of 1,240 events  1,200 silent  1,000 factual  200 editorial  4 cosmetic  7 h 11 min  Harbour works\n' +
        '1 change  1 of 1 event  0 silent  0 factual  0 editorial  1 cosmetic  -  -\n',
    )
    expect(auditText(auditOf([], { groups: auditGroups, filter: { limit: 1 } }), plainRendering)).toMatch(
      /^1,204 changes .*\n$/,
    )
  })

  it('has the details below each line with -v', () => {
    const lines = auditText(auditOf([bridge]), { ...plainRendering, verbose: true }).split('\n')
    expect(lines[0]).toMatch(/^2018-01-15 22:14 UTC {2}factual {2}number,hedge {2}silent {2}7 h 12 min/)
    expect(lines[1]).toBe('    event         swing-bridge · 2018-01-15 · Harbour works')
  })
})

const ownIsolates = /\u{2068}([^\u{2068}\u{2069}\n]*)\u{2069}/gu
const runnerCommand = /^\s*::[a-z]|##(?:\[|vso\[|teamcity\[)/im

describe('hostile titles', () => {
  itHolds(
    'reach a terminal as text only',
    () =>
      fc.property(
        fc.constantFrom(80, 130, Number.POSITIVE_INFINITY),
        hostileText,
        fc.boolean(),
        fc.boolean(),
        (width, hostile, color, verbose) => {
          for (const what of [hostileAudit(hostile), hostileGroups(hostile)]) {
            const output = textOf(what, width, { color, verbose })
            const bare = color ? output.replace(/\u{1b}\[[0-9;]*m/gu, '') : output
            expect(unsafeCharacter.exec(bare.replace(ownIsolates, '$1'))).toBeNull()
            if (!color) expect(runnerCommand.exec(output)).toBeNull()
          }
        },
      ),
    { quick: 60, thorough: 1500 },
  )
})
