import { Id } from '@groundwork/contract/http/fields.ts'
import { listQuery } from '@groundwork/contract/http/list.ts'
import { FileList, FileUse, StoredFile, UploadFileQuery } from '@groundwork/contract/platform/files.ts'
import { z } from 'zod'
import { list, manual, type Route, read, stream } from '../http/route.ts'
import type { ListQuery } from '../resource/list.ts'
import { listStoredFiles } from './files.list.ts'
import { getFile, listFileUses } from './files.service.ts'
import { serveFile } from './serve-file.ts'
import { uploadFile } from './upload.service.ts'

const tag = 'Files'
const ById = z.strictObject({ id: Id })
/** The largest that the setting may allow; the setting itself is kept by the handler, which counts. */
const BODY_LIMIT_BYTES = 1000 * 1024 * 1024

export const fileRoutes: Route[] = [
  list('/files', {
    access: 'platform.files.read',
    tag,
    summary: 'List uploaded files',
    query: listQuery(FileList, Object.keys(StoredFile.shape)),
    reply: StoredFile,
    // The query's schema is made at run time from the list's shape, so its type is the open one.
    run: (ctx, { query }) => listStoredFiles(ctx, query as unknown as ListQuery),
  }),
  manual('POST', '/files', {
    access: 'platform.files.create',
    tag,
    summary: 'Upload a file',
    description:
      'The body is the file, up to 25 MB unless the installation says otherwise. Its ending must be an allowed one and agree with what is inside. A picture is `preparing` until a job has written it anew without its metadata. A file that nothing refers to goes after a day.',
    query: UploadFileQuery,
    reply: StoredFile,
    status: 201,
    takesFile: true,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    notIdempotent:
      'a file is not kept in memory to be compared; uploaded twice its content is stored once, and what is not used goes after a day',
    run: (ctx, { query }) => uploadFile(ctx, query),
  }),
  stream('/files/content/:token', {
    access: { public: 'The signature in the address is the credential: pictures in a page can send no other' },
    tag,
    summary: 'Get what is in a file, by its link',
    params: z.strictObject({ token: z.string().max(300) }),
    run: (ctx, { params }) => serveFile(ctx, params.token),
  }),
  read('/files/:id', {
    access: 'signed-in',
    tag,
    summary: 'Get a file and links to it',
    description: 'One that you uploaded, and with the permission platform.files.read any.',
    params: ById,
    reply: StoredFile,
    run: (ctx, { params }) => getFile(ctx, params.id),
  }),
  read('/files/:id/uses', {
    access: 'signed-in',
    tag,
    summary: 'See where a file is used',
    params: ById,
    reply: z.array(FileUse),
    run: (ctx, { params }) => listFileUses(ctx, params.id),
  }),
]
