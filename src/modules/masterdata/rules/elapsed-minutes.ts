// Whole minutes between two instants.
import { type Instant, instantMs, minuteMs } from '#base/values/date'

/** Minutes from one instant to the other, cut to whole ones; zero when the second is not later. */
export const elapsedMinutes = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor((instantMs(to) - instantMs(from)) / minuteMs))
