import { vi } from 'vitest'

/** The error of `openGitHistory` on a machine without git. */
export async function errorWithoutGit(path: string): Promise<unknown> {
  vi.resetModules()
  vi.doMock('../../../src/sources/git/repository/environment.ts', () => ({
    gitEnvironment: () => ({ PATH: '/nonexistent' }),
    gitSettings: [],
  }))
  try {
    const { openGitHistory } = await import('../../../src/sources/git/history/git-history.ts')
    await openGitHistory(path)
    return null
  } catch (error) {
    return error
  } finally {
    vi.doUnmock('../../../src/sources/git/repository/environment.ts')
    vi.resetModules()
  }
}
