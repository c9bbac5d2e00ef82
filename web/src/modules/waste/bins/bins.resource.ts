import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { IconTrash } from '@tabler/icons-react'
import type { Resource } from '#kit/resource/resource.ts'
import { t } from './bins.text.ts'

export const bins: Resource<Bin> = {
  name: 'waste.bins',
  path: 'waste/bins',
  href: '/waste/bins',
  event: 'waste.bin',
  icon: IconTrash,
  one: t('one'),
  many: t('many'),
  expand: ['customer'],
  permissions: {
    read: 'waste.bins.read',
    create: 'waste.bins.create',
    update: 'waste.bins.update',
    delete: 'waste.bins.delete',
    purge: 'waste.bins.purge',
  },
  // A bin is called by what stands on it; one without any label by where it stands.
  titleOf: (bin) => bin.qrCode ?? bin.rfidTag ?? t('unlabelled'),
  subtitleOf: (bin) => bin.location.address,
}
