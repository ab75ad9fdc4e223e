import { describe, expect, it } from 'vitest'
import { dayOfPortalPath, readPortalDay } from '../../../src/page/portal/portal-day.ts'

const path = 'data/2018_January_15.txt'
const source = '[https://gazette.example/1 (Gazette)]'

/** Each event as "topic: title", or the title alone where it has no topic. */
function told(...lines: string[]): string[] {
  return readPortalDay(path, lines.join('\n')).events.map(({ topic, title }) => (topic ? `${topic}: ${title}` : title))
}

describe('portalDay', () => {
  it.each([
    ['2018_January_5.txt', '2018-01-05'],
    ['data/2017_December_31.txt', '2017-12-31'],
    ['data/2017_Dezember_31.txt', null],
    ['data/2017_December_31.md', null],
    ['notes.txt', null],
  ])('reads %s as %s', (name, day) => expect(dayOfPortalPath(name)).toBe(day))
})

describe('readPortal', () => {
  it('reads a day: its events with topic, sources and line', () => {
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

  it('takes the nearest bullet above that is no event for the topic', () => {
    expect(
      told(
        '*[[Storms]]',
        '**[[Floods]]',
        `***The Wend rises. ${source}`,
        `**A roof flies off. ${source}`,
        `*Snow falls. ${source}`,
      ),
    ).toEqual(['Floods: The Wend rises.', 'Storms: A roof flies off.', 'Snow falls.'])
  })

  it('reads an item below an event as an event of the same topic', () => {
    expect(told('*[[Storms]]', `**The Wend rises. ${source}`, `***A bridge is closed. ${source}`)).toEqual([
      'Storms: The Wend rises.',
      'Storms: A bridge is closed.',
    ])
  })

  it('does not let a topic reach into the next section', () => {
    expect(told(';Disasters', '*[[Storms]]', ';Politics', `**The council meets. ${source}`)).toEqual([
      'Storms: The council meets.',
    ])
  })

  it('takes a leaf that says something for an event, even without a source', () => {
    expect(told('*The council meets in spring.', '*[[Kelby]]', '*Elections', '*', '*  ')).toEqual([
      'The council meets in spring.',
    ])
  })

  it('joins a line that goes on where an item broke off, until its source has come', () => {
    expect(
      told(
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

  it('leaves the end of the template that the day stands in out of its last item', () => {
    expect(told('*The council meets in spring.', '}}')).toEqual(['The council meets in spring.'])
    expect(told('*The council meets in spring.', '<!-- All items above -->}}')).toEqual([
      'The council meets in spring.',
    ])
    expect(told('*The {{lang|', 'fr|conseil', '}} meets in spring.')[0]).toMatch(/meets in spring\.$/)
  })

  it('reads numbered items, Windows line ends and the day of the header where the name has none', () => {
    const { day, events } = readPortalDay(
      'today.txt',
      `{{current events header|2018|1|5}}\r\n#The council meets. ${source}\r\n`,
    )
    expect(day).toBe('2018-01-05')
    expect(events.map(({ title }) => title)).toEqual(['The council meets.'])
  })

  it('reports a header that gives another day, and believes the name', () => {
    const { day, findings } = readPortalDay(path, '{{Current events header|2018|01|16}}')
    expect(day).toBe('2018-01-15')
    expect(findings).toMatchObject([{ rule: 'VAR113', path, line: 1, expected: '2018-01-15', actual: '2018-01-16' }])
  })

  it('leaves out what comments hide, and takes a comment without an end for text', () => {
    expect(
      told(`*The council meets. <!-- not yet: the mayor speaks --> ${source}`, '<!--', `*Hidden. ${source}`, '-->'),
    ).toEqual(['The council meets.'])
    expect(told('*The council meets. <!-- unfinished', `*The mayor speaks. ${source}`)).toHaveLength(2)
  })

  it('reads a hundred thousand comments without end', () => {
    expect(told(`*Rain falls on Kelby ${'<!--'.repeat(100_000)}`)).toHaveLength(1)
  })

  it.each(['', 'haha', '{{', '*[[', ';\n;\n'])('finds no event in %j', (text) => {
    expect(readPortalDay(path, text)).toEqual({ day: '2018-01-15', events: [], findings: [] })
  })
})
