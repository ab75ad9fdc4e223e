import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { diffBody, diffSentences } from '../../src/diff/sentences/diff-body.ts'
import { diffText, diffTextWithin } from '../../src/diff/text/diff-text.ts'
import type { SentenceStep } from '../../src/model/change.ts'
import { itHolds } from '../helpers/property.ts'
import { anyBodies, anyText } from './arbitrary-texts.ts'
import { textsOf } from './mark-diff.ts'

describe('diffText', () => {
  itHolds(
    'rebuilds both texts, gives the same result twice and has no empty or repeated segments',
    () =>
      fc.property(anyText, anyText, (before, after) => {
        const { diff, coarse } = diffText(before, after)
        expect(textsOf(diff)).toEqual({ before, after })
        expect(diffText(before, after)).toEqual({ diff, coarse })
        for (const [at, [kind, part]] of diff.entries()) {
          if (part === '' || diff[at + 1]?.[0] === kind) throw new Error(`a useless segment: ${JSON.stringify(diff)}`)
        }
      }),
    { quick: 200, thorough: 10_000 },
  )

  itHolds(
    'never splits a grapheme cluster',
    () =>
      fc.property(anyText, anyText, (before, after) => {
        const { diff } = diffText(before, after)
        for (const [text, other] of [
          [before, 'added'],
          [after, 'removed'],
        ] as const) {
          const starts = new Set([...characters.segment(text)].map(({ index }) => index))
          let at = 0
          for (const [, part] of diff.filter(([kind]) => kind !== other)) {
            if (at > 0 && !starts.has(at)) throw new Error(`split at ${at}: ${JSON.stringify(diff)}`)
            at += part.length
          }
        }
      }),
    { quick: 100, thorough: 4_000 },
  )

  itHolds(
    'stays within the bound of edits, or gives a coarse diff',
    () =>
      fc.property(anyText, anyText, fc.nat(6), (before, after, bound) => {
        const { diff, coarse, edits } = diffTextWithin(before, after, bound)
        expect(textsOf(diff)).toEqual({ before, after })
        expect(edits).toBeLessThanOrEqual(bound)
        if (!coarse) expect(diff).toEqual(diffText(before, after).diff)
      }),
    { quick: 100, thorough: 2_000 },
  )
})

describe('diffSentences', () => {
  itHolds(
    'rebuilds both bodies and lists every sentence',
    () =>
      fc.property(anyBodies, ([before, after]) => {
        const { steps } = diffSentences(before, after)
        expect(textsOf(steps.flatMap(({ diff }) => diff))).toEqual({ before, after })
        expect(textsOf(diffBody(before, after).diff)).toEqual({ before, after })
        checkNumbers(steps)
      }),
    { quick: 100, thorough: 10_000 },
  )
})

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Every sentence of either side has one step, in order. A moved sentence has two: at its old and its new position. */
function checkNumbers(steps: readonly SentenceStep[]): void {
  const isMoveSource = (step: SentenceStep) => step.action === 'moved' && step.diff.every(([kind]) => kind !== 'added')
  const isMoveTarget = (step: SentenceStep) => step.action === 'moved' && !isMoveSource(step)
  const numbers = (list: readonly number[]) => list.join()
  const counted = (list: readonly number[]) => list.map((_, at) => at + 1).join()
  const before = steps.filter((step) => !isMoveTarget(step)).flatMap((step) => step.before)
  const after = steps.filter((step) => !isMoveSource(step)).flatMap((step) => step.after)
  const pairs = (list: readonly SentenceStep[]) => list.map((step) => `${step.before} -> ${step.after}`).sort()
  expect(numbers(before)).toBe(counted(before))
  expect(numbers(after)).toBe(counted(after))
  expect(pairs(steps.filter(isMoveSource))).toEqual(pairs(steps.filter(isMoveTarget)))
  for (const step of steps) {
    const shape = `${Math.min(step.before.length, 2)}:${Math.min(step.after.length, 2)}`
    expect(shape).toBe(shapes[step.action])
  }
}

const shapes = { kept: '1:1', edited: '1:1', added: '0:1', deleted: '1:0', moved: '1:1', split: '1:2', merged: '2:1' }
