// Runs before the npm scripts: prints a message on an older Node instead of a stack trace.
const found = process.versions.node
if (Number(found.split('.')[0]) < 24) {
  process.stderr.write(
    `Variorum needs Node 24 or newer; this script runs on ${found} (${process.execPath}).\n` +
      'The project brings its own Node 24: run "npm ci" without --ignore-scripts, and keep "allowScripts" in package.json.\n',
  )
  process.exit(1)
}
