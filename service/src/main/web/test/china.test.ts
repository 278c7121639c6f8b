import { describe, expect, test } from 'vitest';
import MASK from '../../../../../geo-data/src/main/resources/dev/yizhan/geo/datum/china-mask.wkt?raw';
import { gcj02Applies, isInChina } from '../src/shared/china';

/** Degrees within which the pages' outline may differ from it: about two kilometres. */
const ROUGH = 0.025;

test.each([
  ['东兴', 107.972, 21.541],
  ['凭祥', 106.766, 22.094],
  ['河口', 103.956, 22.527],
  ['景洪', 100.797, 22.008],
  ['瑞丽', 97.852, 24.013],
  ['樟木', 85.981, 27.989],
  ['亚东', 88.907, 27.485],
  ['普兰', 81.176, 30.293],
  ['塔什库尔干', 75.229, 37.772],
  ['霍尔果斯', 80.411, 44.212],
  ['阿拉山口', 82.571, 45.172],
  ['二连浩特', 111.977, 43.653],
  ['满洲里', 117.379, 49.597],
  ['黑河', 127.528, 50.245],
  ['漠河北极村', 122.36, 53.485],
  ['抚远', 134.297, 48.365],
  ['绥芬河', 131.152, 44.396],
  ['珲春', 130.366, 42.863],
  ['图们', 129.844, 42.968],
  ['集安', 126.194, 41.125],
  ['丹东', 124.385, 40.124],
  ['香港', 114.158, 22.282],
  ['澳门', 113.544, 22.199],
  ['台北', 121.565, 25.033],
  ['高雄', 120.301, 22.627],
  ['金门', 118.32, 24.433],
  ['马祖', 119.94, 26.16],
  ['澎湖', 119.566, 23.569],
  ['三沙', 112.338, 16.832],
  ['永暑礁', 112.89, 9.55],
  ['三亚', 109.512, 18.253],
  ['嵊泗', 122.451, 30.725],
  ['乌鲁木齐', 87.617, 43.793],
  ['喀什', 75.99, 39.47],
  ['拉萨', 91.117, 29.647],
  ['广州黄埔', 113.4588, 23.1064],
])('%s is in China', (_, lon, lat) => expect(isInChina({ lon, lat })).toBe(true));

test.each([
  ['Hanoi', 105.834, 21.028],
  ['Haiphong', 106.688, 20.845],
  ['Vientiane', 102.6, 17.975],
  ['Mandalay', 96.084, 21.975],
  ['Myitkyina', 97.396, 25.383],
  ['Delhi', 77.209, 28.614],
  ['Guwahati', 91.736, 26.145],
  ['Kathmandu', 85.324, 27.717],
  ['Thimphu', 89.639, 27.472],
  ['Almaty', 76.851, 43.222],
  ['Bishkek', 74.59, 42.875],
  ['Ulaanbaatar', 106.906, 47.886],
  ['Chita', 113.501, 52.034],
  ['Khabarovsk', 135.072, 48.48],
  ['Vladivostok', 131.886, 43.115],
  ['Pyongyang', 125.754, 39.039],
  ['Seoul', 126.978, 37.567],
  ['Jeju', 126.531, 33.499],
  ['Fukuoka', 130.402, 33.59],
  ['Osaka', 135.502, 34.694],
  ['Tokyo', 139.7, 35.7],
  ['Naha', 127.681, 26.212],
  ['Manila', 120.984, 14.6],
  ['Laoag', 120.593, 18.198],
  ['Lisbon', -9.1, 38.7],
  ['Sydney', 151.2, -33.9],
  ['the null island', 0, 0],
])('%s is not', (_, lon, lat) => {
  expect(isInChina({ lon, lat })).toBe(false);
  expect(gcj02Applies({ lon, lat })).toBe(false);
});

describe('where GCJ-02 applies', () => {
  test.each([
    ['香港 中環', 114.158, 22.282, false],
    ['香港 落马洲', 114.074, 22.509, false],
    ['深圳 福田', 114.055, 22.533, true],
    ['澳门', 113.544, 22.199, false],
    ['珠海 拱北', 113.548, 22.223, true],
    ['台北', 121.565, 25.033, false],
    ['金门', 118.32, 24.433, false],
    ['厦门', 118.089, 24.48, true],
    ['新义州', 124.398, 40.1, false],
    ['丹东', 124.385, 40.124, true],
    ['三沙', 112.338, 16.832, true],
    ['广州', 113.264, 23.129, true],
  ])('%s', (_, lon, lat, applies) => expect(gcj02Applies({ lon, lat })).toBe(applies));

  test('is where the service shifts, but for the roughness of the outline', () => {
    const rings = [...MASK.matchAll(/\(([-\d][^()]*)\)/g)].map(([, points]) =>
      points!.split(', ').map((point) => point.split(' ').map(Number) as [number, number]),
    );
    const inMask = (lon: number, lat: number) => {
      let inside = false;
      for (const ring of rings) {
        ring.forEach(([x, y], i) => {
          const [u, v] = ring[(i || ring.length) - 1]!;
          if (y > lat !== v > lat && lon < x + ((u - x) * (lat - y)) / (v - y)) inside = !inside;
        });
      }
      return inside;
    };
    const near = (lon: number, lat: number) => [-ROUGH, ROUGH].flatMap((d) => [inMask(lon + d, lat), inMask(lon, lat + d)]);
    // A sequence that fills the box evenly, the same each time.
    const differ = [];
    let inside = 0;
    for (let i = 1; i <= 4000; i++) {
      const lon = 73 + ((i * 0.754877666) % 1) * 63;
      const lat = 3 + ((i * 0.569840291) % 1) * 51;
      const wanted = inMask(lon, lat);
      if (wanted) inside++;
      if (gcj02Applies({ lon, lat }) !== wanted && !near(lon, lat).includes(!wanted)) differ.push([lon, lat]);
    }
    expect(inside).toBeGreaterThan(1000);
    expect(differ).toEqual([]);
  });
});
