import { hash } from 'node:crypto'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent } from '../model/plan.ts'
import type { ContentHash, RevisionBatch } from '../model/revision.ts'
import type { PageFacts } from '../versioning/index/page-facts.ts'
import type { ParsedRevision } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'
import type { RunOptions } from './run-options.ts'

/** A batch with parsed contents. */
export interface ParsedBatch {
  readonly revisions: readonly ParsedRevision[]
  /** Each distinct content, once. */
  readonly contents: readonly NewContent[]
  readonly findings: readonly Finding[]
}

interface ParsedContent extends NewContent {
  /** Facts by file name: a file name can make the same bytes a page or a list. */
  readonly facts: Map<string, PageFacts>
}

/**
 * Reads a batch: each distinct content is hashed once, and parsed once for each of its file names.
 * @throws VariorumError from the source; Error for a revision whose content is not in the batch
 */
export async function readBatch(batch: RevisionBatch, options: ReadingOptions & RunOptions): Promise<ParsedBatch> {
  const findings: Finding[] = []
  const contents = new Map<string, ParsedContent>()
  const factsOf = (content: ParsedContent, path: PagePath) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    let facts = content.facts.get(name)
    if (!facts) {
      facts = readFacts(path, content.bytes, options)
      content.facts.set(name, facts)
      findings.push(...facts.findings)
    }
    return facts
  }
  for await (const { key, path, bytes } of batch.contents()) {
    options.signal?.throwIfAborted()
    const content = { hash: hash('sha256', bytes) as ContentHash, bytes, facts: new Map<string, PageFacts>() }
    contents.set(key, content)
    factsOf(content, path)
  }
  const revisions = batch.revisions.map(({ path, at, rank, group, origin, content: key }): ParsedRevision => {
    if (key === null) return { path, at, rank, group, origin, content: null, facts: null }
    const content = contents.get(key)
    if (!content) throw new Error(`The content ${key} of ${path} is missing from the batch`)
    return { path, at, rank, group, origin, content: content.hash, facts: factsOf(content, path) }
  })
  const distinct = new Map([...contents.values()].map(({ hash, bytes }) => [hash, { hash, bytes }]))
  return { revisions, contents: [...distinct.values()], findings }
}
