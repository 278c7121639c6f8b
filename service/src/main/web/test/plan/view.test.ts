import { describe, expect, it } from 'vitest';
import { daysFrom, FIRST_VIEW, openAt, question, readView, today, writeView, type View } from '../../src/plan/view';

const EVERYTHING: View = {
  parent: '440100',
  level: 'county',
  mode: 'ebike',
  minutes: 12.5,
  speedKmh: 18,
  detour: 1.3,
  method: 'network',
  network: ['huangpu', 'my-city'],
  tier: ['hub'],
  amenity: ['toilet', 'charging'],
  hour: 0,
  date: '2026-05-02',
  demand: '需求 2026',
  measure: 'uncovered_demand',
  sort: { by: 'worst_distance_m', up: false },
  desk: 'gaps',
};

describe('a view in an address', () => {
  it('comes back as it went', () => {
    expect(readView(writeView(EVERYTHING))).toEqual(EVERYTHING);
  });

  it('is nothing at first', () => {
    expect(writeView(FIRST_VIEW)).toBe('');
    expect(readView('')).toEqual(FIRST_VIEW);
  });

  it('reads well', () => {
    expect(writeView({ ...FIRST_VIEW, parent: '44', amenity: ['toilet', 'charging'], hour: 2 })).toBe('?parent=44&amenity=toilet,charging&hour=2');
  });

  it('keeps the language that the address asks for', () => {
    expect(writeView({ ...FIRST_VIEW, hour: 3 }, '?lang=en&rubbish=1')).toBe('?hour=3&lang=en');
  });

  it.each(['?minutes=0', '?minutes=61', '?minutes=abc', '?minutes=', '?hour=24', '?hour=-1', '?hour=1.5', '?level=street', '?parent=abc', '?sort=beauty', '?detour=0.5', '?desk=imports', '?mode=car'])(
    'takes %s for nothing',
    (search) => {
      expect(readView(search)).toEqual(FIRST_VIEW);
    },
  );
});

describe('the day of an hour', () => {
  it('stands in the address, so that it is the same day tomorrow', () => {
    expect(writeView({ ...FIRST_VIEW, hour: 10, date: '2026-11-29' })).toBe('?hour=10&date=2026-11-29');
    expect(readView('?hour=10&date=2026-11-29').date).toBe('2026-11-29');
  });

  it.each(['?hour=10', '?hour=10&date=2026-02-30', '?hour=10&date=monday'])('is today where %s names none', (search) => {
    expect(readView(search).date).toBe(today());
  });

  it('is none without an hour', () => {
    expect(readView('?date=2026-11-29')).toEqual(FIRST_VIEW);
    expect(writeView({ ...FIRST_VIEW, date: '2026-11-29' })).toBe('');
  });

  it('is of where the stations are', () => {
    expect(today(new Date('2026-05-01T18:30:00Z'))).toBe('2026-05-02');
  });

  it('can be any of the week to come, and the one that is looked at', () => {
    expect(daysFrom('2026-11-28', '2026-12-01')).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04']);
    expect(daysFrom('2026-11-28', '2026-10-01')[0]).toBe('2026-10-01');
  });
});

describe('the question that a view is', () => {
  it('says an hour in the time of the country', () => {
    expect(openAt(2, '2026-05-02')).toBe('2026-05-02T02:00:00+08:00');
  });

  it('leaves out what is as usual', () => {
    expect(question(FIRST_VIEW)).toEqual({ mode: 'walk' });
  });

  it('has everything that is chosen', () => {
    expect(question(EVERYTHING)).toEqual({
      mode: 'ebike',
      minutes: 12.5,
      speed_kmh: 18,
      detour: 1.3,
      method: 'network',
      network: ['huangpu', 'my-city'],
      tier: ['hub'],
      amenity: ['toilet', 'charging'],
      open_at: '2026-05-02T00:00:00+08:00',
      demand: '需求 2026',
    });
  });
});
