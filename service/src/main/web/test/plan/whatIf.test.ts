import { beforeEach, describe, expect, it, vi } from 'vitest';

const api = vi.hoisted(() => ({ GET: vi.fn(), POST: vi.fn() }));
vi.mock('../../src/shared/api/client', () => ({ api }));
const kept = new Map<string, string>();
vi.stubGlobal('sessionStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });

const { view } = await import('../../src/plan/look');
const { path } = await import('../../src/plan/place');
const { coverage } = await import('../../src/plan/figures');
const { FIRST_VIEW } = await import('../../src/plan/view');
const { fromShelf, NO_CHANGES } = await import('../../src/plan/scenario');
const whatIf = await import('../../src/plan/whatIf');

const HERE = { lon: 113.45, lat: 23.1 };
const answers = (data: unknown) => Promise.resolve({ data, response: new Response() });
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const stations = (next: string | null) => answers({ features: [], next_cursor: next });

api.GET.mockReturnValue(stations(null));
api.POST.mockReturnValue(answers({ adcode: '440112', districts: [] }));
view.value = { ...FIRST_VIEW, parent: '440112', desk: 'sites' };
path.value = [{ adcode: '440112', name: '黄埔区', level: 'county' } as never];
coverage.value = { standard: { radius_m: 1000, method: 'circle' }, dataset_version: '1-a', rows: [] } as never;
whatIf.beginWhatIf();
await settled();

beforeEach(async () => {
  whatIf.scenario.value = NO_CHANGES;
  whatIf.letGo();
  await settled();
  api.GET.mockClear();
});

describe('a map that waits for a place', () => {
  it('takes one, and waits no more', () => {
    whatIf.placing.value = true;
    whatIf.putDown(HERE);
    expect(whatIf.scenario.value.changes).toMatchObject([{ kind: 'add', place: HERE }]);
    expect(whatIf.armed.value).toBe(false);
    whatIf.putDown(HERE);
    expect(whatIf.scenario.value.changes).toHaveLength(1);
  });

  it('takes the place that a station moves to', () => {
    whatIf.carrying.value = { id: 'demo:a', geometry: { coordinates: [113.4, 23] }, properties: { name: '甲' } } as never;
    whatIf.putDown(HERE);
    expect(whatIf.scenario.value.changes).toMatchObject([{ kind: 'move', id: 'demo:a', place: HERE, from: { lon: 113.4, lat: 23 } }]);
  });

  it('waits at the desk for sites alone', () => {
    whatIf.placing.value = true;
    view.value = { ...view.value, desk: 'gaps' };
    expect(whatIf.armed.value).toBe(false);
    view.value = { ...view.value, desk: 'sites' };
  });
});

it('what is wrong with a file is forgotten with the next step', () => {
  whatIf.openFile('{');
  expect(whatIf.fileFault.value).toBe('not-json');
  whatIf.addStation(HERE, '新驿站');
  expect(whatIf.fileFault.value).toBeNull();
});

it('a scenario outlives a reload', () => {
  whatIf.addStation(HERE, '新驿站');
  expect(fromShelf(kept.get('yizhan.scenarios') ?? null)).toMatchObject([['440112', [{ kind: 'add', place: HERE }]]]);
  whatIf.scenario.value = NO_CHANGES;
  expect(kept.has('yizhan.scenarios')).toBe(false);
});

it.each(['{', '7', '[["440112", [{"kind": "burn"}]]]', '[[1, []]]', null])('what the browser kept is read with care: %s', (text) => {
  expect(fromShelf(text)).toEqual([]);
});

describe('what is gained and lost in colour', () => {
  it('is drawn with all the stations there are, page after page', async () => {
    api.GET.mockReturnValueOnce(stations('more'));
    whatIf.addStation(HERE, '新驿站');
    await settled();
    expect(api.GET.mock.calls.map(([, asked]) => asked.params.query.cursor).slice(0, 2)).toEqual([undefined, 'more']);
    expect(whatIf.moved.value?.gained.length).toBe(1);
  });

  it('is not drawn where they are not all known', async () => {
    api.GET.mockReturnValueOnce(stations('more')).mockRejectedValueOnce(new TypeError('fetch failed'));
    whatIf.addStation(HERE, '新驿站');
    await settled();
    expect(whatIf.moved.value).toBeNull();
  });
});
