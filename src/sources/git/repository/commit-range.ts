import { editDistance } from '../../../diff/text/edit-distance.ts'
import { VariorumError } from '../../../model/errors.ts'

/** Which commits to tell: those that `to` reaches and `from` does not. Both are names that git may be asked about. */
export interface CommitRange {
  readonly from: string | null
  readonly to: string
}

/**
 * Reads `REV`, `FROM..TO`, `FROM..` or `..TO`; what is left out is HEAD.
 * @throws VariorumError `revision-unknown` for anything that git could take for something else than a name
 */
export function parseRange(text: string): CommitRange {
  const parts = text.split('..')
  if (text.includes('...') || parts.length > 2) {
    throw new VariorumError('revision-unknown', `${quoted(text)} names two histories; only one can be told.`, {
      advice: 'Write FROM..TO with two dots: what TO has and FROM has not.',
    })
  }
  const [first = '', second] = parts.map((part) => (part === '' && parts.length === 2 ? 'HEAD' : part))
  for (const name of [first, second ?? first]) parseCommitName(name)
  return second === undefined ? { from: null, to: first } : { from: first, to: second }
}

/**
 * A single name.
 * @throws VariorumError `revision-unknown` for anything that git could take for something else
 */
export function parseCommitName(name: string): string {
  if (isSafeName(name)) return name
  throw new VariorumError('revision-unknown', `${quoted(name)} is not a name that a revision can have.`, {
    advice: 'Give a branch, a tag, a commit or FROM..TO.',
  })
}

/** The name nearest to what was typed, null where none is near. */
export function findNearestName(typed: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  let minDistance = Math.max(2, Math.floor(typed.length / 2)) + 1
  for (const name of names) {
    // `origin/main` is near to `main`
    const distance = name.endsWith(`/${typed}`) ? 1 : editDistance(typed.toLowerCase(), name.toLowerCase())
    if (distance < minDistance) {
      minDistance = distance
      nearest = name
    }
  }
  return nearest
}

/** Stricter than git: nothing that an option, a range or a path could hide in. */
function isSafeName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
