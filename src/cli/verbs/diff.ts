import { diffHtml } from '../../reporters/html/diff.ts'
import { diffJson } from '../../reporters/json/diff.ts'
import { diffMarkdown } from '../../reporters/markdown/diff.ts'
import { type DiffLayout, diffText } from '../../reporters/text/diff.ts'
import { withEventSuggestions } from '../arguments/event-argument.ts'
import { resolvePageArgument } from '../arguments/page-argument.ts'
import { flagValue, hasFlag, type RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

export const run: RunCommand = async (invocation) => {
  const [given = '', a, b] = invocation.args
  await using variorum = await invocation.openVariorum()
  const event = resolvePageArgument(given, invocation.cwd, variorum.archive)
  const diff = await withEventSuggestions(variorum, event, () =>
    variorum.diff(event, {
      ...(a === undefined ? {} : { a: stripVersionMark(a) }),
      ...(b === undefined ? {} : { b: stripVersionMark(b) }),
      all: hasFlag(invocation, 'all'),
    }),
  )
  const reporters = {
    text: diffText(parseView(flagValue(invocation, 'view'))),
    json: diffJson,
    markdown: diffMarkdown,
    html: diffHtml,
  }
  await emit(await invocation.openOutputs(), diff, reporters)
  return 0
}

/** A version is written `@2` or `2`. */
function stripVersionMark(text: string): string {
  return text.replace(/^@/, '')
}

/** What is not asked for is left to the width of the terminal. */
function parseView(given: string | undefined): DiffLayout | null {
  return given === 'columns' || given === 'inline' ? given : null
}
