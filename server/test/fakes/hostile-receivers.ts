import type { Behaviour } from './webhook-receiver.ts'

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

/** What a broken or malicious receiver does to whoever sends to it. */
export const HOSTILE: Record<string, Behaviour> = {
  hangs: () => {},
  drips: (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 50)
    response.once('close', () => clearInterval(drip))
  },
  resets: (_, response) => response.socket?.resetAndDestroy(),
  fails: (_, response) => response.writeHead(500).end('no'),
  'redirects to the metadata service': (_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  'answers 100 MB': (_, response) => {
    response.writeHead(200)
    let left = 100
    const pour = () => {
      while (left-- > 0) if (!response.write(MEGABYTE)) return response.once('drain', pour)
      return response.end()
    }
    pour()
  },
}
