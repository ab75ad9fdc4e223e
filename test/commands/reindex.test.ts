import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import { plainRendering } from '../../src/reporters/render-options.ts'
import { summaryText } from '../../src/reporters/text/summary.ts'
import { createArchiveFolder, pageText } from '../helpers/start-watch.ts'

const fire = pageText('A fire burns down the old mill in Skarholm')
const arrest = pageText('Police take a man into custody', 'He confessed at once.').replace('/41', '/52')

async function recorded() {
  const folder = createArchiveFolder({ 'fire.md': fire })
  const variorum = await openVariorum({ cwd: folder.cwd })
  await variorum.ingest()
  folder.write('arrest.md', arrest)
  await variorum.ingest()
  const text = summaryText({ verb: 'reindex', dryRun: false })
  return { ...folder, variorum, rule: (line: string) => writeFileSync(folder.fileOf('variorum.links'), line), text }
}

describe('reindex', () => {
  it('reports no change for an index that stays the same', async () => {
    const { variorum } = await recorded()
    expect(await variorum.reindex()).toMatchObject({ rejudged: [], versions: 2 })
    await variorum[Symbol.asyncDispose]()
  })

  it('reports versions that joined another event, with reasons, and versions that left one', async () => {
    const { variorum, rule, fileOf, text } = await recorded()
    rule('same fire.md arrest.md # he lit it\n')
    const joined = await variorum.reindex()
    expect(joined.rejudged).toMatchObject([
      {
        title: 'Police take a man into custody',
        path: 'arrest.md',
        what: 'joined',
        versions: 1,
        from: { versions: 1 },
        to: { versions: 2 },
        link: { reasons: expect.arrayContaining([{ kind: 'ruling', value: 'he lit it', weight: 100 }]) },
      },
    ])
    const [{ from, to }] = joined.rejudged as [(typeof joined.rejudged)[number]]
    expect(text(joined, plainRendering)).toContain(`
1 version moved to another event
  Police take a man into custody  arrest.md
    was      a separate event, ${from.id}
    now      part of ${to?.id}, Police take a man into custody
    because  `)
    rmSync(fileOf('variorum.links'))
    const parted = await variorum.reindex()
    expect(parted.rejudged).toMatchObject([{ path: 'arrest.md', what: 'parted', link: null, to: { id: from.id } }])
    expect(text(parted, plainRendering)).toContain(`now      a separate event, ${from.id}\n`)
    await variorum[Symbol.asyncDispose]()
  })

  it('reports changes without writing on a dry run', async () => {
    const { variorum, rule } = await recorded()
    rule('same fire.md arrest.md\n')
    expect((await variorum.reindex({ dryRun: true })).rejudged).toHaveLength(1)
    expect((await variorum.reindex()).rejudged).toHaveLength(1)
    expect((await variorum.reindex()).rejudged).toEqual([])
    await variorum[Symbol.asyncDispose]()
  })

  it('reports changes of a rebuild that another command starts', async () => {
    const { variorum, rule } = await recorded()
    rule('same fire.md arrest.md\n')
    expect((await variorum.ingest()).rejudged).toHaveLength(1)
    await variorum[Symbol.asyncDispose]()
  })
})
