import { Alert, Button, Progress, Radio, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { useRegion } from '#ui/format/region.tsx'
import { FileDrop, problemWith } from './file-drop.tsx'
import { ImportSteps } from './import-steps.tsx'
import { useImportable } from './importable.ts'
import { useUpload } from './imports.api.ts'
import { t } from './imports.text.ts'
import classes from './new-import.module.css'

/** The first step: what is in the file, and the file. */
export function NewImportPage() {
  const { state, patch } = useUrlState()
  const resources = useImportable()
  const only = resources.length === 1 ? resources[0] : undefined
  const resource = resources.find((name) => name === state['resource']) ?? only
  return (
    <>
      <PageHeader
        title={resource ? t('importTitle', { many: resourceTitle(resource).toLowerCase() }) : t('newImport')}
      />
      <ImportSteps now="file" />
      <PageBody>
        {resources.length === 0 && <Text mt="lg">{t('noneMay')}</Text>}
        {resources.length > 0 && (
          <>
            <h2 className={classes.heading} id="import-what">
              {t('whatTitle')}
            </h2>
            <Radio.Group
              value={resource ?? ''}
              onChange={(name) => patch({ resource: name }, { replace: true })}
              aria-labelledby="import-what"
            >
              <div className={classes.resources}>
                {resources.map((name) => (
                  // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
                  <label key={name} className={classes.resource}>
                    <Radio value={name} aria-label={resourceTitle(name)} />
                    {resourceTitle(name)}
                  </label>
                ))}
              </div>
            </Radio.Group>
            <Upload resource={resource} />
          </>
        )}
      </PageBody>
    </>
  )
}

function Upload({ resource }: { resource: string | undefined }) {
  const navigate = useNavigate()
  const { locale } = useRegion()
  const upload = useUpload()
  const [share, setShare] = useState(0)
  const [problem, setProblem] = useState<string>()
  const abort = useRef<AbortController>(null)
  const handleFile = (file: File) => {
    const found = problemWith(file, locale)
    setProblem(found)
    if (found || !resource) return
    setShare(0)
    abort.current = new AbortController()
    upload.mutate(
      { resource, file, onProgress: setShare, signal: abort.current.signal },
      {
        onSuccess: ({ id }) => void navigate({ to: `/imports/${id}`, replace: true }),
        onError: (error) => setProblem(abort.current?.signal.aborted ? undefined : sentenceOf(error)),
      },
    )
  }
  return (
    <Stack gap="md" maw={680}>
      {problem && (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      )}
      {upload.isPending ? (
        <div className={classes.uploading}>
          <Text size="sm" mb={8} role="status">
            {t('uploading', { name: upload.variables.file.name })}
          </Text>
          <Progress value={share * 100} size="sm" aria-label={t('uploading', { name: upload.variables.file.name })} />
          <Button variant="default" size="xs" mt="md" onClick={() => abort.current?.abort(new Error('Stopped'))}>
            {t('cancelUpload')}
          </Button>
        </div>
      ) : (
        <FileDrop isDisabled={!resource} onFile={handleFile} />
      )}
    </Stack>
  )
}
