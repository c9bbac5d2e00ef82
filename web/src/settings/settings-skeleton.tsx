import { Skeleton, Stack } from '@mantine/core'

/** The outline of a page about one thing of the settings. */
export function SettingsSkeleton() {
  return (
    <Stack p="var(--gw-page-padding)" gap="md" aria-busy>
      <Skeleton h={26} w={220} />
      <Skeleton h={120} radius={8} />
      <Skeleton h={240} radius={8} />
    </Stack>
  )
}
