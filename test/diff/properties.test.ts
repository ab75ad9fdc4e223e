import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffBody, diffSentences } from '../../src/diff/sentences/diff-body.ts'
import { diffText, diffTextWithin } from '../../src/diff/text/diff-text.ts'
import type { SentenceStep } from '../../src/model/change.ts'
import { anyBodies, anyText } from './arbitrary-texts.ts'
import { textsOf } from './mark-diff.ts'

describe('diffText, over texts of every kind', () => {
  it('rebuilds both to the character, the same at every call, in segments that are no longer than they must be', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { diff, coarse } = diffText(before, after)
        expect(textsOf(diff)).toEqual({ before, after })
        expect(diffText(before, after)).toEqual({ diff, coarse })
        for (const [at, [kind, part]] of diff.entries()) {
          if (part === '' || diff[at + 1]?.[0] === kind) throw new Error(`an idle segment: ${JSON.stringify(diff)}`)
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('cuts nothing that a reader sees as one character', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const { diff } = diffText(before, after)
        for (const [text, other] of [
          [before, 'added'],
          [after, 'removed'],
        ] as const) {
          const starts = new Set([...characters.segment(text)].map(({ index }) => index))
          let at = 0
          for (const [, part] of diff.filter(([kind]) => kind !== other)) {
            if (at > 0 && !starts.has(at)) throw new Error(`cut at ${at}: ${JSON.stringify(diff)}`)
            at += part.length
          }
        }
      }),
      { numRuns: 4_000 },
    )
  })

  it('never makes more edits than it may, and says where it stopped', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(6), (before, after, bound) => {
        const { diff, coarse, edits } = diffTextWithin(before, after, bound)
        expect(textsOf(diff)).toEqual({ before, after })
        expect(edits).toBeLessThanOrEqual(bound)
        if (!coarse) expect(diff).toEqual(diffText(before, after).diff)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('diffSentences, over bodies of every kind', () => {
  it('rebuilds both to the character and accounts for every sentence', () => {
    fc.assert(
      fc.property(anyBodies, ([before, after]) => {
        const { steps } = diffSentences(before, after)
        expect(textsOf(steps.flatMap(({ diff }) => diff))).toEqual({ before, after })
        expect(textsOf(diffBody(before, after).diff)).toEqual({ before, after })
        checkNumbers(steps)
      }),
      { numRuns: 10_000 },
    )
  })
})

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Every sentence of either side is told once and in order; one that moved where it was and where it is. */
function checkNumbers(steps: readonly SentenceStep[]): void {
  const leaves = (step: SentenceStep) => step.action === 'moved' && step.diff.every(([kind]) => kind !== 'added')
  const comes = (step: SentenceStep) => step.action === 'moved' && !leaves(step)
  const numbers = (list: readonly number[]) => list.join()
  const counted = (list: readonly number[]) => list.map((_, at) => at + 1).join()
  const before = steps.filter((step) => !comes(step)).flatMap((step) => step.before)
  const after = steps.filter((step) => !leaves(step)).flatMap((step) => step.after)
  const pairs = (list: readonly SentenceStep[]) => list.map((step) => `${step.before} -> ${step.after}`).sort()
  expect(numbers(before)).toBe(counted(before))
  expect(numbers(after)).toBe(counted(after))
  expect(pairs(steps.filter(leaves))).toEqual(pairs(steps.filter(comes)))
  for (const step of steps) {
    const shape = `${Math.min(step.before.length, 2)}:${Math.min(step.after.length, 2)}`
    expect(shape).toBe(shapes[step.action])
  }
}

const shapes = { kept: '1:1', edited: '1:1', added: '0:1', deleted: '1:0', moved: '1:1', split: '1:2', merged: '2:1' }
