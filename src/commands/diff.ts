import { diffBody } from '../diff/sentences/diff-body.ts'
import { VariorumError } from '../model/errors.ts'
import type { VersionDiff } from '../model/report.ts'
import { buildVersion, changesBetween, historyEvent } from '../versioning/history/build-history.ts'
import type { CommandContext } from './archive/command-context.ts'
import { findEvent } from './events/find-event.ts'
import { versionIndex } from './events/version-argument.ts'
import { readContent, readVersionDetails } from './events/version-details.ts'

/**
 * Two versions of an event, and every field that differs between them.
 * @param options.a @param options.b versions as a person names them; default the last two
 * @param options.all with the difference of the whole pages, what is folded otherwise included
 */
export async function diff(
  context: CommandContext,
  event: string,
  options: { a?: string | undefined; b?: string | undefined; all?: boolean | undefined } = {},
): Promise<VersionDiff> {
  const store = await context.store('read')
  const record = await findEvent(store, event)
  const details = await readVersionDetails(store, [record], { sections: context.sections, bodies: 'all' })
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
  let wholeDiff = null
  if (options.all) {
    const texts = await Promise.all(
      [a, b].map(async (index) => {
        const bytes = await readContent(store, sources[index]!.content as never)
        return new TextDecoder().decode(bytes ?? new Uint8Array())
      }),
    )
    wholeDiff = diffBody(texts[0]!, texts[1]!).diff
  }
  return {
    event: historyEvent(record),
    a: buildVersion(record, a, [], details),
    b: buildVersion(record, b, changes, details),
    changes,
    folded: wholeDiff,
  }
}
