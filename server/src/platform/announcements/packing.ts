import type { Announcement } from '../services.ts'

// PostgreSQL allows 8,000 bytes; an announcement is ASCII and below 120.
const MAX_PAYLOAD_LENGTH = 7_000

interface Packet {
  from: string
  messages: Announcement[]
}

/** As few payloads as hold all of them, each said once. */
export function pack(from: string, messages: readonly Announcement[]): string[] {
  const texts = new Set(messages.map((message) => JSON.stringify(message)))
  const payloads: string[] = []
  let current: string[] = []
  let length = 0
  for (const text of texts) {
    if (length + text.length > MAX_PAYLOAD_LENGTH) {
      payloads.push(toPayload(from, current))
      current = []
      length = 0
    }
    current.push(text)
    length += text.length + 1
  }
  if (current.length > 0) payloads.push(toPayload(from, current))
  return payloads
}

function toPayload(from: string, texts: readonly string[]): string {
  return `{"from":"${from}","messages":[${texts.join()}]}`
}

export function unpack(payload: string): Packet {
  // Only processes of ours may use the channel, and they pack as above.
  return JSON.parse(payload) as Packet
}
