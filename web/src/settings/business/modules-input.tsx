import { MODULES } from '@groundwork/contract/platform/identity.ts'
import { Input, Switch } from '@mantine/core'
import type { CustomInputProps } from '#kit/form/form-view.ts'
import { fromContract } from '#ui/text/text.ts'
import { t } from './business.text.ts'
import classes from './modules-input.module.css'

export function ModulesInput({ spec, form }: CustomInputProps) {
  const held = form.values[spec.path]
  const on = MODULES.filter((module) => Array.isArray(held) && held.includes(module))
  const toggle = (module: string) =>
    form.setFieldValue(
      spec.path,
      MODULES.filter((name) => (name === module ? !on.includes(name) : on.includes(name))),
    )
  return (
    <fieldset className={classes.group} aria-label={fromContract(spec.label)} data-path={spec.path} tabIndex={-1}>
      <div className={classes.list}>
        {MODULES.map((module) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
          <label key={module} className={classes.module}>
            <span className={classes.words}>
              <span className={classes.name}>{t(`module_${module}`)}</span>
              <span className={classes.text}>{t(`module_${module}_text`)}</span>
            </span>
            <Switch checked={on.includes(module)} onChange={() => toggle(module)} aria-label={t(`module_${module}`)} />
          </label>
        ))}
      </div>
      {form.errors[spec.path] && <Input.Error mt={6}>{form.errors[spec.path]}</Input.Error>}
    </fieldset>
  )
}
