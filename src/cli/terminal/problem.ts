import { VariorumError } from '../../model/errors.ts'
import type { Look } from '../../reporters/look.ts'
import { block } from '../../reporters/terminal/block.ts'
import { plain } from '../../reporters/terminal/spans.ts'

/** A failure as a person should read it: what and why, what to do on its own line, the stack only with -v. */
export function problemText(error: unknown, look: Look): string {
  const known = error instanceof VariorumError
  const message = error instanceof Error ? error.message : String(error)
  const [first = '', ...rest] = message.split('\n')
  const advice = known
    ? error.advice
    : look.verbose
      ? null
      : 'This should not happen. Add -v for the details, and report them.'
  return [
    block([['factual', 'variorum: '], plain(known ? first : `unexpected failure: ${first}`)], look, [0, 2]),
    ...rest.map((line) => block([plain(line)], look, [4, 6])),
    advice === null ? '' : block([plain(advice)], look, 2),
    look.verbose ? block([['quiet', stackOf(error)]], look, 2) : '',
  ].join('')
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause) || String(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
