import { hash } from 'node:crypto'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import { createArchiveFolder, pageText, startWatch } from '../../helpers/start-watch.ts'

const memory = { store: 'memory:' }

describe('a watch', () => {
  it('records missed changes, reports them, and then records every save', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    const watch = await startWatch(cwd, {}, memory)
    expect(watch.events.map(({ kind }) => kind)).toEqual(['ready', 'version', 'caught-up'])
    expect(watch.eventsOfKind('version')[0]).toMatchObject({ path: 'a.md', number: 1, missed: true, fields: [] })
    expect(watch.eventsOfKind('caught-up')[0]).toMatchObject({ pages: 1, snapshots: 1, versions: 1 })
    write('a.md', pageText('The bridge closes for good'))
    expect(await watch.waitForReports(2)).toEqual(['a.md @1', 'a.md @2'])
    expect(watch.eventsOfKind('version')[1]).toMatchObject({ missed: false, fields: ['title'], body: null, folded: 0 })
  })

  it('reports a title change, and whether the former title was published', async () => {
    const { cwd, archive, write } = createArchiveFolder({ 'a.md': pageText('Two cracks found in the bridge') })
    const past = Date.now() / 1000 - 3600
    const { utimesSync } = await import('node:fs')
    utimesSync(`${archive}/a.md`, past, past)
    const watch = await startWatch(cwd, {}, memory)
    write('a.md', pageText('Three cracks found in the bridge'))
    await watch.waitForReports(2)
    expect(watch.eventsOfKind('version')[1]?.title).toMatchObject({
      classes: ['number'],
      severity: 'factual',
      published: true,
    })
    write('a.md', pageText('Four cracks found in the bridge'))
    await watch.waitForReports(3)
    expect(watch.eventsOfKind('version')[2]?.title).toMatchObject({ severity: 'factual', published: false })
  })

  it('reports how many words a body gained and lost', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('The bridge closes', 'The office said so.') })
    const watch = await startWatch(cwd, {}, memory)
    write('a.md', pageText('The bridge closes', 'The harbour office said so on Monday.'))
    await watch.waitForReports(2)
    expect(watch.eventsOfKind('version')[1]).toMatchObject({
      fields: ['body'],
      title: null,
      body: { added: 3, removed: 0 },
    })
  })

  it('reports moves, removals and restorations as separate events', async () => {
    const { cwd, fileOf, write } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    const watch = await startWatch(cwd, {}, memory)
    renameSync(fileOf('a.md'), fileOf('b.md'))
    await watch.waitForReports(2)
    expect(watch.eventsOfKind('page')[0]).toMatchObject({ path: 'b.md', what: 'moved', formerly: 'a.md' })
    rmSync(fileOf('b.md'))
    await watch.waitForReports(3)
    write('b.md', pageText('The bridge closes'))
    expect(await watch.waitForReports(4)).toEqual(['a.md @1', 'b.md moved', 'b.md removed', 'b.md returned'])
  })

  it('reports a save without a new version, with the reason', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    const watch = await startWatch(cwd, {}, memory)
    write('a.md', `${pageText('The bridge closes')}\n### Related:\n\n- [Another](/b.md) _[x](/x)_\n`)
    await watch.waitForReports(2)
    expect(watch.eventsOfKind('page')[0]).toMatchObject({ what: 'folded', fold: 'related' })
  })

  it('builds the same events as a rebuild from its snapshots', async () => {
    const { cwd, fileOf, write } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    const watch = await startWatch(cwd, { settle: 60 }, memory)
    for (const title of ['The bridge shuts', 'The old bridge shuts', 'The old bridge is shut']) {
      write('a.md', pageText(title))
      write('b.md', pageText(`${title}, and so does the road`, title))
      await setTimeout(40)
    }
    renameSync(fileOf('a.md'), fileOf('c.md'))
    await watch.waitUntil(() => watch.pageReports().some((told) => told.startsWith('c.md')))
    await watch.stop()
    const { variorum } = watch
    const told = await Array.fromAsync(variorum.history())
    await variorum.reindex()
    expect(await Array.fromAsync(variorum.history())).toEqual(told)
  })

  it('reports zero missed changes for an unchanged archive', async () => {
    const { cwd } = createArchiveFolder({ 'a.md': pageText('The bridge closes') })
    await using before = await openVariorum({ cwd })
    await before.ingest()
    const watch = await startWatch(cwd)
    expect(watch.eventsOfKind('caught-up')[0]).toMatchObject({ snapshots: 0, versions: 0 })
    expect(watch.pageReports()).toEqual([])
  })

  it('watches only the given paths', async () => {
    const { cwd, write } = createArchiveFolder({ 'in/a.md': pageText('In'), 'out/a.md': pageText('Out') })
    const watch = await startWatch(cwd, { paths: ['in'] }, memory)
    write('out/a.md', pageText('Outer'))
    write('in/a.md', pageText('Inner'))
    await watch.waitForReports(2)
    // The end of a watch reads every page that has not settled.
    await watch.stop()
    expect(watch.pageReports()).toEqual(['in/a.md @1', 'in/a.md @2'])
  })

  it('records nothing on a dry run', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, { dryRun: true })
    write('a.md', pageText('Two'))
    await watch.waitForReports(2)
    await watch.stop()
    await using after = await openVariorum({ cwd })
    await expect(after.status()).rejects.toMatchObject({ code: 'store-not-found' })
  })

  it('ends when the caller leaves the loop', async () => {
    const { cwd } = createArchiveFolder({ 'a.md': pageText('One') })
    await using variorum = await openVariorum({ cwd, ...memory })
    for await (const event of variorum.watch()) if (event.kind === 'caught-up') break
    expect((await variorum.status()).snapshots).toBe(1)
  })

  it('fails for a missing archive', async () => {
    await using variorum = await openVariorum({ cwd: createArchiveFolder().cwd, archive: 'nowhere', ...memory })
    await expect(Array.fromAsync(variorum.watch())).rejects.toMatchObject({ code: 'archive-not-found' })
  })
})

