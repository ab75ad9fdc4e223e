import { expect, it } from 'vitest'
import { slugOpening, slugReasons, slugWords } from '../../../src/versioning/index/slug-words.ts'

const reasons = (a: string, b: string) => slugReasons(slugWords(`news/${a}.md`), slugWords(`posts/${b}.md`))

it('speaks for two names that begin with the same words, the more of the shorter one the more', () => {
  const value = 'ferry-aground-off-skarholm'
  expect(reasons(`${value}-in-fog`, value)).toEqual([{ kind: 'slug-prefix', value, weight: 0.6 }])
  expect(reasons(`${value}-in-fog`, `${value}-at-night`)).toEqual([{ kind: 'slug-prefix', value, weight: 0.4 }])
})

it('says nothing where few words are shared, or less than half of both', () => {
  expect(reasons('ferry-aground-off', 'ferry-aground-off')).toEqual([])
  expect(reasons('a-b-c-d-e-f-g-h-i', 'a-b-c-d-v-w-x-y-z')).toEqual([])
})

it('gives names that may speak for each other one opening', () => {
  expect(slugOpening(slugWords('news/a-b-c-d-e.md'))).toBe(slugOpening(slugWords('posts/a-b-c-d-f.md')))
  expect(slugOpening(slugWords('news/a-b-c.md'))).toBeNull()
})
