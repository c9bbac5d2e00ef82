import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { t } from '../kit.text.ts'
import { ColumnOrder } from './column-order.tsx'
import type { Column } from './list-view.ts'
import type { Density, useColumns } from './use-columns.ts'

interface DisplayMenuProps<T> {
  columns: Column<T>[]
  chosen: ReturnType<typeof useColumns<T>>
  density: readonly [Density, (density: Density) => void]
}

/** Which columns, and how close the rows stand. */
export function DisplayMenu<T>({ columns, chosen, density: [density, setDensity] }: DisplayMenuProps<T>) {
  const handleDensity = (value: string) => setDensity(value === 'comfortable' ? 'comfortable' : 'compact')
  return (
    <Popover position="bottom-end" width={264} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          h={28}
          px={8}
          c="var(--gw-ink-2)"
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.7} aria-hidden />}
        >
          {t('display')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('display')}>
        <Stack gap="xs">
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('density')}
            value={density}
            onChange={handleDensity}
            data={[
              { value: 'compact', label: t('compact') },
              { value: 'comfortable', label: t('comfortable') },
            ]}
          />
          <Text size="xs" fw={600} mt={4}>
            {t('columns')}
          </Text>
          <ColumnOrder columns={columns} chosen={chosen} />
          {chosen.isChosen && (
            <Button variant="subtle" size="compact-xs" onClick={chosen.reset}>
              {t('resetColumns')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
