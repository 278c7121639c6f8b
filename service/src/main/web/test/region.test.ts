import { beforeEach, expect, test, vi } from 'vitest';

const GET = vi.hoisted(() => vi.fn());
vi.mock('../src/shared/api/client', () => ({ api: { GET }, fetchWithin: () => undefined }));

const { askAround } = await import('../src/courier/ask');

const PLACE = { lon: 113.45, lat: 23.1 };
const page = (ids: string[], more: boolean) => ({
  data: {
    features: ids.map((id) => ({ id, geometry: { type: 'Point', coordinates: [PLACE.lon, PLACE.lat] }, properties: { name: id } })),
    dataset_version: 'v',
    next_cursor: more ? 'next' : null,
  },
  response: { url: '/v1/stations' },
});
const widths = () => GET.mock.calls.map(([, { params }]) => Number((params.query.bbox[2] - params.query.bbox[0]).toFixed(3)));

beforeEach(() => void GET.mockReset());

test('the stations around are kept, page after page', async () => {
  GET.mockResolvedValueOnce(page(['a'], true)).mockResolvedValueOnce(page(['b'], false));
  const region = await askAround(PLACE, []);
  expect(region).toMatchObject({ radiusMetres: 10_000, datasetVersion: 'v' });
  expect(region!.stations.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('where a phone would not hold all, those nearer by are kept, whole', async () => {
  for (const id of ['a', 'b', 'c']) GET.mockResolvedValueOnce(page([id], true));
  GET.mockResolvedValueOnce(page(['near'], false));
  const region = await askAround(PLACE, []);
  expect(region!.radiusMetres).toBe(5000);
  expect(region!.stations.map(({ id }) => id)).toEqual(['near']);
  expect(widths()[0]! / widths()[3]!).toBeCloseTo(2, 1);
});

test('what did not come whole is not kept', async () => {
  GET.mockResolvedValueOnce(page(['a'], true)).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  expect(await askAround(PLACE, [])).toBeNull();
});
