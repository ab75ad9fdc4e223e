import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'

export interface DecodedText {
  /** Without the byte order mark. Bytes that are no UTF-8 read as U+FFFD. */
  readonly text: string
  /** True where the bytes begin with a byte order mark, which a writer has to put back. */
  readonly hasBom: boolean
  /** `encoding-invalid` at the first bad byte; with none, the text encodes back to the same bytes. */
  readonly findings: readonly Finding[]
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A page's exact bytes as text. Bytes that are no UTF-8 are a finding, and the page is read all the same. */
export function decodePage(path: PagePath, bytes: Uint8Array): DecodedText {
  try {
    return splitBom(strictDecoder.decode(bytes), [])
  } catch {
    const text = lenientDecoder.decode(bytes)
    return splitBom(text, [encodingFinding(path, bytes, text)])
  }
}

function splitBom(text: string, findings: readonly Finding[]): DecodedText {
  const hasBom = text.charCodeAt(0) === 0xfeff
  return { text: hasBom ? text.slice(1) : text, hasBom, findings }
}

function encodingFinding(path: PagePath, bytes: Uint8Array, text: string): Finding {
  const offset = firstDifference(bytes, new TextEncoder().encode(text))
  return createFinding(
    'encoding-invalid',
    'The page is not valid UTF-8; what cannot be read shows as �. Save it as UTF-8.',
    {
      path,
      line: lineOf(bytes, offset),
      expected: 'UTF-8',
      actual: `byte 0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0')} at offset ${offset}`,
    },
  )
}

/**
 * Encoded again, a text keeps every good byte, so that the first that differs is in or just behind the first bad
 * sequence.
 */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  let offset = 0
  while (offset < a.length && a[offset] === b[offset]) offset++
  return Math.min(offset, a.length - 1)
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let i = 0; i < offset; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) line++
  }
  return line
}
