import { afterEach, expect, test } from 'vitest';
import { agoWords, aroundWords, checkedWords, countWords, degreesWords, distanceWords, keptAgoWords, minutesWords, offerWords, openWords, timeWords, wayWords } from '../src/courier/words';
import { failureOf } from '../src/shared/failure';
import { chooseLanguage, language } from '../src/shared/language';

afterEach(() => {
  language.value = 'zh';
});

const NOW = new Date('2026-11-25T17:50:00+08:00');

test.each([
  [88.97, '89 米', '89 m'],
  [123, '120 米', '120 m'],
  [996, '1.0 公里', '1.0 km'],
  [1234, '1.2 公里', '1.2 km'],
  [12_345, '12 公里', '12 km'],
])('%d m is written as people say it', (metres, zh, en) => {
  expect(distanceWords(metres)).toBe(zh);
  language.value = 'en';
  expect(distanceWords(metres)).toBe(en);
});

test('a way takes whole minutes, never none', () => {
  expect(minutesWords(12)).toBe('1 分钟');
  expect(wayWords(600, 'walk')).toBe('步行 10 分钟');
  expect(minutesWords(7200)).toBe('2 小时');
  expect(minutesWords(87 * 60)).toBe('1 小时 27 分');
  language.value = 'en';
  expect(wayWords(600, 'ebike')).toBe('10 min by e-bike');
});

test('a time is that of the country, with its day where it is another', () => {
  expect(timeWords(new Date('2026-11-25T12:30:00Z'), NOW)).toBe('20:30');
  expect(timeWords(new Date('2026-11-26T06:00:00+08:00'), NOW)).toBe('明天 06:00');
  expect(timeWords(new Date('2026-11-25T16:30:00Z'), NOW)).toBe('明天 00:30');
  expect(timeWords(new Date('2026-11-30T09:00:00+08:00'), NOW)).toMatch(/11月30日.*09:00/);
});

test('how the door stands', () => {
  const at = new Date('2026-11-25T20:30:00+08:00');
  expect(openWords({ open: true, changesAt: at }, false, NOW)).toBe('开到 20:30');
  expect(openWords({ open: true, changesAt: null }, true, NOW)).toBe('24 小时开');
  expect(openWords({ open: false, changesAt: at }, false, NOW)).toBe('关着，20:30 开');
  expect(openWords({ open: null, changesAt: null }, false, NOW)).toBe('营业时间不详');
  language.value = 'en';
  expect(openWords({ open: true, changesAt: at }, false, NOW)).toBe('Open until 20:30');
});

test('midnight ends the day, and a day to come is told', () => {
  const until = (time: string) => openWords({ open: true, changesAt: new Date(time) }, false, NOW);
  expect(until('2026-11-26T00:00:00+08:00')).toBe('开到 24:00');
  expect(until('2026-11-26T02:00:00+08:00')).toBe('开到 明天 02:00');
  expect(until('2026-11-27T00:00:00+08:00')).toMatch(/^开到 11月27日/);
  expect(openWords({ open: false, changesAt: new Date('2026-11-26T00:00:00+08:00') }, false, NOW)).toBe('关着，明天 00:00 开');
  language.value = 'en';
  expect(until('2026-11-26T00:00:00+08:00')).toBe('Open until midnight');
});

test('when a station was last looked at', () => {
  expect(checkedWords(new Date('2026-11-22T17:50:00+08:00'), NOW)).toBe('3 天前核实');
  expect(checkedWords(new Date('2020-01-01T00:00:00+08:00'), NOW)).toBe('2020年1月核实');
  // Written down wrongly, or yet to come: not "just now".
  expect(checkedWords(new Date('2027-11-22T00:00:00+08:00'), NOW)).toBe('2027年11月核实');
  language.value = 'en';
  expect(checkedWords(new Date('2026-11-22T17:50:00+08:00'), NOW)).toBe('Checked 3 days ago');
  expect(checkedWords(new Date('2020-01-01T00:00:00+08:00'), NOW)).toBe('Checked Jan 2020');
});

test('prices, ages and counts', () => {
  expect(offerWords(10, '午餐')).toBe('10 元，午餐');
  expect(offerWords(0, null)).toBe('免费');
  expect(offerWords(null, null)).toBe('');
  expect(agoWords(new Date(NOW.getTime() - 3 * 3_600_000), NOW)).toBe('3 小时前');
  expect(keptAgoWords(NOW, NOW)).toBe('刚存的');
  expect(degreesWords({ lon: 113.459625, lat: 23.106149 })).toBe('北纬 23.106149°，东经 113.459625°，WGS-84');
  expect(countWords(12, 88)).toBe('12 个驿站，最近 88 米');
  expect(aroundWords(3)).toBe('3 个驿站，离分享的驿站近的在前');
  language.value = 'en';
  expect(countWords(1, null)).toBe('1 station');
  expect(aroundWords(1)).toBe('1 station');
  expect(countWords(1, 88)).toBe('1 station, 88 m away');
});

test('the language is what is asked, then what was chosen, then what the browser says, then Chinese', () => {
  expect(chooseLanguage('en', 'zh', ['zh-CN'])).toBe('en');
  expect(chooseLanguage(null, 'zh', ['en-US'])).toBe('zh');
  expect(chooseLanguage(null, null, ['fr', 'en-GB', 'zh'])).toBe('en');
  expect(chooseLanguage('xx', null, ['fr'])).toBe('zh');
});

test('a failure is a problem of the service, a page of somebody between, or nobody at all', () => {
  const problem = { type: '/problems/dataset-not-ready', title: '', status: 503, detail: 'soon' };
  const answer = new Response(null, { status: 503, headers: { 'Retry-After': '2' } });
  expect(failureOf(problem, answer)).toEqual({
    kind: 'problem',
    status: 503,
    type: '/problems/dataset-not-ready',
    detail: 'soon',
    retryAfterSeconds: 2,
  });
  expect(failureOf('<html>', new Response(null, { status: 502 }))).toMatchObject({ type: 'about:blank', retryAfterSeconds: null });
  expect(failureOf(new TypeError('Failed to fetch'), undefined)).toEqual({ kind: 'unreachable' });
});
