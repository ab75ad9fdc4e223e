import type { ClassEvidenceFinder } from '../class-evidence.ts'
import { stripResidue } from '../markup.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * Residue of wiki text, templates or URLs appears or vanishes.
 * - `A ship sinks. {{fact}}` -> `A ship sinks.`
 * - `A [[harbour|port]] closes` -> `A port closes`
 */
export const detectMarkupJunk: ClassDetector = ({ residueDiffers: residue }) => (residue ? 'cosmetic' : null)

/** The residue that one title alone has. */
export const findMarkupJunkEvidence: ClassEvidenceFinder = ({ folded }) => {
  const [left, right] = folded.map((text) => stripResidue(text).residue)
  return {
    removed: (left ?? []).filter((piece) => !right?.includes(piece)),
    added: (right ?? []).filter((piece) => !left?.includes(piece)),
  }
}
