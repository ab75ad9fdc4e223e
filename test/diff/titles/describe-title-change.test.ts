import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeFieldChange } from '../../../src/diff/field-change.ts'
import { describeTitleChange } from '../../../src/diff/titles/describe-title-change.ts'
import { highestSeverity } from '../../../src/diff/titles/severity.ts'
import { changeClasses } from '../../../src/model/change.ts'
import { itHolds } from '../../helpers/property.ts'
import { markDiff, textsOf } from '../mark-diff.ts'

const classify = (before: string, after: string) => {
  const { classes, severity } = describeTitleChange(before, after)
  return `${severity}: ${classes.join(' ')}`
}

describe('describeTitleChange', () => {
  it.each([
    ['The mayor’s “new” bridge opens', 'The mayor\'s "new" bridge opens', 'cosmetic: typography'],
    ['The mayor&#039;s bridge opens', "The mayor's bridge opens", 'cosmetic: typography'],
    ['Lima wins 2-1', 'Lima wins 2–1', 'cosmetic: typography'],
    ['Voters in Malmo decide', 'Voters in Malmö decide', 'cosmetic: typography'],
    ['Voters in Malm\ufffd decide', 'Voters in Malmö decide', 'cosmetic: typography'],
    ['A ship sinks off Malta killing two', 'A ship sinks off Malta, killing two', 'cosmetic: punctuation'],
    ['The Senate Committee meets', 'The Senate committee meets', 'cosmetic: punctuation'],
    ['A US ship sinks', 'A U.S. ship sinks', 'cosmetic: punctuation'],
    ['A crowd at the U.. embassy', 'A crowd at the U.S. embassy', 'cosmetic: punctuation'],
    ['A crowd at the U.. embassy', 'A crowd at the E.U. embassy', 'factual: name'],
    ['A re-elected mayor speaks', 'A reelected mayor speaks', 'cosmetic: punctuation'],
    ['A vocano erupts in Chile', 'A volcano erupts in Chile', 'cosmetic: spelling'],
    ['Fire at a shopping centre', 'Fire at a shopping center', 'cosmetic: spelling'],
    ['Parliament organises a vote', 'Parliament organizes a vote', 'cosmetic: spelling'],
    ['The ship sank off Malta', 'The ship sinks off Malta', 'cosmetic: grammar'],
    ['The ship is towed to port', 'The ship is towed to the port', 'cosmetic: grammar'],
    ['Talks open on Wendesday', 'Talks open on Wednesday', 'cosmetic: spelling'],
    ['Talks open on 3 Feburary 2017', 'Talks open on 3 February 2017', 'cosmetic: spelling'],
    ['The minsiter resigns', 'The minister resigns', 'cosmetic: spelling'],
    ['A ship reportdly sinks', 'A ship reportedly sinks', 'cosmetic: spelling'],
    ['Losses of 5 milion', 'Losses of 5 million', 'cosmetic: spelling'],
    ['A blast injures 7 people', 'A blast injures seven people', 'cosmetic: number-style'],
    ['About 2500 march in Lyon', 'About 2,500 march in Lyon', 'cosmetic: number-style'],
    ['Costs reach 1,500,000 pounds', 'Costs reach 1.5 million pounds', 'cosmetic: number-style'],
    ['Two hundred and six are rescued', '206 are rescued', 'cosmetic: number-style'],
    ['A ship sinks off Malta. {{fact}}', 'A ship sinks off Malta.', 'cosmetic: markup-junk'],
    ['In rowing, Norway wins gold', 'Norway wins gold', 'editorial: topic-prefix'],
    ['2019 Lyon flood: The river recedes', 'The river recedes', 'editorial: topic-prefix'],
    ['A blaze ruins a church', 'A fire ruins a church', 'editorial: wording'],
    ['The UK votes', 'The United Kingdom votes', 'editorial: wording'],
    ['A blast injures two', 'A blast injures three', 'factual: number'],
    ['Losses of 1.5 million', 'Losses of 15 million', 'factual: number'],
    ['Support rises to 5%', 'Support rises to 5', 'factual: number'],
    ['The vote is set for Monday morning', 'The vote is set for Monday evening', 'factual: date'],
    ['Talks begin on March 3', 'Talks begin on March 4', 'factual: date'],
    ['Talks open on Tuesday', 'Talks open on Thursday', 'factual: date'],
    ['Rain falls in August', 'Rain falls in Augusta', 'factual'],
    ['A ship from Austria sinks', 'A ship from Australia sinks', 'factual: name'],
    ['The mayor is elected', 'The mayor is ejected', 'editorial: wording'],
    ['The town has agreed', 'The town agrees', 'cosmetic: grammar'],
    ['A ship dissapeared', 'A ship disappeared', 'cosmetic: spelling'],
    ['The mayor is elceted', 'The mayor is elected', 'cosmetic: spelling'],
    ['A ship sinks off Malta', 'A ship sinks off Cyprus', 'factual: name'],
    ['A fire in northeast Iran', 'A fire in northwest Iran', 'factual'],
    ['The mayor is guilty', 'The mayor is not guilty', 'factual: negation'],
    ['A ship sinks', 'A ship reportedly sinks', 'factual: hedge'],
    ['At least six die in a flood', 'Six die in a flood', 'factual: hedge'],
    ['Nearly 90 march in Lyon', 'Almost 90 march in Lyon', 'editorial: wording hedge'],
    ['The ship sank, the navy says', 'The ship sank', 'factual'],
    ['The pilot is missing', 'The pilot is dead', 'factual'],
    ['A court will hear the case', 'A court hears the case', 'factual'],
    [
      'A fire ruins a church',
      'A fire ruins a church. The tower fell into the river hours later.',
      'factual: detail-added',
    ],
  ])('classifies %j -> %j', (before, after, expected) => {
    expect(classify(before, after).startsWith(expected), classify(before, after)).toBe(true)
  })

  it.each([
    ['地震造成3人死亡', '地震造成三人死亡', 'cosmetic: number-style'],
    ['地震造成3人死亡', '地震造成12人死亡', 'factual: number'],
    ['地震造成３人死亡', '地震造成3人死亡', 'cosmetic: typography'],
    ['市長宣布辭職', '市長宣布，辭職', 'cosmetic: punctuation'],
    ['总统宣布新政策', '总统公布新政策', 'editorial: wording'],
    ['6月3日举行选举', '6月4日举行选举', 'factual: date'],
    ['政府承认失败', '政府否认失败', 'factual: '],
  ])('classifies Chinese %j -> %j', (before, after, expected) => {
    expect(classify(before, after).startsWith(expected), classify(before, after)).toBe(true)
  })

  it.each([
    ['٤٠ سفينة', '٤٦ سفينة', 'factual: number'],
    ['وصلت و٤٠ سفينة', 'وصلت و٤٦ سفينة', 'factual: number'],
    ['٤٫٥ مليون', '٤٥ مليون', 'factual: number'],
    ['४० जहाज', '४६ जहाज', 'factual: number'],
    ['৪০টি জাহাজ', '৪৬টি জাহাজ', 'factual: number'],
    ['٤٠ سفينة', '40 سفينة', 'cosmetic: typography'],
    ['４０ ships sink', '40 ships sink', 'cosmetic: typography'],
    ['４０ ships sink', '４６ ships sink', 'factual: number'],
  ])('reads the digits of any script: %j -> %j', (before, after, expected) => {
    expect(classify(before, after)).toBe(expected)
  })

  it('classifies a title with mostly new words as a rewrite', () => {
    expect(
      describeTitleChange('A storm closes schools in Oslo', 'Teachers across the region walk out over unpaid wages')
        .classes,
    ).toContain('rewrite')
  })

  it('classifies changed names and numbers as factual beside cosmetic changes', () => {
    expect(describeTitleChange('Iran’s army  wins 2 seats', "Iraq's army wins 3 seats").severity).toBe('factual')
  })

  it('gives equal titles no class', () => {
    expect(describeTitleChange('As ever', 'As ever')).toEqual({
      classes: [],
      severity: 'cosmetic',
      diff: [['same', 'As ever']],
    })
  })

  const word = fc.constantFrom(
    ...'the ship Malta not 7 seven 1.5 million May 3 will 人 三 {{ &amp; ’ , . \ud83d \ufffd'.split(' '),
  )
  const title = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '))
  itHolds(
    'gives different titles classes in their order and a diff that rebuilds both, the same at every call',
    () =>
      fc.property(title, title, (before, after) => {
        const change = describeTitleChange(before, after)
        expect(textsOf(change.diff)).toEqual({ before, after })
        expect(change.classes).toEqual(changeClasses.filter((kind) => change.classes.includes(kind)))
        expect(change.classes.length === 0).toBe(before === after)
        expect(describeTitleChange(before, after)).toEqual(change)
      }),
    { quick: 200, thorough: 2_000 },
  )

  it.each([
    ['spaces', ' '.repeat(200_000), `${' '.repeat(199_999)}x`],
    ['brackets', '(['.repeat(9_000), '{{'.repeat(9_000)],
    ['entities', '&amp;'.repeat(3_900), '&'.repeat(19_000)],
    ['angles', '<a '.repeat(6_000), '<b '.repeat(6_000)],
    ['replacement characters', `a${'\ufffd'.repeat(5_000)}b`, `a${'\ufffd a'.repeat(5_000)}`],
    ['replacement characters all through', `${'a\ufffd'.repeat(9_000)}x`, 'ab'.repeat(9_000)],
    ['long words', `${'a'.repeat(19_000)}c`, `${'a'.repeat(19_000)}b`],
    ['initials', 'a.'.repeat(9_000), 'b.'.repeat(9_000)],
    ['number words', 'one hundred and '.repeat(1_000), 'two million '.repeat(1_000)],
    ['surrogates', '\ud800\udc00\ud800', '\udc00'],
  ])('rebuilds hostile titles: %s', (_, before, after) => {
    expect(textsOf(describeTitleChange(before, after).diff)).toEqual({ before, after })
  })
})

