import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../src/shared/failure';

const language = vi.hoisted(() => ({ value: 'zh' as 'zh' | 'en' }));
vi.mock('../../src/shared/language', () => ({ language }));

const { cellName, changeName, countWords, failureWords, reasonWords, rowFaults, titled } = await import('../../src/plan/words');

const problem = (more: Partial<Extract<Failure, { kind: 'problem' }>>): Failure => ({ kind: 'problem', status: 400, type: '/problems/invalid-parameter', detail: 'network: there is no network foo', errors: [{ parameter: 'network', detail: 'there is no network foo' }], retryAfterSeconds: null, ...more });

describe('why there is no answer', () => {
  beforeEach(() => {
    language.value = 'zh';
  });

  it.each([
    [problem({}), /^网络/],
    [problem({ errors: [{ parameter: 'speed_kmh', detail: '' }, { parameter: 'detour', detail: '' }], detail: 'speed_kmh: is outside 0..50, the lower end excluded' }), /^速度.*、绕行系数/],
    [problem({ status: 404, type: '/problems/district-not-found', errors: [] }), /没有这个区划/],
    [problem({ status: 503, type: '/problems/job-queue-full', errors: [] }), /排队/],
    [problem({ status: 500, type: '/problems/internal', errors: [], detail: 'x' }), /服务出了错/],
    [problem({ status: 429, type: 'about:blank', errors: [] }), /问的人太多/],
    [problem({ status: 502, type: 'about:blank', errors: [] }), /暂时没有回答/],
    [problem({ status: 504, type: 'about:blank', errors: [] }), /暂时没有回答/],
    [problem({ status: 500, type: 'about:blank', errors: [] }), /服务出了错/],
    [problem({ status: 200, type: 'about:blank', errors: [] }), /登录/],
    [{ kind: 'unreachable', late: true } as Failure, /等了太久/],
    [problem({ status: 418, type: 'about:blank', errors: [], detail: 'teapot' }), /没有算出来/],
    [{ kind: 'unreachable' } as Failure, /连不上/],
  ])('is said in Chinese to who reads Chinese', (failure, words) => {
    expect(failureWords(failure)).toMatch(words);
    expect(failureWords(failure)).not.toMatch(/[a-z]{3}/);
  });

  it('names the rows of a file, and the file where it is of no use at all', () => {
    const failure = problem({
      type: '/problems/invalid-body',
      errors: [
        { parameter: '/candidates/3/经度', code: 'not_a_number', detail: 'line 3, 经度: x: write coordinates as decimal degrees' },
        { parameter: '/candidates/7/a~1b', code: 'swapped_coordinates', detail: 'line 7, a/b: longitude and latitude look swapped' },
        { parameter: '/candidates', code: 'missing_column', detail: 'no column is known to hold lat' },
      ],
    });
    expect(failureWords(failure)).toMatch(/文件里有错/);
    expect(rowFaults(failure)).toEqual(['第 3 行「经度」：不是数字', '第 7 行「a/b」：经度和纬度像是写反了', '整个文件：找不到经度、纬度两列']);
    language.value = 'en';
    expect(rowFaults(failure)[0]).toBe('line 3, 经度: x: write coordinates as decimal degrees');
    expect(rowFaults(failure)[2]).toBe('The whole file: no column is known to hold lat');
    expect(rowFaults(problem({}))).toEqual([]);
  });

  it.each([429, 502, 503])('promises to ask again after a %s only where that is done', (status) => {
    const away = problem({ status, type: 'about:blank', errors: [] });
    expect(failureWords(away)).toContain('自动');
    expect(failureWords(away, false)).not.toContain('自动');
  });

  it('is said in full to who reads English', () => {
    language.value = 'en';
    expect(failureWords(problem({}))).toContain('there is no network foo');
  });
});

it.each([
  ['There is no candidate.', '没有候选点。'],
  ['5 sites are wanted, and there are 3 candidates.', '要 5 个站，候选点只有 3 个。'],
  ['5 sites are wanted, and no more than 2 of the 9 candidates are 500 m apart from each other.', '要 5 个站，彼此隔得够远的候选点只有 2 个。'],
  ['There is no demand.', '没有需求。'],
  ['No candidate is nearer to any demand than the stations that there are.', '没有候选点能更好地服务还没覆盖的需求。'],
  ['The stations that there are cover all demand already.', '现有驿站已经覆盖全部需求。'],
])('"%s" has words in Chinese', (reason, words) => {
  language.value = 'zh';
  expect(reasonWords(reason)).toBe(words);
  language.value = 'en';
  expect(reasonWords(reason)).toBe(reason);
});

it('a dataset is called by its title in the language of the page, else in the other, else by its name', () => {
  const riders = { name: 'riders', title_zh: '骑手', title_en: 'Riders' };
  language.value = 'zh';
  expect(titled(riders)).toBe('骑手');
  expect(titled({ ...riders, title_zh: null })).toBe('Riders');
  language.value = 'en';
  expect(titled(riders)).toBe('Riders');
  expect(titled({ ...riders, title_en: null })).toBe('骑手');
  expect(titled({ name: 'riders', title_zh: null, title_en: null })).toBe('riders');
});

describe('names', () => {
  const added = { kind: 'add' as const, id: 'new-3', place: { lon: 113, lat: 23 }, name: '' };

  it.each([
    ['zh', '新驿站 3', '推荐选址 3'],
    ['en', 'New station 3', 'Suggested site 3'],
  ] as const)('of what is added are made in the language of the page: %s', (speaks, station, site) => {
    language.value = speaks;
    expect(changeName(added)).toBe(station);
    expect(changeName({ ...added, suggested: true })).toBe(site);
    expect(changeName({ ...added, name: '甲' })).toBe('甲');
  });

  it('count as people do', () => {
    language.value = 'zh';
    expect([countWords(33, '33', 'province'), countWords(11, '11', 'county')]).toEqual(['33 个省级行政区', '11 个区县']);
    expect(cellName('r0c12')).toBe('第 1 行第 13 列');
    language.value = 'en';
    expect([countWords(33, '33', 'province'), countWords(1, '1', 'county')]).toEqual(['33 provinces', '1 county']);
  });
});
