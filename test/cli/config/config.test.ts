import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ResolvedOpenOptions } from '../../../src/cli/config/settings.ts'
import { fakeVariorum } from '../../helpers/fake-variorum.ts'
import { runMain } from '../../helpers/run-main.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'variorum-config-')))
  // The search for a config stops at the repository.
  await mkdir(join(folder, '.git'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function opened(argv: readonly string[] = [], env: Record<string, string> = {}, cwd = folder) {
  const seen: ResolvedOpenOptions[] = []
  const open = async (options: ResolvedOpenOptions) => {
    seen.push(options)
    return fakeVariorum()
  }
  const result = await runMain(argv, { cwd, env, open })
  return { ...result, options: seen[0] }
}

const config = (value: unknown, name = 'variorum.config.json') =>
  writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))

describe('the config', () => {
  it('defaults to the current folder and snapshots/variorum.db', async () => {
    const { options } = await opened()
    expect(options).toMatchObject({ archive: folder, store: join(folder, 'snapshots/variorum.db') })
  })

  it('defaults to the folder "archive" if it exists', async () => {
    await mkdir(join(folder, 'archive'))
    expect((await opened()).options?.archive).toBe(join(folder, 'archive'))
  })

  it('is found in a parent folder, with paths relative to that folder', async () => {
    await config({ archive: 'pages', store: 'kept/all.db' })
    const below = join(folder, 'a/b')
    await mkdir(below, { recursive: true })
    const { options } = await opened([], {}, below)
    expect(options).toMatchObject({ cwd: below, archive: join(folder, 'pages'), store: join(folder, 'kept/all.db') })
  })

  it('loses to the environment, and the environment to a flag', async () => {
    await config({ store: 'config.db' })
    const env = { VARIORUM_STORE: 'environment.db' }
    expect((await opened([], env)).options?.store).toBe(join(folder, 'environment.db'))
    expect((await opened(['--store', 'sqlite:flag.db'], env)).options?.store).toBe(join(folder, 'flag.db'))
  })

  it('is read from package.json#variorum if there is no config file', async () => {
    await config({ name: 'x', variorum: { store: 'memory:' } }, 'package.json')
    expect((await opened()).options?.store).toBe('memory:')
  })

  it('is not searched above the repository', async () => {
    const inner = join(folder, 'inner')
    await mkdir(join(inner, '.git'), { recursive: true })
    await config({ store: 'memory:' })
    expect((await opened([], {}, inner)).options?.store).toBe(join(inner, 'snapshots/variorum.db'))
  })

  it('is searched from the folder of -C', async () => {
    await mkdir(join(folder, 'there'))
    expect((await opened(['-C', 'there'])).options?.cwd).toBe(join(folder, 'there'))
  })

  it('sets the time zone of printed times', async () => {
    await config({ timeZone: 'Asia/Tokyo' })
    expect((await opened()).stdout).toContain('2018-01-16 00:02 GMT+9')
  })
})

describe('an invalid config', () => {
  const mistakes: readonly [unknown, string, string?][] = [
    [{ achive: 'x' }, 'unknown key "achive"', 'Did you mean archive?'],
    [{ timezone: 'UTC' }, 'unknown key "timezone"', 'Did you mean timeZone?'],
    [{ color: 'pink' }, '"color" must be "auto", "always" or "never"'],
    [{ timeZone: 'Mars/Base' }, '"timeZone" must be a time zone'],
    [{ archive: 3 }, '"archive" must be a non-empty string'],
    [{ sections: { sources: 7 } }, '"sections" must map each section to a heading'],
    [{ sections: { source: 'Quellen' } }, '"sections" has the unknown section "source"', 'Did you mean sources?'],
    [{ rules: { VAR999: 'off' } }, 'has the unknown rule "VAR999"', 'VAR101 title-change-unrecorded'],
    [{ rules: { VAR1O2: 'off' } }, 'has the unknown rule "VAR1O2"', 'Did you mean VAR102?'],
    ['{ "archive": ', 'is not JSON'],
    ['[]', 'must contain one object'],
  ]
  it.each(mistakes)('%j fails with the name of the file and the message: %s', async (value, message, advice = '') => {
    await config(value)
    const { code, stderr } = await opened()
    expect(code).toBe(2)
    expect(stderr).toContain(join(folder, 'variorum.config.json'))
    expect(stderr).toContain(message)
    expect(stderr).toContain(advice)
  })

  it('fails with a message if a config is a folder, or the folder of -C a file', async () => {
    await mkdir(join(folder, 'package.json'))
    expect((await opened()).code).toBe(0)
    await mkdir(join(folder, 'variorum.config.json'))
    expect((await opened()).stderr).toContain('variorum.config.json cannot be read: it is a folder')
    await writeFile(join(folder, 'file'), '')
    expect((await opened(['--config', 'variorum.config.json'])).stderr).toContain('it is a folder')
    expect((await opened(['-C', 'file'])).stderr).toContain('file is a file, not a folder')
  })

  it('does not stop help and --version', async () => {
    await config('{')
    expect((await opened(['help'])).code).toBe(0)
    expect((await opened(['--version'])).code).toBe(0)
  })

  it('never runs as JavaScript', async () => {
    await writeFile(join(folder, 'variorum.config.js'), 'throw new Error("executed")')
    expect((await opened()).code).toBe(0)
    await config('module.exports = {}')
    expect((await opened()).stderr).toContain('is not JSON')
  })

  it('fails for invalid environment variables too', async () => {
    expect((await opened([], { VARIORUM_COLOR: 'pink' })).stderr).toContain('VARIORUM_COLOR is "pink"')
    expect((await opened([], { VARIORUM_TIME_ZONE: 'x' })).stderr).toContain('VARIORUM_TIME_ZONE is "x"')
  })
})
