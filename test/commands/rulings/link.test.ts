import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoreMode } from '../../../src/commands/archive/command-context.ts'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import { applyRuling } from '../../../src/commands/rulings/link.ts'
import type { Variorum } from '../../../src/commands/variorum.ts'
import { VariorumError } from '../../../src/model/errors.ts'
import { openStore } from '../../../src/store/open.ts'
import { createArchiveFolder, pageText, startWatch } from '../../helpers/start-watch.ts'
import { temporaryFolder } from '../../sources/temporary-folder.ts'

const fire = pageText('A fire burns down the old mill in Skarholm')
const arrest = pageText('Police take a man into custody', 'He confessed at once.').replace('/41', '/52')
const flood = pageText('A fire burns down the old mill in Skarholm, police say')
const portal = (...items: string[]) =>
  `{{Current events|year=2018|month=01|day=15|content=\n${items.map((item) => `*${item} [https://gazette.example/${item.length} (Gazette)]\n`).join('')}}}\n`

/** The titles of each event's versions. */
async function told(variorum: Variorum): Promise<string[]> {
  const histories = await Array.fromAsync(variorum.history())
  return histories.map(({ versions }) => versions.map(({ title }) => title).join(' -> ')).sort()
}

async function recorded(pages: Readonly<Record<string, string>>) {
  const folder = createArchiveFolder()
  const variorum = await openVariorum({ cwd: folder.cwd })
  for (const [path, text] of Object.entries(pages)) {
    folder.write(path, text)
    await variorum.ingest()
  }
  const links = () => readFileSync(folder.fileOf('variorum.links'), 'utf8')
  return { ...folder, variorum, links }
}

describe('link', () => {
  it('makes one event of two, writes the reason, and reports the effect', async () => {
    const { variorum, links, archive } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    const report = await variorum.link('fire.md', 'arrest.md', { reason: 'for\nthat fire' })
    expect(report).toMatchObject({ state: 'written', met: true, others: 0, replaced: [] })
    expect(report.before.map(({ versions }) => versions)).toEqual([1, 1])
    expect(report.after).toMatchObject([{ versions: 2, paths: ['fire.md', 'arrest.md'], id: report.before[0]?.id }])
    expect(links()).toBe('same arrest.md fire.md # for that fire\n')
    expect(readdirSync(archive).sort()).toEqual(['arrest.md', 'fire.md', 'variorum.links'])
    const [history] = await Array.fromAsync(variorum.history('fire.md'))
    expect(history?.versions[1]?.link?.reasons).toContainEqual({ kind: 'ruling', value: 'for that fire', weight: 100 })
    await variorum[Symbol.asyncDispose]()
  })

  it('changes nothing on a dry run, and reports the effect', async () => {
    const { variorum, archive } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    expect(await variorum.link('fire', 'arrest', { dryRun: true })).toMatchObject({ state: 'planned', after: [{}] })
    expect(readdirSync(archive)).not.toContain('variorum.links')
    expect(await told(variorum)).toHaveLength(2)
  })

  it('writes a ruling for two pages that are one event already', async () => {
    const { variorum } = await recorded({ 'fire.md': fire, 'flood.md': flood })
    expect(await told(variorum)).toHaveLength(1)
    expect(await variorum.link('fire.md', 'flood.md', { reason: 'seen' })).toMatchObject({
      state: 'written',
      met: true,
    })
    const again = await variorum.link('flood.md', 'fire.md')
    expect(again).toMatchObject({ state: 'stood', lines: ['same fire.md flood.md # seen'] })
  })

  it('joins whole events, whichever of their pages are named', async () => {
    const { variorum, links } = await recorded({
      'mill.md': fire,
      'arrest.md': arrest,
      'fire.md': flood,
    })
    expect(await told(variorum)).toHaveLength(2)
    await variorum.link('fire.md', 'arrest.md')
    expect(links()).toBe('same arrest.md mill.md\nsame fire.md mill.md\n')
    expect(await told(variorum)).toHaveLength(1)
    await variorum.unlink('fire.md', 'arrest.md')
    expect(links()).toBe('other arrest.md mill.md\nsame fire.md mill.md\n')
    expect(await told(variorum)).toHaveLength(2)
  })

  it('links items of a page with many events by their versions', async () => {
    const [one, other] = ['A ferry runs aground off Skarholm', 'Bees return to the meadows of Kelby']
    const { variorum, links } = await recorded({
      'data/2018_January_15.txt': portal(one, 'Rain falls'),
      'data/2018_January_16.txt': portal('Snow falls', other),
    })
    await expect(variorum.link('data/2018_January_15.txt', 'bees')).rejects.toMatchObject({ code: 'event-ambiguous' })
    expect((await variorum.link('ferry', 'bees')).after).toMatchObject([{ versions: 2 }])
    expect(links()).toBe(`same data/2018_January_15.txt "${one}" data/2018_January_16.txt "${other}"\n`)
    expect((await variorum.unlink('bees@1', 'bees@2')).after).toHaveLength(2)
  })

  it('applies to a page that is not recorded yet', async () => {
    const { variorum, write } = await recorded({ 'fire.md': fire })
    write('arrest.md', arrest)
    expect(await variorum.link('fire.md', 'arrest.md')).toMatchObject({ state: 'written', met: null })
    await variorum.ingest()
    expect(await told(variorum)).toHaveLength(1)
  })

  it.each([
    [['fire', 'fire'], 'usage', /are the same page/],
    [['fire', 'old mill'], 'usage', /one event already/],
    [['fire.md', 'gone.md'], 'event-not-found', /"gone.md"/],
    [['fire.md', 'index.md'], 'usage', /reports no event/],
    [['fire.md', 'ferry'], 'usage', /never one event with a page of its own/],
    [['fire.md@7', 'arrest.md'], 'version-not-found', /no version @7/],
  ] as const)('refuses %j', async ([a, b], code, message) => {
    const { variorum, archive } = await recorded({
      'fire.md': fire,
      'arrest.md': arrest,
      'index.md': '# Pages\n',
      'data/2018_January_15.txt': portal('A ferry runs aground', 'Rain falls'),
    })
    await expect(variorum.link(a, b)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
    expect(readdirSync(archive)).not.toContain('variorum.links')
  })

  it('says that nothing is recorded yet', async () => {
    const { cwd } = createArchiveFolder({ 'a.md': fire, 'b.md': arrest })
    await using variorum = await openVariorum({ cwd })
    await expect(variorum.link('a.md', 'b.md')).rejects.toMatchObject({ code: 'store-not-found' })
  })
})

it('advises to name two versions only for an event with several versions', async () => {
  const { variorum, write } = await recorded({ 'fire.md': fire })
  const advice = () => variorum.unlink('old mill', 'skarholm').catch(({ advice }) => advice)
  expect(await advice()).toContain('It has one version')
  write('fire.md', flood)
  await variorum.ingest()
  expect(await advice()).toMatch(/@1 \w+@2$/)
})

describe('unlink', () => {
  it('splits one event, and the split survives a rebuild', async () => {
    const { variorum, cwd } = await recorded({ 'fire.md': fire, 'flood.md': flood })
    expect(await told(variorum)).toHaveLength(1)
    const report = await variorum.unlink('fire.md', 'flood.md')
    expect(report).toMatchObject({ met: true, before: [{ versions: 2 }], after: [{ versions: 1 }, { versions: 1 }] })
    await variorum.reindex()
    await variorum.ingest()
    expect(await told(variorum)).toHaveLength(2)
    await using again = await openVariorum({ cwd, store: 'other.db' })
    await again.ingest()
    expect(await told(again)).toHaveLength(2)
  })

  it('adds a ruling that agrees with the other rulings', async () => {
    const { variorum, links, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest, 'flood.md': flood })
    writeFileSync(fileOf('variorum.links'), 'same arrest.md fire.md\nsame flood.md arrest.md\n')
    await variorum.ingest()
    expect(await told(variorum)).toHaveLength(1)
    await variorum.unlink('fire.md', 'flood.md')
    expect(await told(variorum)).toHaveLength(2)
    expect(links().match(/other/g)).toHaveLength(1)
  })

  it('refuses a ruling that contradicts others, and changes nothing', async () => {
    const { variorum, fileOf, links } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    const text = 'same fire.md x.md\nsame x.md arrest.md # so it is\n'
    writeFileSync(fileOf('variorum.links'), text)
    await variorum.reindex()
    await expect(variorum.unlink('fire.md', 'arrest.md')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('same x.md arrest.md # so it is'),
    })
    expect(links()).toBe(text)
  })
})

