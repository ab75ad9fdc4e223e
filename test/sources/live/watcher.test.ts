import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { watchFolder } from '../watch-folder.ts'

// Rare scans: what is found here is found by the system's events.
const rarely = { scanEvery: 60_000 }

describe('the saves of editors', () => {
  const saves: Record<string, (place: string) => void> = {
    'in place': (place) => writeFileSync(place, 'two'),
    'by a temporary file renamed over the page': (place) => {
      writeFileSync(`${place}.tmp`, 'two')
      renameSync(`${place}.tmp`, place)
    },
    'by renaming the page away and writing it anew, as vim and emacs do': (place) => {
      renameSync(place, `${place}~`)
      writeFileSync(place, 'two')
      unlinkSync(`${place}~`)
    },
    'by removing the page and writing it anew': (place) => {
      unlinkSync(place)
      writeFileSync(place, 'two')
    },
    'with sed -i': (place) => {
      execFileSync('sed', ['-i', 's/one/two/', place])
    },
  }

  it.each(Object.entries(saves))('%s are one state each', async (_, save) => {
    const watched = await watchFolder({ 'news/page.md': 'one' }, rarely)
    save(join(watched.root, 'news/page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    await setTimeout(150)
    expect(watched.batches).toEqual([['news/page.md=two']])
  })

  it('into a folder that is new are told', async () => {
    const watched = await watchFolder({}, rarely)
    watched.write('2018/01/15/page.md', 'one')
    await watched.waitUntil(() => watched.reports().includes('2018/01/15/page.md=one'))
  })
})

describe('a page that is gone', () => {
  it('for a moment is not told as removed', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    unlinkSync(join(watched.root, 'page.md'))
    await setTimeout(120)
    watched.write('page.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    await setTimeout(400)
    expect(watched.batches).toEqual([['page.md=two']])
  })

  it('for long is told as removed, once', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' })
    unlinkSync(join(watched.root, 'page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    await setTimeout(400)
    expect(watched.batches).toEqual([['page.md gone']])
  })

  it('and stands under another name is told together with it', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    renameSync(join(watched.root, 'page.md'), join(watched.root, 'Page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches.map((batch) => batch.toSorted())).toEqual([['Page.md=one', 'page.md gone']])
  })

  it('at the moment when another changed is told together with it', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' }, { ...rarely, patience: 20_000 })
    unlinkSync(join(watched.root, 'page.md'))
    watched.write('other.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['other.md=two', 'page.md gone']])
  })

  it('since before another changed may still return', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' }, { ...rarely, patience: 20_000 })
    unlinkSync(join(watched.root, 'page.md'))
    await setTimeout(400)
    watched.write('other.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['other.md=two']])
  })

  it('because a folder took its name is told as removed, and its return too', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    unlinkSync(join(watched.root, 'page.md'))
    mkdirSync(join(watched.root, 'page.md'))
    await watched.waitUntil(() => watched.reports().includes('page.md gone'))
    rmSync(join(watched.root, 'page.md'), { recursive: true })
    watched.write('page.md', 'two')
    await watched.waitUntil(() => watched.reports().includes('page.md=two'))
  })
})

describe('a page that is still being written', () => {
  it('is taken once it rests', async () => {
    const watched = await watchFolder({ 'page.md': '' }, { settle: 120 })
    for (let length = 1; length <= 8; length++) {
      watched.write('page.md', 'x'.repeat(length))
      await setTimeout(15)
    }
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.reports().at(-1)).toBe('page.md=xxxxxxxx')
    expect(watched.batches).toHaveLength(1)
  })

  it('and empty for a moment is not taken as empty', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    watched.write('page.md', '')
    await setTimeout(120)
    watched.write('page.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.reports()).toEqual(['page.md=two'])
  })

  it('and stays empty is taken as empty in the end', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    watched.write('page.md', '')
    await watched.waitUntil(() => watched.reports().includes('page.md='))
  })
})

describe('folded saves', () => {
  it('come together, each state that was read before the one that stands', async () => {
    const watched = await watchFolder({ 'page.md': 'one' }, { settle: 400 })
    for (const text of ['two', 'three', 'four']) {
      watched.write('page.md', text)
      await setTimeout(130)
    }
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['page.md=two', 'page.md=three', 'page.md=four']])
  })
})

describe('a burst', () => {
  it('is told as one, however long it takes to write', async () => {
    const watched = await watchFolder({}, rarely)
    // a busy machine may tear a burst apart, but not each of twenty
    const batches: number[] = []
    while (!batches.includes(1) && batches.length < 20) {
      const before = { batches: watched.batches.length, told: watched.reports().length }
      for (let page = 0; page < 40; page++) {
        if (page >= 30) await setTimeout(40)
        watched.write(`${batches.length}-${page}.md`, 'one')
      }
      await watched.waitUntil(() => watched.reports().length === before.told + 40)
      batches.push(watched.batches.length - before.batches)
    }
    expect(batches).toContain(1)
  })
})

describe('an interruption', () => {
  it('hands over what has not settled', async () => {
    const watched = await watchFolder({ 'page.md': 'one' }, { settle: 5000 })
    watched.write('page.md', 'two')
    await setTimeout(150)
    await watched.stop()
    expect(watched.batches).toEqual([['page.md=two']])
  })
})

describe('what is no page', () => {
  it('is remarked on and never read: links, pipes, names that are not UTF-8, pages that are too large', async () => {
    const watched = await watchFolder({}, { maxBytes: 100 })
    symlinkSync('/etc/hostname', join(watched.root, 'link.md'))
    execFileSync('mkfifo', [join(watched.root, 'pipe.md')])
    writeFileSync(Buffer.concat([Buffer.from(`${watched.root}/`), Buffer.from([0xff]), Buffer.from('.md')]), 'x')
    watched.write('large.md', 'x'.repeat(200))
    watched.write('page.md', 'one')
    const all = ['link.md is a symbolic link', 'pipe.md is not a regular', 'not UTF-8', 'large.md has 200 bytes']
    await watched.waitUntil(() => all.every((text) => watched.findings.some((message) => message.includes(text))))
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['page.md=one']])
  })
})
