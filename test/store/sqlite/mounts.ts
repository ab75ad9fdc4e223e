import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Only a superuser may mount; for others, tests with mounts are skipped. */
export const canMount = tryMount()

/** Mounts a file system with this many bytes on a folder. */
export function mountSmallDisk(folder: string, bytes: number): void {
  run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder)
}

/** Makes a folder read-only, even for a superuser. */
export function mountReadOnly(folder: string): void {
  run('mount', '--bind', folder, folder)
  run('mount', '-o', 'remount,ro,bind', folder)
}

export function unmount(folder: string): void {
  run('umount', folder)
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'variorum-mount-'))
  try {
    mountSmallDisk(folder, 65536)
    unmount(folder)
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: 'ignore' })
}
