import { describe, expect, it } from 'vitest'
import { readBlobSizes, readBlobs } from '../../../../src/sources/git/repository/blobs.ts'
import { openIsolatedRepository } from '../../../../src/sources/git/repository/isolated-repository.ts'
import { TestRepository } from '../test-repository.ts'

const openRoom = ({ path, gitDir }: TestRepository) =>
  openIsolatedRepository({ top: path, bare: false }, { common: gitDir, objectFormat: 'sha1' })

describe('readBlobs', () => {
  for (const via of ['spool', 'pipe'] as const) {
    it(`yields exact contents in order by ${via}`, async () => {
      const repository = new TestRepository()
      const texts = ['', 'short', 'x'.repeat(1_500_000), '\n\n', 'y'.repeat(1_048_576), `${'0'.repeat(40)} blob 3\nabc`]
      const ids = texts.map((text) => repository.blob(text))
      await using room = await openRoom(repository)
      const sizes = await readBlobSizes(room, ids)
      const wanted = ids.map((key, index) => ({ key, path: `${index}.md`, size: sizes.get(key) ?? -1 }))
      const read: boolean[] = []
      for await (const { path, bytes } of readBlobs(room, wanted, via)) {
        read.push(Buffer.from(bytes).toString('utf8') === texts[Number.parseInt(path, 10)])
      }
      expect(read).toEqual(texts.map(() => true))
    })

    it(`throws by ${via} when a size does not match`, async () => {
      const repository = new TestRepository()
      const id = repository.blob('text')
      await using room = await openRoom(repository)
      const read = async (size: number) => {
        for await (const _ of readBlobs(room, [{ key: id, path: 'a.md', size }], via));
      }
      await expect(read(4)).resolves.toBeUndefined()
      await expect(read(3)).rejects.toMatchObject({ code: 'git-failed' })
      await expect(read(4000)).rejects.toMatchObject({ code: 'git-failed' })
    })
  }
})
