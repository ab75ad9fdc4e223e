import { contains } from '../../audit/filter.ts'
import type { Variorum } from '../../commands/variorum.ts'
import { type Audit, type AuditFilter, groupings, orders, type TitleChange } from '../../model/audit.ts'
import { type ChangeClass, changeClasses, severities } from '../../model/change.ts'
import { VariorumError } from '../../model/errors.ts'
import { auditCsv, wholeAuditCsv } from '../../reporters/csv/audit.ts'
import { auditJson, auditNdjson, wholeAuditNdjson } from '../../reporters/json/audit.ts'
import { plainLook } from '../../reporters/look.ts'
import { auditMarkdown } from '../../reporters/markdown/audit.ts'
import { auditText } from '../../reporters/text/audit.ts'
import { auditTotalsText } from '../../reporters/text/audit-totals.ts'
import { stretchOf } from '../arguments/moment-argument.ts'
import { didYouMean, nearest } from '../arguments/nearest.ts'
import { type Call, flag, type Run, value, values } from '../run.ts'
import { emit, emitStream, type Reporters } from '../terminal/emit.ts'

const reporters: Reporters<Audit> = {
  text: auditText,
  json: auditJson,
  ndjson: wholeAuditNdjson,
  csv: wholeAuditCsv,
  markdown: auditMarkdown,
}
const streams = { ndjson: auditNdjson, csv: auditCsv }

export const run: Run = async (call) => {
  await using variorum = await call.open()
  const filter = await filterOf(call, variorum)
  // in another order than the store's, or in groups, they are held first; the few that a limit leaves are the same in every format
  const isByEvent = filter.sort === 'event' || (filter.sort === undefined && filter.limit === undefined)
  const isStreamed = filter.groupBy === undefined && isByEvent
  if (isStreamed && call.formats.every(({ name }) => name in streams)) {
    const told = await emitStream<TitleChange>(await call.outputs(), variorum.titleChanges(filter), streams)
    if (told === 0) {
      call.talk('No title change was found.')
      await talkOfTopic(call, variorum, filter)
    }
    return 0
  }
  const audit = await variorum.audit(filter)
  const outputs = await call.outputs()
  await emit(outputs, audit, { ...reporters, ...(await pageReporter(call)) })
  // in a pipe a list of nothing is empty
  const isPiped = outputs.some(({ format, look }) => format === 'text' && !Number.isFinite(look.width))
  if (isPiped && audit.totals.changes === 0) call.talk(auditTotalsText(audit, plainLook).trimEnd())
  if (audit.totals.changes === 0) await talkOfTopic(call, variorum, filter)
  return 0
}

/** Loaded only where it is asked for: the other formats are to begin at once. */
async function pageReporter({ formats }: Call): Promise<Reporters<Audit>> {
  if (formats.every(({ name }) => name !== 'html')) return {}
  const { auditHtml } = await import('../../reporters/html/audit.ts')
  return { html: auditHtml }
}

async function filterOf(call: Call, variorum: Variorum): Promise<AuditFilter> {
  const now = Date.now()
  const committedAt = (revision: string) => variorum.committedAt(revision, { signal: call.signal })
  const stretch = async (name: 'since' | 'until') => {
    const text = value(call, name)
    return text === undefined ? null : stretchOf(text, `--${name}`, now, committedAt)
  }
  const kinds = values(call, 'kind').flatMap(classesOf)
  const severity = severities.find((one) => one === value(call, 'severity'))
  const match = textIn(call, 'match')
  const topic = textIn(call, 'topic')
  const limit = value(call, 'limit')
  const sort = orders.find((one) => one === value(call, 'sort'))
  const groupBy = groupings.find((one) => one === value(call, 'groupBy'))
  const rest = {
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(severity === undefined ? {} : { severity }),
    ...(match === undefined ? {} : { match }),
    ...(topic === undefined ? {} : { topic }),
    ...(flag(call, 'silent') ? { silent: true } : {}),
    ...(limit === undefined ? {} : { limit: limitOf(limit) }),
    ...(sort === undefined ? {} : { sort }),
    ...(groupBy === undefined ? {} : { groupBy }),
  }
  const since = await stretch('since')
  const until = await stretch('until')
  if (since !== null && until !== null && since.begin > until.begin && since.begin >= until.end) {
    throw new VariorumError('usage', 'Nothing lies between --since and --until: the first is the later one.', {
      advice: `Write --since "${value(call, 'until')}" --until "${value(call, 'since')}".`,
    })
  }
  return {
    ...(since === null ? {} : { since: since.begin }),
    ...(until === null ? {} : { until: until.end }),
    ...rest,
  }
}

/** Where nothing was found because no event has such a topic, the likeliest reason is that it is written otherwise. */
async function talkOfTopic(call: Call, variorum: Variorum, { topic }: AuditFilter): Promise<void> {
  const topics = topic === undefined ? [] : await variorum.topics()
  if (topic === undefined || topics.some((one) => contains(one, topic))) return
  const words = topics.flatMap((one) => one.split(/\s+/)).filter((word) => word.length > 3)
  const near = nearest(topic, topics) ?? nearest(topic, words)
  call.talk(`No event has the topic "${topic}".${near === null ? '' : ` Did you mean "${near}"?`}`)
}

/** An empty text is in every title: whoever gives one means something else, such as a variable that is not set. */
function textIn(call: Call, name: 'match' | 'topic'): string | undefined {
  const text = value(call, name)
  if (text === undefined || text.trim() !== '') return text
  throw new VariorumError('usage', `--${name} is empty.`, { advice: `Name a text, or leave --${name} out.` })
}

function classesOf(text: string): ChangeClass[] {
  return text.split(',').map((name) => {
    const found = changeClasses.find((one) => one === name.trim())
    if (found !== undefined) return found
    throw new VariorumError('usage', `--kind "${name}" is no class of a change.`, {
      advice: didYouMean(name, changeClasses),
    })
  })
}

function limitOf(text: string): number {
  if (/^0*[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new VariorumError('usage', `--limit takes a number from 1 on, not "${text}".`, { advice: 'Write --limit 20.' })
}
