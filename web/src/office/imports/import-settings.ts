import type { Import } from '@groundwork/contract/office/imports.ts'

/** What a person decides about an import; the same fields that ChangeImport takes. */
export interface ImportSettings extends Pick<Import, 'mode' | 'onError' | 'updateKey' | 'emptyCells'> {
  mapping: (string | null)[]
}

export function settingsOf({ columns, mode, onError, updateKey, emptyCells }: Import): ImportSettings {
  return { mapping: columns.map(({ mapsTo }) => mapsTo), mode, onError, updateKey, emptyCells }
}
