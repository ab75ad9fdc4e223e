import { hash } from 'node:crypto'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { NewContent } from '../model/plan.ts'
import type { ContentHash, RevisionBatch } from '../model/revision.ts'
import type { PageFacts } from '../versioning/index/page-facts.ts'
import type { ParsedRevision } from '../versioning/planner.ts'
import { type ReadingOptions, readFacts } from './read-page.ts'
import type { RunOptions } from './run-options.ts'

/** A batch whose contents have been read. */
export interface ParsedBatch {
  readonly revisions: readonly ParsedRevision[]
  /** Each distinct content, once. */
  readonly contents: readonly NewContent[]
  readonly findings: readonly Finding[]
}

interface ParsedContent extends NewContent {
  /** What it says under each file name: the same bytes can be a page here and a list there. */
  readonly facts: Map<string, PageFacts>
}

/**
 * Reads a batch: each distinct content is hashed once, and parsed once for each file name that it has.
 * @throws VariorumError what the source meets; Error where a batch does not bring what it names
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
    if (!content) throw new Error(`The content ${key} of ${path} was named and not given`)
    return { path, at, rank, group, origin, content: content.hash, facts: factsOf(content, path) }
  })
  const distinct = new Map([...contents.values()].map(({ hash, bytes }) => [hash, { hash, bytes }]))
  return { revisions, contents: [...distinct.values()], findings }
}
