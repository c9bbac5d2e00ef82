import { Button, Menu } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { t } from '../kit.text.ts'
import { FilterChip } from './filter-chip.tsx'
import { type FilterField, paramsOf } from './filter-fields.ts'
import type { ListState } from './list-state.ts'

interface FilterBarProps {
  fields: FilterField[]
  list: Pick<ListState, 'state' | 'setLens'>
}

/** The filters in force as chips, and a menu of the others. */
export function FilterBar({ fields, list }: FilterBarProps) {
  const [fresh, setFresh] = useState<string>()
  const isSet = (field: FilterField) => paramsOf(field).some((param) => list.state[param])
  const shown = fields.filter((field) => isSet(field) || field.key === fresh)
  const rest = fields.filter((field) => !shown.includes(field))
  const clear = (chosen: FilterField[]) => {
    setFresh(undefined)
    list.setLens(Object.fromEntries(chosen.flatMap(paramsOf).map((param) => [param, undefined])))
  }
  return (
    <>
      {shown.map((field) => (
        <FilterChip
          key={field.key}
          field={field}
          list={list}
          isOpenAtFirst={field.key === fresh}
          onClear={() => clear([field])}
          onClose={() => setFresh(undefined)}
        />
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start" width={200}>
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              h={28}
              px={8}
              c="var(--gw-ink-2)"
              leftSection={<IconFilterPlus size={16} stroke={1.7} aria-hidden />}
            >
              {t('filter')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('addFilter')}</Menu.Label>
            {rest.map((field) => (
              <Menu.Item key={field.key} onClick={() => setFresh(field.key)}>
                {field.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {shown.filter(isSet).length > 1 && (
        <Button variant="subtle" color="gray" size="xs" h={28} px={8} c="var(--gw-ink-2)" onClick={() => clear(shown)}>
          {t('clearFilters')}
        </Button>
      )}
    </>
  )
}
