import { diffBody } from '../diff/sentences/body.ts'
import { VariorumError } from '../model/errors.ts'
import type { VersionDiff } from '../model/report.ts'
import { changesBetween, eventHead, tellVersion } from '../versioning/history/history.ts'
import type { Context } from './archive/context.ts'
import { findEvent } from './events/find-event.ts'
import { versionIndex } from './events/version-argument.ts'
import { exactBytes, readDetails } from './events/version-details.ts'

/**
 * Two versions of an event, and every field that differs between them.
 * @param options.a @param options.b versions as a person names them; default the last two
 * @param options.all with the difference of the whole pages, what is folded otherwise included
 */
export async function diff(
  context: Context,
  event: string,
  options: { a?: string; b?: string; all?: boolean } = {},
): Promise<VersionDiff> {
  const store = await context.store('read')
  const record = await findEvent(store, event)
  const details = await readDetails(store, [record], { sections: context.sections, bodies: 'all' })
  const sources = record.versions.map((version) => {
    const snapshot = details.snapshot(version)
    return { sha: snapshot?.origin.kind === 'commit' ? snapshot.origin.sha : null, content: snapshot?.content ?? null }
  })
  const last = record.versions.length
  if (last === 1 && options.a === undefined) {
    throw new VariorumError(
      'version-not-found',
      `"${record.versions[0]!.title}" has one version only: there is nothing to compare.`,
      {
        advice: `"variorum show ${record.id}" shows it.`,
      },
    )
  }
  const a = versionIndex(record, options.a ?? String(last - 1), sources)
  const b = versionIndex(record, options.b ?? String(last), sources)
  const changes = changesBetween(record.versions, a, b, details)
  let folded = null
  if (options.all) {
    const texts = await Promise.all(
      [a, b].map(async (index) => {
        const bytes = await exactBytes(store, sources[index]!.content as never)
        return new TextDecoder().decode(bytes ?? new Uint8Array())
      }),
    )
    folded = diffBody(texts[0]!, texts[1]!).diff
  }
  return {
    event: eventHead(record),
    a: tellVersion(record, a, [], details),
    b: tellVersion(record, b, changes, details),
    changes,
    folded,
  }
}
