import { foldTypography } from '../diff/normalise.ts'
import { gravest } from '../diff/severity.ts'
import { describeTitleChange, type TitleChange } from '../diff/title-change.ts'
import type { VersionRecord } from '../model/event.ts'

/**
 * The change of an event's title. A wording that stood before is a revert, however long ago, beside what the words show;
 * it is as grave as the change that it undoes.
 * @param earlier versions before the title that gives way
 */
export function retitling(earlier: readonly VersionRecord[], before: string, after: string): TitleChange {
  const change = describeTitleChange(before, after)
  if (!returns(earlier, before, after)) return change
  const undone = describeTitleChange(after, before)
  return { ...change, classes: [...change.classes, 'revert'], severity: gravest([change.severity, undone.severity]) }
}

/** The shape of a quote does not make a wording another one, unless nothing else is being changed. */
function returns(earlier: readonly VersionRecord[], before: string, after: string): boolean {
  if (earlier.some(({ title }) => title === after)) return true
  const wording = foldTypography(after)
  return wording !== foldTypography(before) && earlier.some(({ title }) => foldTypography(title) === wording)
}

/** Whether a body returns that an event has had before. @param a @param b indices of the versions, from 0 */
export function bodyReturns(versions: readonly VersionRecord[], a: number, b: number): boolean {
  const { body } = versions[b]!
  return body !== null && body !== '' && versions.slice(0, a).some((version) => version.body === body)
}
