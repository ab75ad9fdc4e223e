import { expect, it, vi } from 'vitest'
import { wordingKey } from '../../src/identity/scoring/wording-key.ts'
import { claim, msPerHour, page, planHistory, startTime } from '../helpers/plan-history.ts'

vi.mock('../../src/identity/scoring/wording-key.ts', { spy: true })

it('computes few wording keys when a page with a Changes section is saved often', () => {
  const saves = (count: number) => {
    vi.mocked(wordingKey).mockClear()
    const changes = [claim('Drizzle', startTime - msPerHour)]
    planHistory(Array.from({ length: count }, (_, at) => ({ 'a.md': page(`Rain on day ${at}`, { changes }) })))
    return vi.mocked(wordingKey).mock.calls.length
  }
  expect(saves(100)).toBeGreaterThanOrEqual(100)
  expect(saves(200)).toBeLessThan(3 * 200)
})
