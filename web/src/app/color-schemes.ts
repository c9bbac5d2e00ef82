import { localStorageColorSchemeManager } from '@mantine/core'

/** The key is also read by public/color-scheme.js, before the first paint. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'gw-color-scheme' })
