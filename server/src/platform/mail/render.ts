import { escapeHtml as escapeSigns } from './escape-html.ts'
import type { Letter } from './letters.ts'

interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** Stands in both bodies for the link, which is kept apart because it may prove who somebody is. */
export const LINK_MARK = '[[link]]'

/** One letter as plain text and as HTML that mail programs since 2003 understand: tables, inline styles, no pictures. */
export function renderMail(letter: Letter, brand: string): RenderedMail {
  return { subject: oneLine(letter.subject), text: toText(letter, brand), html: toHtml(letter, brand) }
}

function toText({ paragraphs, button, closing }: Letter, brand: string): string {
  const action = button ? [`${withoutMark(button)}:\n${LINK_MARK}`] : []
  const blocks = [...paragraphs.map(withoutMark), ...action, withoutMark(closing), `-- \n${withoutMark(brand)}`]
  return `${blocks.join('\n\n')}\n`
}

/** A name that looks like the mark must not become the link. */
function withoutMark(text: string): string {
  return text.replaceAll(LINK_MARK, '')
}

function toHtml({ subject, paragraphs, button, closing }: Letter, brand: string): string {
  const body = paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`).join('')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1c2330;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#fff;border:1px solid #e3e6eb;border-radius:8px">
<tr><td style="padding:24px 32px;border-bottom:1px solid #e3e6eb;font-weight:600">${escapeHtml(brand)}</td></tr>
<tr><td style="padding:32px"><h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>${body}${button ? buttonHtml(button) : ''}</td></tr>
<tr><td style="padding:16px 32px 24px;color:#5b6472;font-size:14px">${escapeHtml(closing)}</td></tr>
</table></td></tr></table></body></html>`
}

function buttonHtml(label: string): string {
  const style =
    'display:inline-block;padding:12px 20px;border-radius:6px;background:#1d5fbf;color:#fff;text-decoration:none;font-weight:600'
  return `<p style="margin:24px 0 0"><a href="${LINK_MARK}" style="${style}">${escapeHtml(label)}</a></p>`
}

function escapeHtml(text: string): string {
  return escapeSigns(withoutMark(text))
}

/** A subject is a header: a line break in it would begin another one. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
