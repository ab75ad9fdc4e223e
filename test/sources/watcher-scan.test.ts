import { mkdirSync, renameSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { manualSubscription, watchFolder } from './watch-folder.ts'

describe('where the system tells nothing', () => {
  it('a scan finds what came, changed and went', async () => {
    const watched = await watchFolder({ 'a.md': 'one', 'b.md': 'one' }, { subscribe: manualSubscription().subscribe })
    watched.write('a.md', 'two')
    watched.write('c.md', 'new')
    unlinkSync(join(watched.root, 'b.md'))
    await watched.waitUntil(() => watched.reports().length === 3)
    expect(watched.reports().toSorted()).toEqual(['a.md=two', 'b.md gone', 'c.md=new'])
  })

  it('a scan finds a change that left size and time as they were', async () => {
    const watched = await watchFolder({ 'a.md': 'one' }, { subscribe: manualSubscription().subscribe })
    const past = Date.parse('2018-01-15T10:00:00Z') / 1000
    utimesSync(join(watched.root, 'a.md'), past, past)
    await setTimeout(400)
    writeFileSync(join(watched.root, 'a.md'), 'two')
    utimesSync(join(watched.root, 'a.md'), past, past)
    await watched.waitUntil(() => watched.reports().includes('a.md=two'))
  })

  it('many pages that came at once are all told', async () => {
    const watched = await watchFolder({}, { subscribe: manualSubscription().subscribe })
    mkdirSync(join(watched.root, 'news'))
    for (let index = 0; index < 3000; index++) writeFileSync(join(watched.root, `news/${index}.md`), `${index}`)
    await watched.waitUntil(() => watched.reports().length >= 3000)
    expect(new Set(watched.reports()).size).toBe(3000)
  })
})

describe('trouble with the system', () => {
  it('is said once, and its end too, and nothing is overlooked meanwhile', async () => {
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

  it('that stays is not said again', async () => {
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

describe('an archive that goes away', () => {
  it('is said, no page is taken for removed, and its return is noticed', async () => {
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

  it('and returns without a page lets that page be removed', async () => {
    const watched = await watchFolder({ 'a.md': 'one', 'b.md': 'one' })
    rmSync(watched.root, { recursive: true })
    await watched.waitUntil(() => watched.health.some(({ state }) => state === 'away'))
    watched.write('a.md', 'one again')
    await watched.waitUntil(() => watched.reports().includes('b.md gone'))
    expect(watched.reports()).toContain('a.md=one again')
    expect(watched.reports()).not.toContain('a.md gone')
  })
})
