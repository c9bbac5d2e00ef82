import { VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { t as uiText } from '#ui/text/ui.text.ts'
import classes from './import-steps.module.css'
import { t } from './imports.text.ts'

const STEPS = ['file', 'columns', 'check', 'import'] as const
export type ImportStep = (typeof STEPS)[number]

interface ImportStepsProps {
  now: ImportStep
  isOver?: boolean
}

export function ImportSteps({ now, isOver = false }: ImportStepsProps) {
  const at = isOver ? STEPS.length : STEPS.indexOf(now)
  return (
    <ol className={classes.steps} aria-label={t('steps')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-state={index < at ? 'done' : index === at ? 'now' : 'ahead'}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={classes.number} aria-hidden>
            {index < at ? <IconCheck size={13} stroke={2.4} /> : index + 1}
          </span>
          {t(`step_${step}`)}
          {index < at && <VisuallyHidden>{uiText('done')}</VisuallyHidden>}
        </li>
      ))}
    </ol>
  )
}
