import { describe, expect, it } from 'vitest';
import { lowest } from '../../src/plan/hours';

const day = (of: Record<number, number | null>) => new Map(Object.entries(of).map(([hour, area]) => [Number(hour), { area }]));

describe('the lowest hours of a day', () => {
  it('are a span, past midnight too', () => {
    const whole = Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, hour >= 7 && hour < 23 ? 0.02 : 0.012]));
    expect(lowest(day(whole))).toEqual({ ratio: 0.012, spans: [[23, 6]] });
  });

  it('are the same in whatever order they were looked at', () => {
    expect(lowest(new Map([[12, { area: 0.1 }], [3, { area: 0.01 }], [11, { area: 0.2 }], [2, { area: 0.01 }]]))).toEqual({ ratio: 0.01, spans: [[2, 3]] });
  });

  it('are equal where the page shows the same figure', () => {
    expect(lowest(day({ 1: 0.01201, 2: 0.01199, 4: 0.012, 9: 0.5 }))!.spans).toEqual([[1, 2], [4, 4]]);
  });

  it('are all where nothing changes', () => {
    expect(lowest(day(Object.fromEntries(Array.from({ length: 24 }, (_, hour) => [hour, 0.3]))))!.spans).toEqual([[0, 23]]);
  });

  it('are not known where nothing is', () => {
    expect(lowest(day({ 1: null }))).toBeNull();
  });
});
