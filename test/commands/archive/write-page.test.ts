import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { writeNewFile } from '../../../src/commands/archive/write-page.ts'
import { temporaryFolder } from '../../sources/temporary-folder.ts'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>()
  return { ...real, link: vi.fn(real.link), lstat: vi.fn(real.lstat) }
})

const real = await vi.importActual<typeof fs>('node:fs/promises')
const ours = Buffer.from('ours')

describe('a new file', () => {
  beforeEach(() => {
    vi.mocked(fs.link).mockImplementation(real.link)
    vi.mocked(fs.lstat).mockImplementation(real.lstat)
  })

  it('is created, and no temporary file stays', async () => {
    const folder = temporaryFolder()
    await writeNewFile(folder, 'a.links', ours)
    expect(await fs.readdir(folder)).toEqual(['a.links'])
    expect(await fs.readFile(join(folder, 'a.links'), 'utf8')).toBe('ours')
  })

  it('never replaces a file that somebody creates at the last moment', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'a.links')
    vi.mocked(fs.lstat).mockImplementation((async (path: string) => {
      const seen = await real.lstat(path).catch(() => null)
      await real.writeFile(file, 'theirs')
      if (seen === null) throw new Error('ENOENT')
      return seen
    }) as typeof fs.lstat)
    vi.mocked(fs.link).mockImplementation(async (from, to) => {
      await real.writeFile(file, 'theirs')
      await real.link(from, to)
    })
    await expect(writeNewFile(folder, 'a.links', ours)).rejects.toMatchObject({ code: 'page-changed' })
    expect(await fs.readFile(file, 'utf8')).toBe('theirs')
    expect(await fs.readdir(folder)).toEqual(['a.links'])
  })

  it('is created on a file system without hard links, unless the file exists', async () => {
    const folder = temporaryFolder()
    vi.mocked(fs.link).mockRejectedValue(Object.assign(new Error('not permitted'), { code: 'EPERM' }))
    await writeNewFile(folder, 'a.links', ours)
    await expect(writeNewFile(folder, 'a.links', Buffer.from('more'))).rejects.toMatchObject({ code: 'page-changed' })
    expect(await fs.readFile(join(folder, 'a.links'), 'utf8')).toBe('ours')
    expect(await fs.readdir(folder)).toEqual(['a.links'])
  })
})
