import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createArchiveFolder, pageText, startWatch } from '../helpers/start-watch.ts'
import { manualSubscription } from '../sources/watch-folder.ts'

const keeping = { writeChanges: true }
const memory = { store: 'memory:' }

describe('a watch that writes Changes sections', () => {
  it('writes the section of a retitled page, and does not report that as an edit', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    const watch = await startWatch(cwd, keeping, memory)
    write('a.md', pageText('The bridge closes for good'))
    await watch.waitUntil(() => watch.eventsOfKind('section').length > 0)
    expect(watch.eventsOfKind('section')[0]).toMatchObject({ path: 'a.md', state: 'written', finding: null })
    const page = readFileSync(fileOf('a.md'), 'utf8')
    expect(page).toContain('### Changes:')
    expect(page).toContain('1. [The bridge closes](/a.md)')
    // its own write is recorded, and not reported
    await watch.waitUntil(() => watch.eventsOfKind('version').length === 2)
    await setTimeout(600)
    expect(watch.pageReports()).toEqual(['a.md @1', 'a.md @2'])
    expect(Buffer.from((await watch.variorum.show('a.md')).bytes ?? []).toString()).not.toBe(page)
    expect((await watch.variorum.status()).snapshots).toBe(3)
    expect(watch.eventsOfKind('section')).toHaveLength(1)
  })

  it('does not write a page while somebody saves it, and keeps the save', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('Zero') })
    const watch = await startWatch(cwd, keeping, memory)
    for (let save = 1; save <= 6; save++) {
      write('a.md', pageText(`Title ${save}`))
      await setTimeout(400)
      expect(readFileSync(fileOf('a.md'), 'utf8')).toBe(pageText(`Title ${save}`))
    }
    await watch.waitUntil(() => watch.eventsOfKind('section').length > 0)
    expect(readFileSync(fileOf('a.md'), 'utf8')).toMatch(/^# Title 6$/m)
    expect(watch.eventsOfKind('section')).toHaveLength(1)
  })

  it('does not change a page with one title', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, keeping, memory)
    write('a.md', pageText('One', 'Another body.'))
    await watch.waitForReports(2)
    await setTimeout(1300)
    expect(watch.eventsOfKind('section')).toEqual([])
    expect(readFileSync(fileOf('a.md'), 'utf8')).toBe(pageText('One', 'Another body.'))
  })

  it('reports why a section could not be written, and leaves the page unchanged', async () => {
    const { cwd, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, keeping, memory)
    const bytes = Buffer.concat([Buffer.from(pageText('Two')), Buffer.from([0xff])])
    writeFileSync(fileOf('a.md'), bytes)
    await watch.waitUntil(() => watch.eventsOfKind('section').length > 0)
    expect(watch.eventsOfKind('section')[0]).toMatchObject({ state: 'left', finding: { path: 'a.md' } })
    expect(readFileSync(fileOf('a.md'))).toEqual(bytes)
  })

  it('writes scheduled sections at its end, and records them', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, keeping)
    write('a.md', pageText('Two'))
    await watch.waitForReports(2)
    await watch.stop()
    expect(readFileSync(fileOf('a.md'), 'utf8')).toContain('1. [One](/a.md)')
    expect(watch.events.at(-1)).toMatchObject({
      kind: 'end',
      summary: { stored: 3, versions: 2, folded: { changes: 1 } },
    })
  })

  it('records its own writes, even if it ends before the system reports them', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const { subscribe, hints } = manualSubscription()
    const unheard = { ...keeping, scanEvery: 60_000, testHooks: { subscribe } }
    const watch = await startWatch(cwd, unheard)
    write('a.md', pageText('Two'))
    hints().onHint('a.md', false)
    await watch.waitUntil(() => watch.eventsOfKind('section').length > 0)
    await watch.stop()
    expect(watch.events.at(-1)).toMatchObject({
      kind: 'end',
      summary: { stored: 3, versions: 2, folded: { changes: 1 } },
    })
  })

  it('writes sections with the option once too', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    await (await startWatch(cwd)).stop()
    write('a.md', pageText('Two'))
    const watch = await startWatch(cwd, { ...keeping, once: true })
    await watch.waitUntil(() => watch.eventsOfKind('end').length > 0)
    expect(readFileSync(fileOf('a.md'), 'utf8')).toContain('1. [One](/a.md)')
  })
})
