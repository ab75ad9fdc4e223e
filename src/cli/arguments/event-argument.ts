import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import { oneLine } from '../../reporters/terminal/word-diff.ts'

const maxSuggestions = 8
const maxSuggestionLength = 100

/**
 * Turns an EVENT that names a file into the page's path in the archive. Other EVENTs stay unchanged.
 * @param event a relative path starts from `cwd`; a final `@N` is kept
 */
export function resolveEventArgument(event: string, cwd: string, archive: string): string {
  const [, name = event, version = ''] = /^(.+?)(@[^@/]*)?$/.exec(event) ?? []
  if (/[\r\n\0]/.test(event)) return event
  const file = resolve(cwd, name)
  if (!existsSync(file)) return event
  // The path of the archive has no symbolic links either.
  const path = relative(archive, join(realpathSync(dirname(file)), basename(file)))
  const outside = path === '' || path === '..' || path.startsWith(`..${sep}`)
  return outside ? event : path.split(sep).join('/') + version
}

/**
 * Runs an action on an event. If the event is not found, the error lists similar ones.
 * @throws what the action throws
 */
export async function withEventSuggestions<Result>(
  variorum: Variorum,
  event: string,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof VariorumError) || error.code !== 'event-not-found') throw error
    throw await addSuggestions(error, variorum, event)
  }
}

async function addSuggestions(error: VariorumError, variorum: Variorum, event: string): Promise<VariorumError> {
  const suggestions = await variorum.suggest(event).catch(() => [])
  if (suggestions.length === 0) return error
  const shown = suggestions.slice(0, maxSuggestions).map((name) => shorten(oneLine(name)))
  const more = suggestions.length > shown.length ? [`and ${suggestions.length - shown.length} more`] : []
  const message = [error.message, 'Similar events:', ...shown, ...more].join('\n')
  return new VariorumError(error.code, message, { cause: error, advice: error.advice ?? undefined })
}

/** Cuts a long title at a word. */
function shorten(text: string): string {
  if (text.length <= maxSuggestionLength) return text
  const words = text.slice(0, maxSuggestionLength).replace(/\s+\S*$/, '')
  return words.length < maxSuggestionLength ? `${words} …` : text
}
