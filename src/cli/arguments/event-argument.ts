import type { Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import { oneLine } from '../../reporters/terminal/word-diff.ts'

const suggestionsShown = 8
const suggestionLength = 100

/**
 * Does what names an event; where that fits none, the failure lists what it may have meant.
 * @throws VariorumError of the same code
 */
export async function namingEvent<Result>(
  variorum: Variorum,
  event: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof VariorumError) || error.code !== 'event-not-found') throw error
    throw await withSuggestions(error, variorum, event)
  }
}

async function withSuggestions(error: VariorumError, variorum: Variorum, event: string): Promise<VariorumError> {
  const found = await variorum.suggest(event).catch(() => [])
  if (found.length === 0) return error
  const shown = found.slice(0, suggestionsShown).map((name) => shortened(oneLine(name)))
  const more = found.length > shown.length ? [`and ${found.length - shown.length} more`] : []
  const message = [error.message, 'Nearest are:', ...shown, ...more].join('\n')
  return new VariorumError(error.code, message, {
    cause: error,
    ...(error.advice === null ? {} : { advice: error.advice }),
  })
}

/** A long title by its first words. */
function shortened(text: string): string {
  if (text.length <= suggestionLength) return text
  const words = text.slice(0, suggestionLength).replace(/\s+\S*$/, '')
  return words.length < suggestionLength ? `${words} …` : text
}
