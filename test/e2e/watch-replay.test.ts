import { expect, it } from 'vitest'
import { replayUnderWatch } from '../../quality/watch-replay.ts'
import type { FileState } from '../sources/git/test-repository.ts'
import { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { eventPage, frontMatterPage } from './test-archive.ts'

it('watching an editing day gives the same histories as importing its commits', { tags: ['slow'] }, async () => {
  const repository = makeEditingDay()
  let replayed = await replayUnderWatch(repository.path, { scratch: temporaryFolder() })
  // Git removes a page before it writes it again. On a busy machine the watch can record that as a state.
  for (let again = 1; again < 5 && replayed.recorded > replayed.states; again++) {
    expect(replayed.differences).toEqual([])
    replayed = await replayUnderWatch(repository.path, { scratch: temporaryFolder() })
  }
  expect(replayed).toMatchObject({ commits: editingDay.length - 1, states: 55, recorded: 55, differences: [] })
  expect(replayed).toMatchObject({ histories: 14, compared: 14 })
})

it('watching two commits of a range gives the same histories as importing them', async () => {
  const repository = makeEditingDay()
  const replayed = await replayUnderWatch(repository.path, { scratch: temporaryFolder(), range: 'main~3..main~1' })
  expect(replayed).toMatchObject({ commits: 2, differences: [] })
})

function makeEditingDay(): TestRepository {
  const repository = new TestRepository()
  for (const [index, files] of editingDay.entries()) {
    const at = new Date(Date.UTC(2018, 0, 15, 8) + index * 1_800_000).toISOString()
    repository.commit(files, { at })
  }
  return repository
}

const monday = 'data/2018_January_15.txt'
const tuesday = 'data/2018_January_16.txt'
const wednesday = 'data/2018_January_17.txt'
const news = (name: string) => `news/2018/01/15/${name}.md`
const moved = (name: string) => `stories/monday/${name}.md`

const flood = item('Storms', 'The river Wend floods the lower town of Aldermere; forty families leave.', 'wend')
const floodMore = item('Storms', 'The river Wend floods the lower town of Aldermere; sixty families leave.', 'wend')
const bridge = item('Transport', 'A bridge at Kelby is closed after cracks are found.', 'kelby')
const harbour = item('Politics', 'The island council votes to keep the harbour open in winter.', 'council')
const harbourNot = item('Politics', 'The island council votes not to keep the harbour open in winter.', 'council')
const strike = item('Labour', 'Pilots of Northern Air go on strike for a second day.', 'pilots')
const strikeOver = item('Labour', 'The strike of the pilots of Northern Air goes into its third day.', 'pilots')
const quake = item('Disasters', 'An earthquake of magnitude 5.1 shakes the coast of Orrin.', 'quake')
const rail = item('Transport', 'The night train to Vell returns after nine years.', 'rail')

const ferry = { title: 'The ferry to Vell is cancelled.', source: 'https://gazette.example/2018/ferry' }
const lamps = { title: 'Skarholm tests new street lamps.', source: 'https://gazette.example/2018/lamps' }
const tram = {
  title: 'The swing bridge of Skarholm opens to trams on Friday.',
  lead: 'The span was turned for the first time since the war.',
}
const tramMonday = { ...tram, title: 'The swing bridge of Skarholm opens to trams on Monday after a crack is found.' }
const tramCracks = { ...tram, title: 'The swing bridge of Skarholm opens to trams on Monday after 3 cracks are found.' }

/** The changes of each commit: retitling in place and into new files, moves between days, removals, renamed folders. */
const editingDay: readonly Record<string, FileState>[] = [
  {
    [monday]: day(15, flood, bridge),
    [tuesday]: day(16, harbour),
    [news('trams')]: eventPage(tram),
    [news('ferry')]: eventPage(ferry),
    [news('lamps')]: eventPage(lamps),
    'posts/museum.md': frontMatterPage('The museum closes for 2 weeks', 'A leak in the roof.'),
    'index.md': '## [2018-01-15](/news/2018/01/15/index.md)\n',
    'logo.png': 'no page',
  },
  { [news('ferry')]: eventPage({ ...ferry, title: 'The ferry to Vell is cancelled until Sunday.' }) },
  { [monday]: day(15, floodMore, bridge) },
  { [news('trams-on-monday')]: eventPage(tramMonday), [news('trams')]: null },
  { [news('trams-on-monday')]: eventPage(tramCracks) },
  // A retitled page is added as a new file. The old file is removed one commit later.
  { [news('cracks-delay-trams')]: eventPage({ ...tramCracks, title: 'Cracks delay the trams of Skarholm.' }) },
  { [news('trams-on-monday')]: null },
  { [monday]: day(15, floodMore, bridge, strike), [tuesday]: day(16, harbour, quake) },
  // An item moves to the next day.
  { [monday]: day(15, floodMore, bridge), [tuesday]: day(16, harbour, quake, strike) },
  { [wednesday]: day(17, rail) },
  // Two items move to another day, and one of them is reworded.
  { [monday]: day(15, bridge, rail), [tuesday]: day(16, harbourNot, quake, strike), [wednesday]: day(17, floodMore) },
  { 'logo.png': 'another picture' },
  { [news('lamps')]: eventPage({ ...lamps, related: ['A newer story'] }) },
  { [news('lamps')]: null },
  // The page returns with another title.
  { [news('lamps')]: eventPage({ ...lamps, title: 'Skarholm tests new street lamps in spring.' }) },
  { [news('lamps')]: '' },
  { [news('lamps')]: eventPage(lamps) },
  // A folder is renamed, and a page in it is edited in the same commit.
  {
    [news('ferry')]: null,
    [news('lamps')]: null,
    [news('cracks-delay-trams')]: null,
    [moved('ferry')]: eventPage({ ...ferry, title: 'The ferry to Vell is cancelled until Monday.' }),
    [moved('lamps')]: eventPage(lamps),
    [moved('cracks-delay-trams')]: eventPage({ ...tramCracks, title: 'Cracks delay the trams of Skarholm.' }),
  },
  // A day page is removed, and its item moves to an existing day.
  { [wednesday]: null, [tuesday]: day(16, floodMore, harbourNot, quake, strike) },
  { [wednesday]: day(17, rail, strike) },
  // A day page is removed again, and one of its items is reworded.
  { [wednesday]: null, [monday]: day(15, bridge, rail, strikeOver) },
  // Two pages swap their paths.
  { [moved('ferry')]: eventPage(lamps), [moved('lamps')]: eventPage(ferry) },
  { 'posts/museum.md': frontMatterPage('The museum closes for 3 weeks', 'A leak in the roof.') },
  {
    'posts/museum.md': null,
    'posts/closed.md': frontMatterPage('The museum closes for 3 weeks', 'Two leaks in the roof.'),
  },
  // A page is removed, and another page takes its title.
  {
    'posts/closed.md': null,
    [moved('ferry')]: eventPage({ ...lamps, title: 'The museum closes for 3 weeks', lead: 'Two leaks in the roof.' }),
  },
  { 'index.md': '## [2018-01-16](/news/2018/01/16/index.md)\n' },
  { [tuesday]: day(16, harbourNot, quake, strike, twin('north'), twin('south')) },
  { [tuesday]: day(16, quake, twin('south'), strike, twin('north')) },
  { [monday]: day(15, bridge, harbour, strikeOver) },
  { [monday]: null, [tuesday]: null, [wednesday]: day(17, quake, bridge, rail, harbourNot) },
  { [news('fresh')]: eventPage({ title: 'A whale is seen off Orrin.', source: 'https://gazette.example/2018/whale' }) },
  { [wednesday]: day(17, quake, bridge, harbourNot, item('Politics', 'The mayor of Kelby resigns.', 'mayor')) },
  { [moved('lamps')]: eventPage({ ...ferry, title: 'The ferry to Vell sails again.' }) },
]

/** A day page of the portal. */
function day(date: number, ...items: readonly string[]): string {
  return [
    `{{Current events header|2018|01|${date}}}`,
    '<!-- All news items below this line -->',
    ...items,
    '<!-- All news items above this line -->|}',
    '',
  ].join('\n')
}

function item(topic: string, title: string, source: string): string {
  return `*[[${topic}]]\n**${title} [https://gazette.example/2018/${source} (Gazette)]`
}

function twin(place: string): string {
  return item('Disasters', `A fire burns in the ${place} quarter of Vell.`, `fire-${place}`)
}
