import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeTitleChange, explainTitleChange } from '../../../src/diff/titles/describe-title-change.ts'
import { explainTitleChangeAfter, FormerWordings } from '../../../src/versioning/history/reverts.ts'
import { version } from '../../helpers/plan-history.ts'

const told = (before: string, after: string) =>
  explainTitleChange(before, after).reasons.map(({ kind, removed, added }) =>
    [`${kind}:`, ...removed.map((words) => `-${words}-`), ...added.map((words) => `+${words}+`)].join(' '),
  )

describe('the reason of a class', () => {
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
  ])('%s -> %s', (before, after, reasons) => expect(told(before, after)).toEqual(reasons))

  it('tells a detail from its first to its last word of weight, and cuts a long one at a blank', () => {
    const [detail] = told('A fire ruins a church', 'A fire ruins a church. The tower fell hours later.')
    expect(detail).toBe('detail-added: +The tower fell hours later+')
    const long = 'The old bell tower of the northern chapel fell into the street below many hours later.'
    const [cut] = told('A fire ruins a church', `A fire ruins a church. ${long}`)
    expect(cut).toBe('detail-added: +The old bell tower of the northern chapel fell into the…+')
  })

  it('is empty where no words can be named, and for what is written anew', () => {
    expect(told('In June, voters decide', 'Voters decide in June')).toContain('wording:')
    const rewritten = told('A storm closes schools in Oslo', 'Teachers across the region walk out over unpaid wages')
    expect(rewritten[0]).toBe('rewrite:')
    expect(told('Rain', 'Rain')).toEqual([])
  })

  it('has for a return the gravity of what is undone', () => {
    const earlier = new FormerWordings([version('Two die')])
    const { reasons, classes } = explainTitleChangeAfter(earlier, 'Three die', 'Two die')
    expect(reasons.map(({ kind }) => kind)).toEqual(classes)
    expect(reasons.at(-1)).toEqual({ kind: 'revert', severity: 'factual', removed: [], added: [] })
  })
})

describe('of any two titles', () => {
  const piece = fc.constantFrom(
    ...'The A two three 1.5 million $5 7% not reportedly says Malta “Old” — won’t Monday March 4 {{x}} &amp; 死 两名 , . ( ) é e\u0301 killed'.split(
      ' ',
    ),
  )
  const title = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '))

  it('the reasons are those of the classes, in words of the titles, and change nothing of the judgement', () => {
    fc.assert(
      fc.property(title, title, (before, after) => {
        const { reasons, ...change } = explainTitleChange(before, after)
        expect(change).toEqual(describeTitleChange(before, after))
        expect(reasons.map(({ kind }) => kind)).toEqual(change.classes)
        for (const { removed, added } of reasons) {
          for (const words of removed) expect(before).toContain(words.replace(/…$/, ''))
          for (const words of added) expect(after).toContain(words.replace(/…$/, ''))
        }
      }),
    )
  })
})
