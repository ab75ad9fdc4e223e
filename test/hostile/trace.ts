import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'

/** System calls that start a process, use the network or change a disk. `?` marks calls that some machines lack. */
const tracedCalls = [
  'execve,execveat,connect,socket,?bind,?open,openat,?openat2,?creat,truncate,?mknod,mknodat',
  '?rename,?renameat,renameat2,?unlink,unlinkat,?rmdir,?mkdir,mkdirat,?symlink,symlinkat,?link,linkat',
  '?chmod,fchmodat,?chown,?lchown,fchownat,setxattr,lsetxattr,?utime,?utimes,?futimesat,utimensat,mount',
].join(',')

/** Words before a command line that trace it and its children. @param file the trace's file */
export function tracer(file: string): string[] {
  return ['strace', '-f', '-qq', '--seccomp-bpf', '-y', '-e', 'signal=none', '-e', `trace=${tracedCalls}`, '-o', file]
}

/** Why this machine cannot trace system calls, or null. */
export function traceObstacle(): string | null {
  const [program = '', ...args] = tracer('/dev/null')
  const { error, status, stderr } = spawnSync(program, [...args, process.execPath, '--version'], { encoding: 'utf8' })
  if (error) return 'there is no strace'
  return status === 0 ? null : `strace cannot trace: ${stderr.split('\n')[0]}`
}

/** The allowed actions of a traced process. */
export interface AllowedActions {
  /** Programs, absolute. */
  readonly programs: readonly string[]
  /** Folders that may be created and written below. */
  readonly folders: readonly string[]
  /** Prefixes of paths that may be written. */
  readonly prefixes: readonly string[]
  /** A folder from which the process may not even try to run a program. */
  readonly sandbox: string
}

interface TracedCall {
  readonly name: string
  readonly text: string
  readonly failed: boolean
}

/** Lists the system calls in a trace file that were not allowed, each with the command that made it. */
export function violations(file: string, allowed: AllowedActions): string[] {
  let command = 'the start'
  const found: string[] = []
  for (const call of parseTrace(readFileSync(file, 'latin1'))) {
    const [, begun] = /"\/no-such-folder\/([^"]*)"/.exec(call.text) ?? []
    if (begun !== undefined) command = begun
    else if (!isAllowed(call, allowed)) found.push(`${command}: ${call.text.slice(0, 300)}`)
  }
  return found
}

/** Yields the calls in the order in which they ended. strace splits an interrupted call over two lines. */
function* parseTrace(trace: string): Generator<TracedCall> {
  const unfinished = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const [, process = '', callText = ''] = /^(\d+) +(.*)$/s.exec(line) ?? []
    if (callText.endsWith('<unfinished ...>')) {
      unfinished.set(process, callText.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/s.exec(callText)
    const text = rest === null ? callText : (unfinished.get(process) ?? '') + rest[1]
    const [, name] = /^(\w+)\(/.exec(text) ?? []
    if (name !== undefined) yield { name, text, failed: /\) += -1 /.test(text) }
  }
}

function isAllowed({ name, text, failed }: TracedCall, allowed: AllowedActions): boolean {
  if (name === 'socket') return text.startsWith('socket(AF_UNIX')
  // The C library can ask its name cache.
  if (name === 'connect') return text.includes('sun_path="/var/run/nscd/socket"')
  if (name === 'bind') return false
  const paths = pathsIn(text)
  if (name.startsWith('execve')) {
    const [program = ''] = paths
    return failed ? !isBelow(program, allowed.sandbox) : allowed.programs.includes(program)
  }
  if (name.startsWith('open') && !/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(text)) return true
  return paths.length > 0 && paths.every((path) => isWritable(path, allowed))
}

function isWritable(path: string, { folders, prefixes }: AllowedActions): boolean {
  return (
    path === '/dev/null' ||
    folders.some((folder) => path === folder || isBelow(path, folder)) ||
    prefixes.some((start) => path.startsWith(start))
  )
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`)
}

/** The absolute paths in a call's arguments. strace prints the folder before a relative name. */
function pathsIn(text: string): string[] {
  const args = text.slice(text.indexOf('(') + 1, text.startsWith('execve') ? text.indexOf(', [') : undefined)
  const [, open] = /^\d+<([^>]*)>, (?:NULL|"")/.exec(args) ?? []
  if (open !== undefined) return [unescaped(open)]
  const found = args.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/g)
  return Array.from(found, ([, folder, name = '']) => {
    const path = unescaped(name)
    return normalize(path.startsWith('/') ? path : join(folder === undefined ? 'unknown' : unescaped(folder), path))
  })
}

function unescaped(text: string): string {
  const bytes = text.replace(/\\(?:([0-7]{1,3})|x([0-9a-f]{2})|(.))/g, (_, octal, hex, other) => {
    if (other !== undefined) return { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f' }[other as string] ?? other
    return String.fromCharCode(Number.parseInt(octal ?? hex, octal === undefined ? 16 : 8))
  })
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** Possible paths of a program on a search path. */
export function programsNamed(name: string, path: string): string[] {
  return path
    .split(':')
    .flatMap((folder) => (folder.startsWith('/') ? [join(folder, name)] : []))
    .concat(join('/usr/bin', name))
}
