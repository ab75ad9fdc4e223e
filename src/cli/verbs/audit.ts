import { includesIgnoringCase } from '../../audit/filter.ts'
import type { Variorum } from '../../commands/variorum.ts'
import type { Audit, AuditFilter, TitleChange } from '../../model/audit.ts'
import { type ChangeClass, changeClasses } from '../../model/change.ts'
import { VariorumError } from '../../model/errors.ts'
import { auditCsv, wholeAuditCsv } from '../../reporters/csv/audit.ts'
import { auditJson, auditNdjson, wholeAuditNdjson } from '../../reporters/json/audit.ts'
import { auditMarkdown } from '../../reporters/markdown/audit.ts'
import { plainRendering } from '../../reporters/render-options.ts'
import { auditText } from '../../reporters/text/audit.ts'
import { auditTotalsText } from '../../reporters/text/audit-totals.ts'
import { didYouMean, nearestWord } from '../arguments/nearest-word.ts'
import { parseTimeRange } from '../arguments/time-argument.ts'
import type { Invocation, RunCommand } from '../invocation.ts'
import { emit, emitStream, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<Audit> = {
  text: auditText,
  json: auditJson,
  ndjson: wholeAuditNdjson,
  csv: wholeAuditCsv,
  markdown: auditMarkdown,
}
const streamReporters = { ndjson: auditNdjson, csv: auditCsv }

export const run: RunCommand<'audit'> = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const filter = await parseFilter(invocation, variorum)
  // Other orders and groups need all changes in memory. With --limit alone every format lists the same changes.
  const isByEvent = filter.sort === 'event' || (filter.sort === undefined && filter.limit === undefined)
  const isStreamed = filter.groupBy === undefined && isByEvent
  if (isStreamed && invocation.formats.every(({ name }) => name in streamReporters)) {
    const outputs = await invocation.openOutputs()
    const changeCount = await emitStream<TitleChange>(outputs, variorum.titleChanges(filter), streamReporters)
    if (changeCount === 0) {
      invocation.printMessage('No title changes were found.')
      await suggestTopic(invocation, variorum, filter)
    }
    return 0
  }
  const audit = await variorum.audit(filter)
  const outputs = await invocation.openOutputs()
  await emit(outputs, audit, { ...reporters, ...(await htmlReporter(invocation)) })
  // In a pipe, an empty list prints nothing.
  const isPiped = outputs.some(({ format, renderOptions: { width } }) => format === 'text' && !Number.isFinite(width))
  if (isPiped && audit.totals.changes === 0) invocation.printMessage(auditTotalsText(audit, plainRendering).trimEnd())
  if (audit.totals.changes === 0) await suggestTopic(invocation, variorum, filter)
  return 0
}

/** Loads the HTML reporter only when it is needed, because it is large. */
async function htmlReporter({ formats }: Invocation<'audit'>): Promise<Reporters<Audit>> {
  if (formats.every(({ name }) => name !== 'html')) return {}
  const { auditHtml } = await import('../../reporters/html/audit.ts')
  return { html: auditHtml }
}

async function parseFilter(invocation: Invocation<'audit'>, variorum: Variorum): Promise<AuditFilter> {
  const { since: sinceText, until: untilText, kind, limit, ...filter } = invocation.options
  const kinds = kind?.flatMap(parseClasses)
  rejectEmptyText('match', filter.match)
  rejectEmptyText('topic', filter.topic)
  const maxChanges = limit === undefined ? undefined : parseLimit(limit)
  const now = Date.now()
  const timeRangeOf = async (name: 'since' | 'until', text: string | undefined) =>
    text === undefined
      ? undefined
      : parseTimeRange(text, `--${name}`, now, (revision) =>
          variorum.committedAt(revision, { signal: invocation.signal }),
        )
  const since = await timeRangeOf('since', sinceText)
  const until = await timeRangeOf('until', untilText)
  if (since !== undefined && until !== undefined && since.begin > until.begin && since.begin >= until.end) {
    throw new VariorumError('usage', 'The range of --since and --until is empty: --since is later than --until.', {
      advice: `Write --since "${untilText}" --until "${sinceText}".`,
    })
  }
  return { ...filter, since: since?.begin, until: until?.end, kinds, limit: maxChanges }
}

/** If no event has the topic of the filter, says so and suggests a similar topic. */
async function suggestTopic(
  invocation: Invocation<'audit'>,
  variorum: Variorum,
  { topic }: AuditFilter,
): Promise<void> {
  if (topic === undefined) return
  const topics = await variorum.topics()
  if (topics.some((one) => includesIgnoringCase(one, topic))) return
  const words = topics.flatMap((one) => one.split(/\s+/)).filter((word) => word.length > 3)
  const suggestion = nearestWord(topic, topics) ?? nearestWord(topic, words)
  const question = suggestion === null ? '' : ` Did you mean "${suggestion}"?`
  invocation.printMessage(`No event has the topic "${topic}".${question}`)
}

/** An empty text matches every title; most likely a variable of a script is not set. */
function rejectEmptyText(name: 'match' | 'topic', text: string | undefined): void {
  if (text?.trim() === '')
    throw new VariorumError('usage', `--${name} is empty.`, { advice: `Give a text, or leave out --${name}.` })
}

function parseClasses(text: string): ChangeClass[] {
  return text.split(',').map((name) => {
    const found = changeClasses.find((one) => one === name.trim())
    if (found !== undefined) return found
    const advice = didYouMean(name, changeClasses)
    throw new VariorumError('usage', `--kind "${name}" is not a class of changes.`, { advice })
  })
}

function parseLimit(text: string): number {
  if (/^0*[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new VariorumError('usage', `--limit needs a number from 1 on, but got "${text}".`, {
    advice: 'Write --limit 20.',
  })
}
