import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'

export interface DecodedText {
  /** Without the byte order mark. Invalid UTF-8 becomes U+FFFD. */
  readonly text: string
  /** True where the bytes start with a byte order mark, which a writer must keep. */
  readonly hasBom: boolean
  /** `encoding-invalid` at the first invalid byte. Without it, the text encodes to the same bytes. */
  readonly findings: readonly Finding[]
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenientDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decodes a page's exact bytes. Invalid UTF-8 gives a finding, and the page is still read. */
export function decodePage(path: PagePath, bytes: Uint8Array): DecodedText {
  const strict = decodeStrictly(bytes)
  if (strict !== null) return splitBom(strict, [])
  const text = lenientDecoder.decode(bytes)
  return splitBom(text, [encodingFinding(path, bytes, text)])
}

/** Decodes UTF-8 with its byte order mark. @returns null for invalid bytes */
export function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes)
  } catch {
    return null
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
    'The page is not valid UTF-8. Invalid bytes appear as �. Save the page as UTF-8.',
    {
      path,
      line: lineOf(bytes, offset),
      expected: 'UTF-8',
      actual: `byte 0x${(bytes[offset] ?? 0).toString(16).padStart(2, '0')} at offset ${offset}`,
    },
  )
}

/** Encoded again, a text keeps every valid byte, so the first difference is in or right after the first invalid bytes. */
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
