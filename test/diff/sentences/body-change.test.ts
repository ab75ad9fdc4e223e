import { describe, expect, it } from 'vitest'
import { describeBodyChange } from '../../../src/diff/sentences/body-change.ts'
import { textsOf } from '../mark-diff.ts'

const classify = (before: string, after: string) => {
  const { classes, severity } = describeBodyChange(before, after)
  return `${severity}: ${classes.join(' ')}`
}
const lead = 'The ferry left at noon. It carries mail.'

describe('describeBodyChange', () => {
  it.each([
    ['quotation marks', 'The “new” ferry left.', 'The "new" ferry left.', 'cosmetic: typography'],
    ['a misspelling', 'The mayor anounced a ban.', 'The mayor announced a ban.', 'cosmetic: spelling'],
    ['a number', `Two died. ${lead}`, `Three died. ${lead}`, 'factual: number'],
    ['a negation', `The mayor is guilty. ${lead}`, `The mayor is not guilty. ${lead}`, 'factual: negation'],
    ['an added sentence', lead, `${lead} The sea was calm.`, 'editorial: detail-added'],
    ['a removed sentence', `${lead} The sea was calm.`, lead, 'editorial: detail-removed'],
    ['an added sentence with a death toll', lead, `${lead} Two people drowned.`, 'factual: detail-added'],
    [
      'sentence order',
      'The ferry left at noon. The harbour stayed closed for hours.',
      'The harbour stayed closed for hours. The ferry left at noon.',
      'editorial: wording',
    ],
    [
      'a link target',
      'See [the plan](https://town.example/2017).',
      'See [the plan](https://town.example/2018).',
      'editorial: wording',
    ],
    ['list markers', '- One ferry\n- Two ferries', '* One ferry\n* Two ferries', 'cosmetic: typography'],
    ['a number in Chinese', '地震造成3人死亡。学校停课。', '地震造成12人死亡。学校停课。', 'factual: number'],
    ['nothing', lead, lead, 'cosmetic: '],
  ])('classifies a change of %s', (_, before, after, expected) => {
    expect(classify(before, after)).toBe(expected)
  })

  it('has the classes of all sentences and the highest severity', () => {
    const before = `Two died in the storm. ${lead} The harbor is closed.`
    const after = `Three died in the storm. ${lead} The harbour is closed.`
    expect(classify(before, after)).toBe('factual: spelling number')
  })

  it('gives the steps of all sentences, and their joined diff', () => {
    const { sentences, diff } = describeBodyChange(lead, `${lead} The sea was calm.`)
    expect(sentences!.map(({ action }) => action)).toEqual(['kept', 'kept', 'added'])
    expect(textsOf(diff)).toEqual({ before: lead, after: `${lead} The sea was calm.` })
  })

  it('adds the class rewrite for hundreds of changed sentences', () => {
    const long = (word: string) => Array.from({ length: 400 }, (_, at) => `The ferry ${word} pier ${at}.`).join(' ')
    expect(classify(long('left'), long('reached'))).toMatch(/rewrite/)
  })
})
