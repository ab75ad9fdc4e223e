#!/usr/bin/env node
// No static imports: on an older Node they would fail before this file could say why. And nothing is awaited at the top, so
// that it can be bundled in the older form of modules, which starts in less time.
const minNodeVersion = 24

if (Number(process.versions.node.split('.')[0]) < minNodeVersion) {
  process.stderr.write(`Variorum needs Node ${minNodeVersion} or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 2
} else {
  void start()
}

async function start(): Promise<void> {
  const { enableCompileCache } = process.getBuiltinModule('node:module')
  enableCompileCache()
  const { keepMemoryLow } = await import('./memory-flags.ts')
  const { main } = await import('./main.ts')
  const interruption = new AbortController()
  // Once each: a second Ctrl-C ends the process in the system's way.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort())
  const { stdin, stdout, stderr, env } = process
  const cwd = process.cwd()
  process.exitCode = await main({
    argv: process.argv.slice(2),
    cwd,
    env,
    stdin,
    stdout,
    stderr,
    signal: interruption.signal,
    keepMemoryLow,
  })
}
