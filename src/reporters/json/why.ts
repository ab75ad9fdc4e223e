import type { ComparedEvent, ComparedPair, WhyReport } from '../../model/why.ts'
import type { Reporter } from '../render-options.ts'
import { jsonDocument, pick } from './document.ts'

/** Why two pages are one event or two, as one document. */
export const whyJson: Reporter<WhyReport> = (why) =>
  jsonDocument({
    ...pick(why, 'same', 'by'),
    a: sideJson(why.a),
    b: sideJson(why.b),
    ...pick(why, 'ruling', 'apart', 'missed', 'record'),
    pairs: why.pairs.map(pairJson),
  })

function sideJson({ name, ref, event, wordings, stands }: ComparedEvent) {
  return { name, path: ref.path, title: ref.title, event, wordings, stands }
}

function pairJson(pair: ComparedPair) {
  return pick(pair, 'a', 'b', 'same', 'score', 'odds', 'prior', 'reasons', 'wishes')
}
