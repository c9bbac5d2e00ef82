import { defineText } from '#ui/text/text.ts'

/** Words the settings pages share. */
export const t = defineText('settings', {
  copied: 'Copied',
  saved: 'Saved',
})
