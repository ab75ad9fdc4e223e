import type { PagePath } from '../../model/page.ts'
import { currentPages, titlePosition } from '../input-queries.ts'
import type { Remark } from '../rule.ts'
import type { RuleInput } from '../rule-input.ts'

export function* slugTitleMismatch({ pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    const [event, another] = after.page.events
    if (event === undefined || another !== undefined || after.page.dialect === 'portal') continue
    const expected = wordsOf(event.title)
    const actual = wordsOf(slugOf(path))
    // a site may cut a slug off within its last word
    const fits = actual.every((word, i) =>
      i === actual.length - 1 ? expected[i]?.startsWith(word) : expected[i] === word,
    )
    if (fits && actual.length > 0) continue
    yield {
      path,
      ...titlePosition(after, event.title),
      message: 'The file name does not match the title.',
      expected: expected.slice(0, Math.max(actual.length, 3)).join('-'),
      actual: actual.join('-'),
    }
  }
}

function slugOf(path: PagePath): string {
  const names = path.replace(/\.[^./]+$/, '').split('/')
  const name = names.pop() ?? ''
  return (/^(?:index|readme)$/i.test(name) ? (names.pop() ?? name) : name).replace(/^\d{4}-\d{1,2}-\d{1,2}[-_.]/, '')
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}
