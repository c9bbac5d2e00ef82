import classes from './sms-bubble.module.css'
import { t } from './text/ui.text.ts'

/** A text message as it arrives, with how many parts it is paid for as. */
export function SmsBubble({ text }: { text: string }) {
  return (
    <div className={classes.phone}>
      <p className={classes.bubble}>{text}</p>
      <p className={classes.parts}>{t('smsLength', { characters: text.length, parts: smsParts(text) })}</p>
    </div>
  )
}

// GSM 03.38: what fits seven bits, and what takes two places there. Anything else makes the whole message sixteen bits wide.
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/
const TWO_PLACES = /[\^{}\\[~\]|€]/g

export function smsParts(text: string): number {
  const isGsm = GSM.test(text)
  const length = isGsm ? text.length + (text.match(TWO_PLACES)?.length ?? 0) : text.length
  const [alone, joined] = isGsm ? [160, 153] : [70, 67]
  return length <= alone ? 1 : Math.ceil(length / joined)
}
