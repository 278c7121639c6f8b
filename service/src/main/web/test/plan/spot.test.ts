import { describe, expect, it } from 'vitest';
import { metresPerPixelAt, roundBelow } from '../../src/plan/spot';

describe('the scale of the map', () => {
  it('is known at the equator, and half of it at sixty degrees', () => {
    expect(metresPerPixelAt(0, 0)).toBeCloseTo(78_271.5, 1);
    expect(metresPerPixelAt(10, 60)).toBeCloseTo(38.2, 1);
  });

  it.each([
    [99, 50],
    [100, 100],
    [21, 20],
    [4999, 2000],
    [5.5, 5],
  ])('of at most %s is %s', (most, round) => {
    expect(roundBelow(most)).toBe(round);
  });
});
