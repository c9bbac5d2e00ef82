/** Only what `fields=` names; everything where it is absent. */
export function pickFields<Item extends object>(item: Item, fields: readonly string[] | undefined): Item {
  if (!fields) return item
  // The reply's serializer lets missing fields be missing; the item's type does not know of `fields=`.
  return Object.fromEntries(Object.entries(item).filter(([key]) => fields.includes(key))) as Item
}
