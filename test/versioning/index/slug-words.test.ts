import { expect, it } from 'vitest'
import { slugOpening, slugReasons, slugWords } from '../../../src/versioning/index/slug-words.ts'

const reasons = (a: string, b: string) => slugReasons(slugWords(`news/${a}.md`), slugWords(`posts/${b}.md`))

it('weighs a common opening by its share of the shorter slug', () => {
  const value = 'ferry-aground-off-skarholm'
  expect(reasons(`${value}-in-fog`, value)).toEqual([{ kind: 'slug-prefix', value, weight: 0.6 }])
  expect(reasons(`${value}-in-fog`, `${value}-at-night`)).toEqual([{ kind: 'slug-prefix', value, weight: 0.4 }])
})

it('has no evidence for few common words, or less than half', () => {
  expect(reasons('ferry-aground-off', 'ferry-aground-off')).toEqual([])
  expect(reasons('a-b-c-d-e-f-g-h-i', 'a-b-c-d-v-w-x-y-z')).toEqual([])
})

it('gives slugs with evidence the same opening', () => {
  expect(slugOpening(slugWords('news/a-b-c-d-e.md'))).toBe(slugOpening(slugWords('posts/a-b-c-d-f.md')))
  expect(slugOpening(slugWords('news/a-b-c.md'))).toBeNull()
})