describe('the effect of a ruling', () => {
  const items = ['A ferry runs aground off Skarholm', 'Rain falls on the meadows of Kelby']

  it('is reported if the index cannot follow the ruling', async () => {
    const { variorum } = await recorded({ 'data/2018_January_15.txt': portal(...items) })
    const obstacle = 'data/2018_January_15.txt reports both at the same time'
    expect(await variorum.link('ferry', 'rain')).toMatchObject({ met: false, obstacle })
    expect(await variorum.why('ferry', 'rain')).toMatchObject({ same: true, by: 'ruling' })
    expect(await variorum.unlink('ferry', 'rain')).toMatchObject({ met: true, obstacle: null })
    expect(await variorum.why('ferry', 'rain')).toMatchObject({ same: false, apart: obstacle })
  })

  it('is compared with the index before, not with the file', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    writeFileSync(fileOf('variorum.links'), 'same arrest.md fire.md\n')
    const { state, before, after } = await variorum.link('fire.md', 'arrest.md')
    expect({ state, before: before.length, after: after.length }).toEqual({ state: 'stood', before: 2, after: 1 })
  })

  it('is missing until the index is rebuilt, and the status says so', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    expect((await variorum.status()).behind).toBe(null)
    writeFileSync(fileOf('variorum.links'), 'same arrest.md fire.md\n')
    expect((await variorum.status()).behind).toBe('variorum.links changed since the index was built.')
    writeFileSync(fileOf('variorum.links'), 'sane arrest.md fire.md\n')
    expect((await variorum.status()).behind).toContain('line 1: A line begins with')
    writeFileSync(fileOf('variorum.links'), 'same arrest.md fire.md\n')
    await variorum.reindex()
    expect((await variorum.status()).behind).toBe(null)
  })

  it('waits while the store is busy, and the error says that the ruling is saved', async () => {
    const { links, cwd, archive } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    await using store = await openStore('snapshots/variorum.db', { cwd, mode: 'read' })
    const busy = new VariorumError('store-busy', 'Somebody is writing.')
    const open = async (mode: StoreMode) => (mode === 'write' ? Promise.reject(busy) : store)
    const shared = { storeUrl: store.url, excludedFolders: [], sections: undefined, now: () => 0 }
    await expect(
      applyRuling({ archive, ...shared, store: open }, 'same', ['fire.md', 'arrest.md']),
    ).rejects.toMatchObject({
      code: 'store-busy',
      advice: expect.stringContaining('variorum.links contains the ruling'),
    })
    expect(links()).toBe('same arrest.md fire.md\n')
  })
})

