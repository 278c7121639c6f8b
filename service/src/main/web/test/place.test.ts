import { expect, test } from 'vitest';
import { withRecent, type Standing } from '../src/courier/place';

const place = (lon: number, name: string | null = null): Standing => ({ lon, lat: 23, how: 'picked', name, accuracyMetres: null });

test('the place last stood at comes first, and near by counts as the same', () => {
  const places = withRecent([place(113.1, 'a'), place(113.2, 'b')], place(113.2001, 'c'));
  expect(places.map(({ name }) => name)).toEqual(['c', 'a']);
});

test('five places are enough', () => {
  const many = [1, 2, 3, 4, 5].map((i) => place(113 + i / 10, String(i)));
  expect(withRecent(many, place(115, 'new')).map(({ name }) => name)).toEqual(['new', '1', '2', '3', '4']);
});

test('a ride leaves one place behind, not one for each minute', () => {
  const located = (lon: number): Standing => ({ ...place(lon), how: 'located' });
  const ridden = [113.2, 113.3, 113.4].reduce((places, lon) => withRecent(places, located(lon)), [place(113.1, 'picked')]);
  expect(ridden.map(({ lon }) => lon)).toEqual([113.4, 113.1]);
});
