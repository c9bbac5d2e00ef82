import type { FileVariant, StoredFile } from '@groundwork/contract/platform/files.ts'
import { IconFileText, IconFileTypePdf, IconFileZip, IconMovie, IconPhoto } from '@tabler/icons-react'

interface PictureProps {
  file: StoredFile
  size: FileVariant['size']
  className?: string | undefined
}

/** The smallest form that the browser can show. */
export function Picture({ file, size, className }: PictureProps) {
  const ofSize = file.variants.filter((variant) => variant.size === size)
  const avif = ofSize.find(({ type }) => type === 'image/avif')
  const webp = ofSize.find(({ type }) => type === 'image/webp')
  return (
    <picture>
      {avif && <source srcSet={avif.url} type="image/avif" />}
      <img
        className={className}
        src={webp?.url ?? file.url ?? ''}
        alt={file.name}
        width={webp?.width}
        height={webp?.height}
        loading="lazy"
        decoding="async"
      />
    </picture>
  )
}

const ICONS: [RegExp, typeof IconFileText][] = [
  [/^image\//, IconPhoto],
  [/pdf$/, IconFileTypePdf],
  [/zip$/, IconFileZip],
  [/^video\//, IconMovie],
]

export function FileIcon({ type }: Pick<StoredFile, 'type'>) {
  const Icon = ICONS.find(([kind]) => kind.test(type))?.[1] ?? IconFileText
  return <Icon size={32} stroke={1.3} aria-hidden />
}

/** What can be looked at here; everything else is downloaded. */
export function isViewable({ kind, state }: StoredFile): boolean {
  return state === 'ready' && kind !== 'document'
}
