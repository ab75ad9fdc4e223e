import { describe, expect, it } from 'vitest'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import { createArchiveFolder, pageText } from '../../helpers/start-watch.ts'

async function recorded() {
  const { cwd } = createArchiveFolder({
    'fire.md': pageText('A fire burns down the old mill in Skarholm'),
    'quay.md': pageText('Forty million for a quay', 'Nobody asked for it.').replace('/41', '/52'),
    '集.md': pageText('港口的一场大火', 'Elsewhere.').replace('/41', '/63'),
  })
  const variorum = await openVariorum({ cwd })
  await variorum.ingest()
  const find = async (event: string) => (await Array.fromAsync(variorum.history(event)))[0]!.event
  return { variorum, find }
}

describe('an EVENT', () => {
  it('prefers events with the whole words to events with them inside other words', async () => {
    const { find } = await recorded()
    expect((await find('MILL')).title).toContain('old mill')
    expect((await find('skarholm mill')).title).toContain('old mill')
    expect((await find('milli')).title).toContain('million')
    expect((await find('大火')).title).toBe('港口的一场大火')
    await expect(find('a')).rejects.toMatchObject({ code: 'event-ambiguous' })
  })

  it('suggests similar ids if no event fits', async () => {
    const { variorum, find } = await recorded()
    const { id, title } = await find('mill')
    const slip = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
    await expect(find(slip)).rejects.toMatchObject({ code: 'event-not-found' })
    expect(await variorum.suggest(slip)).toEqual([`${id}  ${title}`])
  })

  it('says that nothing is recorded yet', async () => {
    const { cwd } = createArchiveFolder({ 'fire.md': pageText('A fire') })
    await using variorum = await openVariorum({ cwd })
    await expect(variorum.why('fire', 'quay')).rejects.toMatchObject({
      message: 'No event fits "fire": nothing is recorded yet.',
    })
  })
})
