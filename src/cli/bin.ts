#!/usr/bin/env node
// No static imports: an older Node would fail on them before it prints the message below. No top-level await: the bundle
// is CommonJS, which starts faster.
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
  // Once each, so that a second Ctrl-C ends the process at once.
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
