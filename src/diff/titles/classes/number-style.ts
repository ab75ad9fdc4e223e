import { type ClassEvidenceFinder, evidenceOfPairings, mergeEvidence } from '../class-evidence.ts'
import { findConversions } from '../markup.ts'
import type { ClassDetector } from '../title-pair.ts'

/**
 * A number or measure is written otherwise, and its value stays.
 * - `injures 7 people` -> `injures seven people`
 * - `About 2500 march` -> `About 2,500 march`
 * - `within 1.5 miles` -> `within 1.5 mi (2.4 km)`
 */
export const detectNumberStyle: ClassDetector = ({ conversionDiffers: conversion, terms }) =>
  conversion || terms?.pairings.some((pairing) => pairing.kind === 'number-style') ? 'cosmetic' : null

/** The number in both ways, and the conversion in brackets. */
export const findNumberStyleEvidence: ClassEvidenceFinder = ({ folded, conversionDiffers: conversion, terms }) => {
  const [removed, added] = conversion ? folded.map(findConversions) : []
  const pairings = terms?.pairings.filter(({ kind }) => kind === 'number-style') ?? []
  return mergeEvidence(evidenceOfPairings(pairings), { removed: removed ?? [], added: added ?? [] })
}
