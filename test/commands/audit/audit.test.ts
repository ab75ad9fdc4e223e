import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import type { Variorum } from '../../../src/commands/variorum.ts'
import type { AuditFilter } from '../../../src/model/audit.ts'
import { toRfc3339 } from '../../../src/model/time.ts'
import { runMain } from '../../helpers/run-main.ts'
import { TestRepository } from '../../sources/git/test-repository.ts'

const towns = Array.from({ length: 20 }, (_, at) => `town-${at}`)
const pathOf = (name: string) => `news/2018/01/15/${name}.md`
const page = (title: string, source: string) =>
  `### [2018-01-15](/news/index.md)\n\n# ${title}\n\n\n\n### Sources:\n\n1. [News](https://${source}/a)\n`

let repository: TestRepository
let variorum: Variorum

beforeAll(async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-audit-')))
  repository = new TestRepository({ path: join(folder, 'repository') })
  const rain = (label: string) =>
    towns.map((town) => [pathOf(town), page(`${label}Rain floods ${town}`, `${town}.example`)])
  const fire = (title: string) => ({ [pathOf('fire')]: page(title, 'fire.example') })
  const first = { ...Object.fromEntries(rain('')), ...fire('A fire kills two in Kelby') }
  repository.commit(first, { at: '2018-01-15T10:00:00Z', author: 'Ada' })
  repository.commit(fire('A fire kills three in Kelby'), { at: '2018-01-15T12:00:00Z', author: 'Bob' })
  repository.git(['tag', 'edition'])
  repository.commit(Object.fromEntries(rain('Storms: ')), { at: '2018-01-16T10:00:00Z', author: 'Script' })
  repository.commit(fire('A fire kills two in Kelby'), { at: '2018-01-17T12:00:00Z', author: 'Ada' })
  variorum = await openVariorum({ cwd: folder, archive: repository.path, store: join(folder, 'store.db') })
  await variorum.import({ from: repository.path })
  return async () => {
    await variorum[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
})

const output = async (format: string, ...argv: string[]) => {
  const places = ['--store', variorum.store, '--archive', repository.path]
  const { stdout, code } = await runMain(['audit', ...argv, ...places, '--format', format], { cwd: repository.path })
  expect(code).toBe(0)
  return stdout
}
const cli = async (...argv: string[]) => JSON.parse(await output('json', ...argv))
const titles = (document: { changes: { to: { title: string } }[] }) => document.changes.map(({ to }) => to.title)

describe('an audit', () => {
  it('reports author, commit, and when a title was restored', async () => {
    const { changes } = await variorum.audit({ match: 'fire' })
    expect(changes).toMatchObject([
      {
        to: { title: 'A fire kills three in Kelby' },
        origin: { kind: 'commit', author: 'Bob', sha: repository.git(['rev-parse', 'edition']) },
        reasons: [{ kind: 'number', severity: 'factual', removed: ['two'], added: ['three'] }],
        reverted: { number: 3, minutes: 48 * 60 },
        link: { reasons: expect.arrayContaining([expect.objectContaining({ kind: 'same-path' })]) },
        sources: ['https://fire.example/a'],
        minutesStood: 120,
      },
      { origin: { author: 'Ada' }, classes: ['number', 'revert'], reverted: null },
    ])
  })

  it('gives the page, not a commit, as the origin of a claimed title', async () => {
    const own = new TestRepository()
    const list = (titles: readonly string[]) =>
      titles.map((title, at) => `${at + 1}. [${title}](/${pathOf('dam')}) _2018-01-1${6 + at} 10:00:00 (Update)_\n`)
    const claiming = (now: string, ...former: string[]) =>
      `${page(now, 'dam.example')}\n### Changes:\n\n${list(former).join('')}${former.length + 1}. [${now}](/${pathOf('dam')}) _(Current version)_\n`
    const told = { [pathOf('dam')]: claiming('The dam is dry', 'The dam holds', 'The dam leaks') }
    own.commit(told, { at: '2018-01-20T10:00:00Z' })
    await using opened = await openVariorum({ cwd: own.path, archive: own.path, store: 'memory:' })
    await opened.import({ from: own.path })
    const { changes } = await opened.audit()
    expect(changes.map(({ to, origin }) => [to.title, origin.kind])).toEqual([
      ['The dam leaks', 'page'],
      ['The dam is dry', 'commit'],
    ])
  })

  it('counts bulk changes separately, and not in the time to the first change', async () => {
    const { totals, changes } = await variorum.audit()
    const [bulk] = totals.bulk
    expect(totals.bulk).toHaveLength(1)
    expect(bulk).toMatchObject({ origin: { author: 'Script' }, changes: 20, events: 20 })
    expect(bulk!.what).toContain('Storms')
    expect(changes.filter((change) => !bulk!.members.includes(change))).toHaveLength(2)
    expect(totals).toMatchObject({
      events: 21,
      eventsRetitled: 21,
      changes: 22,
      firstChange: { known: 1, median: 120 },
    })
    expect(totals.followed).toEqual({ events: 21, retitled: 21 })
  })

  it('keeps a change in its bulk change when a filter leaves only a part of it', async () => {
    const { totals } = await variorum.audit({ match: 'town-7' })
    expect(totals).toMatchObject({ changes: 1, bulk: [{ changes: 1, events: 1 }], firstChange: { known: 0 } })
  })

  it('computes shares of the events that match the filter', async () => {
    const counted = async (filter: AuditFilter) => {
      const { events, eventsRetitled, followed, titlesPerEvent } = (await variorum.audit(filter)).totals
      return [eventsRetitled, events, followed.events, titlesPerEvent.reduce((sum, own) => sum + own, 0)]
    }
    expect(await counted({ match: 'fire' })).toEqual([1, 1, 1, 1])
    expect(await counted({ match: 'town-' })).toEqual([20, 20, 20, 20])
    expect(await counted({ topic: 'Storms' })).toEqual([0, 0, 0, 0])
    expect(await counted({ since: Date.UTC(2018, 0, 17) })).toEqual([1, 21, 21, 21])
    expect(await counted({ until: Date.UTC(2018, 0, 15) })).toEqual([0, 0, 0, 0])
    const { groups } = await variorum.audit({ groupBy: 'source', match: 'fire' })
    expect(groups).toMatchObject([{ key: 'fire.example', events: 1, of: 1 }])
    expect((await cli('--match', 'fire', '--severity', 'factual')).published).toEqual([])
    expect((await cli()).published).toHaveLength(4)
  })

  it.each([
    ['harbor works', 'No event has the topic "harbor works". Did you mean "Harbour works"?'],
    ['harbuor', 'No event has the topic "harbuor". Did you mean "Harbour"?'],
    ['zebras', 'No event has the topic "zebras".'],
    ['harbour', null],
  ])('says whether the topic %s exists, if it has no title change', async (topic, said) => {
    const own = new TestRepository()
    own.commit({
      [pathOf('dam')]: page('The dam holds', 'dam.example').replace('# The', '##### Harbour works\n\n# The'),
    })
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-audit-')))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const places = ['--store', join(folder, 'store.db'), '--archive', own.path]
    await runMain(['import', ...places], { cwd: own.path })
    for (const format of ['text', 'ndjson']) {
      const argv = ['audit', '--topic', topic, '--format', format, ...places]
      const { stderr, code } = await runMain(argv, { cwd: own.path, columns: 200 })
      expect(code).toBe(0)
      if (said === null) expect(stderr).not.toContain('No event')
      else expect(stderr).toContain(said)
    }
  })

  it('groups all matching changes, also those beyond the limit', async () => {
    const { groups, changes } = await variorum.audit({ groupBy: 'author', limit: 1 })
    expect(changes).toHaveLength(1)
    expect(groups!.map(({ key, changes }) => [key, changes])).toEqual([
      ['Script', 20],
      ['Ada', 1],
      ['Bob', 1],
    ])
    expect((await variorum.audit()).groups).toBeNull()
  })

  it('lists the same changes within a limit in every format', async () => {
    const list = titles(await cli('--limit', '3'))
    expect(list).not.toEqual((await variorum.audit({ sort: 'event' })).changes.slice(0, 3).map(({ to }) => to.title))
    const lines = (await output('ndjson', '--limit', '3')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).to.title)).toEqual(list)
    const rows = parse(await output('csv', '--limit', '3'), { bom: true, columns: true }) as { title_after: string }[]
    expect(rows.map((row) => row.title_after)).toEqual(list)
  })

  it('streams the changes in the order of a list by event', async () => {
    const streamed = await Array.fromAsync(variorum.titleChanges())
    const { changes } = await variorum.audit({ sort: 'event' })
    expect(streamed).toEqual(changes)
    expect(await Array.fromAsync(variorum.titleChanges({ limit: 3 }))).toEqual(changes.slice(0, 3))
  })
})

