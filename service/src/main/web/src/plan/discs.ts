import clip, { type MultiPolygon } from 'polygon-clipping';
import { ring, squareAround } from '../shared/measure';
import type { Change, Place } from './scenario';

/** A station that counts, as far as circles are concerned. */
export interface Standing {
  id: string;
  place: Place;
}

const CORNERS = 73;

function disc(place: Place, radiusMetres: number): [number, number][][] {
  return [ring(place, radiusMetres).slice(0, CORNERS)];
}

/** Boxes around everything that changes, wide enough to hold all circles that meet a changed one. */
export function touched(changes: readonly Change[], radiusMetres: number): [number, number, number, number][] {
  return changes.flatMap((one) => {
    const places = one.kind === 'add' ? [one.place] : one.kind === 'move' ? [one.place, one.from] : [one.from];
    return places.map((place) => squareAround(place, 2 * radiusMetres));
  });
}

/** What circles cover afterwards and did not before, and the other way round. */
export function difference(
  changes: readonly Change[],
  stations: readonly Standing[],
  radiusMetres: number,
): { gained: MultiPolygon; lost: MultiPolygon } {
  const gone = new Set(changes.flatMap((one) => (one.kind === 'add' ? [] : [one.id])));
  const old = changes.flatMap((one) => (one.kind === 'add' ? [] : [disc(one.from, radiusMetres)]));
  const fresh = changes.flatMap((one) => (one.kind === 'close' ? [] : [disc(one.place, radiusMetres)]));
  const staying = stations.filter((one) => !gone.has(one.id)).map((one) => disc(one.place, radiusMetres));
  const minus = (from: [number, number][][][], what: [number, number][][][]): MultiPolygon => {
    if (from.length === 0) return [];
    const united = clip.union(from[0]!, ...from.slice(1));
    return what.length === 0 ? united : clip.difference(united, ...what);
  };
  return { gained: minus(fresh, [...staying, ...old]), lost: minus(old, [...staying, ...fresh]) };
}
