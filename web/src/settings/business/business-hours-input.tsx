import { ActionIcon, Button, Input, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { CustomInputProps } from '#kit/form/form-view.ts'
import { t } from './business.text.ts'
import {
  DAYS,
  type Day,
  likeMonday,
  MAX_SPANS,
  type Span,
  toWeek,
  withoutSpan,
  withSpan,
  withTime,
} from './business-hours.ts'
import classes from './business-hours-input.module.css'

export function BusinessHoursInput({ spec, form }: CustomInputProps) {
  const week = toWeek(form.values[spec.path])
  const set = (next: typeof week) => form.setFieldValue(spec.path, next)
  const problem = Object.entries(form.errors).find(([path]) => path.startsWith(spec.path))?.[1]
  return (
    <fieldset className={classes.group} aria-label={t('hours')} data-path={spec.path} tabIndex={-1}>
      <div className={classes.days}>
        {DAYS.map((day) => (
          <DayLine
            key={day}
            day={day}
            spans={week[day]}
            onAdd={() => set(withSpan(week, day))}
            onRemove={(index) => set(withoutSpan(week, day, index))}
            onTime={(index, time) => set(withTime(week, day, index, time))}
          />
        ))}
      </div>
      {problem && <Input.Error mt={6}>{problem}</Input.Error>}
      {week.monday.length > 0 && (
        <Button variant="default" size="xs" mt="sm" onClick={() => set(likeMonday(week))}>
          {t('copyMonday')}
        </Button>
      )}
    </fieldset>
  )
}

interface DayLineProps {
  day: Day
  spans: Span[]
  onAdd: () => void
  onRemove: (index: number) => void
  onTime: (index: number, time: Partial<Span>) => void
}

function DayLine({ day, spans, onAdd, onRemove, onTime }: DayLineProps) {
  const name = t(day)
  return (
    <div className={classes.day}>
      <span className={classes.name}>{name}</span>
      <div className={classes.spans}>
        {spans.length === 0 && <span className={classes.closed}>{t('closed')}</span>}
        {spans.map(({ opens, closes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity of their own; their place is it
          <span key={index} className={classes.span}>
            <TextInput
              type="time"
              size="xs"
              w={104}
              aria-label={t('opens', { day: name })}
              value={opens}
              onChange={(event) => onTime(index, { opens: event.currentTarget.value })}
            />
            –
            <TextInput
              type="time"
              size="xs"
              w={104}
              aria-label={t('closes', { day: name })}
              value={closes}
              onChange={(event) => onTime(index, { closes: event.currentTarget.value })}
            />
            <ActionIcon size={28} onClick={() => onRemove(index)} aria-label={t('removeSpan', { day: name })}>
              <IconX size={15} stroke={1.7} />
            </ActionIcon>
          </span>
        ))}
        {spans.length < MAX_SPANS && (
          <ActionIcon size={28} onClick={onAdd} aria-label={t('addSpan', { day: name })}>
            <IconPlus size={15} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}
