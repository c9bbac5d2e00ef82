import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { complain } from '#kit/api/complain.ts'
import { useExportLink } from './exports.api.ts'
import { t } from './exports.text.ts'

/** A link for somebody who does not work here: it opens this one file until it expires. */
export function CopyLinkButton({ id }: { id: string }) {
  const link = useExportLink()
  const { copied, copy } = useClipboard({ timeout: 3000 })
  const Glyph = copied ? IconCheck : IconLink
  const handleClick = () => link.mutate(id, { onSuccess: ({ url }) => copy(url), onError: complain })
  return (
    <Button
      variant="default"
      loading={link.isPending}
      leftSection={<Glyph size={16} stroke={1.7} aria-hidden />}
      onClick={handleClick}
    >
      <span aria-live="polite">{t(copied ? 'linkCopied' : 'copyLink')}</span>
    </Button>
  )
}
