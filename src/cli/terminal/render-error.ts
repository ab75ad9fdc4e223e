import { VariorumError } from '../../model/errors.ts'
import type { RenderOptions } from '../../reporters/render-options.ts'
import { renderBlock } from '../../reporters/terminal/block.ts'
import { plainSpan } from '../../reporters/terminal/spans.ts'

/** Renders an error: the message, the advice on its own line, and the stack with -v. */
export function renderError(error: unknown, renderOptions: RenderOptions): string {
  const isExpected = error instanceof VariorumError
  const message = error instanceof Error ? error.message : String(error)
  const [first = '', ...rest] = message.split('\n')
  const advice = isExpected
    ? error.advice
    : renderOptions.verbose
      ? null
      : 'This is a bug in Variorum. Run again with -v and report the output.'
  return [
    renderBlock(
      [['factual', 'variorum: '], plainSpan(isExpected ? first : `unexpected failure: ${first}`)],
      renderOptions,
      [0, 2],
    ),
    ...rest.map((line) => renderBlock([plainSpan(line)], renderOptions, [4, 6])),
    advice === null ? '' : renderBlock([plainSpan(advice)], renderOptions, 2),
    renderOptions.verbose ? renderBlock([['quiet', stackOf(error)]], renderOptions, 2) : '',
  ].join('')
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause) || String(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
