import { defineText } from '#ui/text/text.ts'

export const t = defineText('support-desk', {
  banner: 'You are in {tenant} as support until {until}',
  leave: 'Leave',
  letIn: 'Support may come in until {until}',
  see: 'See and end',
  title: 'Support desk',
  lead: 'You run this installation. You see of a business what its owner lets you see, for as long as they let you in.',
  enter: 'Enter',
  until: 'until {until}',
  by: '{role} · let in by {name}',
  role_viewer: 'You may see',
  role_admin: 'You may help',
  noneTitle: 'Nobody has let support in',
  noneText: 'An owner does so under Settings, Support access. The business then shows here.',
  own: 'Your own businesses',
  work: 'Work here',
})
