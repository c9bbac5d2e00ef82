import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultSetting, type OptionalSetting, SETTINGS } from './settings.ts'

// Writes the table of settings into docs/configuration.md: `npm run docs:settings`.

type AnySetting = DefaultSetting<unknown> | OptionalSetting<unknown>

export const DOCUMENT = join(import.meta.dirname, '../../../../docs/configuration.md')
const BEGIN = '<!-- settings: written by npm run docs:settings -->\n'
const END = '<!-- end of settings -->'

/** The document with its table as the settings are now; what stands around the table is kept. */
export function withSettingsTable(document: string): string {
  const [before, rest] = document.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`${DOCUMENT} has lost its markers`)
  return `${before}${BEGIN}\n${settingsTables()}\n${END}${after}`
}

function settingsTables(): string {
  const settings: AnySetting[] = Object.values(SETTINGS)
  const groups = [...new Set(settings.map(({ group }) => group))]
  return groups
    .map((group) =>
      table(
        group,
        settings.filter((setting) => setting.group === group),
      ),
    )
    .join('\n')
}

function table(group: string, settings: AnySetting[]): string {
  const rows = settings.map((setting) => `| ${cells(setting).join(' | ')} |\n`).join('')
  return `## ${group}\n\n| Setting | Value | Default | What it does |\n|---|---|---|---|\n${rows}`
}

function cells(setting: AnySetting): string[] {
  const mark = setting.isSecret ? ' (secret)' : ''
  const fallback = 'default' in setting ? `\`${setting.default}\`` : setting.without
  return [`\`${setting.name}\`${mark}`, setting.kind.meaning, fallback, setting.description]
}

if (import.meta.main) writeFileSync(DOCUMENT, withSettingsTable(readFileSync(DOCUMENT, 'utf8')))
