import { editDistance } from '../../../diff/text/edit-distance.ts'
import { VariorumError } from '../../../model/errors.ts'

/** The commits that `to` reaches and `from` does not. Both names are safe to pass to git. */
export interface CommitRange {
  readonly from: string | null
  readonly to: string
}

/**
 * Parses `REV`, `FROM..TO`, `FROM..` or `..TO`. A missing name is HEAD.
 * @throws VariorumError `revision-unknown` for a name that git could read as an option, a range or a path
 */
export function parseRange(text: string): CommitRange {
  const parts = text.split('..')
  if (text.includes('...') || parts.length > 2) {
    throw new VariorumError('revision-unknown', `${quoted(text)} names more than one range of commits.`, {
      advice: 'Write FROM..TO with two dots: the commits of TO that FROM does not have.',
    })
  }
  const [first = '', second] = parts.map((part) => (part === '' && parts.length === 2 ? 'HEAD' : part))
  for (const name of [first, second ?? first]) parseCommitName(name)
  return second === undefined ? { from: null, to: first } : { from: first, to: second }
}

/**
 * Checks a single name.
 * @returns the same name
 * @throws VariorumError `revision-unknown` for a name that git could read as an option, a range or a path
 */
export function parseCommitName(name: string): string {
  // Stricter than git, so that no option, range or path is accepted.
  if (/^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')) return name
  throw new VariorumError('revision-unknown', `${quoted(name)} is not a name that a revision can have.`, {
    advice: 'Give a branch, a tag, a commit or FROM..TO.',
  })
}

/** Finds the name nearest to the typed one. @returns null if none is near */
export function findNearestName(typed: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  let minDistance = Math.max(2, Math.floor(typed.length / 2)) + 1
  for (const name of names) {
    // `origin/main` is near to `main`.
    const distance = name.endsWith(`/${typed}`) ? 1 : editDistance(typed.toLowerCase(), name.toLowerCase())
    if (distance < minDistance) {
      minDistance = distance
      nearest = name
    }
  }
  return nearest
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
