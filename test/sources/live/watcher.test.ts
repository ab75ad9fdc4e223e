import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { watchFolder } from '../watch-folder.ts'

// Scans are rare, so these tests depend on the system's events.
const rarely = { scanEvery: 60_000 }

describe('a save by an editor', () => {
  const saves: Record<string, (file: string) => void> = {
    'in file': (file) => writeFileSync(file, 'two'),
    'by a temporary file renamed over the page': (file) => {
      writeFileSync(`${file}.tmp`, 'two')
      renameSync(`${file}.tmp`, file)
    },
    'by renaming the page away and writing it again, as vim and emacs do': (file) => {
      renameSync(file, `${file}~`)
      writeFileSync(file, 'two')
      unlinkSync(`${file}~`)
    },
    'by removing the page and writing it again': (file) => {
      unlinkSync(file)
      writeFileSync(file, 'two')
    },
    'with sed -i': (file) => {
      execFileSync('sed', ['-i', 's/one/two/', file])
    },
  }

  it.each(Object.entries(saves))('%s is reported once', async (_, save) => {
    const watched = await watchFolder({ 'news/page.md': 'one' }, rarely)
    save(join(watched.root, 'news/page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(await watched.drain()).toEqual([['news/page.md=two']])
  })

  it('into a new folder is reported', async () => {
    const watched = await watchFolder({}, rarely)
    watched.write('2018/01/15/page.md', 'one')
    await watched.waitUntil(() => watched.reports().includes('2018/01/15/page.md=one'))
  })
})

describe('a removed page', () => {
  it('that returns within the patience time is not reported as removed', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    unlinkSync(join(watched.root, 'page.md'))
    await setTimeout(120)
    watched.write('page.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(await watched.drain()).toEqual([['page.md=two']])
  })

  it('is reported as removed once after the patience time', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' })
    unlinkSync(join(watched.root, 'page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(await watched.drain()).toEqual([['page.md gone']])
  })

  it('that was renamed is reported in the same batch as its new name', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    renameSync(join(watched.root, 'page.md'), join(watched.root, 'Page.md'))
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches.map((batch) => batch.toSorted())).toEqual([['Page.md=one', 'page.md gone']])
  })

  it('is reported in the same batch as a page that changed at that moment', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' }, { ...rarely, patience: 20_000 })
    unlinkSync(join(watched.root, 'page.md'))
    watched.write('other.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['other.md=two', 'page.md gone']])
  })

  it('that was removed before another page changed is not reported yet', async () => {
    const watched = await watchFolder({ 'page.md': 'one', 'other.md': 'one' }, { ...rarely, patience: 20_000 })
    unlinkSync(join(watched.root, 'page.md'))
    await setTimeout(400)
    watched.write('other.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.batches).toEqual([['other.md=two']])
  })

  it('that is replaced by a folder is reported as removed, and its return too', async () => {
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
  it('is reported once after the last write', async () => {
    const watched = await watchFolder({ 'page.md': '' }, { settle: 120 })
    for (let length = 1; length <= 8; length++) {
      watched.write('page.md', 'x'.repeat(length))
      await setTimeout(15)
    }
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.reports().at(-1)).toBe('page.md=xxxxxxxx')
    expect(watched.batches).toHaveLength(1)
  })

  it('and empty for a moment is not reported as empty', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    watched.write('page.md', '')
    await setTimeout(120)
    watched.write('page.md', 'two')
    await watched.waitUntil(() => watched.batches.length > 0)
    expect(watched.reports()).toEqual(['page.md=two'])
  })

  it('and stays empty is reported as empty', async () => {
    const watched = await watchFolder({ 'page.md': 'one' })
    watched.write('page.md', '')
    await watched.waitUntil(() => watched.reports().includes('page.md='))
  })
})

describe('saves within the settle time', () => {
  it('come in one batch, in order', async () => {
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
  it('of 40 pages comes in one batch', async () => {
    const watched = await watchFolder({}, rarely)
    // A busy machine can split a burst, so up to 20 bursts are tried.
    const batches: number[] = []
    while (!batches.includes(1) && batches.length < 20) {
      const before = { batches: watched.batches.length, reports: watched.reports().length }
      for (let page = 0; page < 40; page++) {
        if (page >= 30) await setTimeout(40)
        watched.write(`${batches.length}-${page}.md`, 'one')
      }
      await watched.waitUntil(() => watched.reports().length === before.reports + 40)
      batches.push(watched.batches.length - before.batches)
    }
    expect(batches).toContain(1)
  })
})

describe('an interruption', () => {
  it('reports pages that have not settled yet', async () => {
    const watched = await watchFolder({ 'page.md': 'one' }, { settle: 5000 })
    watched.write('page.md', 'two')
    await setTimeout(150)
    await watched.stop()
    expect(watched.batches).toEqual([['page.md=two']])
  })
})

describe('a link, a pipe, a name that is not UTF-8 or a page that is too large', () => {
  it('is a finding and is never read', async () => {
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
