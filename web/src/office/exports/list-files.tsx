import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowsUpDown, IconDownload, IconUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ListView } from '#kit/list/list-view.ts'
import { useSeenView } from '#kit/list/use-seen-view.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import type { BaseRecord } from '#kit/resource/resource.ts'
import { useMe } from '#kit/session/session.ts'
import { ExportDialog } from './export-dialog.tsx'
import { t } from './exports.text.ts'

/** Beside the primary button of a list: files in and out, as far as the role allows. */
export function ListFiles<T extends BaseRecord>({ view: whole }: { view: ListView<T> }) {
  const view = useSeenView(whole)
  const { permissions } = useMe()
  const [isExporting, setIsExporting] = useState(false)
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false })
  const { name } = view.resource
  const mayImport = permissions.includes(`${name}.import`)
  const mayExport = permissions.includes(`${name}.export`)
  if (!mayImport && !mayExport) return null
  const handleExport = () => setIsExporting(true)
  return (
    <>
      {isPhone ? (
        <FilesMenu {...(mayImport ? { importOf: name } : {})} {...(mayExport ? { onExport: handleExport } : {})} />
      ) : (
        <>
          {mayImport && (
            <ButtonLink
              variant="default"
              to="/imports/new"
              search={{ resource: name }}
              leftSection={<IconUpload size={16} stroke={1.7} aria-hidden />}
            >
              {t('import')}
            </ButtonLink>
          )}
          {mayExport && (
            <Button
              variant="default"
              onClick={handleExport}
              leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
            >
              {t('export')}
            </Button>
          )}
        </>
      )}
      {mayExport && <ExportDialog view={view} isOpen={isExporting} onClose={() => setIsExporting(false)} />}
    </>
  )
}

interface FilesMenuProps {
  importOf?: string
  onExport?: () => void
}

function FilesMenu({ importOf, onExport }: FilesMenuProps) {
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('files')}>
          <IconArrowsUpDown size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {importOf && (
          <Menu.Item
            leftSection={<IconUpload size={16} stroke={1.6} aria-hidden />}
            onClick={() => void navigate({ to: '/imports/new', search: { resource: importOf } as object })}
          >
            {t('import')}
          </Menu.Item>
        )}
        {onExport && (
          <Menu.Item leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />} onClick={onExport}>
            {t('export')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
