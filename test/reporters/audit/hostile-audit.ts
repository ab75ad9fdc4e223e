import type { Audit, AuditGroup, TitleChange } from '../../../src/model/audit.ts'
import type { ChangeClass } from '../../../src/model/change.ts'
import type { EventId } from '../../../src/model/event.ts'
import { auditGroups, auditOf, auditTotals, titleChangesOf } from '../../helpers/sample-audits.ts'
import { histories } from '../../helpers/sample-histories.ts'

/** An audit in which every text from outside is one text. */
export function hostileAudit(text: string): Audit {
  const [one] = titleChangesOf(histories) as [TitleChange]
  const origin = { kind: 'commit', sha: text, author: text } as const
  const reasons = (['number', 'name'] as const).map((kind: ChangeClass) => ({
    kind,
    severity: 'factual' as const,
    removed: [text, text],
    added: [text],
  }))
  const change: TitleChange = {
    ...one,
    event: text as EventId,
    day: text,
    topic: text,
    from: { ...one.from, title: text, path: text },
    to: { ...one.to, title: `${text}${text}`, path: `${text}x` },
    diff: [
      ['same', text],
      ['removed', text],
      ['added', text],
      ['same', text],
    ],
    reasons,
    origin,
    sources: [text, text],
    link: { score: 0.5, reasons: [{ kind: 'shared-source', value: text, weight: 1 }] },
    reverted: { number: 3, at: 0, minutes: 7 },
  }
  return auditOf(
    [
      change,
      {
        ...change,
        origin: { kind: 'page' },
        diff: [
          ['removed', text],
          ['added', `${text} x`],
        ],
      },
    ],
    {
      totals: {
        ...auditTotals,
        mostChanged: [{ event: text as EventId, title: text, day: text, changes: 4 }],
        bulk: [{ what: text, at: 0, origin, changes: 4, events: 3, members: [] }],
      },
    },
  )
}

/** The same audit in groups. */
export function hostileGroups(text: string): Audit {
  const [one] = auditGroups as [AuditGroup]
  return { ...hostileAudit(text), groups: [{ ...one, key: text }], filter: { groupBy: 'topic' } }
}
