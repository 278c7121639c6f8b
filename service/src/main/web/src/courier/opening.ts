/** What the service said of a station's hours, at some moment that has passed since. */
export interface HoursSaid {
  open: boolean | null;
  opens_at: string | null;
  closes_at: string | null;
  hours: { osm: string | null };
}

/** Open, closed, or not known, at a moment; with the time when that changes, if known. */
export interface OpenState {
  open: boolean | null;
  changesAt: Date | null;
}

/**
 * The state at a later moment than the one that the service answered for. One change ahead is known; behind it nothing
 * is, and then the answer is "not known", never a guess.
 */
export function stateAt(said: HoursSaid, moment: Date): OpenState {
  if (said.open === null) return { open: null, changesAt: null };
  const change = said.open ? said.closes_at : said.opens_at;
  if (change === null) return { open: said.open, changesAt: null };
  const changesAt = new Date(change);
  if (moment < changesAt) return { open: said.open, changesAt };
  // How long it stays as it is from then on was not said.
  const sinceChangeMs = moment.getTime() - changesAt.getTime();
  return sinceChangeMs <= SURE_AFTER_CHANGE_MS ? { open: !said.open, changesAt: null } : { open: null, changesAt: null };
}

/** For so long after a change the new state is taken to last: few doors open or close for less. */
const SURE_AFTER_CHANGE_MS = 2 * 3600 * 1000;

export function isAllDay(said: HoursSaid): boolean {
  return said.hours.osm === '24/7';
}

/** Not built yet, closed down, locked: whatever its hours say. */
export function isOutOfService({ status }: { status: string | null }): boolean {
  return status !== null && status !== 'open';
}

export type Tone = 'open' | 'closed' | 'unknown';

/** How a station's door stands at a moment, in a word that is a colour and a form. */
export function toneAt(said: HoursSaid & { status: string | null }, moment: Date): Tone {
  if (isOutOfService(said)) return 'closed';
  const { open } = stateAt(said, moment);
  return open === null ? 'unknown' : open ? 'open' : 'closed';
}