describe('the audit command', () => {
  it('takes the time of a commit, a tag or a branch', async () => {
    const all = titles(await cli())
    expect(titles(await cli('--since', 'edition'))).toEqual(all.slice(1))
    expect(titles(await cli('--until', 'edition'))).toEqual(all.slice(0, 1))
    expect(titles(await cli('--since', 'main~1'))).toEqual(all.slice(-1))
    expect(titles(await cli('--until', repository.git(['rev-parse', 'main~1'])))).toEqual(all.slice(0, -1))
    expect(titles(await cli('--since', 'main'))).toEqual([])
    expect(toRfc3339(await variorum.committedAt('edition'))).toBe('2018-01-15T12:00:00Z')
  })

  it('takes a date before a tag of the same name', async () => {
    repository.git(['tag', '2018-01-17', 'edition'])
    expect(titles(await cli('--since', '2018-01-17'))).toEqual(['A fire kills two in Kelby'])
  })

  it('refuses a time range that ends before it begins', async () => {
    const told = async (since: string, until: string) =>
      runMain(['audit', '--since', since, '--until', until, '--store', variorum.store], { cwd: repository.path })
    const { code, stderr } = await told('2018-01-17', '2018-01-16')
    expect(code).toBe(2)
    expect(stderr).toContain('Write --since "2018-01-16" --until "2018-01-17".')
    for (const [since, until] of [
      ['2018-01-16', '2018-01-16'],
      ['2018-01-16', '2018'],
      ['HEAD', 'HEAD'],
    ] as const)
      expect((await told(since, until)).code).toBe(0)
  })

  it('sorts and groups title changes', async () => {
    const { changes } = await cli('--sort', 'stood')
    expect(changes[0].minutesStood).toBe(120)
    expect(changes.map(({ minutesStood }: { minutesStood: number }) => minutesStood)).toEqual(
      changes.map(({ minutesStood }: { minutesStood: number }) => minutesStood).sort((a: number, b: number) => a - b),
    )
    const { groups } = await cli('--group-by', 'source', '--match', 'fire')
    expect(groups).toMatchObject([{ key: 'fire.example', changes: 2, events: 1 }])
  })

  it('lists the accepted times for an invalid time', async () => {
    const given = ['--store', variorum.store, '--archive', repository.path]
    const { code, stderr } = await runMain(['audit', '--since', 'edtion', ...given], { cwd: repository.path })
    expect(code).toBe(2)
    expect(stderr).toContain('--since "edtion" is neither a time nor a revision of the repository.')
    expect(stderr).toContain('Did you mean edition?')
  })
})
