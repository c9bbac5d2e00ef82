// Runs before the first paint so that a dark screen does not flash white; a file, because inline scripts are not allowed.
;(() => {
  let stored = null
  try {
    stored = localStorage.getItem('gw-color-scheme')
  } catch {
    // Storage may be switched off; then the system decides.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
