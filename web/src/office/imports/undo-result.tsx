import type { Import } from '@groundwork/contract/office/imports.ts'
import { Text } from '@mantine/core'
import { t } from './imports.text.ts'

/** How much is as it was before, and what had to be left, with why. */
export function UndoResult({ undo: { undone, left, reasons } }: { undo: NonNullable<Import['undo']> }) {
  const more = left - reasons.length
  return (
    <>
      <Text size="sm" mt={4}>
        {t('undone', { count: undone })}
      </Text>
      {left > 0 && (
        <>
          <Text size="sm" mt="md">
            {t('left', { count: left })}
          </Text>
          <ul style={{ margin: '4px 0 0', paddingInlineStart: 18, fontSize: '0.8125rem' }}>
            {reasons.map(({ id, reason }) => (
              <li key={id}>
                {reason} <code>{id}</code>
              </li>
            ))}
            {more > 0 && <li>{t('andMore', { count: more })}</li>}
          </ul>
        </>
      )}
    </>
  )
}
