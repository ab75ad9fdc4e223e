import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { WatchTestHooks } from '../../src/commands/watch/watch.ts'
import { openVariorum, type WatchOptions } from '../../src/index.ts'

/** A command to the worker process, one line of JSON each. */
export type WorkerCommand =
  /** Runs a program and blocks until it has ended. */
  | { readonly do: 'block'; readonly program: string; readonly args: readonly string[] }
  | { readonly do: 'write'; readonly file: string; readonly text: string }
  /** Opens files until only this many more can be opened. */
  | { readonly do: 'open files'; readonly freeFiles: number }
  | { readonly do: 'close files' }
  | { readonly do: 'end' }

// A process of its own that watches an archive, prints each event as a line of JSON and runs commands from standard input.
// Arguments: the folder that holds the archive and the store, the options of the watch, and the number of files that it
// can open while it catches up.
const [cwd = '', options = '{}', leave] = process.argv.slice(2)

const abort = new AbortController()
const openFiles: number[] = []
createInterface(process.stdin).on('line', (line) => {
  runCommand(JSON.parse(line) as WorkerCommand)
  process.stdout.write(`${JSON.stringify({ kind: 'done' })}\n`)
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
    case 'block':
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
