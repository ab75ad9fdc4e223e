import type { ComparedPair, ComparedSide, Why } from '../../model/why.ts'
import type { Reporter } from '../look.ts'
import { document } from './document.ts'

/** Why two are one event, or are not, as a document. */
export const whyJson: Reporter<Why> = ({ a, b, same, by, ruling, apart, missed, record, pairs }) =>
  document({
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

function sideJson({ name, ref, event, wordings, stands }: ComparedSide) {
  return { name, path: ref.path, title: ref.title, event, wordings, stands }
}

function pairJson({ a, b, same, score, odds, prior, reasons, wishes }: ComparedPair) {
  return { a, b, same, score, odds, prior, reasons, wishes }
}
