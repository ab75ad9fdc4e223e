import { includesIgnoringCase } from '../../audit/filter.ts'
import type { Variorum } from '../../commands/variorum.ts'
import { type Audit, type AuditFilter, auditGroupings, auditOrders, type TitleChange } from '../../model/audit.ts'
import { type ChangeClass, changeClasses, severities } from '../../model/change.ts'
import { VariorumError } from '../../model/errors.ts'
import { auditCsv, wholeAuditCsv } from '../../reporters/csv/audit.ts'
import { auditJson, auditNdjson, wholeAuditNdjson } from '../../reporters/json/audit.ts'
import { auditMarkdown } from '../../reporters/markdown/audit.ts'
import { plainRendering } from '../../reporters/render-options.ts'
import { auditText } from '../../reporters/text/audit.ts'
import { auditTotalsText } from '../../reporters/text/audit-totals.ts'
import { didYouMean, nearestWord } from '../arguments/nearest-word.ts'
import { parseTimeRange } from '../arguments/time-argument.ts'
import { flagValue, flagValues, hasFlag, type Invocation, type RunCommand } from '../invocation.ts'
import { emit, emitStream, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<Audit> = {
  text: auditText,
  json: auditJson,
  ndjson: wholeAuditNdjson,
  csv: wholeAuditCsv,
  markdown: auditMarkdown,
}
const streamReporters = { ndjson: auditNdjson, csv: auditCsv }

export const run: RunCommand = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const filter = await parseFilter(invocation, variorum)
  // in another order than the store's, or in groups, they are held first; the few that a limit leaves are the same in every format
  const isByEvent = filter.sort === 'event' || (filter.sort === undefined && filter.limit === undefined)
  const isStreamed = filter.groupBy === undefined && isByEvent
  if (isStreamed && invocation.formats.every(({ name }) => name in streamReporters)) {
    const changeCount = await emitStream<TitleChange>(
      await invocation.openOutputs(),
      variorum.titleChanges(filter),
      streamReporters,
    )
    if (changeCount === 0) {
      invocation.printMessage('No title change was found.')
      await suggestTopic(invocation, variorum, filter)
    }
    return 0
  }
  const audit = await variorum.audit(filter)
  const outputs = await invocation.openOutputs()
  await emit(outputs, audit, { ...reporters, ...(await htmlReporter(invocation)) })
  // in a pipe a list of nothing is empty
  const isPiped = outputs.some(
    ({ format, renderOptions }) => format === 'text' && !Number.isFinite(renderOptions.width),
  )
  if (isPiped && audit.totals.changes === 0) invocation.printMessage(auditTotalsText(audit, plainRendering).trimEnd())
  if (audit.totals.changes === 0) await suggestTopic(invocation, variorum, filter)
  return 0
}

/** Loaded only where it is asked for: the other formats are to begin at once. */
async function htmlReporter({ formats }: Invocation): Promise<Reporters<Audit>> {
  if (formats.every(({ name }) => name !== 'html')) return {}
  const { auditHtml } = await import('../../reporters/html/audit.ts')
  return { html: auditHtml }
}

async function parseFilter(invocation: Invocation, variorum: Variorum): Promise<AuditFilter> {
  const now = Date.now()
  const committedAt = (revision: string) => variorum.committedAt(revision, { signal: invocation.signal })
  const timeRangeOf = async (name: 'since' | 'until') => {
    const text = flagValue(invocation, name)
    return text === undefined ? null : parseTimeRange(text, `--${name}`, now, committedAt)
  }
  const kinds = flagValues(invocation, 'kind').flatMap(parseClasses)
  const severity = severities.find((one) => one === flagValue(invocation, 'severity'))
  const match = nonEmptyText(invocation, 'match')
  const topic = nonEmptyText(invocation, 'topic')
  const limit = flagValue(invocation, 'limit')
  const sort = auditOrders.find((one) => one === flagValue(invocation, 'sort'))
  const groupBy = auditGroupings.find((one) => one === flagValue(invocation, 'groupBy'))
  const otherFilters = {
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(severity === undefined ? {} : { severity }),
    ...(match === undefined ? {} : { match }),
    ...(topic === undefined ? {} : { topic }),
    ...(hasFlag(invocation, 'silent') ? { silent: true } : {}),
    ...(limit === undefined ? {} : { limit: parseLimit(limit) }),
    ...(sort === undefined ? {} : { sort }),
    ...(groupBy === undefined ? {} : { groupBy }),
  }
  const since = await timeRangeOf('since')
  const until = await timeRangeOf('until')
  if (since !== null && until !== null && since.begin > until.begin && since.begin >= until.end) {
    throw new VariorumError('usage', 'Nothing lies between --since and --until: the first is the later one.', {
      advice: `Write --since "${flagValue(invocation, 'until')}" --until "${flagValue(invocation, 'since')}".`,
    })
  }
  return {
    ...(since === null ? {} : { since: since.begin }),
    ...(until === null ? {} : { until: until.end }),
    ...otherFilters,
  }
}

/** Where nothing was found because no event has such a topic, the likeliest reason is that it is written otherwise. */
async function suggestTopic(invocation: Invocation, variorum: Variorum, { topic }: AuditFilter): Promise<void> {
  const topics = topic === undefined ? [] : await variorum.topics()
  if (topic === undefined || topics.some((one) => includesIgnoringCase(one, topic))) return
  const words = topics.flatMap((one) => one.split(/\s+/)).filter((word) => word.length > 3)
  const suggestion = nearestWord(topic, topics) ?? nearestWord(topic, words)
  invocation.printMessage(
    `No event has the topic "${topic}".${suggestion === null ? '' : ` Did you mean "${suggestion}"?`}`,
  )
}

/** An empty text is in every title: whoever gives one means something else, such as a variable that is not set. */
function nonEmptyText(invocation: Invocation, name: 'match' | 'topic'): string | undefined {
  const text = flagValue(invocation, name)
  if (text === undefined || text.trim() !== '') return text
  throw new VariorumError('usage', `--${name} is empty.`, { advice: `Name a text, or leave --${name} out.` })
}

function parseClasses(text: string): ChangeClass[] {
  return text.split(',').map((name) => {
    const found = changeClasses.find((one) => one === name.trim())
    if (found !== undefined) return found
    throw new VariorumError('usage', `--kind "${name}" is no class of a change.`, {
      advice: didYouMean(name, changeClasses),
    })
  })
}

function parseLimit(text: string): number {
  if (/^0*[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new VariorumError('usage', `--limit takes a number from 1 on, not "${text}".`, { advice: 'Write --limit 20.' })
}
