import { beforeEach, describe, expect, it, vi } from 'vitest';

const api = vi.hoisted(() => ({ GET: vi.fn() }));
vi.mock('../../src/shared/api/client', () => ({ api }));

const branches = await import('../../src/plan/branches');
const figures = await import('../../src/plan/figures');
const { view } = await import('../../src/plan/look');
const place = await import('../../src/plan/place');
const { FIRST_VIEW } = await import('../../src/plan/view');
const { towns } = await import('../../src/plan/catalogue');

const district = (adcode: string, level: string, parent: string | null) => ({ adcode, name: adcode, level, parent, area_m2: 2e9 }) as never;
const BELOW: Record<string, [adcode: string, level: string][]> = {
  '': [['440000', 'province'], ['110000', 'province']],
  '440000': [['441900', 'city'], ['440100', 'city']],
  '440100': [['440112', 'county'], ['440106', 'county']],
  '441900': [],
  '440112': [['440112003', 'town']],
};

/** The questions about coverage, as parent and level. */
let asked: string[] = [];
let away = false;

function answer(path: string, { params }: { params: { query: { parent?: string; level: string; mode: string; q?: string }; path?: { adcode: string } } }) {
  if (path === '/v1/coverage') {
    const { parent = '', level } = params.query;
    asked.push(`${parent}/${level}`);
    if (away) return Promise.reject(new TypeError('no network'));
    const rows = BELOW[parent]!.map(([adcode, below]) => ({ adcode, name: adcode, level: below, cell: null }));
    return Promise.resolve({ data: { rows, total: rows.length, dataset_version: '1-a' }, response: new Response() });
  }
  if (path === '/v1/districts') {
    return Promise.resolve({ data: { features: [{ properties: district('440112', 'county', '440100') }], next_cursor: null }, response: new Response() });
  }
  const adcode = params.path!.adcode;
  return Promise.resolve({ data: { properties: district(adcode, adcode.endsWith('0000') ? 'province' : 'city', adcode.endsWith('0000') ? null : '440000') }, response: new Response() });
}

const seen = () => branches.treeLines.value.map((one) => one.key || 'all');
const line = (key: string) => branches.treeLines.value.find((one) => one.key === key)!;
const quiet = () => vi.waitFor(() => expect(branches.treeLines.value.some((one) => one.open && branches.isOld(one))).toBe(false));

branches.beginTree();

describe('the branches of the tree', () => {
  beforeEach(() => {
    api.GET.mockReset().mockImplementation(answer);
    asked = [];
    away = false;
  });

  it('are read for nobody who does not see them', async () => {
    figures.loading.value = false;
    await new Promise((done) => setTimeout(done));
    expect(asked).toEqual([]);
  });

  it('are read when they are opened, and in order of their codes', async () => {
    branches.treeSeen.value = true;
    await quiet();
    expect(asked).toEqual(['/province']);
    expect(seen()).toEqual(['all', '110000', '440000']);
    branches.turnLine(line('440000'), true);
    await quiet();
    expect(asked).toEqual(['/province', '440000/city']);
    expect(seen()).toEqual(['all', '110000', '440000', '440100', '441900']);
    branches.turnLine(line('440000'), false);
    branches.turnLine(line('440000'), true);
    await quiet();
    expect(asked).toHaveLength(2);
  });

  it('end where nothing lies below', async () => {
    branches.turnLine(line('441900'), true);
    await vi.waitFor(() => expect(line('441900').below).toBeNull());
    expect(branches.barren.value).toBe('441900');
  });

  it('are opened to where one is, and marked there', async () => {
    view.value = { ...FIRST_VIEW, parent: '440112' };
    place.path.value = [district('440000', 'province', null), district('440100', 'city', '440000'), district('440112', 'county', '440100')];
    expect(seen()).toContain('440112');
    await quiet();
    expect(seen()).toContain('440106');
    expect([branches.current.value, branches.treeAt.value]).toEqual(['440112', '440112']);
    expect(line('440112').below).toBeNull();
  });

  it('are asked for anew by another question, the nearest first', async () => {
    view.value = { ...view.value, mode: 'ebike' };
    figures.coverage.value = { dataset_version: '1-a' } as never;
    await quiet();
    expect(asked).toEqual(['440100/county', '440000/city', '/province']);
  });

  it('say where they could not be read, and keep what they have', async () => {
    away = true;
    branches.turnLine(line('110000'), true);
    BELOW['110000'] = [['110101', 'county']];
    await vi.waitFor(() => expect(branches.treeFailure.value).toEqual({ kind: 'unreachable' }));
    expect(seen()).toContain('440106');
    away = false;
    branches.reaskTree();
    await quiet();
    expect(branches.treeFailure.value).toBeNull();
    expect(seen()).toContain('110101');
  });

  it('go on to towns where there are any', async () => {
    towns.value = true;
    expect(line('440112')).toMatchObject({ below: 'town', open: true });
    await quiet();
    expect(seen()).toContain('440112003');
    expect(line('440112003').below).toBeNull();
    towns.value = false;
  });

  it('are cut down to what is looked for, with all above it, and whole again after', async () => {
    await branches.seek('hpq');
    expect(seen()).toEqual(['all', '440000', '440100', '440112']);
    expect(line('440112').below).toBeNull();
    branches.turnLine(line('440100'), false);
    expect(seen()).toEqual(['all', '440000', '440100']);
    branches.choose(line('440100'));
    expect(branches.sought.value).toBe('');
    expect(view.value.parent).toBe('440100');
    expect(seen()).toContain('110000');
  });
});
