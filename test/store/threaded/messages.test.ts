import { expect, test } from 'vitest'
import { VariorumError } from '../../../src/model/errors.ts'
import { packPlan, toErrorResponse, unpackPlan, unwrapResponse } from '../../../src/store/threaded/messages.ts'
import { contentOf, eventOf, planOf } from '../sample-plans.ts'

const pooled = (text: string) => contentOf(Buffer.from(text))

test('unpacks a packed plan unchanged', () => {
  const states = ['one', '', 'three'].map((bytes, n) => ({ path: `${n}.md`, bytes }))
  const plan = planOf(states, { events: [eventOf('e')] })
  expect(unpackPlan(structuredClone(packPlan(plan)))).toEqual(plan)
})

test('packs a plan into a buffer that shares nothing with the plan', () => {
  const contents = [pooled('one'), pooled('two')]
  const { bytes } = packPlan(planOf([], { contents }))
  expect(bytes.buffer.byteLength).toBe(6)
  structuredClone(bytes, { transfer: [bytes.buffer] })
  expect(contents.map((content) => new TextDecoder().decode(content.bytes))).toEqual(['one', 'two'])
})

test.each([{ advice: 'Do this.', cause: new Error('why') }, {}])(
  'passes a VariorumError on unchanged: %j',
  (options) => {
    const error = new VariorumError('store-full', 'no space', options)
    expect(met(error)).toBeInstanceOf(VariorumError)
    expect(met(error)).toEqual(error)
    expect(met(error)).toMatchObject({ code: 'store-full', advice: error.advice })
  },
)

test('keeps the class of an unexpected error', () => {
  expect(met(new RangeError('out of order'))).toEqual(new RangeError('out of order'))
})

/** The error that the receiver throws. */
function met(error: unknown): unknown {
  try {
    return unwrapResponse(structuredClone(toErrorResponse(error)))
  } catch (thrown) {
    return thrown
  }
}