describe('the rulings file', () => {
  it('is applied by the next recording after an edit by hand', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    writeFileSync(fileOf('variorum.links'), '# by hand\r\nsame fire.md arrest.md\r\n')
    expect(await told(variorum)).toHaveLength(2)
    await variorum.ingest()
    expect(await told(variorum)).toHaveLength(1)
    expect(await variorum.ingest()).toMatchObject({ stored: 0, versions: 0 })
    writeFileSync(fileOf('variorum.links'), '')
    await variorum.ingest()
    expect(await told(variorum)).toHaveLength(2)
  })

  it('stops a recording if it contradicts itself, and the error names the lines', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire })
    writeFileSync(fileOf('variorum.links'), 'same a.md b.md\n\nother b.md a.md\n')
    for (const verb of [() => variorum.ingest(), () => variorum.reindex(), () => variorum.link('fire.md', 'x.md')]) {
      await expect(verb()).rejects.toMatchObject({
        code: 'links-unreadable',
        message: expect.stringContaining('lines 1 and 3'),
      })
    }
  })

  it('has a note about a line without effect, until its page exists', async () => {
    const { variorum, fileOf, write } = await recorded({ 'fire.md': fire })
    writeFileSync(fileOf('variorum.links'), '# who is who\nsame fire.md arrest.md\n')
    const note = 'Line 2 of variorum.links has no effect: no page arrest.md is recorded.'
    expect(await variorum.ingest()).toMatchObject({ notes: [note] })
    expect(await variorum.reindex()).toMatchObject({ notes: [note] })
    expect(await variorum.reindex({ dryRun: true })).toMatchObject({ notes: [note] })
    write('arrest.md', arrest)
    expect(await variorum.ingest()).toMatchObject({ notes: [], versions: 1 })
    expect(await variorum.reindex()).toMatchObject({ notes: [] })
  })

  it('is not changed if it is not UTF-8', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    const text = Buffer.from('# M\xfcller\n', 'latin1')
    writeFileSync(fileOf('variorum.links'), text)
    await expect(variorum.link('fire.md', 'arrest.md')).rejects.toMatchObject({ code: 'links-unreadable' })
    expect(readFileSync(fileOf('variorum.links')).equals(text)).toBe(true)
  })

  it('is not changed if it is read-only', async () => {
    const { variorum, fileOf, links } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    writeFileSync(fileOf('variorum.links'), '# done\n', { mode: 0o444 })
    await expect(variorum.link('fire.md', 'arrest.md')).rejects.toMatchObject({ code: 'write-failed' })
    expect(links()).toBe('# done\n')
    expect(await told(variorum)).toHaveLength(2)
  })

  it('is refused if it is a symbolic link', async () => {
    const { variorum, fileOf } = await recorded({ 'fire.md': fire, 'arrest.md': arrest })
    const outside = join(temporaryFolder(), 'notes')
    writeFileSync(outside, '')
    symlinkSync(outside, fileOf('variorum.links'))
    await expect(variorum.link('fire.md', 'arrest.md')).rejects.toMatchObject({ code: 'links-unreadable' })
    expect(readFileSync(outside, 'utf8')).toBe('')
  })

  it('gives the same index in a watch and in a rebuild', async () => {
    const { cwd, archive, write } = createArchiveFolder({ 'fire.md': fire })
    writeFileSync(join(archive, 'variorum.links'), 'same fire.md arrest.md\nother fire.md flood.md\n')
    const watch = await startWatch(cwd)
    write('arrest.md', arrest)
    await watch.waitForReports(2)
    write('flood.md', flood)
    await watch.waitForReports(3)
    // another process adds a ruling, and the watch continues with the rebuilt index
    await using beside = await openVariorum({ cwd })
    write('sister.md', pageText('Bees return to the meadows', 'Keepers rejoice.').replace('/41', '/63'))
    await watch.waitForReports(4)
    await beside.link('sister.md', 'flood.md')
    write('later.md', pageText('Bees leave the meadows again', 'Keepers despair.').replace('/41', '/63'))
    await watch.waitForReports(5)
    await watch.stop()
    const histories = await Array.fromAsync(beside.history())
    await beside.reindex()
    expect(await Array.fromAsync(beside.history())).toEqual(histories)
    expect(histories.map(({ versions }) => versions.length).sort()).toEqual([2, 3])
  })
})

