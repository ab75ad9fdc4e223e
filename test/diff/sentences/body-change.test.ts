import { describe, expect, it } from 'vitest'
import { describeBodyChange } from '../../../src/diff/sentences/body-change.ts'
import { textsOf } from '../mark-diff.ts'

const told = (before: string, after: string) => {
  const { classes, severity } = describeBodyChange(before, after)
  return `${severity}: ${classes.join(' ')}`
}
const lead = 'The ferry left at noon. It carries mail.'

describe('describeBodyChange', () => {
  it.each([
    ['the shape of quotes', 'The “new” ferry left.', 'The "new" ferry left.', 'cosmetic: typography'],
    ['a slip of the pen', 'The mayor anounced a ban.', 'The mayor announced a ban.', 'cosmetic: spelling'],
    ['a number', `Two died. ${lead}`, `Three died. ${lead}`, 'factual: number'],
    ['a denial', `The mayor is guilty. ${lead}`, `The mayor is not guilty. ${lead}`, 'factual: negation'],
    ['a sentence more', lead, `${lead} The sea was calm.`, 'editorial: detail-added'],
    ['a sentence less', `${lead} The sea was calm.`, lead, 'editorial: detail-removed'],
    ['a sentence with a toll', lead, `${lead} Two people drowned.`, 'factual: detail-added'],
    [
      'two sentences in another order',
      'The ferry left at noon. The harbour stayed closed for hours.',
      'The harbour stayed closed for hours. The ferry left at noon.',
      'editorial: wording',
    ],
    [
      'a link that leads elsewhere',
      'See [the plan](https://town.example/2017).',
      'See [the plan](https://town.example/2018).',
      'editorial: wording',
    ],
    ['the marks of a list', '- One ferry\n- Two ferries', '* One ferry\n* Two ferries', 'cosmetic: typography'],
    ['a number in Chinese', '地震造成3人死亡。学校停课。', '地震造成12人死亡。学校停课。', 'factual: number'],
    ['nothing', lead, lead, 'cosmetic: '],
  ])('types %s', (_, before, after, expected) => {
    expect(told(before, after)).toBe(expected)
  })

  it('has all the classes of all sentences, and the gravest severity', () => {
    const before = `Two died in the storm. ${lead} The harbor is closed.`
    const after = `Three died in the storm. ${lead} The harbour is closed.`
    expect(told(before, after)).toBe('factual: spelling number')
  })

  it('tells the sentences, whose diffs make up the diff', () => {
    const { sentences, diff } = describeBodyChange(lead, `${lead} The sea was calm.`)
    expect(sentences!.map(({ action }) => action)).toEqual(['kept', 'kept', 'added'])
    expect(textsOf(diff)).toEqual({ before: lead, after: `${lead} The sea was calm.` })
  })

  it('types a body of hundreds of changed sentences as a rewrite, too', () => {
    const long = (word: string) => Array.from({ length: 400 }, (_, at) => `The ferry ${word} pier ${at}.`).join(' ')
    expect(told(long('left'), long('reached'))).toMatch(/rewrite/)
  })
})
