import { mkdirSync, renameSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { manualSubscription, watchFolder } from './watch-folder.ts'

describe('without watch events', () => {
  it('a scan finds added, changed and removed pages', async () => {
    const watched = await watchFolder({ 'a.md': 'one', 'b.md': 'one' }, { subscribe: manualSubscription().subscribe })
    watched.write('a.md', 'two')
    watched.write('c.md', 'new')
    unlinkSync(join(watched.root, 'b.md'))
    await watched.waitUntil(() => watched.reports().length === 3)
    expect(watched.reports().toSorted()).toEqual(['a.md=two', 'b.md gone', 'c.md=new'])
  })

  it('a scan finds a change that keeps size and modification time', async () => {
    const watched = await watchFolder({ 'a.md': 'one' }, { subscribe: manualSubscription().subscribe })
    const past = Date.parse('2018-01-15T10:00:00Z') / 1000
    utimesSync(join(watched.root, 'a.md'), past, past)
    await setTimeout(400)
    writeFileSync(join(watched.root, 'a.md'), 'two')
    utimesSync(join(watched.root, 'a.md'), past, past)
    await watched.waitUntil(() => watched.reports().includes('a.md=two'))
  })

  it('3,000 pages created at once are all reported', async () => {
    const watched = await watchFolder({}, { subscribe: manualSubscription().subscribe })
    mkdirSync(join(watched.root, 'news'))
    for (let index = 0; index < 3000; index++) writeFileSync(join(watched.root, `news/${index}.md`), `${index}`)
    await watched.waitUntil(() => watched.reports().length >= 3000)
    expect(new Set(watched.reports()).size).toBe(3000)
  })
})

describe('an error of the system', () => {
  it('is reported once, as is its end, and no edit is lost in between', async () => {
    const { subscribe, hints, subscriptions } = manualSubscription()
    const watched = await watchFolder({ 'a.md': 'one' }, { subscribe, retryEvery: 300 })
    for (let time = 0; time < 5; time++) hints().onError(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    watched.write('a.md', 'two')
    await watched.waitUntil(() => watched.reports().includes('a.md=two'))
    await watched.waitUntil(() => watched.health.length === 2)
    expect(watched.health.map(({ state }) => state)).toEqual(['degraded', 'live'])
    expect(watched.health[0]?.message).toMatch(/^degraded: scanning every 100 ms, since .*ENOSPC/)
    expect(subscriptions()).toBe(2)
  })

  it('that repeats is not reported again', async () => {
    const { subscribe, hints } = manualSubscription()
    const troubled: typeof subscribe = (root, scope, without, given) => {
      const subscription = subscribe(root, scope, without, given)
      hints().onError(Object.assign(new Error('too many'), { code: 'EMFILE' }))
      return subscription
    }
    const watched = await watchFolder({}, { subscribe: troubled, retryEvery: 50 })
    await setTimeout(400)
    expect(watched.health.map(({ state }) => state)).toEqual(['degraded'])
  })
})

describe('an archive folder that disappears', () => {
  it('is reported as away, no page is reported as removed, and its return is noticed', async () => {
    const watched = await watchFolder({ 'a.md': 'one', 'b.md': 'one' })
    const elsewhere = `${watched.root}-elsewhere`
    renameSync(watched.root, elsewhere)
    await watched.waitUntil(() => watched.health.some(({ state }) => state === 'away'))
    await setTimeout(700)
    expect(watched.batches).toEqual([])
    writeFileSync(join(elsewhere, 'a.md'), 'two')
    renameSync(elsewhere, watched.root)
    await watched.waitUntil(() => watched.reports().includes('a.md=two'))
    await watched.waitUntil(() => watched.health.at(-1)?.state === 'live')
    watched.write('b.md', 'two')
    await watched.waitUntil(() => watched.reports().includes('b.md=two'))
    expect(watched.reports().filter((text) => text.endsWith('gone'))).toEqual([])
  })

  it('and returns without a page reports that page as removed', async () => {
    const watched = await watchFolder({ 'a.md': 'one', 'b.md': 'one' })
    rmSync(watched.root, { recursive: true })
    await watched.waitUntil(() => watched.health.some(({ state }) => state === 'away'))
    watched.write('a.md', 'one again')
    await watched.waitUntil(() => watched.reports().includes('b.md gone'))
    expect(watched.reports()).toContain('a.md=one again')
    expect(watched.reports()).not.toContain('a.md gone')
  })
})