it('restores the former events when any two are linked and then unlinked (3 cases)', () => expectRestored(3))
it('restores the former events when any two are linked and then unlinked (30 cases)', { tags: ['slow'] }, () =>
  expectRestored(30),
)

async function expectRestored(numRuns: number): Promise<void> {
  const texts = [
    fire,
    arrest,
    flood,
    pageText('Bees return', 'Keepers rejoice.').replace('/41', '/63'),
    pageText('Bees return to Kelby', 'So they say.'),
  ]
  const names = ['a.md', 'b.md', 'c.md', 'd.md', 'e.md']
  const pages = fc.shuffledSubarray(names, { minLength: 3 })
  await fc.assert(
    fc.asyncProperty(pages, fc.shuffledSubarray(texts, { minLength: 5 }), async (order, bodies) => {
      const { variorum } = await recorded(Object.fromEntries(order.map((name, index) => [name, bodies[index]!])))
      const before = await Array.fromAsync(variorum.history())
      const parts = await told(variorum)
      const [one, other] = order as [string, string]
      const apart = !before.some(({ event }) => event.paths.includes(one) && event.paths.includes(other))
      expect((await variorum.link(one, other)).met).toBe(true)
      const parted = await variorum.unlink(one, other)
      expect(parted.met).toBe(true)
      if (apart) expect(await told(variorum)).toEqual(parts)
      expect((await variorum.link(one, other)).met).toBe(true)
      await variorum[Symbol.asyncDispose]()
    }),
    { numRuns },
  )
}
