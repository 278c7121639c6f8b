import { describe, expect, it } from 'vitest';
import { MOST_CHANGES, NO_CHANGES, change, drop, fromFile, nextId, numberOf, redo, request, toCsv, toFile, toGeoJson, undecided, undo, type Change } from '../../src/plan/scenario';

const here = { lon: 113.45, lat: 23.1 };
const there = { lon: 113.46, lat: 23.2 };
const add = (id: string): Change => ({ kind: 'add', id, place: here, name: '新驿站' });
const move: Change = { kind: 'move', id: 'demo:a', place: there, from: here, name: '黄埔驿站' };
const close: Change = { kind: 'close', id: 'demo:a', from: here, name: '黄埔驿站' };

describe('a scenario', () => {
  it('takes back and does again, step by step', () => {
    const two = change(change(NO_CHANGES, add('new-1')), move);
    expect(undo(two).changes).toEqual([add('new-1')]);
    expect(undo(undo(two)).changes).toEqual([]);
    expect(undo(undo(undo(two))).changes).toEqual([]);
    expect(redo(redo(undo(undo(two)))).changes).toEqual(two.changes);
  });

  it('forgets what was taken back once something else is done', () => {
    const other = change(undo(change(NO_CHANGES, add('new-1'))), close);
    expect(redo(other)).toBe(other);
  });

  it('has one word a station, the last, and remembers where it stood', () => {
    const twice = change(change(NO_CHANGES, move), { ...move, place: { lon: 1, lat: 2 }, from: there } as Change);
    expect(twice.changes).toEqual([{ ...move, place: { lon: 1, lat: 2 }, from: here }]);
    expect(change(twice, { ...close, from: there } as Change).changes).toEqual([close]);
  });

  it('moves an added station by adding it elsewhere, and closes it by forgetting it', () => {
    const one = change(NO_CHANGES, add('new-1'));
    const elsewhere: Change = { kind: 'move', id: 'new-1', place: there, from: here, name: 'x' };
    expect(change(one, elsewhere).changes).toEqual([{ ...add('new-1'), place: there }]);
    expect(change(one, { kind: 'close', id: 'new-1', from: here, name: 'x' }).changes).toEqual([]);
  });

  it('lets a suggestion that is taken up keep its rank, beside other new stations', () => {
    const one = change(NO_CHANGES, add(nextId(NO_CHANGES)));
    const two = change(one, add(nextId(one, 1)));
    expect(two.changes.map(numberOf)).toEqual([1, 1]);
    expect([nextId(two), nextId(two, 1), nextId(two, 4)].map((id) => numberOf({ id }))).toEqual([2, 2, 4]);
  });

  it('is no longer than the service takes', () => {
    let full = NO_CHANGES;
    for (let i = 1; i <= MOST_CHANGES + 5; i++) full = change(full, add(nextId(full)));
    expect(full.changes).toHaveLength(MOST_CHANGES);
    expect(new Set(full.changes.map((one) => one.id)).size).toBe(MOST_CHANGES);
  });

  it('drops one, and nothing where there is none', () => {
    const one = change(NO_CHANGES, move);
    expect(drop(one, 'demo:a').changes).toEqual([]);
    expect(drop(one, 'demo:b')).toBe(one);
  });

  it('is asked of the service by kinds', () => {
    expect(request([add('new-1'), move, { ...close, id: 'demo:b' }], [], null)).toEqual({
      add: [here],
      move: [{ id: 'demo:a', ...there }],
      close: ['demo:b'],
    });
  });

  it('adds stations that count in what is looked at', () => {
    expect(request([add('new-1')], ['toilet'], 2).add).toEqual([{ ...here, amenities: ['toilet'], hours: '24/7' }]);
  });
});

describe('a scenario file', () => {
  const file = toFile([add('new-1'), move, { ...close, id: 'demo:b' }], { adcode: '440112', name: '黄埔区', view: '?parent=440112', version: '9-1b74af84' }, new Date(0));

  it('comes back as it went', () => {
    expect(fromFile(JSON.stringify(file))).toEqual({ file });
  });

  it.each([
    ['{', 'not-json'],
    ['null', 'not-a-scenario'],
    ['[]', 'not-a-scenario'],
    [JSON.stringify({ type: 'FeatureCollection', features: [] }), 'not-a-scenario'],
    [JSON.stringify({ ...file, adcode: '../x' }), 'not-a-scenario'],
    [JSON.stringify({ ...file, format: 2 }), 'newer-format'],
    [JSON.stringify({ ...file, changes: [{ ...move, place: { lon: '113', lat: 23 } }] }), 'broken-change'],
    [JSON.stringify({ ...file, changes: [{ ...move, place: { lon: 113, lat: 230 } }] }), 'broken-change'],
    [JSON.stringify({ ...file, changes: [{ ...add('site-1'), from: 'here' }] }), 'broken-change'],
    [JSON.stringify({ ...file, changes: [{ kind: 'burn', id: 'x', name: 'x' }] }), 'broken-change'],
    [JSON.stringify({ ...file, changes: Array.from({ length: 201 }, (_, i) => add(`new-${i}`)) }), 'broken-change'],
  ])('of another kind is refused: %s', (text, fault) => {
    expect(fromFile(text)).toMatchObject({ fault });
  });
});

describe('exports', () => {
  it('put a closed station where it stands and a moved one where it goes', () => {
    const { features } = toGeoJson([move, { ...close, id: 'demo:b' }], ({ name }) => name);
    expect(features.map((one) => one.geometry.coordinates)).toEqual([[113.46, 23.2], [113.45, 23.1]]);
    expect(features[0]!.properties).toMatchObject({ change: 'move', from_lon: 113.45, from_lat: 23.1 });
  });

  it('have the sites that are still to be decided on, each once', () => {
    const site = (id: string, lon: number) => ({ id, geometry: { coordinates: [lon, 23.1] } });
    const taken = { kind: 'add', id: 'site-1', place: { lon: 113.2, lat: 23.1 }, name: '推荐选址 2', suggested: true } satisfies Change;
    expect(undecided([site('a', 113.1), site('b', 113.2), site('c', 113.3)], new Set(['c']), [taken]).map(({ id }) => id)).toEqual(['a']);
    // Moved a little, it is the same one still.
    expect(undecided([site('b', 113.2)], new Set(), [{ ...taken, place: there, from: taken.place }])).toEqual([]);
    expect(toGeoJson([taken], ({ name }) => name).features[0]!.properties).toMatchObject({ change: 'add', suggested: true });
  });

  it('are read by spreadsheets, quotes and all, and run no formula', () => {
    expect(toCsv([['a', 'b'], ['x,"y"', null], ['=1+1', -5]])).toBe('\ufeffa,b\r\n"x,""y""",\r\n\'=1+1,-5\r\n');
  });
});
