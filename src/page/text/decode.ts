import { type Finding, finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'

export interface DecodedText {
  /** Without the byte order mark. Bytes that are no UTF-8 read as U+FFFD. */
  readonly text: string
  /** True where the bytes begin with a byte order mark, which a writer has to put back. */
  readonly bom: boolean
  /** `encoding-invalid` at the first bad byte; with none, the text encodes back to the same bytes. */
  readonly findings: readonly Finding[]
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** A page's exact bytes as text. Bytes that are no UTF-8 are a finding, and the page is read all the same. */
export function decode(path: PagePath, bytes: Uint8Array): DecodedText {
  try {
    return apart(strict.decode(bytes), [])
  } catch {
    const text = lenient.decode(bytes)
    return apart(text, [encodingInvalid(path, bytes, text)])
  }
}

function apart(text: string, findings: readonly Finding[]): DecodedText {
  const bom = text.charCodeAt(0) === 0xfeff
  return { text: bom ? text.slice(1) : text, bom, findings }
}

function encodingInvalid(path: PagePath, bytes: Uint8Array, text: string): Finding {
  const place = firstDifference(bytes, new TextEncoder().encode(text))
  return finding('encoding-invalid', 'The page is not valid UTF-8; what cannot be read shows as �. Save it as UTF-8.', {
    path,
    line: lineOf(bytes, place),
    expected: 'UTF-8',
    actual: `byte 0x${(bytes[place] ?? 0).toString(16).padStart(2, '0')} at offset ${place}`,
  })
}

/**
 * Encoded again, a text keeps every good byte, so that the first that differs is in or just behind the first bad
 * sequence.
 */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  let place = 0
  while (place < a.length && a[place] === b[place]) place++
  return Math.min(place, a.length - 1)
}

function lineOf(bytes: Uint8Array, place: number): number {
  let line = 1
  for (let i = 0; i < place; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++
  }
  return line
}
