import type { ClassEvidenceFinder } from '../class-evidence.ts'
import { splitTopicPrefix, stripResidue } from '../markup.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A topic label in front comes or goes.
 * - `Norway wins gold` -> `In rowing, Norway wins gold`
 * - `2019 Lyon flood: The river recedes` -> `The river recedes`
 */
export const detectTopicPrefix: ClassDetector = ({ labelDiffers: label }) => (label ? 'editorial' : null)

/** The label, without the mark behind it. */
export const findTopicPrefixEvidence: ClassEvidenceFinder = ({ folded }) => {
  const [removed, added] = folded.map((text) => {
    const label = splitTopicPrefix(stripResidue(text).text).prefix.replace(/[\s:,]+$/, '')
    return label === '' ? [] : [label]
  })
  return { removed: removed ?? [], added: added ?? [] }
}
