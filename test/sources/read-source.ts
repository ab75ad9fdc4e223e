import type { Revision } from '../../src/model/revision.ts'
import type { BatchOptions, Source } from '../../src/sources/source.ts'

/** A revision with its content as text. */
export type RevisionWithText = Revision & { readonly text: string | null }

/** Reads all revisions of a source with their texts. */
export async function readAll(source: Source, options?: BatchOptions): Promise<RevisionWithText[]> {
  return (await readBatches(source, options)).flat()
}

export async function readBatches(source: Source, options?: BatchOptions): Promise<RevisionWithText[][]> {
  const batches: RevisionWithText[][] = []
  for await (const batch of source.batches(options)) {
    const texts = new Map<string, string>()
    for await (const { key, bytes } of batch.contents()) texts.set(key, Buffer.from(bytes).toString('utf8'))
    batches.push(
      batch.revisions.map((revision) => ({
        ...revision,
        text: revision.content === null ? null : (texts.get(revision.content) ?? 'not read'),
      })),
    )
  }
  return batches
}

/** Formats revisions as `path=text` or `path gone`. */
export function revisionLines(revisions: readonly RevisionWithText[]): string[] {
  return revisions.map(({ path, text }) => (text === null ? `${path} gone` : `${path}=${text}`))
}
