import MarkdownIt from 'markdown-it'
import { Marked } from 'marked'

export interface ParsedMarkdown {
  /** Links, pictures, and HTML that is not ours. */
  readonly active: string[]
  /** The visible text. */
  readonly visibleText: string
  /** Text that a service would turn into a mention, a reference or a link. Code spans are safe. */
  readonly reference: RegExpExecArray | null
  readonly html: string
}

const ownHtmlOfChecks = /^\s*(?:<!-- variorum-check -->|<details>\s*<summary>[\w, ]+<\/summary>|<\/details>)\s*$/
const references = /@\w|#\d|\bGH-\d|https?:\/\/|\bwww\.|mailto:|(?<![\w}]):\+?\w+:|\$|\b[0-9a-f]{7,40}\b/i

/** A comment as two parsers read it. @param ownHtml our own HTML, which is expected */
export function parseMarkdown(markdown: string, ownHtml = ownHtmlOfChecks): ParsedMarkdown[] {
  return [byMarkdownIt(markdown, ownHtml), byMarked(markdown, ownHtml)]
}

function byMarkdownIt(markdown: string, ownHtml: RegExp): ParsedMarkdown {
  const parser = new MarkdownIt({ html: true })
  const active: string[] = []
  const visit = (tokens: ReturnType<typeof parser.parse>): void => {
    for (const { type, content, children } of tokens) {
      if (type === 'link_open' || type === 'image') active.push(`${type} ${content}`)
      if (/^html_/.test(type) && !ownHtml.test(content)) active.push(content)
      visit(children ?? [])
    }
  }
  visit(parser.parse(markdown, {}))
  return parsedMarkdown(active, parser.render(markdown))
}

function byMarked(markdown: string, ownHtml: RegExp): ParsedMarkdown {
  const parser = new Marked()
  const active: string[] = []
  parser.walkTokens(parser.lexer(markdown), ({ type, raw }) => {
    if (type === 'link' || type === 'image') active.push(`${type} ${raw}`)
    if (type === 'html' && !ownHtml.test(raw)) active.push(raw)
  })
  return parsedMarkdown(active, parser.parse(markdown, { async: false }))
}

function parsedMarkdown(active: string[], html: string): ParsedMarkdown {
  // A reference never crosses a mark: services read each text by itself.
  const apart = html.replace(/<code\b[^>]*>.*?<\/code>/gs, '\0').replace(/<[^>]*>/g, '\0')
  return { active, html, visibleText: textOf(html), reference: references.exec(textOf(apart)) }
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" }

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp|#39);/g, (entity, name) => entities[name] ?? entity)
}
