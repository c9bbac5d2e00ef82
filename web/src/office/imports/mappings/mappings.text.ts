import { defineText } from '#ui/text/text.ts'

export const t = defineText('imports.mappings', {
  title: 'Saved mappings',
  many: 'saved mappings',
  name: 'Name',
  resource: 'Of',
  columns: 'Columns',
  columnCount: { one: '{count} column', other: '{count} columns' },
  used: 'Last used',
  by: 'By',
  header: 'Column of the file',
  field: 'Becomes',
  leftOut: 'left out',
  never: 'never',
  rename: 'Rename',
  renamed: 'Renamed',
  remove: 'Delete',
  removeQuestion: 'Files with these headers will be guessed at again. Imports that followed it stay as they are.',
  removed: 'Deleted: {name}',
  newImport: 'Import a file',
  emptyTitle: 'No mapping is saved',
  emptyText: 'Match the columns of a file once and save that: the next file with the same headers needs no matching.',
})
