import type { ClassRule } from '../title-pair.ts'

/**
 * A topic label in front comes or goes.
 * - `Norway wins gold` -> `In rowing, Norway wins gold`
 * - `2019 Lyon flood: The river recedes` -> `The river recedes`
 */
export const topicPrefix: ClassRule = ({ label }) => (label ? 'editorial' : null)
