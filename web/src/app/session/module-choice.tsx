import { MODULES } from '@groundwork/contract/platform/identity.ts'
import { Checkbox, Input } from '@mantine/core'
import classes from './module-choice.module.css'
import { t } from './session.text.ts'

type Module = (typeof MODULES)[number]

interface ModuleChoiceProps {
  value: Module[]
  onChange: (modules: Module[]) => void
}

export function ModuleChoice({ value, onChange }: ModuleChoiceProps) {
  const toggle = (module: Module) =>
    onChange(value.includes(module) ? value.filter((other) => other !== module) : [...value, module])
  return (
    <Input.Wrapper
      label={t('modulesLabel')}
      description={t('modulesHint')}
      labelElement="div"
      role="group"
      aria-label={t('modulesLabel')}
    >
      <div className={classes.grid}>
        {MODULES.map((module) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
          <label key={module} className={classes.card}>
            <Checkbox
              size="xs"
              checked={value.includes(module)}
              onChange={() => toggle(module)}
              aria-label={t(`module_${module}`)}
            />
            <span>
              <span className={classes.name}>{t(`module_${module}`)}</span>
              <span className={classes.text}>{t(`module_${module}_text`)}</span>
            </span>
          </label>
        ))}
      </div>
    </Input.Wrapper>
  )
}