describe('folded saves', () => {
  it('make one version, and show prints each state that was read', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('Zero') })
    const watch = await startWatch(cwd, { settle: 500 }, memory)
    const states = ['One', 'Two', 'Three'].map((title) => pageText(title))
    for (const state of states) {
      write('a.md', state)
      await setTimeout(200)
    }
    expect(await watch.waitForReports(2)).toEqual(['a.md @1', 'a.md @2'])
    expect(watch.eventsOfKind('version')[1]).toMatchObject({ folded: 2, event: { title: 'Three' } })
    for (const state of states) {
      const shown = await watch.variorum.show(`a.md@sha256:${hash('sha256', state)}`)
      expect(Buffer.from(shown.bytes ?? []).toString()).toBe(state)
    }
    const [history] = await Array.fromAsync(watch.variorum.history('a.md'))
    expect(history?.versions.map(({ title }) => title)).toEqual(['Zero', 'Three'])
    await watch.variorum.reindex()
    expect(await Array.fromAsync(watch.variorum.history('a.md'))).toEqual([history])
  })
})

describe('the end of a watch', () => {
  it('records pending saves and reports the summary', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, { settle: 5000 })
    write('a.md', pageText('Two'))
    await setTimeout(200)
    await watch.stop()
    expect(watch.events.at(-1)).toMatchObject({ kind: 'end', summary: { versions: 2, titleChanges: 1, stored: 2 } })
    await using after = await openVariorum({ cwd })
    expect(Buffer.from((await after.show('a.md')).bytes ?? [])).toEqual(readFileSync(fileOf('a.md')))
  })

  it('comes after the missed changes with the option once', async () => {
    const { cwd } = createArchiveFolder({ 'a.md': pageText('One'), 'b.md': pageText('Two') })
    await using variorum = await openVariorum({ cwd, ...memory })
    const events = await Array.fromAsync(variorum.watch({ once: true }))
    expect(events.map(({ kind }) => kind)).toEqual(['version', 'version', 'caught-up', 'end'])
  })
})

describe('findings of a watch', () => {
  it('are reported once until the page changes', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, { scanEvery: 50 }, memory)
    const { execFileSync } = await import('node:child_process')
    execFileSync('mkfifo', [`${cwd}/archive/pipe.md`])
    await watch.waitUntil(() => watch.eventsOfKind('finding').length > 0)
    const bad = Buffer.concat([Buffer.from(pageText('Two')), Buffer.from([0xff])]).toString('latin1')
    write('b.md', bad)
    await watch.waitForReports(2)
    await watch.stop()
    const paths = watch.eventsOfKind('finding').map(({ finding }) => finding.path)
    expect(paths.filter((path) => path === 'pipe.md')).toHaveLength(1)
    expect(watch.eventsOfKind('end')[0]?.summary.findings.length).toBe(watch.eventsOfKind('finding').length)
  })
})
