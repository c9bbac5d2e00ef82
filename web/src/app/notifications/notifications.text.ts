import { defineText } from '#ui/text/text.ts'

export const t = defineText('app.notifications', {
  title: 'Notifications',
  unreadCount: { one: '{count} unread notification', other: '{count} unread notifications' },
  unread: 'Unread',
  all: 'All',
  markAll: 'Mark all as read',
  seeAll: 'See all',
  preferences: 'What you are told',
  showMore: 'Show more',
  empty: 'Nothing new',
  emptyText:
    'What you asked for and what needs you shows up here: imports and exports that end, jobs that give up, people who join.',
  noneUnread: 'Everything is read',
  noneUnreadText: 'Older notifications are kept for 90 days under “All”.',
})
