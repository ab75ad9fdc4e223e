import type { ClassRule } from '../title-pair.ts'

/**
 * Residue of wiki text, templates or URLs appears or vanishes.
 * - `A ship sinks. {{fact}}` -> `A ship sinks.`
 * - `A [[harbour|port]] closes` -> `A port closes`
 */
export const markupJunk: ClassRule = ({ residue }) => (residue ? 'cosmetic' : null)
