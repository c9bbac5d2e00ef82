import { useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import type { BaseRecord, Resource } from '../resource/resource.ts'
import { useAttach } from './attachments.api.ts'

export interface UploadUnderWay {
  key: string
  name: string
  /** From 0 to 1. */
  share: number
  error: string | undefined
  cancel: () => void
}

let made = 0

/** Files on their way, each with its progress; what went wrong stays until it is dismissed. */
export function useUploads<T extends BaseRecord>(resource: Resource<T>, id: string) {
  const [uploads, setUploads] = useState<UploadUnderWay[]>([])
  const attach = useAttach(resource, id)
  const drop = (key: string) => setUploads((now) => now.filter((upload) => upload.key !== key))
  const patch = (key: string, change: Partial<UploadUnderWay>) =>
    setUploads((now) => now.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)))
  const start = async (file: File) => {
    made += 1
    const key = String(made)
    const controller = new AbortController()
    const cancel = () => controller.abort()
    setUploads((now) => [...now, { key, name: file.name, share: 0, error: undefined, cancel }])
    try {
      await attach({ file, signal: controller.signal, onProgress: (share) => patch(key, { share }) })
      drop(key)
    } catch (error) {
      if (controller.signal.aborted) drop(key)
      else patch(key, { error: sentenceOf(error) })
    }
  }
  /** One after the other: a phone on the road has one line. */
  const add = async (files: readonly File[]) => {
    for (const file of files) await start(file)
  }
  return { uploads, add, dismiss: drop }
}
