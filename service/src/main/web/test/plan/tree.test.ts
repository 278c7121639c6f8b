import { describe, expect, it } from 'vitest';
import { levelsBelow } from '../../src/plan/levels';
import { branchesOf, COUNTRY, drawn, grow, initials, joined, lineBy, lines, moveBy, type Division, type Item } from '../../src/plan/tree';

const division = (adcode: string, name: string, level: string, parent: string | null = null): Division => ({ adcode, name, level, parent, row: null });

const LAND: Record<string, Division[]> = {
  [COUNTRY]: [division('110000', '北京市', 'province'), division('420000', '湖北省', 'province'), division('441900', '东莞市', 'city', '440000')],
  '110000': [division('110101', '东城区', 'county', '110000')],
  '420000': [division('420100', '武汉市', 'city', '420000'), division('429004', '仙桃市', 'county', '420000')],
  '420100': [division('420102', '江岸区', 'county', '420100')],
};

function treeOf(open: readonly string[], barren: readonly string[] = []): Item {
  return grow({
    country: '全国',
    divisionsBelow: (key) => LAND[key] ?? [],
    levelBelow: (one) => {
      const level = levelsBelow(one?.level ?? null, one?.adcode ?? null, false)[0]!;
      return level === 'cell' || barren.includes(one?.adcode ?? COUNTRY) ? null : level;
    },
    isOpen: (key) => open.includes(key),
  });
}

const seen = (item: Item) => lines(item).map(({ name, step, open, below }) => `${step}${below === null ? ' ' : open ? '-' : '+'}${name}`);
const named = (all: readonly Item[], name: string) => all.find((one) => one.name === name)!;

describe('the tree', () => {
  it('shows what is open, step by step', () => {
    expect(seen(treeOf([]))).toEqual(['1+全国']);
    expect(seen(treeOf([COUNTRY, '420000', '420100']))).toEqual(['1-全国', '2+北京市', '2-湖北省', '3-武汉市', '4 江岸区', '3 仙桃市', '2+东莞市']);
  });

  it('has the counties of a municipality right below it', () => {
    const all = lines(treeOf([COUNTRY, '110000']));
    expect(named(all, '北京市').below).toBe('county');
    expect(named(all, '东城区')).toMatchObject({ step: 3, below: null });
  });

  it('keeps a district whose province is not there, and leads no further where nothing lies below', () => {
    expect(seen(treeOf([COUNTRY, '441900'], ['441900']))).toEqual(['1-全国', '2+北京市', '2+湖北省', '2 东莞市']);
  });

  it('has the way to where one is before its neighbours are read', () => {
    const way = branchesOf([[division('440000', '广东省', 'province'), division('440100', '广州市', 'city', '440000')]]);
    expect(joined(LAND[COUNTRY]!, way.get(COUNTRY)!).map((one) => one.adcode)).toEqual(['110000', '420000', '440000', '441900']);
    expect(way.get('440000')!.map((one) => one.name)).toEqual(['广州市']);
  });

  it('joins the ways to all that was found', () => {
    const [hubei, wuhan] = [LAND[COUNTRY]![1]!, LAND['420000']![0]!];
    const below = branchesOf([[hubei, wuhan, LAND['420100']![0]!], [hubei, LAND['420000']![1]!], [hubei]]);
    expect([...below].map(([key, some]) => `${key}: ${some.map((one) => one.name).join(' ')}`)).toEqual([': 湖北省', '420000: 武汉市 仙桃市', '420100: 江岸区']);
    expect(branchesOf([]).size).toBe(0);
  });
});

describe('the keys of the tree', () => {
  const all = lines(treeOf([COUNTRY, '420000', '420100']));
  const from = (name: string, key: string) => {
    const move = moveBy(key, all, named(all, name));
    return move && 'to' in move ? move.to.name : move;
  };

  it.each([
    ['全国', 'ArrowUp', null],
    ['全国', 'ArrowDown', '北京市'],
    ['武汉市', 'ArrowUp', '湖北省'],
    ['江岸区', 'ArrowDown', '仙桃市'],
    ['东莞市', 'ArrowDown', null],
    ['仙桃市', 'Home', '全国'],
    ['全国', 'End', '东莞市'],
    ['北京市', 'ArrowRight', { open: true }],
    ['湖北省', 'ArrowRight', '武汉市'],
    ['江岸区', 'ArrowRight', null],
    ['湖北省', 'ArrowLeft', { open: false }],
    ['江岸区', 'ArrowLeft', '武汉市'],
    ['北京市', 'ArrowLeft', '全国'],
    ['北京市', 'Tab', null],
  ])('from %s by %s', (name, key, end) => {
    expect(from(name, key)).toEqual(end);
  });
});

describe('typing in the tree', () => {
  it.each([
    ['广东省', 'gds'],
    ['重庆市', 'cqs'],
    ['厦门市', 'xms'],
    ['亳州市', 'bzs'],
    ['新疆维吾尔自治区', 'xjwwezzq'],
    ['呼和浩特市', 'hhhts'],
    ['A区', 'aq'],
  ])('knows how %s begins in sounds', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  const all = lines(treeOf([COUNTRY, '110000', '420000', '420100']));
  const typed = (text: string, at: string) => lineBy(text, all, named(all, at))?.name ?? null;

  it('goes to the next line that begins so, round and round', () => {
    expect(typed('d', '全国')).toBe('东城区');
    expect(typed('d', '东城区')).toBe('东莞市');
    expect(typed('d', '东莞市')).toBe('东城区');
  });

  it('goes by more letters, by the name and by the code', () => {
    expect(typed('dg', '东城区')).toBe('东莞市');
    expect(typed('DC', '东城区')).toBe('东城区');
    expect(typed('武', '全国')).toBe('武汉市');
    expect(typed('4290', '全国')).toBe('仙桃市');
    expect(typed('zz', '全国')).toBeNull();
  });
});

describe('of a tree of thousands of lines', () => {
  it('those in sight are drawn, and the one that the keyboard is at, in their order', () => {
    expect(drawn(2, 5, 3)).toEqual([2, 3, 4]);
    expect(drawn(2, 5, 0)).toEqual([0, 2, 3, 4]);
    expect(drawn(2, 5, 5)).toEqual([2, 3, 4, 5]);
    expect(drawn(2, 5, 90)).toEqual([2, 3, 4, 90]);
  });

  it('each knows which one it is of how many', () => {
    const xiantao = lines(treeOf([COUNTRY, '420000', '420100'])).find((one) => one.name === '仙桃市')!;
    expect([xiantao.nth, xiantao.above!.items.length]).toEqual([2, 2]);
  });
});
