/** Lists that are sent whole, with what bounds them. A new one has to be argued for here. */
export const WHOLE_LISTS: Record<string, string> = {
  'GET /roles': 'The built-in ones and at most two hundred of the business, by its statement',
  'GET /auth/passkeys': 'At most twenty a person',
  'GET /custom-fields': 'At most a hundred for each kind of record',
  'GET /permissions': 'A catalogue of the product',
  'GET /event-types': 'A catalogue of the product',
  'GET /support-grants/:id/visits': 'At most a hundred, by its statement',
  'GET /support/open': 'At most two hundred, by its statement',
  'GET /auth/sessions': 'At most a hundred, by its statement',
}

/** Records that are lists in themselves, with what bounds them. */
export const ARRAY_REPLIES: Record<string, string> = {
  'GET /message-events': 'A catalogue of the product, with at most one template per event, channel and language',
  'GET /checklist': 'One row per step that the product knows',
  'GET /colleagues': 'At most twenty, by its statement',
  'GET /files/:id/uses': 'At most a hundred per kind of place, by their statements',
  'GET /roles/fields':
    'One row per field that the product knows, and at most a hundred of the business for each kind of record',
  'GET /roles/rows': 'One row per kind of record that the product knows',
  'GET /custom-fields/resources': 'A catalogue of the product',
  'GET /customers/duplicates': 'At most five, by its statement',
}
