import { createHash } from 'node:crypto'
import { type Html, html, trustedHtml } from './escape.ts'
import { pageStyle } from './page-style.ts'

export interface HtmlPageParts {
  readonly title: string
  /** All of the page's text, in landmarks of its own or none. */
  readonly content: Html
  /** A style of its own, after that of all pages. */
  readonly style?: string
  /** A script of our own, after all of the content. It makes nothing that cannot be read without it. */
  readonly script?: string
}

/**
 * A whole document around some content: one file that works from a disk, asks for nothing, runs nothing but the script that
 * it is given, and is the same to the byte for the same content.
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

/** Nothing is loaded, and nothing applies or runs but what has these hashes; no text is ever made markup by a script. */
function contentSecurityPolicy(sheet: string, program: string | null): string {
  const runs = program === null ? '' : ` script-src 'sha256-${digest(program)}'; require-trusted-types-for 'script';`
  return `default-src 'none'; style-src 'sha256-${digest(sheet)}';${runs} base-uri 'none'; form-action 'none'`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
