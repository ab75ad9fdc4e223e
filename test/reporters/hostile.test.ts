import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type Change, type SentenceStep, sentenceActions } from '../../src/model/change.ts'
import type { History } from '../../src/model/event.ts'
import { historyJson, historyNdjson } from '../../src/reporters/json/history.ts'
import { plainRendering, type RenderOptions, type StreamReporter } from '../../src/reporters/render-options.ts'
import { auditText } from '../../src/reporters/text/audit.ts'
import { changesText } from '../../src/reporters/text/changes.ts'
import { diffText } from '../../src/reporters/text/diff.ts'
import { eventsText } from '../../src/reporters/text/events.ts'
import { historyText } from '../../src/reporters/text/history.ts'
import { showText } from '../../src/reporters/text/show.ts'
import { statusText } from '../../src/reporters/text/status.ts'
import { summaryText } from '../../src/reporters/text/summary.ts'
import { itHolds } from '../helpers/property.ts'
import { auditOf, titleChangesOf } from '../helpers/sample-audits.ts'
import { historyOf } from '../helpers/sample-histories.ts'
import { fakeStatus, fakeSummary, pageChanges, shownVersionOf } from '../helpers/sample-reports.ts'
import { unsafeCharacter } from '../helpers/unsafe-character.ts'

/** Our own colours, which are removed first. */
const ownColors = /\u{1b}\[[0-9;]*m/gu
/** Our own isolates of right-to-left text. Isolates in a page are printed as escapes. */
const ownIsolates = /\u{2068}([^\u{2068}\u{2069}\n]*)\u{2069}/gu

const hostile = [
  '\u{1b}[2J',
  '\u{1b}]52;c;AAAA\u{7}',
  '\u{1b}]8;;https://evil.example\u{1b}\\',
  '\u{9b}31m',
  '\u{90}q\u{9c}',
  '\r',
  '\n',
  '\r\n',
  '\b\b',
  '\t',
  '\u{202e}',
  '\u{2066}',
  '\u{200f}',
  '\u{200b}',
  '\u{e0041}',
  '\u{ad}',
  '\ud800',
  '::error::x',
  '\n::add-mask::x',
  ' ##[error]',
  '##vso[task.complete]',
  '国立',
  '👩🏽‍🔬',
  'a plain word ',
]
const title = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))

/** A history in which every text from outside is one of two texts. */
function hostileHistory(before: string, after: string): History {
  const diff: Change['diff'] = [
    ['same', before],
    ['removed', before],
    ['added', after],
    ['same', after],
  ]
  const fields = ['title', 'body', 'topic', 'sources', 'day', 'path'] as const
  const changes = fields.map((field): Change => {
    const sentences = field === 'body' ? hostileSteps(before, after) : null
    return { field, classes: ['name'], severity: 'factual', diff, coarse: true, sentences }
  })
  const history = historyOf('x', [
    { title: before, topic: before, after: 0, path: before },
    { title: after, topic: after, after: 1, path: after, changes },
  ])
  const versions = history.versions.map((version) => ({
    ...version,
    sources: [before, after],
    origin: { kind: 'commit', sha: before, author: after } as const,
    link: { score: 0.5, reasons: [{ kind: 'same-title', value: before, weight: 1 } as const] },
  }))
  return { ...history, versions }
}

/** One step of every kind, in every kind of block. */
function hostileSteps(before: string, after: string): SentenceStep[] {
  const blocks = ['paragraph', 'heading', 'list', 'quote', 'code', 'table'] as const
  const links = [{ text: before, before, after }]
  return sentenceActions.flatMap((action, index): SentenceStep[] => {
    const step = { action, block: blocks[index % blocks.length] ?? 'paragraph', before: [index], after: [index + 1] }
    const diff: Change['diff'] = [
      ['removed', before],
      ['added', after],
      ['same', before],
    ]
    // A moved sentence has two steps: one at its former place, one at its new place.
    const [source, target] = [diff.slice(0, 1), diff.slice(1, 2)]
    if (action !== 'moved') return [{ ...step, diff, edits: null, links }]
    return [
      { ...step, diff: source, edits: null, links: [] },
      { ...step, diff: target, edits: diff, links },
    ]
  })
}

function rendered<Item>(reporter: StreamReporter<Item>, item: Item, look: RenderOptions): string {
  const parts = reporter(look)
  return (parts.start ?? '') + parts.item(item) + (parts.end?.() ?? '')
}

function everyText(history: History, text: string, look: RenderOptions): string[] {
  const [a, b] = history.versions
  if (a === undefined || b === undefined) throw new Error('two versions are needed')
  const diff = { event: history.event, a, b, changes: b.changes, folded: b.changes[0]?.diff ?? null }
  const finding = {
    rule: 'VAR143',
    name: text,
    severity: 'error',
    message: text,
    path: text,
    line: 1,
    expected: text,
    actual: text,
  } as const
  const page = { ...pageChanges[0], path: text, title: text, section: text, state: 'differs', finding } as const
  const run = { verb: 'import', source: text, at: 0, revisions: 1 } as const
  return [
    rendered(historyText, history, look),
    rendered(eventsText, history, look),
    diffText('inline')(diff, look),
    diffText('columns')(diff, look),
    showText({ ...shownVersionOf(history), body: text, path: text }, look),
    auditText(auditOf(titleChangesOf([history])), look),
    ...(['print', 'check', 'write'] as const).map((mode) =>
      rendered(changesText({ mode, dryRun: true }), page as (typeof pageChanges)[number], look),
    ),
    statusText('import')({ ...fakeStatus, archive: text, store: text, lastRun: run }, look),
    summaryText({ verb: 'import', dryRun: false })({ ...fakeSummary, source: text, findings: [finding] }, look),
  ]
}

/** A command to a CI runner: `::name` at the beginning of a line, or `##[` anywhere. */
const runnerCommand = /^\s*::[a-z]|##(?:\[|vso\[|teamcity\[)/im

describe('hostile pages', () => {
  itHolds(
    'reach the terminal as text only, in every report',
    () =>
      fc.property(title, title, fc.boolean(), (before, after, color) => {
        const look: RenderOptions = { color, width: 60, verbose: true, timeZone: 'UTC' }
        const text = everyText(hostileHistory(before, after), before, look).join('')
        expect(unsafeCharacter.exec((color ? text.replace(ownColors, '') : text).replace(ownIsolates, '$1'))).toBeNull()
      }),
    { quick: 15, thorough: 2500 },
  )

  itHolds(
    'give a CI runner no command',
    () =>
      fc.property(title, title, (before, after) => {
        for (const text of everyText(hostileHistory(before, after), after, { ...plainRendering, verbose: true })) {
          expect(runnerCommand.exec(text)).toBeNull()
        }
      }),
    { quick: 40, thorough: 500 },
  )

  itHolds(
    'are unchanged in JSON, which has no commands to a terminal or a runner',
    () =>
      fc.property(title, title, (before, after) => {
        const history = hostileHistory(before, after)
        for (const text of [
          rendered(historyJson, history, plainRendering),
          rendered(historyNdjson, history, plainRendering),
        ]) {
          expect(unsafeCharacter.exec(text)).toBeNull()
          expect(runnerCommand.exec(text)).toBeNull()
          expect(JSON.parse(text).versions[1].title).toBe(after.toWellFormed())
        }
      }),
    { quick: 40, thorough: 500 },
  )
})
