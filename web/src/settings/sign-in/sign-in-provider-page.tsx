import { Skeleton } from '@mantine/core'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { Failure } from '#ui/failure.tsx'
import { useSignInProvider } from './sign-in.api.ts'
import { t } from './sign-in.text.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Who vouches for the people of the business, and what their word is good for. */
export function SignInProviderPage() {
  const { data, error, refetch } = useSignInProvider()
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        {error && !data && (
          <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
        )}
        {!error && !data && <Skeleton h={480} aria-busy />}
        {data && <SignInForm key={data.version} provider={data} />}
      </PageBody>
    </>
  )
}
