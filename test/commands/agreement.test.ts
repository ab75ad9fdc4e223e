import { renameSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import { createArchiveFolder, pageText } from '../helpers/start-watch.ts'

const [power, dark, rain, fire, mill] = [
  'Storm Eleanor leaves thousands without power',
  'Storm Eleanor leaves 55,000 homes in the dark',
  'Rain',
  'Police take a man into custody after a fire',
  'Police arrest a man over the mill fire',
]
const title = fc.constantFrom(power, dark, rain, fire, mill)

/** What an editor does between two recordings; null removes a page, and `rename` renames the folder of all pages. */
type Edit =
  | 'rename'
  | { readonly path: string; readonly title: string | null; readonly body?: string }
  | { readonly day: number; readonly items: readonly Told[] | null }

/** An item of a day: its title, and the articles that it cites. */
type Told = readonly [title: string, sources: readonly number[]]

function itemOf(title: string, ...sources: number[]): Told {
  return [title, sources]
}

const told: fc.Arbitrary<Told> = fc.tuple(title, fc.uniqueArray(fc.nat(2), { maxLength: 2 }))
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    path: fc.constantFrom('a.md', 'b.md', 'c.md'),
    title: fc.option(title),
    body: fc.constantFrom('The office said so.', 'He confessed at once, and is to be heard on Friday.'),
  }),
  fc.record({ day: fc.constantFrom(15, 16), items: fc.option(fc.array(told, { maxLength: 4 })) }),
  fc.constant('rename' as const),
)

function dayText(day: number, items: readonly Told[]): string {
  const lines = items.map(([title, sources]) => {
    const links = sources.map((source) => ` [http://harbour.example/${source} (BBC)]`)
    return `*${title}.${links.join('')}\n`
  })
  return `{{Current events|year=2018|month=01|day=${day}|content=\n;Disasters and accidents\n${lines.join('')}}}\n`
}

/** Saves after which the two histories once differed. */
const onceApart: Edit[][][] = [
  // a page of an event with several pages was not read again
  [
    [{ path: 'a.md', title: power }, 'rename'],
    [{ path: 'c.md', title: dark }, 'rename'],
    [{ path: 'c.md', title: null }],
    ['rename'],
    [{ path: 'a.md', title: null }],
  ],
  [
    [{ path: 'c.md', title: power }],
    ['rename', { path: 'a.md', title: dark }],
    [{ path: 'a.md', title: null }],
    ['rename', { path: 'a.md', title: null }],
  ],
  [
    [{ path: 'a.md', title: power }],
    [{ path: 'c.md', title: rain }],
    [{ path: 'c.md', title: null }, 'rename'],
    ['rename', { path: 'a.md', title: power }],
  ],
  // an old page continued alone, which makes no version
  [
    [{ path: 'a.md', title: power, body: 'He confessed at once.' }],
    [{ path: 'c.md', title: power, body: 'He confessed at once.' }],
    [{ path: 'a.md', title: power }],
    [{ path: 'a.md', title: fire }],
  ],
  // of two items with one wording, either one was taken for the removed one
  [[{ day: 16, items: [itemOf(rain, 1), itemOf(rain, 1)] }], [{ day: 16, items: [itemOf(power, 0), itemOf(rain, 1)] }]],
  [
    [{ day: 15, items: [itemOf(power), itemOf(dark), itemOf(rain, 1), itemOf(mill)] }],
    [{ day: 15, items: [itemOf(mill), itemOf(mill), itemOf(mill), itemOf(power), itemOf(dark), itemOf(rain, 1)] }],
    [{ day: 15, items: [itemOf(mill)] }],
    [{ day: 15, items: null }],
  ],
  [
    [{ day: 15, items: [itemOf(dark), itemOf(power, 0)] }],
    [{ day: 15, items: [itemOf(power), itemOf(power)] }],
    [{ day: 15, items: [itemOf(power)] }],
  ],
  // two events of one page had on another page the title that one of them has here
  [
    [{ day: 15, items: [itemOf(mill), itemOf(fire)] }],
    [{ day: 16, items: [itemOf(mill, 0)] }, 'rename'],
    [{ day: 16, items: [itemOf(fire, 0), itemOf(fire)] }, 'rename'],
    ['rename'],
  ],
  // both events once had the current title of one
  [
    [{ day: 15, items: [itemOf(rain, 1), itemOf(rain, 2)] }],
    [{ day: 15, items: [itemOf(rain, 0), itemOf(rain, 2)] }],
    [{ day: 15, items: [itemOf(rain, 0), itemOf(rain, 1)] }],
    [{ day: 15, items: [itemOf(rain, 2), itemOf(rain, 1)] }],
    [{ day: 15, items: [itemOf(rain, 1), itemOf(rain, 2)] }],
    [{ day: 15, items: [itemOf(rain, 1)] }],
  ],
  [
    [{ day: 15, items: [itemOf(power), itemOf(power, 2)] }],
    [{ day: 16, items: [itemOf(power, 2), itemOf(power)] }, 'rename'],
    [{ day: 15, items: [itemOf(power, 0)] }, 'rename'],
  ],
  // items had another order on their page than in their last version
  [
    [{ day: 15, items: [itemOf(rain, 1), itemOf(rain, 2)] }],
    [{ day: 15, items: [itemOf(rain, 2), itemOf(rain, 1)] }],
    [{ day: 15, items: [itemOf(rain, 2)] }],
  ],
  [
    [{ day: 16, items: [itemOf(fire, 2, 1)] }],
    [{ day: 16, items: [itemOf(fire, 1, 2)] }],
    [{ day: 16, items: [itemOf(mill, 1, 2)] }],
  ],
]

const histories = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })

const fewCases = onceApart.length + 5
it(`builds the same history save by save and from all snapshots (${fewCases} cases)`, () => expectAgreement(fewCases))
it('builds the same history save by save and from all snapshots (100 cases)', { tags: ['slow'] }, () =>
  expectAgreement(100),
)

async function expectAgreement(caseCount: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, async (saves) => {
      const { cwd, write, fileOf } = createArchiveFolder({ 'f0/list.txt': '' })
      await using variorum = await openVariorum({ cwd, store: 'memory:' })
      let folder = 0
      const put = (path: string, text: string | null) => {
        if (text === null) rmSync(fileOf(`f${folder}/${path}`), { force: true })
        else write(`f${folder}/${path}`, text)
      }
      for (const save of saves) {
        for (const one of save) {
          if (one === 'rename') renameSync(fileOf(`f${folder}`), fileOf(`f${++folder}`))
          else if ('path' in one) put(one.path, one.title && pageText(one.title, one.body))
          else put(`2018_January_${one.day}.txt`, one.items && dayText(one.day, one.items))
        }
        await variorum.ingest()
      }
      const recorded = await Array.fromAsync(variorum.history())
      expect(await variorum.reindex()).toMatchObject({ rejudged: [], kin: [] })
      expect(await Array.fromAsync(variorum.history())).toEqual(recorded)
      rmSync(cwd, { recursive: true })
    }),
    { numRuns: caseCount, examples: onceApart.map((saves) => [saves]) },
  )
}