describe('describeFieldChange', () => {
  it('classifies each field by its own rules', () => {
    expect(describeFieldChange('day', '2018-01-15', '2018-01-16')).toMatchObject({
      classes: ['date'],
      severity: 'factual',
    })
    expect(describeFieldChange('topic', 'Sport', 'Sports')).toMatchObject({
      classes: ['topic-prefix'],
      severity: 'editorial',
    })
    expect(describeFieldChange('topic', '', 'Sport')).toMatchObject({ classes: ['topic-prefix'] })
    expect(describeFieldChange('topic', 'Sport', '')).toMatchObject({ classes: ['topic-prefix'] })
    expect(describeFieldChange('topic', 'Sport', 'sport')).toMatchObject({ classes: ['punctuation'] })
    expect(describeFieldChange('path', 'a/b.md', 'a/c.md')).toMatchObject({
      classes: [],
      severity: 'cosmetic',
      coarse: false,
    })
    expect(describeFieldChange('body', 'It “rained”.', 'It "rained".')).toMatchObject({ classes: ['typography'] })
    expect(describeFieldChange('title', 'Two die', 'Three die')).toMatchObject({ field: 'title', classes: ['number'] })
    expect(markDiff(describeFieldChange('body', 'One.\nTwo.\n', 'One.\nSix.\n').diff)).toBe(
      'One.\n<del>Two</del><ins>Six</ins>.\n',
    )
  })
})

describe('describeFieldChange of sources', () => {
  it.each([
    ['one URL more', 'a', 'a b', ['detail-added']],
    ['one URL fewer', 'a b', 'a', ['detail-removed']],
    ['the first URL', '', 'a', ['detail-added']],
    ['the last URL removed', 'a', '', ['detail-removed']],
    ['one URL replaced', 'a b', 'a c', ['detail-added', 'detail-removed']],
    ['another order', 'a b', 'b a', ['wording']],
    ['another spelling of one URL', 'a b', 'a B', ['wording']],
  ])('classifies %s', (_, before, after, classes) => {
    const urls = (names: string) => names.replaceAll(/\w/g, 'https://example.org/$&').replaceAll(' ', '\n')
    const change = describeFieldChange('sources', urls(before), urls(after), (url) => url.toLowerCase())
    expect(change).toMatchObject({ classes, severity: 'editorial' })
  })
})

describe('highestSeverity', () => {
  it('returns the last severity in their order, and cosmetic for none', () => {
    expect(highestSeverity(['editorial', 'factual', 'cosmetic'])).toBe('factual')
    expect(highestSeverity([])).toBe('cosmetic')
  })
})
