import { InviteMember } from '@groundwork/contract/platform/identity.ts'
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { fromContract } from '#ui/text/text.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { BusyFields } from '../busy-fields.tsx'
import { useInvite } from './members.api.ts'
import { RoleChoice } from './role-choice.tsx'
import { t } from './users.text.ts'

/** Has an address of its own (`?dialog=invite`), so that the checklist and the palette can lead here. */
export function InviteDialog() {
  const { state, patch } = useUrlState()
  const close = () => patch({ dialog: undefined })
  return (
    <Modal
      opened={state['dialog'] === 'invite'}
      onClose={close}
      title={t('inviteTitle')}
      size={520}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      <InviteForm onDone={close} />
    </Modal>
  )
}

const EMPTY: InviteMember = { email: '', name: '', role: 'viewer' }

function InviteForm({ onDone }: { onDone: () => void }) {
  const invite = useInvite()
  const form = useForm({ initialValues: EMPTY, validate: (values) => errorsOf(InviteMember, toBody(values)) })
  const handleSubmit = form.onSubmit((values) =>
    invite.mutate(toBody(values), {
      onSuccess: ({ email, roleName: role }) => {
        toast({ message: t('invited', { email, role: fromContract(role) }) })
        onDone()
      },
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  return (
    <BusyFields onSubmit={handleSubmit} isBusy={invite.isPending} error={invite.error}>
      <Text size="sm" c="dimmed">
        {t('inviteText')}
      </Text>
      <TextInput
        label={t('email')}
        description={t('emailHelp')}
        type="email"
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('email')}
      />
      <TextInput
        label={t('nameOptional')}
        description={t('nameHelp')}
        autoComplete="off"
        {...form.getInputProps('name')}
        value={form.values.name ?? ''}
      />
      <RoleChoice
        value={form.values.role}
        onChange={(role) => form.setFieldValue('role', role)}
        error={form.errors['role']}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {uiText('cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending}>
          {t('send')}
        </Button>
      </Group>
    </BusyFields>
  )
}

function toBody({ email, name, role }: InviteMember): InviteMember {
  return { email, role, name: name?.trim() || null }
}
