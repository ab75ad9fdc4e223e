import { mergeEvidence, pairingEvidence, pairingsOf } from '../class-evidence.ts'
import type { ClassRule } from '../class-rule.ts'

/**
 * A number or measure is written differently, with the same value.
 * - `injures 7 people` -> `injures seven people`
 * - `About 2500 march` -> `About 2,500 march`
 * - `within 1.5 miles` -> `within 1.5 mi (2.4 km)`
 */
export const numberStyleRule: ClassRule = {
  kind: 'number-style',
  severity: 'cosmetic',
  detect: ({ conversionDiffers, terms }) => conversionDiffers || pairingsOf(terms, 'number-style').length > 0,
  words: ({ folded, conversionDiffers, terms, language }) => {
    const findConversions = (text: string) => (text.match(language.conversionPattern) ?? []).map((one) => one.trim())
    const [removed = [], added = []] = conversionDiffers ? folded.map(findConversions) : []
    return mergeEvidence(pairingEvidence(pairingsOf(terms, 'number-style')), { removed, added })
  },
}
