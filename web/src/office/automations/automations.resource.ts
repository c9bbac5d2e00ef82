import type { Automation } from '@groundwork/contract/office/automations.ts'
import { IconBolt } from '@tabler/icons-react'
import type { Resource } from '#kit/resource/resource.ts'
import { t } from './automations.text.ts'

export const automations: Resource<Automation> = {
  name: 'office.automations',
  path: 'automations',
  href: '/automations',
  event: 'automation',
  icon: IconBolt,
  one: t('one'),
  many: t('many'),
  expand: ['runs'],
  permissions: {
    read: 'office.automations.read',
    create: 'office.automations.create',
    update: 'office.automations.update',
    delete: 'office.automations.delete',
    purge: 'office.automations.purge',
  },
  titleOf: ({ name }) => name,
  subtitleOf: ({ description }) => description ?? undefined,
}
