import { escapeHtml } from '#platform/mail/escape-html.ts'

export interface Branding {
  business: string
  color: string
  /** In one line; by law it stands under whatever a business mails. */
  address: string | null
  unsubscribeUrl: string | null
}

interface Mail {
  subject: string
  body: string
  language: string
}

const UNSUBSCRIBE: Record<string, string> = { en: 'No more mails like this', es: 'No recibir más correos como este' }

/** A mail as it was written, in the look of the business. All of its words are text: nothing in them becomes markup. */
export function renderMail(
  { subject, body, language }: Mail,
  branding: Branding,
): { subject: string; text: string; html: string } {
  const stop = UNSUBSCRIBE[language] ?? UNSUBSCRIBE['en'] ?? ''
  const { business, address, unsubscribeUrl } = branding
  const footer = [business, address, unsubscribeUrl && `${stop}: ${unsubscribeUrl}`].filter(Boolean).join('\n')
  return {
    // A subject is a header: a line break in it would begin another one.
    subject: subject.replaceAll(/\s+/g, ' ').trim(),
    text: `${body.trim()}\n\n-- \n${footer}\n`,
    html: toHtml({ subject, body, language }, branding, stop),
  }
}

function toHtml(
  { subject, body, language }: Mail,
  { business, color, address, unsubscribeUrl }: Branding,
  stop: string,
): string {
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p style="margin:0 0 16px">${linked(paragraph)}</p>`)
  const link = unsubscribeUrl
    ? `<br><a href="${escapeHtml(unsubscribeUrl)}" style="color:#5b6472">${escapeHtml(stop)}</a>`
    : ''
  return `<!doctype html>
<html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1c2330;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#fff;border:1px solid #e3e6eb;border-radius:8px;overflow:hidden">
<tr><td style="padding:20px 32px;background:${color};color:${inkOn(color)};font-weight:600;font-size:18px">${escapeHtml(business)}</td></tr>
<tr><td style="padding:32px 32px 16px">${paragraphs.join('')}</td></tr>
<tr><td style="padding:16px 32px 24px;border-top:1px solid #e3e6eb;color:#5b6472;font-size:13px">${escapeHtml(business)}${address ? `<br>${escapeHtml(address)}` : ''}${link}</td></tr>
</table></td></tr></table></body></html>`
}

/** Addresses can be clicked, and lines stay lines. What is no https address stays text. */
function linked(paragraph: string): string {
  return escapeHtml(paragraph)
    .replaceAll(/https:\/\/[^\s<>"']+?(?=[.,;:!?)]*(?:\s|$))/g, (url) => `<a href="${url}">${url}</a>`)
    .replaceAll('\n', '<br>')
}

/** Black or white, whichever reads better on the colour (WCAG's relative luminance). */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    toLinear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff'
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
