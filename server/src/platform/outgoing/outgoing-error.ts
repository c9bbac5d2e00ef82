/**
 * Why there is no answer. `blocked`: we do not go there; `unreachable`: nobody there, or the connection broke;
 * `timed-out`: too slow; `too-large`: the answer is longer than asked for.
 */
export type OutgoingFailure = 'blocked' | 'unreachable' | 'timed-out' | 'too-large'

/** The message may be shown to whoever gave the address: it names hosts and addresses, never headers or bodies. */
export class OutgoingError extends Error {
  override name = 'OutgoingError'
  readonly failure: OutgoingFailure

  constructor(failure: OutgoingFailure, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.failure = failure
  }
}
