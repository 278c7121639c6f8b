import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from 'polygon-clipping';
import { difference } from '../../src/plan/discs';
import type { Change } from '../../src/plan/scenario';

const at = (eastMetres: number) => ({ lon: 113.45 + eastMetres / 102_457, lat: 23.1 });

/** Square metres on the plane, near enough for circles of a kilometre. */
function area(shape: MultiPolygon): number {
  let sum = 0;
  for (const polygon of shape) {
    for (const ring of polygon) {
      let twice = 0;
      for (let i = 0; i + 1 < ring.length; i++) twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
      sum += (twice / 2) * 102_457 * 110_755;
    }
  }
  return Math.abs(sum);
}

const DISC = Math.PI * 1000 ** 2;
/** Two discs of radius r whose middles lie r apart share this much of one. */
const SHARED = 2 / 3 - Math.sqrt(3) / (2 * Math.PI);

describe('what changes sides', () => {
  const add: Change = { kind: 'add', id: 'new-1', place: at(0), name: '' };

  it('is a whole disc where nobody else is', () => {
    const { gained, lost } = difference([add], [], 1000);
    expect(area(gained) / DISC).toBeCloseTo(1, 2);
    expect(lost).toEqual([]);
  });

  it('is only what no neighbour covers already', () => {
    const { gained } = difference([add], [{ id: 'b', place: at(1000) }], 1000);
    expect(area(gained) / DISC).toBeCloseTo(1 - SHARED, 2);
  });

  it('is gained on one side and lost on the other when a station moves', () => {
    const move: Change = { kind: 'move', id: 'a', from: at(0), place: at(1000), name: '' };
    const { gained, lost } = difference([move], [{ id: 'a', place: at(0) }], 1000);
    expect(area(gained) / DISC).toBeCloseTo(1 - SHARED, 2);
    expect(area(lost) / DISC).toBeCloseTo(1 - SHARED, 2);
  });

  it('is nothing where a neighbour stands on the same spot', () => {
    const close: Change = { kind: 'close', id: 'a', from: at(0), name: '' };
    const { gained, lost } = difference([close], [{ id: 'a', place: at(0) }, { id: 'b', place: at(0) }], 1000);
    expect(area(gained) + area(lost)).toBeLessThan(1);
  });
});
