import { beforeEach, describe, expect, it, vi } from 'vitest';

const language = vi.hoisted(() => ({ value: 'zh' as 'zh' | 'en' }));
vi.mock('../../src/shared/language', () => ({ language }));

const format = await import('../../src/plan/format');

describe('figures as people write them', () => {
  beforeEach(() => {
    language.value = 'zh';
  });

  it.each([
    [null, '–'],
    [0, '0%'],
    [0.0004, '< 0.1%'],
    [0.0736, '7.4%'],
    [0.5, '50.0%'],
    [0.99999, '99.9%'],
    [1, '100%'],
  ])('share %s is %s', (value, words) => {
    expect(format.percent(value)).toBe(words);
  });

  it.each([
    [null, '–', '–'],
    [87.4, '87 米', '87 m'],
    [1250, '1.3 公里', '1.3 km'],
    [123_456, '123 公里', '123 km'],
  ])('distance %s is %s, %s', (value, zh, en) => {
    expect(format.distance(value)).toBe(zh);
    language.value = 'en';
    expect(format.distance(value)).toBe(en);
  });

  it('says a change with its sign, and none as none', () => {
    expect(format.change(3, format.count)).toBe('+3');
    expect(format.change(-3, format.count)).toBe('−3');
    expect(format.change(0, format.count)).toBe('±0');
    expect(format.change(null, format.count)).toBe('–');
  });

  it.each([
    ['ratio', 0.30684, 0.33832],
    ['ratio', 0.5, 0.5],
    ['ratio', 0.12344, 0.12346],
    ['distance', 8572, 6647],
    ['distance', 1204, 849],
    ['distance', 996, 994],
    ['distance', 15, 24],
  ] as const)('a %s before, after and the change of it add up: %s, %s', (kind, before, after) => {
    const [was, is, by] = format.difference(before, after, kind);
    const number = (words: string) => (words === '±0' ? 0 : Number(words.replace('−', '-').match(/[-+]?[\d.]+/)![0]) * (words.includes('公里') ? 1000 : 1));
    expect(number(is) - number(was)).toBeCloseTo(number(by), 6);
  });

  it('names the day of the week', () => {
    expect(format.dayWords('2026-11-30')).toBe('11月30日周一');
    language.value = 'en';
    expect(format.dayWords('2026-11-30')).toMatch(/^Mon,? 30 Nov$/);
  });

  it('says no more of a rough area than is known', () => {
    expect(format.roughArea(3_264_000)).toBe('3.3 平方公里');
    expect(format.roughArea(12_600_000)).toBe('13 平方公里');
    expect(format.roughArea(1000)).toBe('< 0.1 平方公里');
  });

  it('groups thousands and names areas', () => {
    expect(format.count(1234567)).toBe('1,234,567');
    expect(format.area(1_234_567)).toBe('1.23 平方公里');
    expect(format.area(100)).toBe('< 0.01 平方公里');
  });
});
