import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import type { WhyReport } from '../../../src/model/why.ts'
import { createArchiveFolder, pageText } from '../../helpers/start-watch.ts'

const fire = pageText('A fire burns down the old mill in Skarholm', 'It burnt.')
const blaze = pageText('A blaze burns down the old mill in Skarholm', 'It burnt.')
const bees = pageText('Bees return to the meadows of Kelby', 'Keepers rejoice.').replace('/41', '/63')
const portal = (day: number, ...items: string[]) =>
  `{{Current events|year=2018|month=01|day=${day}|content=\n${items.map((item) => `*${item} [https://gazette.example/${item.length} (Gazette)]\n`).join('')}}}\n`

async function recorded(pages: Readonly<Record<string, string>>) {
  const folder = createArchiveFolder()
  const variorum = await openVariorum({ cwd: folder.cwd })
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  for (const [index, [path, text]] of Object.entries(pages).entries()) {
    folder.write(path, text)
    // Two files written at once can have one time, and then neither is the earlier one.
    utimesSync(folder.fileOf(path), minutesAgo(10 - index), minutesAgo(10 - index))
    await variorum.ingest()
  }
  return { ...folder, variorum }
}

/** The kinds of evidence of the best pair. */
function kinds({ pairs }: WhyReport): string[] {
  return pairs[0]?.reasons.map(({ kind }) => kind).sort() ?? []
}

describe('why', () => {
  it('reports how the versions of one event were matched, and the evidence of its pages', async () => {
    const { variorum } = await recorded({ 'fire.md': fire, 'blaze.md': blaze })
    const why = await variorum.why('blaze.md', 'fire.md')
    expect(why).toMatchObject({ same: true, by: 'record', ruling: null, pairs: [{ same: true, wishes: [] }] })
    expect(why.record?.joinings).toMatchObject([{ number: 2, path: 'blaze.md' }])
    expect(kinds(why)).toEqual(['body-likeness', 'conflict', 'same-day', 'shared-source', 'title-likeness'])
    // the recorded reasons are the current reasons
    expect(why.record?.joinings[0]?.link?.reasons).toEqual(expect.arrayContaining([...why.pairs[0]!.reasons]))
  })

  it('reports the evidence that two events lack', async () => {
    const { variorum } = await recorded({ 'fire.md': fire, 'bees.md': bees })
    const why = await variorum.why('fire', 'bees')
    expect(why).toMatchObject({ same: false, by: 'record', record: null })
    const [pair] = why.pairs
    // a shared source would add its weight, and remove the weight against it
    expect(pair?.wishes).toContainEqual({ kind: 'shared-source', weight: 3.8 })
    expect(pair?.wishes).toContainEqual({ kind: 'explicit-link', weight: 15 })
    const sum = pair!.reasons.reduce((total, { weight }) => total + weight, pair!.prior)
    expect(sum).toBeCloseTo(pair!.odds)
  })

  it('reports the ruling and its line', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'blaze.md': blaze })
    writeFileSync(fileOf('variorum.links'), '# ours\nother fire.md blaze.md # two mills\n')
    await variorum.reindex()
    expect(await variorum.why('fire', 'blaze')).toMatchObject({
      same: false,
      by: 'ruling',
      ruling: { verdict: 'other', line: 'other blaze.md fire.md # two mills', number: 2 },
      pairs: [{ same: true }],
    })
  })

  it('compares pages that are not recorded yet, with or without a store', async () => {
    const { variorum, write } = await recorded({ 'fire.md': fire })
    write('blaze.md', blaze)
    expect(await variorum.why('fire.md', 'blaze.md')).toMatchObject({ same: true, by: 'evidence', b: { event: null } })
    const { cwd } = createArchiveFolder({ 'fire.md': fire, 'bees.md': bees })
    await using fresh = await openVariorum({ cwd })
    expect(await fresh.why('fire.md', 'bees.md')).toMatchObject({ same: false, by: 'evidence' })
  })

  it('counts an alias of the other page as evidence', async () => {
    const named = `---\ntitle: Bees return\naliases: [/fire/]\n---\nKeepers rejoice.\n`
    const { variorum, write } = await recorded({ 'fire.md': fire })
    write('bees.md', named)
    for (const pair of [
      ['fire.md', 'bees.md'],
      ['bees.md', 'fire.md'],
    ] as const) {
      expect(kinds(await variorum.why(pair[0], pair[1]))).toContain('alias')
    }
  })

  it('compares two versions of one event', async () => {
    const { variorum, write } = await recorded({ 'fire.md': fire })
    write('fire.md', blaze)
    await variorum.ingest()
    write('fire.md', bees)
    await variorum.ingest()
    const why = await variorum.why('fire.md@1', 'fire.md@3')
    expect(why.record?.joinings.map(({ number }) => number)).toEqual([2, 3])
    expect(why.pairs).toMatchObject([
      { a: { title: expect.stringContaining('fire') }, b: { title: expect.stringContaining('Bees') } },
    ])
  })

  it('reports the best pairs of two pages with many events', async () => {
    const days = ['data/2018_January_15.txt', 'data/2018_January_16.txt'] as const
    const items = ['A ferry runs aground off Skarholm', 'Bees return to Kelby', 'Rain falls on the meadows']
    const { variorum, fileOf } = await recorded({
      [days[0]]: portal(15, ...items),
      [days[1]]: portal(16, 'A ferry is pulled free off Skarholm', 'Snow falls on the hills', 'Aldermere wins the cup'),
    })
    const why = await variorum.why(days[0], days[1])
    expect(why).toMatchObject({ same: false, by: 'record', a: { event: null, wordings: 3 } })
    expect(why.pairs).toHaveLength(5)
    expect(why.pairs[0]).toMatchObject({ a: { title: items[0] }, b: { title: 'A ferry is pulled free off Skarholm' } })
    writeFileSync(fileOf('variorum.links'), `same ${days[0]} "${items[1]}" ${days[1]} "Aldermere wins the cup"\n`)
    await variorum.reindex()
    const ruled = await variorum.why(days[0], days[1])
    expect(ruled).toMatchObject({ same: true, pairs: [{ score: 1, a: { title: items[1] } }, {}, {}, {}, {}] })
    expect(kinds(ruled)).toContain('ruling')
  })

  it('counts a shared id as evidence, of a removed page or of a current one', async () => {
    const page = (title: string, id: string) => `---\ntitle: ${title}\ndate: 2018-01-15\n${id}\n---\n${title}!\n`
    const { variorum, write, fileOf } = await recorded({
      'bridge.md': page('Bridge closes', 'id: 4711'),
      'mayor.md': page('Mayor resigns', 'event_id: ev-9'),
    })
    expect(kinds(await variorum.why('bridge.md', 'mayor.md'))).not.toContain('explicit-id')
    rmSync(fileOf('bridge.md'))
    write('crossing.md', page('Crossing shut', 'id: 4711'))
    write('deputy.md', page('She takes over', 'event_id: ev-9'))
    await variorum.ingest()
    for (const [one, other] of [
      ['bridge.md', 'crossing.md'],
      ['mayor.md', 'deputy.md'],
    ] as const)
      expect(await variorum.why(one, other)).toMatchObject({
        pairs: [{ same: true, reasons: expect.arrayContaining([expect.objectContaining({ kind: 'explicit-id' })]) }],
      })
  })

  it('explains why two events of strong evidence are recorded as two', async () => {
    const kills = (count: string) => pageText(`A fire in an apartment block in Skarholm kills ${count}`, '')
    const { variorum, write } = await recorded({ 'four.md': kills('four people') })
    write('seven.md', kills('seven people, including two children'))
    write('nine.md', kills('nine people, including two children'))
    await variorum.ingest()
    expect(await variorum.why('seven.md', 'nine.md')).toMatchObject({
      same: false,
      pairs: [{ same: true }],
      missed: expect.stringMatching(/was added at the same time as .+ only one of the two could continue the event/),
    })
    const fresh = await recorded({})
    fresh.write('a.md', kills('seven people'))
    fresh.write('b.md', kills('nine people'))
    await fresh.variorum.ingest()
    expect((await fresh.variorum.why('a.md', 'b.md')).missed).toMatch(/^they were added at the same time/)
    fresh.write('c.md', bees)
    await fresh.variorum.ingest()
    fresh.write('c.md', kills('ten people'))
    await fresh.variorum.ingest()
    expect((await fresh.variorum.why('a.md', 'c.md')).missed).toMatch(/^they had other words when c\.md was added/)
    expect((await variorum.why('four.md', 'nine.md')).missed).toBeNull()
  })

  it('compares the former items of an emptied page with many events', async () => {
    const days = ['data/2018_January_15.txt', 'data/2018_January_16.txt'] as const
    const items = ['A ferry runs aground off Skarholm', 'Bees return to the meadows of Kelby']
    const { variorum, write } = await recorded({
      [days[0]]: portal(15, ...items),
      [days[1]]: portal(16, 'Rain falls on the hills', 'A ferry with sixty people runs aground off Skarholm'),
    })
    write(days[0], portal(15))
    await variorum.ingest()
    const why = await variorum.why(...days)
    expect(why).toMatchObject({ same: false, a: { event: null, wordings: 2, stands: false }, b: { stands: true } })
    expect(why.pairs[0]).toMatchObject({ a: { title: items[0] }, b: { title: expect.stringContaining('ferry') } })
    expect(why.missed ?? '').toMatch(why.pairs[0]!.same ? /still had the one/ : /^$/)
  })

  it.each([
    [['fire.md', 'fire'], 'usage', /the same page/],
    [['fire.md', 'gone'], 'event-not-found', /"gone"/],
    [['fire.md', '../fire.md'], 'event-not-found', /fire/],
    [['fire.md', 'index.md'], 'usage', /reports no event/],
  ] as const)('refuses %j', async (names, code, message) => {
    const { variorum } = await recorded({ 'fire.md': fire, 'index.md': '# Pages\n' })
    await expect(variorum.why(names[0], names[1])).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })
})
