import type { ClassRule } from '../title-pair.ts'

/**
 * A typo mended or made, or the spelling of the other side of the ocean.
 * - `A vocano erupts` -> `A volcano erupts`
 * - `a shopping centre` -> `a shopping center`
 * - `on Wendesday` -> `on Wednesday`
 */
export const spelling: ClassRule = ({ slip, terms }) =>
  slip || terms?.pairings.some((pairing) => pairing.kind === 'spelling') ? 'cosmetic' : null
