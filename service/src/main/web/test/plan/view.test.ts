import { describe, expect, it } from 'vitest';
import { FIRST_VIEW, openAt, question, readView, writeView, type View } from '../../src/plan/view';

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

describe('the question that a view is', () => {
  const now = new Date('2026-05-01T18:30:00Z'); // 02:30 on the 2nd where the stations are

  it('says an hour in the time of the country', () => {
    expect(openAt(2, now)).toBe('2026-05-02T02:00:00+08:00');
  });

  it('leaves out what is as usual', () => {
    expect(question(FIRST_VIEW, now)).toEqual({ mode: 'walk' });
  });

  it('has everything that is chosen', () => {
    expect(question(EVERYTHING, now)).toEqual({
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
