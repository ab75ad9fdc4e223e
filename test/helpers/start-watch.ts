import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type OpenOptions, openVariorum } from '../../src/commands/open-variorum.ts'
import type { Variorum, WatchOptions } from '../../src/commands/variorum.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'

/** A page of one event. */
export function pageText(title: string, body = 'The office said so.', rest = ''): string {
  return `### [2018-01-15](/news/2018/01/15)\n\n# ${title}\n\n${body}\n\n### Sources:\n\n- [Notice](https://harbour.example/41)\n${rest}`
}

/** A temporary folder with an archive. */
export function createArchiveFolder(pages: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder()
  const archive = join(cwd, 'archive')
  mkdirSync(archive)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(archive, path)), { recursive: true })
    writeFileSync(join(archive, path), text)
  }
  for (const [path, text] of Object.entries(pages)) write(path, text)
  return { cwd, archive, write, fileOf: (path: string) => join(archive, path) }
}

export interface TestWatch {
  readonly variorum: Variorum
  /** All events but those of kind `status`. */
  readonly events: WatchEvent[]
  eventsOfKind<Kind extends WatchEvent['kind']>(kind: Kind): Extract<WatchEvent, { kind: Kind }>[]
  /** The events of pages in short form: `a.md @2`, `a.md removed`. */
  pageReports(): string[]
  waitUntil(holds: () => boolean): Promise<void>
  /** Waits for a number of page reports. */
  waitForReports(number: number): Promise<string[]>
  stop(): Promise<void>
}

/** Starts a watch and waits until it has caught up. The watch ends with the test. */
export async function startWatch(cwd: string, options: WatchOptions = {}, open: OpenOptions = {}): Promise<TestWatch> {
  const variorum = await openVariorum({ cwd, ...open })
  const abort = new AbortController()
  const events: WatchEvent[] = []
  let failure: unknown = null
  const reading = (async () => {
    for await (const event of variorum.watch({ settle: 20, scanEvery: 200, signal: abort.signal, ...options }))
      if (event.kind !== 'status') events.push(event)
  })().catch((error: unknown) => {
    failure = error
  })
  const eventsOfKind = <Kind extends WatchEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<WatchEvent, { kind: Kind }> => event.kind === kind)
  const pageReports = () =>
    events.flatMap((event) => {
      if (event.kind === 'version') return [`${event.path} @${event.number}`]
      return event.kind === 'page' ? [`${event.path} ${event.what}`] : []
    })
  const waitUntil = async (holds: () => boolean) => {
    for (let wait = 0; !holds(); wait++) {
      if (failure !== null) throw failure
      if (wait > 6000) throw new Error(`timed out; the events were ${JSON.stringify(events)}`)
      await setTimeout(10)
    }
  }
  const stop = async () => {
    abort.abort()
    await reading
    await variorum[Symbol.asyncDispose]()
  }
  onTestFinished(stop)
  const waitForReports = async (number: number) => {
    await waitUntil(() => pageReports().length >= number)
    return pageReports()
  }
  await waitUntil(() => options.once === true || events.some(({ kind }) => kind === 'caught-up'))
  return { variorum, events, eventsOfKind, pageReports, waitUntil, waitForReports, stop }
}
