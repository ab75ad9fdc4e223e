// Builds what a hook or a package needs that is installed straight from the repository; npm runs it once it has installed
// what that takes. (As "prepare" it would run at "npm pack" too, whose output some read as a file's name.) An older Node
// cannot, and says so when it is asked to run anything.
import { spawnSync } from 'node:child_process'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
