import { type ChangeClass, changeClasses, severities } from '../../model/change.ts'
import { VariorumError } from '../../model/errors.ts'
import type { Audit, AuditFilter, TitleChange } from '../../model/report.ts'
import { auditJson, auditNdjson } from '../../reporters/json/audit.ts'
import { plainLook, type StreamReporter } from '../../reporters/look.ts'
import { auditText, auditTotalsText } from '../../reporters/text/audit.ts'
import { emit, emitStream, type Reporters } from '../emit.ts'
import { stretchOf } from '../moment-argument.ts'
import { didYouMean } from '../nearest.ts'
import { type Call, flag, type Run, value, values } from '../run.ts'

const reporters: Reporters<Audit> = { text: auditText, json: auditJson, ndjson: whole(auditNdjson) }

export const run: Run = async (call) => {
  const filter = filterOf(call, Date.now())
  await using variorum = await call.open()
  if (call.formats.every(({ name }) => name === 'ndjson')) {
    await emitStream<TitleChange>(await call.outputs(), variorum.titleChanges(filter), { ndjson: auditNdjson })
    return 0
  }
  const audit = await variorum.audit(filter)
  const outputs = await call.outputs()
  await emit(outputs, audit, reporters)
  // in a pipe a list of nothing is empty
  const isPiped = outputs.some(({ format, look }) => format === 'text' && !Number.isFinite(look.width))
  if (isPiped && audit.totals.changes === 0) call.talk(auditTotalsText(audit.totals, plainLook).trimEnd())
  return 0
}

function whole(stream: StreamReporter<TitleChange>): (audit: Audit, look: Parameters<typeof auditText>[1]) => string {
  return ({ changes }, look) => changes.map(stream(look).item).join('')
}

function filterOf(call: Call, now: number): AuditFilter {
  const since = value(call, 'since')
  const until = value(call, 'until')
  const kinds = values(call, 'kind').flatMap(classesOf)
  const severity = severities.find((one) => one === value(call, 'severity'))
  const match = value(call, 'match')
  const topic = value(call, 'topic')
  const limit = value(call, 'limit')
  return {
    ...(since === undefined ? {} : { since: stretchOf(since, '--since', now).begin }),
    ...(until === undefined ? {} : { until: stretchOf(until, '--until', now).end }),
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(severity === undefined ? {} : { severity }),
    ...(match === undefined ? {} : { match }),
    ...(topic === undefined ? {} : { topic }),
    ...(flag(call, 'silent') ? { silent: true } : {}),
    ...(limit === undefined ? {} : { limit: limitOf(limit) }),
  }
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
