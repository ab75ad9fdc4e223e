import { createHash } from 'node:crypto'
import { type Html, html, trustedHtml } from './escape.ts'
import { pageStyle } from './page-style.ts'

export interface HtmlPageParts {
  readonly title: string
  /** The content of the `main` element. */
  readonly content: Html
  /** A style sheet after the sheet of all pages. */
  readonly style?: string
  /** A script after the content. The content must be readable without it. */
  readonly script?: string
}

/**
 * A whole document around some content: one file that works from a disk, loads nothing, and runs only the given script.
 * The same content gives the same bytes.
 */
export function htmlPage({ title, content, style: extraStyle = '', script }: HtmlPageParts): string {
  const sheet = `\n${pageStyle}${extraStyle}`
  const program = script === undefined ? null : `\n${script}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustedHtml(contentSecurityPolicy(sheet, program))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trustedHtml(sheet)}</style>
</head>
<body>
<main>
${content}</main>
${program === null ? null : html`<script>${trustedHtml(program)}</script>\n`}</body>
</html>
`.toString()
}

/** Allows only the style and the script with these hashes. Nothing is loaded, and no script can turn text into markup. */
function contentSecurityPolicy(sheet: string, program: string | null): string {
  const runs = program === null ? '' : ` script-src 'sha256-${digest(program)}'; require-trusted-types-for 'script';`
  return `default-src 'none'; style-src 'sha256-${digest(sheet)}';${runs} base-uri 'none'; form-action 'none'`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
