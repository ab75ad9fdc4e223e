import { describe, expect, it } from 'vitest'
import { dayOfPortalPath, readPortalDay } from '../../../src/page/portal/portal-day.ts'

const path = 'data/2018_January_15.txt'
const source = '[https://gazette.example/1 (Gazette)]'

/** Each event as "topic: title", or the title alone without a topic. */
function eventsOf(...lines: string[]): string[] {
  return readPortalDay(path, lines.join('\n')).events.map(({ topic, title }) => (topic ? `${topic}: ${title}` : title))
}

describe('dayOfPortalPath', () => {
  it.each([
    ['2018_January_5.txt', '2018-01-05'],
    ['data/2017_December_31.txt', '2017-12-31'],
    ['data/2017_Dezember_31.txt', null],
    ['data/2017_December_31.md', null],
    ['notes.txt', null],
  ])('reads %s as %s', (name, day) => expect(dayOfPortalPath(name)).toBe(day))
})

describe('readPortalDay', () => {
  it('reads events with topic, sources and line', () => {
    const text = [
      '{{Current events header|2018|01|15}}',
      '<!-- All news items',
      'below this line -->',
      ';Disasters',
      '*[[Winter storms]]',
      `**The [[Wend]] floods [[Aldermere]]. ${source}`,
      ';Politics',
      `*The council meets. ${source} [https://coast.example/2 (Coast Radio)]`,
      '<!-- All news items above this line -->|}',
    ].join('\n')
    expect(readPortalDay(path, text)).toEqual({
      day: '2018-01-15',
      findings: [],
      events: [
        {
          title: 'The Wend floods Aldermere.',
          day: '2018-01-15',
          topic: 'Winter storms',
          body: '',
          sources: ['https://gazette.example/1'],
          path,
          line: 6,
        },
        {
          title: 'The council meets.',
          day: '2018-01-15',
          topic: null,
          body: '',
          sources: ['https://gazette.example/1', 'https://coast.example/2'],
          path,
          line: 8,
        },
      ],
    })
  })

  it('takes the topic from the nearest bullet above that is no event', () => {
    expect(
      eventsOf(
        '*[[Storms]]',
        '**[[Floods]]',
        `***The Wend rises. ${source}`,
        `**A roof flies off. ${source}`,
        `*Snow falls. ${source}`,
      ),
    ).toEqual(['Floods: The Wend rises.', 'Storms: A roof flies off.', 'Snow falls.'])
  })

  it('reads an item below an event as an event of the same topic', () => {
    expect(eventsOf('*[[Storms]]', `**The Wend rises. ${source}`, `***A bridge is closed. ${source}`)).toEqual([
      'Storms: The Wend rises.',
      'Storms: A bridge is closed.',
    ])
  })

  it('ends a topic with its section', () => {
    expect(eventsOf(';Disasters', '*[[Storms]]', ';Politics', `**The council meets. ${source}`)).toEqual([
      'Storms: The council meets.',
    ])
  })

  it('reads a leaf with a sentence as an event without a source', () => {
    expect(eventsOf('*The council meets in spring.', '*[[Kelby]]', '*Elections', '*', '*  ')).toEqual([
      'The council meets in spring.',
    ])
  })

  it('joins later lines to an item until it has a source', () => {
    expect(
      eventsOf(
        '*The council',
        `meets. ${source}`,
        'Not this line.',
        '*The mayor',
        '',
        '{{clear}}',
        'speaks.',
        ';More',
        'Nor this.',
      ),
    ).toEqual(['The council meets.', 'The mayor speaks.'])
  })

  it('keeps the end of the outer template out of the last item', () => {
    expect(eventsOf('*The council meets in spring.', '}}')).toEqual(['The council meets in spring.'])
    expect(eventsOf('*The council meets in spring.', '<!-- All items above -->}}')).toEqual([
      'The council meets in spring.',
    ])
    expect(eventsOf('*The {{lang|', 'fr|conseil', '}} meets in spring.')[0]).toMatch(/meets in spring\.$/)
  })

  it('reads numbered items, CRLF line endings, and the day of the header where the name has none', () => {
    const { day, events } = readPortalDay(
      'today.txt',
      `{{current events header|2018|1|5}}\r\n#The council meets. ${source}\r\n`,
    )
    expect(day).toBe('2018-01-05')
    expect(events.map(({ title }) => title)).toEqual(['The council meets.'])
  })

  it('takes the day from the file name, and gives a finding for another day in the header', () => {
    const { day, findings } = readPortalDay(path, '{{Current events header|2018|01|16}}')
    expect(day).toBe('2018-01-15')
    expect(findings).toMatchObject([{ rule: 'VAR113', path, line: 1, expected: '2018-01-15', actual: '2018-01-16' }])
  })

  it('ignores comments, and reads a comment without an end as text', () => {
    expect(
      eventsOf(`*The council meets. <!-- not yet: the mayor speaks --> ${source}`, '<!--', `*Hidden. ${source}`, '-->'),
    ).toEqual(['The council meets.'])
    expect(eventsOf('*The council meets. <!-- unfinished', `*The mayor speaks. ${source}`)).toHaveLength(2)
  })

  it('reads a hundred thousand comments without an end', () => {
    expect(eventsOf(`*Rain falls on Kelby ${'<!--'.repeat(100_000)}`)).toHaveLength(1)
  })

  it.each(['', 'haha', '{{', '*[[', ';\n;\n'])('finds no event in %j', (text) => {
    expect(readPortalDay(path, text)).toEqual({ day: '2018-01-15', events: [], findings: [] })
  })
})
