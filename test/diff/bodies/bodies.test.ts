import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffSentences } from '../../../src/diff/sentences/diff-body.ts'
import { normaliseBody } from '../../../src/page/text/normalise-body.ts'
import { textsOf } from '../mark-diff.ts'
import { notation } from './step-notation.ts'

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const read = (folder: string, file: string) => readFileSync(join(import.meta.dirname, folder, file), 'utf8')

describe('diffSentences', () => {
  it.each(folders.map(({ name }) => name))('gives the expected steps: %s', (folder) => {
    // Bodies are normalised before they are compared.
    const [before, after] = [normaliseBody(read(folder, '1.md')), normaliseBody(read(folder, '2.md'))]
    const { steps, coarse } = diffSentences(before, after)
    expect(textsOf(steps.flatMap(({ diff }) => diff))).toEqual({ before, after })
    expect(coarse).toBe(false)
    expect(notation(steps)).toBe(read(folder, 'expected.md'))
  })
})
