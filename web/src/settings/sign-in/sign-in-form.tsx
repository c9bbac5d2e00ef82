import { type SignInProvider, UpdateSignInProvider } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Button } from '@mantine/core'
import { type FormErrors, type UseFormReturnType, useForm } from '@mantine/form'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useMay } from '#kit/session/session.ts'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { Section } from '../section.tsx'
import { JoiningFields } from './joining-fields.tsx'
import { ProviderFields } from './provider-fields.tsx'
import { newRule, RulesFields, type RuleValues } from './rules-fields.tsx'
import { SafetyFields } from './safety-fields.tsx'
import { useSaveSignInProvider } from './sign-in.api.ts'
import { t } from './sign-in.text.ts'

type Kept = Omit<
  SignInProvider,
  'roleRules' | 'defaultRole' | 'hasClientSecret' | 'redirectUri' | 'signInLink' | 'updatedAt' | 'version'
>
export interface ProviderValues extends Kept {
  /** Left empty, the one that is kept stays. */
  clientSecret: string
  roleRules: RuleValues[]
  /** Empty for none. */
  defaultRole: string
}
export type ProviderForm = UseFormReturnType<ProviderValues>

export function SignInForm({ provider }: { provider: SignInProvider }) {
  const mayChange = useMay()('platform.sign-in.update')
  const save = useSaveSignInProvider(provider.version)
  const form: ProviderForm = useForm<ProviderValues>({
    initialValues: toValues(provider),
    validate: (values) => errorsOf(UpdateSignInProvider, toBody(values)),
  })
  // The form is long: what is wrong may stand far above the button.
  const showFirst = (errors: FormErrors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus()
  // Awaited: what is saved is the next version, for which the form is mounted anew.
  const handleSubmit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync(toBody(values))
      toast({ message: t('saved') })
    } catch (error) {
      const errors = serverErrors(error)
      form.setErrors(errors)
      showFirst(errors)
    }
  }, showFirst)
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={save.isPending || !mayChange} error={save.error}>
      <Section title={t('provider')} text={t('providerText')}>
        <ProviderFields form={form} provider={provider} />
      </Section>
      <Section title={t('who')} text={t('whoText')}>
        <JoiningFields form={form} />
      </Section>
      <Section title={t('roles')} text={t('rolesText')}>
        <RulesFields form={form} />
      </Section>
      <Section title={t('safety')} text={t('safetyText')}>
        <SafetyFields form={form} />
        {mayChange && (
          <Button type="submit" mt="lg" loading={save.isPending}>
            {t('save')}
          </Button>
        )}
      </Section>
    </BusyFields>
  )
}

function toValues({ roleRules, defaultRole, ...provider }: SignInProvider): ProviderValues {
  const { hasClientSecret: _, redirectUri: __, signInLink: ___, updatedAt: ____, version: _____, ...kept } = provider
  return { ...kept, clientSecret: '', roleRules: roleRules.map(newRule), defaultRole: defaultRole ?? '' }
}

/** What is empty because nothing was set up yet is not sent. */
function toBody({ issuer, clientId, clientSecret, roleRules, defaultRole, ...rest }: ProviderValues) {
  return {
    ...rest,
    ...(issuer.trim() ? { issuer } : {}),
    ...(clientId.trim() ? { clientId } : {}),
    ...(clientSecret ? { clientSecret } : {}),
    roleRules: roleRules.map(({ claim, value, role }) => ({ claim, value, role })),
    defaultRole: defaultRole || null,
  }
}
