import { beforeEach, describe, expect, it, vi } from 'vitest';

const api = vi.hoisted(() => ({ GET: vi.fn() }));
vi.mock('../../src/shared/api/client', () => ({ api }));

const { isPlannedIn, levelsBelow } = await import('../../src/plan/levels');
const { look, view } = await import('../../src/plan/look');
const { FIRST_VIEW } = await import('../../src/plan/view');
const place = await import('../../src/plan/place');
const figures = await import('../../src/plan/figures');

const answers = (data: unknown) => Promise.resolve({ data, response: new Response() });
const district = (adcode: string, level: string) => ({ adcode, name: adcode, level, parent: null, area_m2: 2e9 }) as never;

describe('what lies below', () => {
  it('a municipality are its counties, for it has no cities', () => {
    expect(levelsBelow('province', '120000', false)).toEqual(['county']);
    expect(levelsBelow('province', '440000', true)).toEqual(['city', 'county']);
    expect(levelsBelow('city', '440100', true)).toEqual(['county']);
    expect(levelsBelow('county', '440112', false)).toEqual(['cell']);
  });

  it('is planned in a municipality as in a city, and in no other province', () => {
    expect(isPlannedIn('310000', 'province')).toBe(true);
    expect(isPlannedIn('440000', 'province')).toBe(false);
    view.value = { ...FIRST_VIEW, parent: '440100', desk: 'gaps' };
    look({ parent: '310000' });
    expect(view.value.desk).toBe('gaps');
    look({ parent: '440000' });
    expect(view.value.desk).toBe('districts');
  });
});

describe('a district without any below', () => {
  beforeEach(() => {
    api.GET.mockReset();
    place.leaves.value = new Set();
  });

  it('is listed in cells instead of not at all', async () => {
    view.value = { ...FIRST_VIEW, parent: '441900' };
    place.path.value = [district('441900', 'city')];
    expect(place.level.value).toBe('county');
    api.GET.mockReturnValueOnce(answers({ total: 0, rows: [], dataset_version: '1-a' }));
    await figures.askCoverage();
    expect(place.level.value).toBe('cell');
    expect(figures.loading.value).toBe(true);
    const cells = { total: 1, rows: [{ adcode: '441900', cell: { id: 'r0c0' } }], dataset_version: '1-a' };
    api.GET.mockReturnValueOnce(answers(cells));
    await figures.askCoverage();
    expect(api.GET.mock.lastCall![1].params.query).toMatchObject({ parent: '441900', level: 'cell' });
    expect(figures.found.value).toEqual(cells.rows);
    expect(figures.loading.value).toBe(false);
  });
});

describe('the way down to a district', () => {
  it('is asked for again by itself when the database was away', async () => {
    vi.useFakeTimers();
    place.path.value = [];
    view.value = { ...FIRST_VIEW, parent: '440112' };
    const away = { error: { type: '/problems/database-unavailable' }, response: new Response(null, { status: 503, headers: { 'Retry-After': '2' } }) };
    api.GET.mockReturnValueOnce(Promise.resolve(away));
    place.reaskPath();
    await vi.advanceTimersByTimeAsync(0);
    expect(place.pathFailure.value).toMatchObject({ status: 503 });
    api.GET.mockReturnValueOnce(answers({ properties: district('440112', 'county') }));
    await vi.advanceTimersByTimeAsync(2000);
    expect(place.pathFailure.value).toBeNull();
    expect(place.here.value?.adcode).toBe('440112');
    vi.useRealTimers();
  });
});
