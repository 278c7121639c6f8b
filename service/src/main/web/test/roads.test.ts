import { expect, test } from 'vitest';
import { ownTiles } from '../src/shared/roads';

test('tiles are asked where the page is, whatever address the service thinks it has', () => {
  expect(ownTiles(['http://10.0.0.7:8080/tiles/roads/{z}/{x}/{y}.mvt?v=3'])).toEqual(['http://127.0.0.1/tiles/roads/{z}/{x}/{y}.mvt?v=3']);
});
