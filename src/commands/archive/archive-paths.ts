import { existsSync, realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Resolves paths that a person gives, relative to the current folder or to the archive's root.
 * @returns paths from the archive's root
 * @throws VariorumError `file-not-found`, `outside-archive`
 */
export function archivePaths(context: CommandContext, cwd: string, paths: readonly string[]): PagePath[] {
  return paths.map((path) => {
    const candidates = [resolve(cwd, path), resolve(context.archive, path.replace(/^\/+/, ''))]
    const existing = candidates.find((candidate) => existsSync(candidate))
    if (existing === undefined) {
      throw new VariorumError('file-not-found', `There is no ${path}, neither here nor in ${context.archive}.`, {
        advice: 'Give a path from the current folder or from the archive.',
      })
    }
    const real = realpathSync(existing)
    if (real !== context.archive && !real.startsWith(context.archive + sep)) {
      throw new VariorumError('outside-archive', `${path} is outside the archive ${context.archive}.`, {
        advice: 'Choose the archive with --archive.',
      })
    }
    return relative(context.archive, real).split(sep).join('/')
  })
}
