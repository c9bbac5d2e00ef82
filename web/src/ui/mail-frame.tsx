import classes from './mail-frame.module.css'

/** A mail as it arrives: without scripts and without our origin; its links open in a tab of their own, where they are an ordinary page. */
export function MailFrame({ title, html }: { title: string; html: string }) {
  return (
    <iframe
      className={classes.frame}
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={html.replace('<head>', '<head><base target="_blank">')}
    />
  )
}
