import { Alert } from '@mantine/core'
import { ApiProblem, sentenceOf } from '#kit/api/problem.ts'

/** What the server said, above the form; silent when every complaint stands at its field. */
export function ProblemNote({ error }: { error: unknown }) {
  if (!error || (error instanceof ApiProblem && error.details.length > 0)) return null
  return (
    <Alert color="red" variant="light" role="alert" mb="md" p="sm">
      {sentenceOf(error)}
    </Alert>
  )
}
