import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classRules } from '../../../src/diff/titles/class-rules.ts'
import { describeTitleChange, explainTitleChange } from '../../../src/diff/titles/describe-title-change.ts'
import { changeClasses } from '../../../src/model/change.ts'
import { explainTitleChangeAfter, FormerWordings } from '../../../src/versioning/history/reverts.ts'
import { version } from '../../helpers/plan-history.ts'
import { itHolds } from '../../helpers/property.ts'

const reasonsOf = (before: string, after: string) =>
  explainTitleChange(before, after).reasons.map(({ kind, removed, added }) =>
    [`${kind}:`, ...removed.map((words) => `-${words}-`), ...added.map((words) => `+${words}+`)].join(' '),
  )

describe('classRules', () => {
  it('has one rule for each class, in the order of the model', () => {
    expect(classRules.map(({ kind }) => kind)).toEqual(changeClasses)
  })
})

describe('explainTitleChange', () => {
  it.each([
    [
      'The mayor’s “new” bridge opens',
      'The mayor\'s "new" bridge opens',
      ['typography: -mayor’s- -“new”- +mayor\'s+ +"new"+'],
    ],
    [
      'A ship sinks off Malta killing two',
      'A ship sinks off Malta, killing two',
      ['punctuation: -Malta killing- +Malta, killing+'],
    ],
    ['The Senate Committee meets', 'The Senate committee meets', ['punctuation: -Committee- +committee+']],
    ['A ship sinks', 'A ship sinks.', ['punctuation: -sinks- +sinks.+']],
    ['A vocano erupts in Chile', 'A volcano erupts in Chile', ['spelling: -vocano- +volcano+']],
    ['Talks open on Wendesday', 'Talks open on Wednesday', ['spelling: -Wendesday- +Wednesday+']],
    ['The ship sank off Malta', 'The ship sinks off Malta', ['grammar: -sank- +sinks+']],
    ['The ship is towed to port', 'The ship is towed to the port', ['grammar: +the+']],
    ['A blast injures 7 people', 'A blast injures seven people', ['number-style: -7- +seven+']],
    ['within 1.5 miles of Oslo', 'within 1.5 miles (2.4 km) of Oslo', ['number-style: +(2.4 km)+']],
    ['A ship sinks. {{fact}}', 'A ship sinks.', ['markup-junk: -{{fact}}-']],
    ['Norway wins gold', 'In rowing, Norway wins gold', ['topic-prefix: +In rowing+']],
    ['A blaze ruins a church', 'A fire ruins a church', ['wording: -blaze- +fire+']],
    ['A blast injures two', 'A blast injures three', ['number: -two- +three+']],
    ['A 500km march begins', 'A 700km march begins', ['number: -500- +700+']],
    ['Losses of $5 million', 'Losses of $7 million', ['number: -$5 million- +$7 million+']],
    ['Support falls to 7%', 'Support falls to 5%', ['number: -7%- +5%+']],
    ['In 15 towns fees rise to $5', 'In 15 towns fees rise to $7', ['number: -$5- +$7+']],
    ['Talks begin on March 3', 'Talks begin on March 4', ['date: -March 3- +March 4+']],
    ['A ship sinks off Malta', 'A ship sinks off Cyprus', ['name: -Malta- +Cyprus+']],
    ['A ship sinks off Malta', 'A ship reportedly sinks off Malta', ['hedge: +reportedly+']],
    ['At least six die in a flood', 'Six die in a flood', ['hedge: -At least-']],
    ['The mayor is guilty', 'The mayor is not guilty', ['negation: +not guilty+']],
    ['The strike is legal', 'The strike is illegal', ['negation: -legal- +illegal+']],
    ['A court will hear the case', 'A court hears the case', ['status: -will-']],
    ['The pilot is missing', 'The pilot is dead', ['status: -missing- +dead+']],
    ['The old ship sank off the coast', 'The old ship sank off the coast, the navy says', ['attribution: +navy says+']],
    ['一名男子被捕', '两名男子被捕', ['number: -一- +两+']],
    ['会议于3月31日举行', '会议于4月1日举行', ['date: -3月31日- +4月1日+']],
  ])('quotes the words of each class in %j -> %j', (before, after, reasons) =>
    expect(reasonsOf(before, after)).toEqual(reasons),
  )

  it('quotes a detail from its first to its last content word, and shortens it at a blank', () => {
    const [detail] = reasonsOf('A fire ruins a church', 'A fire ruins a church. The tower fell hours later.')
    expect(detail).toBe('detail-added: +The tower fell hours later+')
    const long = 'The old bell tower of the northern chapel fell into the street below many hours later.'
    const [cut] = reasonsOf('A fire ruins a church', `A fire ruins a church. ${long}`)
    expect(cut).toBe('detail-added: +The old bell tower of the northern chapel fell into the…+')
  })

  it('quotes no words for moved words, rewrites and equal titles', () => {
    expect(reasonsOf('In June, voters decide', 'Voters decide in June')).toContain('wording:')
    const rewritten = reasonsOf(
      'A storm closes schools in Oslo',
      'Teachers across the region walk out over unpaid wages',
    )
    expect(rewritten[0]).toBe('rewrite:')
    expect(reasonsOf('Rain', 'Rain')).toEqual([])
  })

  it('gives a revert the severity of the change', () => {
    const earlier = new FormerWordings([version('Two die')])
    const { reasons, classes } = explainTitleChangeAfter(earlier, 'Three die', 'Two die')
    expect(reasons.map(({ kind }) => kind)).toEqual(classes)
    expect(reasons.at(-1)).toEqual({ kind: 'revert', severity: 'factual', removed: [], added: [] })
  })

  const piece = fc.constantFrom(
    ...'The A two three 1.5 million $5 7% not reportedly says Malta “Old” — won’t Monday March 4 {{x}} &amp; 死 两名 , . ( ) é e\u0301 killed'.split(
      ' ',
    ),
  )
  const title = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '))

  itHolds(
    'gives each class its reason in words of the titles, and the same classes as describeTitleChange',
    () =>
      fc.property(title, title, (before, after) => {
        const { reasons, ...change } = explainTitleChange(before, after)
        expect(change).toEqual(describeTitleChange(before, after))
        expect(reasons.map(({ kind }) => kind)).toEqual(change.classes)
        for (const { removed, added } of reasons) {
          for (const words of removed) expect(before).toContain(words.replace(/…$/, ''))
          for (const words of added) expect(after).toContain(words.replace(/…$/, ''))
        }
      }),
    { quick: 100, thorough: 1_000 },
  )
})
