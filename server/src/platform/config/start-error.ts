/** What stands in the way of a start, in words for the operator: main.ts prints the message without a stack and exits 1. */
export class StartError extends Error {
  override name = 'StartError'
}
