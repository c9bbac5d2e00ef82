import { Button, Combobox, Textarea, useCombobox } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Written } from './comments.api.ts'
import { useColleagues } from './comments.api.ts'
import classes from './comments.module.css'
import { t } from './comments.text.ts'
import { type Mentioned, mentionBefore, stillMentioned } from './mention-text.ts'

interface CommentBoxProps {
  initial?: { body: string; mentions: Mentioned[] }
  submitLabel: string
  onSubmit: (written: Written) => Promise<unknown>
  onCancel?: () => void
}

/** Writing and changing a comment; an @ offers the people of the business, by keyboard as well. */
export function CommentBox({ initial, submitLabel, onSubmit, onCancel }: CommentBoxProps) {
  const [text, setText] = useState(initial?.body ?? '')
  const [people, setPeople] = useState<Mentioned[]>(initial?.mentions ?? [])
  const [isBusy, setIsBusy] = useState(false)
  const [cursor, setCursor] = useState(0)
  const input = useRef<HTMLTextAreaElement>(null)
  const combobox = useCombobox()
  const wanted = mentionBefore(text, cursor)
  const found = useColleagues(wanted?.search ?? '', wanted !== undefined)
  const offered = wanted ? (found.data ?? []) : []
  const [first] = offered
  const isOpen = first !== undefined
  const handleType = (value: string, at: number) => {
    setText(value)
    setCursor(at)
    combobox.resetSelectedOption()
  }
  const handlePick = (id: string) => {
    const person = offered.find((one) => one.id === id)
    if (!person || !wanted) return
    const next = `${text.slice(0, wanted.start)}@${person.name} `
    setText(next + text.slice(cursor))
    setPeople((now) => [...now.filter((one) => one.id !== id), person])
    setCursor(next.length)
    requestAnimationFrame(() => input.current?.setSelectionRange(next.length, next.length))
  }
  const handleSubmit = async () => {
    const body = text.trim()
    if (body === '' || isBusy) return
    setIsBusy(true)
    try {
      await onSubmit({ body, mentionIds: stillMentioned(body, people).map(({ id }) => id) })
      setText('')
      setPeople([])
      setCursor(0)
    } catch {
      // Said by whoever submits; the text stays.
    }
    setIsBusy(false)
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      void handleSubmit()
      return
    }
    if (event.key === 'Escape' && isOpen) setCursor(0)
    // The arrows choose another; until they do, it is the first that is meant.
    if (event.key === 'Enter' && first && combobox.getSelectedOptionIndex() < 0) {
      event.preventDefault()
      handlePick(first.id)
    }
  }
  return (
    <div className={classes.box}>
      <Combobox store={{ ...combobox, dropdownOpened: isOpen }} onOptionSubmit={handlePick} withinPortal={false}>
        <Combobox.Target withKeyboardNavigation={isOpen} autoComplete="off">
          <Textarea
            ref={input}
            aria-label={t('label')}
            placeholder={t('write')}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={5000}
            value={text}
            disabled={isBusy}
            onChange={({ currentTarget: { value, selectionStart } }) => handleType(value, selectionStart)}
            onKeyDown={handleKey}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!isOpen}>
          <Combobox.Options aria-label={t('mention')} mah={220} style={{ overflowY: 'auto' }}>
            {offered.map(({ id, name }) => (
              <Combobox.Option key={id} value={id}>
                {name}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {(text !== '' || onCancel) && (
        <div className={classes.buttons}>
          {onCancel && (
            <Button variant="default" size="xs" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
          <Button size="xs" onClick={() => void handleSubmit()} loading={isBusy} disabled={text.trim() === ''}>
            {submitLabel}
          </Button>
        </div>
      )}
    </div>
  )
}
