import type { Customer } from '@groundwork/contract/office/customers.ts'
import type { MessageTemplate } from '@groundwork/contract/office/message-templates.ts'
import { SendMessage } from '@groundwork/contract/office/messages.ts'
import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'
import { errorsOf, serverErrors } from '#kit/form/field-errors.ts'
import { useUrlState } from '#kit/page/url-state.ts'
import { t as uiText } from '#ui/text/ui.text.ts'
import { toast } from '#ui/toast.tsx'
import { useReachability, useSendMessage } from './messages.api.ts'
import { t } from './messages.text.ts'
import { useMessageEvents } from './templates/templates.api.ts'

/** Has an address of its own (`?dialog=message`), so that the palette and other pages can lead here. */
export function SendDialog({ customer }: { customer: Customer }) {
  const { state, patch } = useUrlState()
  const close = () => patch({ dialog: undefined })
  return (
    <Modal
      opened={state['dialog'] === 'message'}
      onClose={close}
      title={t('sendTitle', { name: customer.name })}
      size={560}
      closeButtonProps={{ 'aria-label': uiText('close') }}
    >
      <SendForm customer={customer} onDone={close} />
    </Modal>
  )
}

interface Values {
  channel: SendMessage['channel']
  subject: string
  body: string
}

function SendForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const send = useSendMessage()
  const reach = useReachability(customer.id, true)
  const toBody = ({ channel, subject, body }: Values): SendMessage => ({
    customerId: customer.id,
    channel,
    subject: channel === 'email' ? subject : null,
    body,
  })
  const form = useForm<Values>({
    initialValues: { channel: customer.email ? 'email' : 'sms', subject: '', body: '' },
    validate: (values) => errorsOf(SendMessage, toBody(values)),
  })
  const { channel } = form.values
  const way = reach.data?.channels.find((one) => one.channel === channel)
  const handleSubmit = form.onSubmit((values) =>
    send.mutate(toBody(values), {
      onSuccess: () => {
        toast({ message: t('queued') })
        onDone()
      },
      onError: (error) => form.setErrors(serverErrors(error)),
    }),
  )
  const isGeneral = send.error && !(send.error instanceof ApiProblem && send.error.details.length > 0)
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        {isGeneral && (
          <Alert color="red" variant="light" role="alert">
            {sentenceOf(send.error)}
          </Alert>
        )}
        <SegmentedControl
          aria-label={t('channel')}
          value={channel}
          // The values below are the channels.
          onChange={(value) => form.setFieldValue('channel', value as Values['channel'])}
          data={[
            { value: 'email', label: t('channel_email') },
            { value: 'sms', label: t('channel_sms') },
          ]}
        />
        {way?.obstacle ? (
          <Alert color="yellow" variant="light">
            {way.obstacle}
          </Alert>
        ) : (
          <BeginWith
            channel={channel}
            onChoose={({ subject, body }) => form.setValues({ subject: subject ?? '', body })}
          />
        )}
        {channel === 'email' && <TextInput label={t('subject')} {...form.getInputProps('subject')} />}
        <Textarea
          label={t('text')}
          description={t('textHelp', { example: '{{customer.name}}' })}
          autosize
          minRows={5}
          maxRows={14}
          data-autofocus
          {...form.getInputProps('body')}
        />
        <Group justify="space-between">
          <span style={{ fontSize: '0.8125rem', color: 'var(--gw-ink-2)' }}>
            {way?.to && t('toAddress', { address: way.to })}
          </span>
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              {uiText('cancel')}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={Boolean(way?.obstacle)}>
              {t('sendDo')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

interface BeginWithProps {
  channel: SendMessage['channel']
  onChoose: (template: MessageTemplate) => void
}

/** A template's words to begin from; what is sent is what stands in the form. */
function BeginWith({ channel, onChoose }: BeginWithProps) {
  const { data: events } = useMessageEvents()
  const choices = (events ?? [])
    .filter(({ audience }) => audience === 'customer')
    .flatMap(({ title, templates }) =>
      templates.filter((one) => one.channel === channel).map((template) => ({ title, template })),
    )
  if (choices.length === 0) return null
  return (
    <Select
      key={channel}
      label={t('beginWith')}
      placeholder={t('beginFree')}
      data={choices.map(({ title, template }, index) => ({
        value: String(index),
        label: `${title} (${template.language})`,
      }))}
      onChange={(index) => {
        const choice = index === null ? undefined : choices[Number(index)]
        if (choice) onChoose(choice.template)
      }}
    />
  )
}
