import { defineText } from '../text/text.ts'

export const t = defineText('diff', {
  changes: 'Changes',
  field: 'Field',
  before: 'Before',
  after: 'After',
  value: 'Value',
  nothing: 'empty',
})
