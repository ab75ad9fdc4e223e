// Builds the package when it is installed from the repository, for example by a pre-commit hook. npm runs this script after
// the dependencies are installed. A "prepare" script would also run at "npm pack", whose output must be a file name only. An
// older Node cannot build; each command then prints the reason.
import { spawnSync } from 'node:child_process'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
