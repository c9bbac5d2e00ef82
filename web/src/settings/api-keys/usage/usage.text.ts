import { defineText } from '#ui/text/text.ts'

export const t = defineText('api-key-usage', {
  title: 'Usage',
  span: 'Span',
  days_7: '7 days',
  days_30: '30 days',
  days_90: '90 days',
  requests: 'Requests',
  errors: 'Errors',
  errorShare: '{share} of all',
  clientErrors: 'Refused (4xx)',
  serverErrors: 'Failed (5xx)',
  answered: 'Answered',
  p95: 'Answer time (p95)',
  p95Hint: '95 of 100 are at least as fast',
  ms: '{ms} ms',
  byDay: 'Requests by day',
  p95ByDay: 'Answer time by day, 95th percentile',
  byRoute: 'By route',
  route: 'Route',
  none: 'Nothing in these days',
  noneText: 'What the key does shows here within seconds, by day and by route. It is kept for 90 days.',
})
