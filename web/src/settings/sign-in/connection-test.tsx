import type { ProviderFinding } from '@groundwork/contract/platform/sign-in-provider.ts'
import { Alert, Button, Group, List, ThemeIcon } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { useTestConnection } from './sign-in.api.ts'
import { t } from './sign-in.text.ts'
import type { ProviderForm } from './sign-in-form.tsx'

/** Tries what stands in the form, before it is saved. */
export function ConnectionTest({ form }: { form: ProviderForm }) {
  const test = useTestConnection()
  const handleTest = () => {
    const { issuer, clientId, clientSecret } = form.getValues()
    const body = { ...given({ issuer: issuer.trim(), clientId: clientId.trim() }), ...given({ clientSecret }) }
    test.mutate(body, { onError: complain })
  }
  return (
    <div>
      <Group>
        <Button variant="default" onClick={handleTest} loading={test.isPending}>
          {t('test')}
        </Button>
      </Group>
      <div role="status">
        {test.data && (
          <Alert
            mt="sm"
            variant="light"
            color={test.data.works ? 'green' : 'red'}
            title={t(test.data.works ? 'testWorks' : 'testFails')}
          >
            <List size="sm" spacing={6} center={false}>
              {test.data.findings.map((finding) => (
                <List.Item key={finding.message} icon={<Mark level={finding.level} />}>
                  {finding.message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
      </div>
    </div>
  )
}

const MARKS = {
  ok: { color: 'green', icon: IconCheck },
  warning: { color: 'yellow', icon: IconAlertTriangle },
  error: { color: 'red', icon: IconX },
} as const

function Mark({ level }: Pick<ProviderFinding, 'level'>) {
  const { color, icon: Icon } = MARKS[level]
  return (
    <ThemeIcon color={color} variant="light" size={20} radius="xl">
      <Icon size={14} stroke={2} aria-label={level} />
    </ThemeIcon>
  )
}

function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
