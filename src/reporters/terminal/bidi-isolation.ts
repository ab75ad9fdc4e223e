import type { RenderOptions } from '../render-options.ts'
import type { Line } from './spans.ts'

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}]/u
const firstStrongIsolate = '\u{2068}'
const popIsolate = '\u{2069}'

/**
 * Isolates each span of right-to-left script, so that a terminal which reorders text does so within the span only.
 * Each span closes what it opens: a line can be cut out and shown alone. A pipe or a file gets the line unchanged.
 * @param line a line that is already wrapped
 */
export function isolateRightToLeft(line: Line, options: RenderOptions): Line {
  if (!Number.isFinite(options.width)) return line
  return line.map(([style, text]) =>
    rightToLeft.test(text) ? [style, `${firstStrongIsolate}${text}${popIsolate}`] : [style, text],
  )
}
