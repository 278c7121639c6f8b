import { expect, test } from 'vitest';
import { choose, deadOfNight, nearestFirst, withWords, type Question } from '../src/courier/choose';
import type { Station, StationProperties } from '../src/courier/kept';

const PLACE = { lon: 113.4588, lat: 23.1064 };
const NOW = new Date('2026-11-25T17:50:00+08:00');

function station(id: string, eastMetres: number, properties: Partial<StationProperties> = {}): Station {
  return {
    id,
    place: { lon: PLACE.lon + eastMetres / 102_500, lat: PLACE.lat },
    links: null,
    properties: {
      name: id,
      network: 'n',
      tier: null,
      amenities: ['toilet'],
      offers: [],
      address: null,
      district: null,
      status: 'open',
      entry: null,
      hours: { text: null, osm: null, verified_at: null },
      open: true,
      opens_at: null,
      closes_at: null,
      position_quality: null,
      as_of: null,
      verified_at: null,
      source: null,
      venue: null,
      capacity: null,
      operator: null,
      description: null,
      sessions: [],
      ...properties,
    },
  };
}

const question = (change: Partial<Question> = {}): Question => ({
  place: PLACE,
  needs: new Set(),
  allDay: false,
  opening: 'any',
  ...change,
});

const ids = (asked: Question, stations: Station[]) => choose(asked, stations, NOW).map(({ station: { id } }) => id);

test('the nearest comes first, and of two at one place the smaller id', () => {
  expect(ids(question(), [station('far', 900), station('b', 100), station('a', 100)])).toEqual(['a', 'b', 'far']);
});

test('farther than 5 km is shown where nothing is nearer, and only there', () => {
  expect(ids(question(), [station('near', 4000), station('far', 6000)])).toEqual(['near']);
  expect(ids(question(), [station('far', 6000), station('farther', 9000)])).toEqual(['far', 'farther']);
});

test('all needs have to be met', () => {
  const both = station('both', 500, { amenities: ['toilet', 'charging'] });
  expect(ids(question({ needs: new Set(['toilet', 'charging']) }), [station('one', 100), both])).toEqual(['both']);
});

test('a station out of service is none', () => {
  const stations = ['locked', 'temporarily_closed', 'planned', 'closed'].map((status) => station(status, 100, { status }));
  expect(ids(question(), [...stations, station('unknown', 200, { status: null })])).toEqual(['unknown']);
});

test('unknown hours meet "whenever" and nothing else', () => {
  const silent = station('silent', 100, { open: null });
  expect(ids(question({ opening: 'any' }), [silent])).toEqual(['silent']);
  expect(ids(question({ opening: 'now' }), [silent])).toEqual([]);
  expect(ids(question({ opening: 'arrival' }), [silent])).toEqual([]);
});

test('on arrival counts the way: what closes meanwhile is out, what opens meanwhile is in', () => {
  const closing = { closes_at: '2026-11-25T18:00:00+08:00' };
  const opening = { open: false, opens_at: '2026-11-25T18:00:00+08:00' };
  const stations = [
    station('closing-near', 300, closing), // 4.5 minutes on foot
    station('closing-far', 900, closing), // 13.5 minutes
    station('opening-near', 300, opening),
    station('opening-far', 900, opening),
  ];
  expect(ids(question({ opening: 'arrival' }), stations)).toEqual(['closing-near', 'opening-far']);
  expect(ids(question({ opening: 'now' }), stations)).toEqual(['closing-near', 'closing-far']);
});

test('the dead of night is the next half past three in China', () => {
  expect(deadOfNight(NOW)).toEqual(new Date('2026-11-26T03:30:00+08:00'));
  expect(deadOfNight(new Date('2026-11-26T03:29:00+08:00'))).toEqual(new Date('2026-11-26T03:30:00+08:00'));
  expect(deadOfNight(new Date('2026-11-26T03:31:00+08:00'))).toEqual(new Date('2026-11-27T03:30:00+08:00'));
});

test('without a network the words of names and addresses are looked for, in Chinese alone', () => {
  const shop = station('a', 100, { name: 'Costa 咖啡', address: '大沙地东路 1 号', district: { adcode: '440112', name: '黄埔区' } });
  const found = (words: string) => withWords(words, [shop, station('b', 200)]).map(({ id }) => id);
  expect(found('costa 黄埔')).toEqual(['a']);
  expect(found('大沙地')).toEqual(['a']);
  expect(found('dashadi')).toEqual([]);
});

test('24 hours is asked of the hours', () => {
  const always = station('always', 500, { hours: { text: '24小时', osm: '24/7', verified_at: null } });
  expect(ids(question({ allDay: true }), [station('day', 100), always])).toEqual(['always']);
});

test('what words found stands in the order of distance, and as it came where nobody knows from where', () => {
  const found = [station('far', 900), station('near', 100), station('middle', 500)];
  expect(nearestFirst(found, PLACE).map(({ id }) => id)).toEqual(['near', 'middle', 'far']);
  expect(nearestFirst(found, null).map(({ id }) => id)).toEqual(['far', 'near', 'middle']);
});
