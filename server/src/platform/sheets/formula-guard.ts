// A spreadsheet runs a text that begins like a formula. An apostrophe in front makes it text again (CWE-1236), and is
// taken away when the file comes back. Texts that already begin with apostrophes before such a sign get one more, so
// that what comes back is always what went out.
const TRIGGER = /^'*[=+\-@\t\r\0]/
const GUARDED = /^'+[=+\-@\t\r\0]/

export function guardText(text: string): string {
  return TRIGGER.test(text) ? `'${text}` : text
}

export function unguardText(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
