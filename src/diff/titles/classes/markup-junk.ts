import type { ClassRule } from '../class-rule.ts'
import { stripResidue } from '../markup.ts'

/**
 * Residue of wiki text, templates or URLs appears or disappears.
 * - `A ship sinks. {{fact}}` -> `A ship sinks.`
 * - `A [[harbour|port]] closes` -> `A port closes`
 */
export const markupJunkRule: ClassRule = {
  kind: 'markup-junk',
  severity: 'cosmetic',
  detect: ({ residueDiffers }) => residueDiffers,
  words: ({ folded }) => {
    const [left, right] = folded.map((text) => stripResidue(text).residue)
    return {
      removed: (left ?? []).filter((piece) => !right?.includes(piece)),
      added: (right ?? []).filter((piece) => !left?.includes(piece)),
    }
  },
}
