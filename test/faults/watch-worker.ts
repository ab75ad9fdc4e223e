import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { WatchTestHooks } from '../../src/commands/watch/watch.ts'
import { openVariorum, type WatchOptions } from '../../src/index.ts'

/** What the process does when it is told to, one line of JSON each. */
export type WorkerCommand =
  /** Runs a program and does nothing else until it has ended. */
  | { readonly do: 'stand still'; readonly program: string; readonly args: readonly string[] }
  | { readonly do: 'write'; readonly file: string; readonly text: string }
  /** Opens files until there are only so many more that it may open. */
  | { readonly do: 'open files'; readonly freeFiles: number }
  | { readonly do: 'close files' }
  | { readonly do: 'end' }

// A process of its own that watches an archive: tells every event as a line of JSON, the moment it comes, and obeys.
// Arguments: the folder that holds the archive and the store, the options of the watch, and how many files it may open
// while it catches up.
const [cwd = '', options = '{}', leave] = process.argv.slice(2)

const abort = new AbortController()
const openFiles: number[] = []
createInterface(process.stdin).on('line', (line) => {
  runCommand(JSON.parse(line) as WorkerCommand)
  process.stdout.write(`${JSON.stringify({ kind: 'obeyed' })}\n`)
})

const watchOptions: WatchOptions & WatchTestHooks = { ...JSON.parse(options), signal: abort.signal }
{
  await using variorum = await openVariorum({ cwd })
  for await (const event of variorum.watch(watchOptions)) {
    if (event.kind === 'ready' && leave !== undefined) openFilesExcept(Number(leave))
    process.stdout.write(`${JSON.stringify(event)}\n`)
  }
}
process.stdin.destroy()

function runCommand(command: WorkerCommand): void {
  switch (command.do) {
    case 'stand still':
      execFileSync(command.program, command.args, { stdio: ['ignore', 'ignore', 'inherit'] })
      break
    case 'write':
      writeFileSync(command.file, command.text)
      break
    case 'open files':
      openFilesExcept(command.freeFiles)
      break
    case 'close files':
      for (const file of openFiles.splice(0)) closeSync(file)
      break
    case 'end':
      abort.abort()
  }
}

function openFilesExcept(freeFiles: number): void {
  try {
    for (;;) openFiles.push(openSync('/dev/null', 'r'))
  } catch {
    for (const file of openFiles.splice(-freeFiles, freeFiles)) closeSync(file)
  }
}
