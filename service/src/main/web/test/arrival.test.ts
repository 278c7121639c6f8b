import { beforeEach, expect, test, vi } from 'vitest';

const GET = vi.hoisted(() => vi.fn());
vi.mock('../src/shared/api/client', () => ({ api: { GET }, fetchWithin: () => undefined }));

const { askNearest, isServed } = await import('../src/courier/ask');

const NOON = new Date('2026-11-25T12:00:00+08:00');
const PLACE = { lon: 113.45, lat: 23.1 };
const minutes = (after: number) => new Date(NOON.getTime() + after * 60_000).toISOString();

/** A station so many minutes' walk away. */
function feature(id: string, walkMinutes: number, open: boolean | null, changesAfter: number | null = null) {
  return {
    id,
    geometry: { type: 'Point', coordinates: [PLACE.lon, PLACE.lat + walkMinutes / 1000] },
    properties: {
      name: id,
      status: null,
      amenities: [],
      hours: { osm: null, text: null },
      open,
      opens_at: open === false && changesAfter !== null ? minutes(changesAfter) : null,
      closes_at: open === true && changesAfter !== null ? minutes(changesAfter) : null,
      distance_m: walkMinutes * 67,
      duration_s: walkMinutes * 60,
      links: null,
    },
  };
}

const answers = (...lists: unknown[][]) => {
  for (const features of lists) {
    GET.mockResolvedValueOnce({ data: { features, dataset_version: 'v', widened: false, stale: false }, response: { url: '/v1/stations/nearest' } });
  }
};
const question = (opening: 'now' | 'arrival' | 'any') => ({ place: PLACE, needs: new Set<string>(), allDay: false, opening });
const ask = async (opening: 'now' | 'arrival' | 'any') => {
  const asked = await askNearest(question(opening), new AbortController().signal);
  return asked.ok ? asked.value.near.map(({ station }) => station.id) : asked.failure;
};
const openAt = (call: number) => GET.mock.calls[call]![1].params.query.open_at;

beforeEach(() => {
  GET.mockReset();
  vi.useFakeTimers({ now: NOON });
  return () => vi.useRealTimers();
});

test('"when I arrive" keeps what is still open then, and what has opened by then', async () => {
  answers([
    feature('closes before', 10, true, 9),
    feature('opens before', 12, false, 11),
    feature('stays open', 14, true, 60),
    feature('opens too late', 16, false, 17),
    feature('not known', 18, null),
  ]);
  expect(await ask('arrival')).toEqual(['opens before', 'stays open']);
  expect(openAt(0)).toBeUndefined();
});

test('"now" leaves that to the service, and "all" asks for no time', async () => {
  answers([feature('a', 10, true)], [feature('b', 10, null)]);
  expect(await ask('now')).toEqual(['a']);
  expect(openAt(0)).toBe('now');
  expect(await ask('any')).toEqual(['b']);
  expect(openAt(1)).toBeUndefined();
});

test('where all near by are shut on arrival, it asks for what is open when one has walked past them', async () => {
  const shut = Array.from({ length: 100 }, (_, i) => feature(`shut ${i}`, 1 + i / 2, false, 600));
  answers(shut, [feature('shut 0', 1, false, 600), feature('farther', 60, true, 120), feature('closes on the way', 61, true, 60)]);
  expect(await ask('arrival')).toEqual(['farther']);
  expect(openAt(1)).toBe(minutes(50.5));
});

test('where that second question has no answer, what the first one gave stands', async () => {
  const shut = Array.from({ length: 99 }, (_, i) => feature(`shut ${i}`, 2 + i / 2, false, 600));
  answers([feature('open', 1, true, 600), ...shut]);
  GET.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  expect(await ask('arrival')).toEqual(['open']);
  expect(GET).toHaveBeenCalledTimes(2);
});

test('a place is served if anything at all is there, and where nobody says so it may be', async () => {
  const served = () => isServed(PLACE, new AbortController().signal);
  answers([feature('shut', 10, false)], []);
  expect(await served()).toBe(true);
  expect(await served()).toBe(false);
  GET.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  expect(await served()).toBe(true);
});
