import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { runMain } from '../helpers/run-main.ts'
import { TestRepository } from '../sources/git/test-repository.ts'

const page = (title: string) => `---\ntitle: ${title}\ndate: 2018-01-15\n---\n\nThe office said so.\n`
const away = { from: '2018-01-20T08:00:00Z', until: '2018-03-01T08:00:00Z' }

let repository: TestRepository

// added, removed for six weeks, restored unchanged, removed, restored with another wording, removed for good
beforeAll(async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-absence-')))
  repository = new TestRepository({ path: folder })
  repository.commit(
    { 'dam.md': page('The dam holds'), 'mill.md': page('A mill burns') },
    { at: '2018-01-15T08:00:00Z' },
  )
  repository.commit({ 'dam.md': null }, { at: away.from })
  repository.commit({ 'dam.md': page('The dam holds') }, { at: away.until })
  repository.commit({ 'dam.md': null }, { at: '2018-04-01T08:00:00Z' })
  repository.commit({ 'dam.md': page('The dam holds still') }, { at: '2018-04-05T08:00:00Z' })
  repository.commit({ 'dam.md': null }, { at: '2018-05-01T08:00:00Z' })
  await run('import')
  return () => rmSync(folder, { recursive: true, force: true })
})

async function run(...argv: string[]): Promise<string> {
  const places = ['--store', join(repository.path, '.git', 'store.db'), '--archive', repository.path]
  const { code, stdout, stderr } = await runMain([...argv, ...places], { cwd: repository.path })
  expect(stderr.includes('variorum:'), stderr).toBe(false)
  expect(code).toBe(0)
  return stdout
}

it('reports each absence of an event with its times, whatever the restored wording', async () => {
  const { versions } = JSON.parse(await run('history', 'dam.md', '--format', 'json'))
  expect(versions).toMatchObject([
    {
      title: 'The dam holds',
      until: '2018-04-01T08:00:00Z',
      gone: [away, { from: '2018-04-01T08:00:00Z', until: '2018-04-05T08:00:00Z' }],
    },
    { title: 'The dam holds still', until: '2018-05-01T08:00:00Z', gone: [] },
  ])
  const text = await run('history', 'dam.md')
  expect(text).toContain('not published 2018-01-20 08:00 → 2018-03-01 08:00 UTC · missing for 40 d')
  expect(text).toContain('not published 2018-04-01 08:00 → 2018-04-05 08:00 UTC · missing for 4 d')
  expect(await run('history', 'mill.md')).not.toContain('not published')
})

it.each([
  ['a time within it, for the event', 'holds@2018-02-01', away],
  ['a time within it, for the page', 'dam.md@2018-02-01', away],
  ['its first moment', 'dam.md@2018-01-20T08:00:00Z', away],
  ['its end, which is outside it', 'dam.md@2018-03-01T08:00:00Z', null],
  ['a time before it', 'dam.md@2018-01-16', null],
  ['a time after the final removal, for the event', 'holds@2018-06-01', { from: '2018-05-01T08:00:00Z', until: null }],
  ['a time after the final removal, for the page', 'dam.md@2018-06-01', { from: '2018-05-01T08:00:00Z', until: null }],
  ['a page that was never removed', 'mill.md@2018-02-01', null],
])('shows the absence of an event at %s', async (_, name, absent) => {
  expect(JSON.parse(await run('show', name, '--format', 'json'))).toMatchObject({ absent })
  const text = await run('show', name)
  if (absent === null) expect(text).not.toContain('not published')
  else
    expect(text).toContain(
      absent.until === null ? 'not published since 2018-05-01' : 'not published 2018-01-20 08:00 → 2018-03-01',
    )
})

it('reports the absence with the versions of a diff', async () => {
  expect(await run('diff', 'dam.md', '--format', 'markdown')).toContain(
    '; not published 2018-01-20 08:00 → 2018-03-01 08:00 UTC; not published 2018-04-01 08:00 → 2018-04-05 08:00 UTC |',
  )
  expect(await run('diff', 'dam.md', '--format', 'html')).toContain(
    '<br>not published 2018-01-20 08:00 → 2018-03-01 08:00 UTC<br>not published 2018-04-01',
  )
})
