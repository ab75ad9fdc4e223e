import type { ComparedEvent, ComparedPair, WhyReport } from '../../model/why.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument } from './document.ts'

/** Why two are one event, or are not, as a document. */
export const whyJson: Reporter<WhyReport> = ({ a, b, same, by, ruling, apart, missed, record, pairs }) =>
  jsonDocument({
    same,
    by,
    a: sideJson(a),
    b: sideJson(b),
    ruling,
    apart,
    missed,
    record,
    pairs: pairs.map(pairJson),
  })

function sideJson({ name, ref, event, wordings, stands }: ComparedEvent) {
  return { name, path: ref.path, title: ref.title, event, wordings, stands }
}

function pairJson({ a, b, same, score, odds, prior, reasons, wishes }: ComparedPair) {
  return { a, b, same, score, odds, prior, reasons, wishes }
}
