import { defineText } from '#ui/text/text.ts'

export const t = defineText('kit-jobs', {
  goesOn: 'You can leave this page; it goes on without you.',
  tellMe: 'Tell me when it is done',
  told: 'You will be told',
  show: 'Show',
})
