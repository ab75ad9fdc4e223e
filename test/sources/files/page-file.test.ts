import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPageFile } from '../../../src/sources/files/page-file.ts'
import { temporaryFolder } from '../temporary-folder.ts'

// Between listing and opening, a file can be replaced by something else.
describe('readPageFile', () => {
  it('refuses a pipe, a link, a socket, a device and a folder without waiting', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'page.md'), 'page')
    symlinkSync('page.md', join(folder, 'link.md'))
    execFileSync('mkfifo', [join(folder, 'pipe.md')])
    const server = createServer().listen(join(folder, 'socket.md'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    for (const path of ['link.md', 'pipe.md', 'socket.md', '.', '/dev/zero']) {
      expect(await readPageFile(path.startsWith('/') ? path : join(folder, path), 100)).toMatchObject({
        what: 'refused',
      })
    }
  })

  it('refuses a file that is too large and reports a missing one as gone', async () => {
    const path = join(temporaryFolder(), 'page.md')
    expect(await readPageFile(path, 4)).toEqual({ what: 'gone' })
    writeFileSync(path, 'page')
    expect(await readPageFile(path, 4)).toMatchObject({ what: 'read', bytes: Buffer.from('page') })
    expect(await readPageFile(path, 3)).toMatchObject({ what: 'refused', reason: expect.stringMatching(/4 bytes/) })
  })
})
