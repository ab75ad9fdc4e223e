import type { Line } from './spans.ts'

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}]/u
/** A diff's marks stay outside, where their order is ours. */
const diffMarks = /^(\[-|\{\+)?(.*?)(-\]|\+\})?$/su
const firstStrongIsolate = '\u{2068}'
const popIsolate = '\u{2069}'

/**
 * A line that is folded already, with each span of right-to-left script isolated, so that a terminal which reorders does so
 * within the span alone. What is opened is closed in the same span: a line can be cut out and shown alone.
 */
export function isolateRightToLeft(line: Line): Line {
  return line.map(([style, text]) => {
    if (!rightToLeft.test(text)) return [style, text]
    const [, opening = '', inner = '', closing = ''] = diffMarks.exec(text) ?? []
    return [style, `${opening}${firstStrongIsolate}${inner}${popIsolate}${closing}`]
  })
}
