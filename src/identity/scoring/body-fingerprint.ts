import { hash } from 'node:crypto'

const sketchSize = 24

/**
 * A body's fingerprint: 16 hex digits of its hash, a full stop, and a sketch for comparing bodies without their texts. The
 * sketch has, for each of 24 hash functions, the low byte of the smallest hash over the text's word triples (MinHash,
 * Broder 1997; b-bit form, Li and König 2010).
 * @param text normalised; the fingerprint of '' is ''
 */
export function bodyFingerprint(text: string): string {
  if (text === '') return ''
  return `${hash('sha256', text).slice(0, 16)}.${minHashSketch(text)}`
}

/** The share of word triples that two fingerprinted bodies have in common, 0 to 1, with an error of about 0.1. */
export function sketchSimilarity(a: string, b: string): number {
  if (a === b) return 1
  const one = Buffer.from(a.slice(17), 'base64url')
  const other = Buffer.from(b.slice(17), 'base64url')
  if (one.length !== sketchSize || other.length !== sketchSize) return 0
  let equal = 0
  for (let i = 0; i < sketchSize; i++) if (one[i] === other[i]) equal++
  // One byte in 256 agrees by chance.
  return Math.max(0, (equal / sketchSize - 1 / 256) / (1 - 1 / 256))
}

/**
 * A sketch in eight bands of three bytes. Two bodies that share half of their word triples have a band in common with a
 * probability of two thirds; bodies that share few have hardly ever one.
 * @returns no bands for ''
 */
export function sketchBands(fingerprint: string): string[] {
  // Three bytes are four characters of base64.
  return fingerprint.slice(17).match(/.{4}/g) ?? []
}

function minHashSketch(text: string): string {
  const words = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
  const smallest = new Uint32Array(sketchSize).fill(0xffffffff)
  let first = 0
  let second = 0
  for (const word of words) {
    const third = fnv1a(word)
    const triple = Math.imul(Math.imul(first, 31) + second, 31) + third
    for (let i = 0; i < sketchSize; i++) {
      const value = murmurFinaliser(triple + Math.imul(i, 0x9e3779b9))
      if (value < smallest[i]!) smallest[i] = value
    }
    first = second
    second = third
  }
  const bytes = Buffer.alloc(sketchSize)
  for (let i = 0; i < sketchSize; i++) bytes[i] = smallest[i]! & 0xff
  return bytes.toString('base64url')
}

/** FNV-1a, 32 bits. */
function fnv1a(word: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193)
  return value
}

/** The finaliser of MurmurHash3, 32 bits (Appleby, public domain). */
function murmurFinaliser(seed: number): number {
  let value = seed
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
