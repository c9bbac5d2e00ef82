import { BIN_STATUSES } from '@groundwork/contract/waste/bins.ts'
import { TONES } from '#ui/tone.ts'
import classes from './bin-map-page.module.css'
import { BIN_TONES, binWord } from './bin-words.ts'
import { t } from './bins.text.ts'
import { ToneSign } from './tone-sign.tsx'

/** What each colour and its sign stand for. */
export function Legend() {
  return (
    <ul className={classes.legend} aria-label={t('legend')}>
      {TONES.toReversed().map((tone) => (
        <li key={tone}>
          <ToneSign tone={tone} />
          {BIN_STATUSES.filter((status) => BIN_TONES[status] === tone)
            .map((status) => binWord('status', status))
            .join(', ')}
        </li>
      ))}
    </ul>
  )
}
