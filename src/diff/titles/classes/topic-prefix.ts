import type { ClassRule } from '../class-rule.ts'
import { splitTopicPrefix, stripResidue } from '../markup.ts'

/**
 * A topic prefix is added or removed. It is quoted without the mark behind it.
 * - `Norway wins gold` -> `In rowing, Norway wins gold`
 * - `2019 Lyon flood: The river recedes` -> `The river recedes`
 */
export const topicPrefixRule: ClassRule = {
  kind: 'topic-prefix',
  severity: 'editorial',
  detect: ({ labelDiffers }) => labelDiffers,
  words: ({ folded, language }) => {
    const [removed = [], added = []] = folded.map((text) => {
      const label = splitTopicPrefix(stripResidue(text).text, language).prefix.replace(/[\s:,]+$/, '')
      return label === '' ? [] : [label]
    })
    return { removed, added }
  },
}
