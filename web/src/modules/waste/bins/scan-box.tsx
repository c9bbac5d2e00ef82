import { Button, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { useScan } from './bins.api.ts'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'

/** Hand scanners type the code and press Enter, so a text box is all they need. */
export function ScanBox() {
  const [opened, setOpened] = useState(false)
  const [code, setCode] = useState('')
  const navigate = useNavigate()
  const scan = useScan()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const asked = code.trim()
    if (asked) scan.mutate(asked, { onSuccess: ({ bin }) => void navigate({ to: recordHref(bins, bin.id) }) })
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconScan size={16} stroke={1.7} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('scan')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('scan')}>
        <form onSubmit={handleSubmit}>
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t('scanText')}
            </Text>
            <TextInput
              label={t('scanHint')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={scan.error ? sentenceOf(scan.error) : undefined}
              autoComplete="off"
              data-autofocus
            />
            <Button type="submit" loading={scan.isPending}>
              {t('scanFind')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
