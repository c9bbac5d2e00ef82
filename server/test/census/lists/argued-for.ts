/** Lists that are sent whole, with what bounds them. A new one has to be argued for here. */
export const WHOLE_LISTS: Record<string, string> = {
  'GET /roles': 'A catalogue of the product',
  'GET /permissions': 'A catalogue of the product',
  'GET /auth/sessions': 'At most a hundred, by its statement',
}

/** Records that are lists in themselves, with what bounds them. */
export const ARRAY_REPLIES: Record<string, string> = {
  'GET /checklist': 'One row per step that the product knows',
  'GET /customers/duplicates': 'At most five, by its statement',
}
