import type { FILE_ENDINGS, FILE_KINDS } from '@groundwork/contract/platform/files.ts'

type Ending = (typeof FILE_ENDINGS)[number]

/** What the first bytes can tell. `zip` is every file that is one inside, Word and Excel among them. */
export type Content = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'svg' | 'pdf' | 'zip' | 'video' | 'text'

export interface FileType {
  kind: (typeof FILE_KINDS)[number]
  type: string
  content: Content
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** The allow list: by the ending of the name, what it is served as and what has to be inside. Everything else is refused. */
const TYPES: Record<Ending, FileType> = {
  jpg: { kind: 'picture', type: 'image/jpeg', content: 'jpeg' },
  jpeg: { kind: 'picture', type: 'image/jpeg', content: 'jpeg' },
  png: { kind: 'picture', type: 'image/png', content: 'png' },
  webp: { kind: 'picture', type: 'image/webp', content: 'webp' },
  avif: { kind: 'picture', type: 'image/avif', content: 'avif' },
  gif: { kind: 'picture', type: 'image/gif', content: 'gif' },
  svg: { kind: 'drawing', type: 'image/svg+xml', content: 'svg' },
  pdf: { kind: 'document', type: 'application/pdf', content: 'pdf' },
  txt: { kind: 'document', type: 'text/plain; charset=utf-8', content: 'text' },
  md: { kind: 'document', type: 'text/plain; charset=utf-8', content: 'text' },
  csv: { kind: 'document', type: 'text/csv; charset=utf-8', content: 'text' },
  json: { kind: 'document', type: 'application/json', content: 'text' },
  docx: { kind: 'document', type: `${OFFICE}.wordprocessingml.document`, content: 'zip' },
  xlsx: { kind: 'document', type: `${OFFICE}.spreadsheetml.sheet`, content: 'zip' },
  pptx: { kind: 'document', type: `${OFFICE}.presentationml.presentation`, content: 'zip' },
  zip: { kind: 'document', type: 'application/zip', content: 'zip' },
  mp4: { kind: 'document', type: 'video/mp4', content: 'video' },
  mov: { kind: 'document', type: 'video/quicktime', content: 'video' },
}

const byEnding = new Map<string, FileType>(Object.entries(TYPES))

/** What a file says it is by its name. */
export function typeNamed(fileName: string): FileType | undefined {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase()
  return ending === undefined ? undefined : byEnding.get(ending)
}
