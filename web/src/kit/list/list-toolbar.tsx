import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import { t } from '../kit.text.ts'
import type { BaseRecord } from '../resource/resource.ts'
import { DisplayMenu } from './display-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import classes from './list-page.module.css'
import type { ListState } from './list-state.ts'
import type { ListView } from './list-view.ts'
import type { Density, useColumns } from './use-columns.ts'

const TYPING_MS = 250

interface ListToolbarProps<T extends BaseRecord> {
  view: ListView<T>
  list: ListState
  columns: ReturnType<typeof useColumns<T>>
  density: readonly [Density, (density: Density) => void]
  searchRef: RefObject<HTMLInputElement | null>
}

export function ListToolbar<T extends BaseRecord>({ view, list, columns, density, searchRef }: ListToolbarProps<T>) {
  return (
    <search className={classes.toolbar}>
      {view.shape.searchable && <SearchInput list={list} many={view.resource.many} inputRef={searchRef} />}
      <FilterBar fields={view.filters} list={list} />
      <div className={classes.right}>
        <DisplayMenu columns={view.columns} chosen={columns} density={density} />
      </div>
    </search>
  )
}

interface SearchInputProps {
  list: Pick<ListState, 'search' | 'setLens'>
  many: string
  inputRef: RefObject<HTMLInputElement | null>
}

export function SearchInput({ list, many, inputRef }: SearchInputProps) {
  const [typed, setTyped] = useState({ text: list.search, over: list.search })
  // The address wins over what was typed when somebody else changed it: back, a view, "clear all".
  const isOvertaken = list.search !== typed.over && list.search !== typed.text.trim()
  const text = isOvertaken ? list.search : typed.text
  const search = useDebouncedCallback(
    (value: string) => list.setLens({ search: value.trim() || undefined }, { replace: true }),
    TYPING_MS,
  )
  const handleChange = (value: string) => {
    setTyped({ text: value, over: list.search })
    search(value)
  }
  return (
    <TextInput
      ref={inputRef}
      className={classes.search ?? ''}
      type="search"
      value={text}
      onChange={(event) => handleChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      placeholder={t('searchIn', { many })}
      aria-label={t('searchIn', { many })}
      leftSection={<IconSearch size={16} stroke={1.7} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => handleChange('')} />}
    />
  )
}
