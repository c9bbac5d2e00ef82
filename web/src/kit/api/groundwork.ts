import type { OperationAt, PathOf } from '@groundwork/client/paths'
import { api, type Page, type Query } from './client.ts'

// The API by its own generated types: an address that is not there, a body that does not fit or a field that is not
// answered does not compile. Parts of the kit that serve any resource know their address only at run time and use `api`.

type Bare<P extends string> = P extends `/${infer Rest}` ? Rest : never
type Reading = { query?: Query; signal?: AbortSignal | undefined }
type Input<M extends string, P extends string> = OperationAt<M, `/${P}`> extends { input: infer I } ? I : never
/** Never where the operation takes none. */
type Body<M extends string, P extends string> =
  Input<M, P> extends { body?: infer B } ? ('body' extends keyof Input<M, P> ? B : never) : never
type Answer<M extends string, P extends string> = OperationAt<M, `/${P}`> extends { answer: infer A } ? A : never
type RowOf<P extends string> = Answer<'GET', P> extends { rows: (infer R)[] } ? R : never
type Given<M extends string, P extends string> = [Body<M, P>] extends [never] ? [] : [body: Body<M, P>]

export const groundwork = {
  get: <P extends Bare<PathOf<'GET', 'record'>>>(path: P, ask: Reading = {}): Promise<Answer<'GET', P>> =>
    api.get(path, ask),
  list: <P extends Bare<PathOf<'GET', 'list'>>>(path: P, ask: Reading = {}): Promise<Page<RowOf<P>>> =>
    api.list(path, ask),
  post: <P extends Bare<PathOf<'POST'>>>(path: P, ...[body]: Given<'POST', P>): Promise<Answer<'POST', P>> =>
    api.post(path, body),
  patch: <P extends Bare<PathOf<'PATCH'>>>(
    path: P,
    body: Body<'PATCH', P>,
    ifMatch?: string,
  ): Promise<Answer<'PATCH', P>> => api.patch(path, body, ifMatch),
  remove: <P extends Bare<PathOf<'DELETE'>>>(path: P, query: Query = {}): Promise<undefined> => api.remove(path, query),
}
