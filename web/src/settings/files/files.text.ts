import { defineText } from '#ui/text/text.ts'

export const t = defineText('settings.files', {
  title: 'Files',
  many: 'files',
  name: 'Name',
  kind: 'Kind',
  kind_picture: 'Picture',
  kind_drawing: 'Drawing',
  kind_document: 'Document',
  size: 'Size',
  by: 'Uploaded by',
  at: 'Uploaded',
  hash: 'SHA-256',
  pixels: 'Pixels',
  pixelCount: '{width} × {height}',
  used: 'Used on',
  unused: 'Nothing refers to it; it goes a day after that began.',
  download: 'Download',
  emptyTitle: 'No files yet',
  emptyText: 'Photos and documents that people put on records are listed here, with where they are used.',
})
