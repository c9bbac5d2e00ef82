// Whether somebody is there. What the page asks by itself while nobody is (after a live event, or by the clock) must not
// keep alive a session that nobody uses.

const ATTENTIVE_MS = 60_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

// Whoever opens a page is there.
let lastSignMs = Date.now()

for (const sign of SIGNS)
  window.addEventListener(
    sign,
    () => {
      lastSignMs = Date.now()
    },
    { passive: true, capture: true },
  )

export function isAttended(): boolean {
  return Date.now() - lastSignMs < ATTENTIVE_MS
}
