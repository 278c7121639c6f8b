import { expect, test } from 'vitest';
import { isAllDay, stateAt, toneAt, type HoursSaid } from '../src/courier/opening';

const said = (open: boolean | null, opens: string | null, closes: string | null): HoursSaid => ({
  open,
  opens_at: opens,
  closes_at: closes,
  hours: { osm: null },
});
const at = (clock: string) => new Date(`2026-11-25T${clock}+08:00`);
const SIX = '2026-11-25T18:00:00+08:00';

test('an open station is open until it closes, and closed after', () => {
  expect(stateAt(said(true, null, SIX), at('17:59:59'))).toEqual({ open: true, changesAt: new Date(SIX) });
  expect(stateAt(said(true, null, SIX), at('18:00:00')).open).toBe(false);
});

test('a closed station opens when it said it would', () => {
  expect(stateAt(said(false, SIX, null), at('17:00:00')).open).toBe(false);
  expect(stateAt(said(false, SIX, null), at('18:30:00')).open).toBe(true);
});

test('long after the one change that is known, nothing is known', () => {
  expect(stateAt(said(true, null, SIX), at('21:00:00'))).toEqual({ open: null, changesAt: null });
});

test('unknown stays unknown, and what never changes stays as it is', () => {
  expect(stateAt(said(null, null, null), at('12:00:00')).open).toBeNull();
  expect(stateAt(said(true, null, null), at('23:59:00')).open).toBe(true);
});

test('open all day is what the hours say, not what the clock says', () => {
  expect(isAllDay({ ...said(true, null, null), hours: { osm: '24/7' } })).toBe(true);
  expect(isAllDay(said(true, null, null))).toBe(false);
});

test('a station out of service is shut within its hours too', () => {
  expect(toneAt({ ...said(true, null, SIX), status: 'open' }, at('12:00:00'))).toBe('open');
  for (const status of ['planned', 'temporarily_closed', 'locked', 'closed']) {
    expect(toneAt({ ...said(true, null, SIX), status }, at('12:00:00'))).toBe('closed');
  }
  expect(toneAt({ ...said(null, null, null), status: null }, at('12:00:00'))).toBe('unknown');
});
