import { diffBody } from '../diff/sentences/diff-body.ts'
import { VariorumError } from '../model/errors.ts'
import type { VersionDiff } from '../model/report.ts'
import { buildVersion, changesBetween, historyEvent } from '../versioning/history/build-history.ts'
import type { CommandContext } from './archive/command-context.ts'
import { findEvent } from './events/find-event.ts'
import { versionIndex } from './events/version-argument.ts'
import { readContent, readVersionDetails } from './events/version-details.ts'

/**
 * Compares two versions of an event, field by field.
 * @param options.a @param options.b versions as a person names them; default: the last two
 * @param options.all compares the whole pages too, with the parts that make no version
 * @throws VariorumError `event-not-found`, `event-ambiguous`, `version-not-found`, `store-…`
 */
export async function diff(
  context: CommandContext,
  event: string,
  options: { a?: string | undefined; b?: string | undefined; all?: boolean | undefined } = {},
): Promise<VersionDiff> {
  const store = await context.store('read')
  const record = await findEvent(store, event)
  const { id, versions } = record
  const last = versions.length
  if (last === 1 && options.a === undefined) {
    const message = `"${versions[0]!.title}" has one version only: there is nothing to compare.`
    throw new VariorumError('version-not-found', message, { advice: `"variorum show ${id}" shows it.` })
  }
  const a = await versionIndex(store, record, options.a ?? String(last - 1))
  const b = await versionIndex(store, record, options.b ?? String(last))
  const details = await readVersionDetails(store, [record], context, [versions[a]!, versions[b]!])
  const changes = changesBetween(versions, a, b, details)
  const pageText = async (index: number) => {
    const bytes = await readContent(store, details.snapshot(versions[index]!)?.content ?? null)
    return new TextDecoder().decode(bytes ?? new Uint8Array())
  }
  return {
    event: historyEvent(record),
    a: buildVersion(record, a, [], details),
    b: buildVersion(record, b, changes, details),
    changes,
    folded: options.all ? diffBody(await pageText(a), await pageText(b)).diff : null,
  }
}
