import { language, type Language } from '../shared/language';
import type { LonLat, Mode } from '../shared/measure';
import { isAllDay, isOutOfService, stateAt, type HoursSaid, type OpenState } from './opening';

type Pair = readonly [zh: string, en: string];

/** Every sentence of the page, Chinese first. */
const WORDS = {
  title: ['驿站', 'Yizhan'],
  tagline: ['附近能歇脚的地方', 'A place to rest, near by'],
  skip: ['跳到驿站列表', 'Skip to the list of stations'],
  language: ['English', '中文'],
  display: ['显示', 'Display'],
  largeText: ['大字', 'Large text'],
  highContrast: ['强对比', 'High contrast'],
  dark: ['深色', 'Dark'],
  planner: ['规划台', 'Planner'],
  close: ['关闭', 'Close'],

  searchLabel: ['找驿站或区县：名字、地址、拼音', 'Find a station or district: name, address, pinyin'],
  searchPlaceholder: ['名字、地址、拼音', 'Name, address or pinyin'],
  searchNothing: ['没有找到。换个字，或只写拼音首字母', 'Nothing found. Try other words, or the initials of the pinyin'],
  searchKept: ['没有网络：只找了存在手机上的驿站，要写汉字', 'No network: only the stations kept on this phone are searched; type Chinese'],
  searchKeptNothing: [
    '没有网络，存在手机上的驿站里没有找到：要写汉字，或有网时再找',
    'No network, and nothing found among the stations kept on this phone; type Chinese, or search again with a network',
  ],
  searchStations: ['驿站', 'Stations'],
  searchMore: ['只列了这些，多写几个字会更准', 'Only these are listed; more words find better'],
  searchDistricts: ['区县', 'Districts'],

  here: ['我的位置', 'My position'],
  place: ['位置', 'Place'],
  pinned: ['图钉的位置', 'The pin'],
  shared: ['分享的驿站', 'The shared station'],
  locate: ['用我的位置', 'Use my position'],
  locateAgain: ['重新定位', 'Locate again'],
  locating: ['正在定位…', 'Locating…'],
  changePlace: ['换地方', 'Change'],
  changeTitle: ['换个地方找', 'Look from another place'],
  pickOnMap: ['在地图上选', 'Pick on the map'],
  pickDistrict: ['选区县', 'Pick a district'],
  pickHint: ['点一下地图，或拖动图钉', 'Tap the map, or drag the pin'],
  pickKeys: ['键盘：方向键移动，回车选中间', 'Keys: arrows move it, Enter takes the middle'],
  pinKeys: ['图钉，用方向键移动', 'The pin; arrow keys move it'],
  placed: ['图钉放好了', 'The pin is set'],
  lastPlace: ['上次的地方', 'The last place'],
  recentPlaces: ['最近看过的地方', 'Recent places'],
  networksHere: ['这些地方有驿站', 'There are stations in'],
  allDistricts: ['全国区县', 'All districts'],
  useWholeDistrict: ['就在这里找', 'Look here'],
  back: ['上一级', 'Back'],

  welcome: ['歇会儿，喝口水', 'Take a break'],
  welcomeMore: [
    '找最近的、开着门的驿站：水、厕所、充电、热饭、空调。不用注册，位置只用来算距离，不保存在服务器上。',
    'The nearest station that is open: water, toilets, charging, hot food, cool air. No account; your position only measures distances and is not kept on the server.',
  ],
  slow: ['定位有点慢。可以再等等，或者先选个地方', 'Locating is taking a while. Wait, or pick a place'],
  refused: [
    '没有得到定位许可。可以在浏览器的网站设置里打开，或者自己选个地方',
    'The position was refused. Allow it in the settings of the browser, or pick a place yourself',
  ],
  stillNot: ['还是不行：', 'Still the same:'],
  failed: ['手机定不了位（可能在室内）。自己选个地方也行', 'The phone cannot locate itself (indoors, perhaps). Pick a place instead'],
  outside: ['定位显示您不在中国，附近没有驿站。可以选一个中国的地方', 'Your position seems to be outside China, where there are no stations. Pick a place in China'],

  needs: ['我需要', 'I need'],
  when: ['什么时候开', 'Open when'],
  openNow: ['现在开着', 'Open now'],
  openArrival: ['到了还开着', 'When I arrive'],
  openAny: ['全部', 'All'],
  allDay: ['24 小时', '24 hours'],

  results: ['附近的驿站', 'Stations near by'],
  asking: ['正在找…', 'Looking…'],
  more: ['再看一些', 'Show more'],
  none: ['附近没有合条件的驿站', 'No station near by meets this'],
  noneMore: ['少选一个条件，或看看没写营业时间的', 'Drop a filter, or include stations without stated hours'],
  noneAtAll: ['50 公里内没有驿站', 'There is no station within 50 km'],
  unloaded: ['这里还没有驿站', 'No stations here yet'],
  unloadedMore: ['还没有载入过驿站。管理服务的人载入以后，就能在这里找到。', 'None were loaded so far. Once the people who run the service load some, they are found here.'],
  dropNeeds: ['清除条件', 'Clear filters'],
  showAll: ['不管开没开', 'Open or not'],
  widened: ['5 公里内没有，已找到更远处', 'Nothing within 5 km; farther ones are shown'],
  synthetic: ['示例点位', 'Made-up place'],
  schematic: ['示意点位', 'Schematic place'],
  syntheticNote: ['演示用的驿站，位置是编的，别照着跑', 'A demonstration: made-up places, do not ride there'],
  details: ['详情', 'Details'],
  less: ['收起', 'Less'],
  go: ['带我去', 'Take me there'],
  share: ['分享', 'Share'],
  linkCopied: ['链接已复制', 'Link copied'],
  copyByHand: ['浏览器不让复制，请自己复制这个链接', 'The browser does not let the page copy; copy this link yourself'],

  address: ['地址', 'Address'],
  hours: ['营业时间', 'Hours'],
  network: ['所属', 'Network'],
  position: ['点位', 'Position'],
  offers: ['价格与条件', 'Prices and terms'],
  sessions: ['近期活动', 'Coming up'],
  operator: ['管理单位', 'Run by'],
  capacity: ['座位', 'Seats'],
  description: ['说明', 'Notes'],
  unknown: ['没有说明', 'Not stated'],
  entryUnknown: ['进门方式不详', 'Entry not known'],
  amenitiesUnknown: ['设施不详', 'Amenities not known'],
  notVerified: ['未核实', 'Not checked yet'],

  goTitle: ['用哪个地图带路？', 'Open in which map?'],
  amap: ['高德地图', 'Amap'],
  ride: ['骑行', 'by bike'],
  walk: ['步行', 'on foot'],
  spot: ['先看地点', 'the place'],
  baidu: ['百度地图', 'Baidu Maps'],
  tencent: ['腾讯地图', 'Tencent Maps'],
  apple: ['苹果地图', 'Apple Maps'],
  goDatum: [
    '浏览器给的是 WGS-84；每个地图收到的都已换成它自己的坐标，不会偏。',
    'The browser gives WGS-84; each map gets the place in its own datum, so nothing is shifted.',
  ],
  goSynthetic: ['这个点位是编的，只能试试链接。', 'This place is made up; the links are only to try.'],
  goOffline: ['没有网络，多半只有手机上装了的地图能打开。地址：', 'Without a network only a map that is installed may open. The address:'],

  offline: ['没有网络', 'No network'],
  tooSlow: ['网络太慢，没等到回答', 'The network is too slow: no answer came'],
  slowNetwork: ['网络很慢，还在等…', 'The network is slow; still waiting…'],
  offlineKept: ['显示的是存在手机上的驿站，距离在手机上算', 'Showing the stations kept on this phone, with distances computed here'],
  offlineNothing: ['这一带还没有存过驿站。有网时打开一次就行', 'Nothing is kept for this area yet; open it once with a network'],
  noList: ['现在列不出驿站', 'No list for now'],
  retry: ['再试一次', 'Try again'],
  stale: ['服务器暂时连不上数据库，营业与撤站的变化可能还没到', 'The server has lost its database; recent changes may be missing'],
  notReady: ['服务器刚启动，正在装载驿站，马上好', 'The server has just started and is loading the stations'],
  busy: ['服务器忙，过一会儿再试', 'The server is busy; try again in a moment'],
  gone: ['这个驿站已经撤了', 'This station is gone'],
  notFound: ['没有这个驿站', 'There is no such station'],
  noPlace: ['还不知道这个地方在哪里，换一个试试', 'We do not know where that is; try another place'],
  notUnderstood: ['服务器不认识这个条件', 'The server does not know this need'],
  fault: ['服务器出错了，不是您的问题', 'Something went wrong on our side'],
  foreign: [
    '回答的不是驿站的服务器：可能要先登录这个 Wi-Fi，也可能是服务器出了错',
    'The answer did not come from the station server: this Wi-Fi may want you to log in, or the server is at fault',
  ],
  noMap: ['这台设备画不了地图，列表照常可用', 'This device cannot draw the map; the list works all the same'],
  mapMissing: ['地图没有下载下来，列表照常可用', 'The map could not be loaded; the list works all the same'],
  mapOthers: ['灰点：其他驿站', 'Grey: other stations'],
  mapLabel: ['地图：我和最近的驿站', 'Map: me and the nearest stations'],
  mapCanvas: ['地图，用方向键移动，加减号缩放', 'Map; arrow keys move it, plus and minus zoom'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  mapLoading: ['地图正在打开…', 'Opening the map…'],
  minutesRing: ['分钟', 'min'],
} as const satisfies Record<string, Pair>;

export type Word = keyof typeof WORDS;

const at = (lang: Language) => (lang === 'zh' ? 0 : 1);

/** The sentence in the language of the page. */
export function say(word: Word): string {
  return WORDS[word][at(language.value)];
}

const ENTRY: Record<string, Pair> = {
  open: ['直接进', 'Walk in'],
  staffed: ['有人接待', 'Someone lets you in'],
  scan: ['扫码进', 'Scan a code'],
  face: ['刷脸进', 'Face check'],
  key: ['要钥匙或密码', 'Ask for a key or code'],
  customers: ['仅限顾客', 'Customers only'],
};

const STATUS: Record<string, Pair> = {
  temporarily_closed: ['暂停开放', 'Closed for now'],
  locked: ['有人反映锁着门', 'Reported locked'],
  planned: ['还没建好', 'Not built yet'],
  closed: ['已关闭', 'Closed down'],
};

const QUALITY: Record<string, Pair> = {
  surveyed: ['实地测过', 'Surveyed'],
  geocoded: ['由地址换算', 'From its address'],
  schematic: ['示意，可能差几百米', 'Schematic, perhaps off by hundreds of metres'],
  synthetic: ['编造，仅供演示', 'Made up for a demonstration'],
};

function coded(table: Record<string, Pair>, code: string | null): string | null {
  return code === null ? null : (table[code]?.[at(language.value)] ?? code);
}

export const entryWords = (code: string | null) => coded(ENTRY, code);
export const statusWords = (code: string | null) => coded(STATUS, code);
export const qualityWords = (code: string | null) => coded(QUALITY, code);

/** A distance as people say it: tens of metres, then tenths of a kilometre. */
export function distanceWords(metres: number): string {
  const zh = language.value === 'zh';
  const near = metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10;
  if (near < 1000) return zh ? `${near} 米` : `${near} m`;
  const km = metres < 10_000 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000).toString();
  return zh ? `${km} 公里` : `${km} km`;
}

/** A duration in whole minutes, never none. */
export function minutesWords(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const zh = language.value === 'zh';
  if (minutes < 60) return zh ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [zh ? `${hours} 小时` : `${hours} h`, ...(rest > 0 ? [zh ? `${rest} 分` : `${rest} min`] : [])].join(' ');
}

/** How long the way takes, and how one goes. */
export function wayWords(seconds: number, mode: Mode): string {
  const time = minutesWords(seconds);
  if (language.value === 'zh') return `${mode === 'walk' ? '步行' : '电动车'} ${time}`;
  return `${time} ${mode === 'walk' ? 'on foot' : 'by e-bike'}`;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** A time of the country, wherever the phone thinks it is: the hour today, else with its day. */
export function timeWords(time: Date, now: Date): string {
  const clock = CLOCK.format(time);
  const days = Math.round((Date.parse(DAY.format(time)) - Date.parse(DAY.format(now))) / 86_400_000);
  const zh = language.value === 'zh';
  if (days === 0) return clock;
  if (days === 1) return zh ? `明天 ${clock}` : `${clock} tomorrow`;
  const locale = zh ? 'zh-CN' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', month: 'short', day: 'numeric', weekday: 'short' });
  return `${day.format(time)} ${clock}`;
}

/** Until when something goes on: midnight is the end of a day, not the beginning of the next. */
function untilWords(time: Date, now: Date): string {
  const eve = new Date(time.getTime() - 1);
  if (CLOCK.format(time) !== '00:00' || DAY.format(eve) !== DAY.format(now)) return timeWords(time, now);
  return language.value === 'zh' ? '24:00' : 'midnight';
}

/** How a station's door stands, in a few words. */
export function openWords({ open, changesAt }: OpenState, allDay: boolean, now: Date): string {
  const zh = language.value === 'zh';
  if (open === null) return zh ? '营业时间不详' : 'Hours not known';
  if (open) {
    if (allDay) return zh ? '24 小时开' : 'Open 24 hours';
    if (changesAt) return zh ? `开到 ${untilWords(changesAt, now)}` : `Open until ${untilWords(changesAt, now)}`;
    return zh ? '现在开着' : 'Open now';
  }
  if (changesAt) return zh ? `关着，${timeWords(changesAt, now)} 开` : `Closed, opens ${timeWords(changesAt, now)}`;
  return zh ? '现在关着' : 'Closed now';
}

/** The same for whatever keeps it shut: a station out of service says why before its hours. */
export function doorWords(said: HoursSaid & { status: string | null }, now: Date): string {
  if (isOutOfService(said)) return statusWords(said.status) ?? '';
  return openWords(stateAt(said, now), isAllDay(said), now);
}

/** How long ago something was. */
export function agoWords(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - then.getTime()) / 60_000));
  const zh = language.value === 'zh';
  if (minutes < 1) return zh ? '刚刚' : 'just now';
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return zh ? `${hours} 小时前` : `${hours} h ago`;
  const days = Math.round(hours / 24);
  return zh ? `${days} 天前` : `${days} days ago`;
}

const LATELY_MS = 60 * 86_400_000;

/** When somebody was last there to see: how long ago, or in which month where that is long; a day to come as it was written. */
export function checkedWords(then: Date, now: Date): string {
  const zh = language.value === 'zh';
  const ago = now.getTime() - then.getTime();
  if (ago >= 0 && ago < LATELY_MS) return zh ? `${agoWords(then, now)}核实` : `Checked ${agoWords(then, now)}`;
  const month = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'short' }).format(then);
  return zh ? `${month}核实` : `Checked ${month}`;
}

/** How many things more there are, for who hears it. */
export function moreWords(count: number): string {
  return language.value === 'zh' ? `还有 ${count} 样` : `${count} more`;
}

/** The same of what the phone has kept. */
export function keptAgoWords(then: Date, now: Date): string {
  const ago = agoWords(then, now);
  return language.value === 'zh' ? (ago === '刚刚' ? '刚存的' : `${ago}存的`) : `kept ${ago}`;
}

export function accuracyWords(metres: number): string {
  return language.value === 'zh' ? `误差 ${distanceWords(metres)}` : `± ${distanceWords(metres)}`;
}

/** A place in degrees, for who has to type it. */
export function degreesWords({ lon, lat }: LonLat): string {
  const [north, east] = [lat.toFixed(6), lon.toFixed(6)];
  return language.value === 'zh' ? `北纬 ${north}°，东经 ${east}°，WGS-84` : `${north}° N, ${east}° E, WGS-84`;
}

/** How far a place is from where the list looks. */
export function awayWords(metres: number): string {
  return language.value === 'zh' ? `离这里 ${distanceWords(metres)}` : `${distanceWords(metres)} away`;
}

export function inaccurateWords(metres: number): string {
  return language.value === 'zh'
    ? `定位只准到约 ${distanceWords(metres)}。不对的话，把图钉拖到您站的地方`
    : `Your position is only known to about ${distanceWords(metres)}. If it is wrong, drag the pin to where you stand`;
}

export function countWords(count: number, nearestMetres: number | null): string {
  const zh = language.value === 'zh';
  if (nearestMetres === null) return zh ? `${count} 个驿站` : `${count} ${count === 1 ? 'station' : 'stations'}`;
  const near = distanceWords(nearestMetres);
  if (count === 1) return zh ? `1 个驿站，离您 ${near}` : `1 station, ${near} away`;
  return zh ? `${count} 个驿站，最近 ${near}` : `${count} stations, the nearest ${near} away`;
}

/** How many are listed where nobody knows where the person is, but which station they were told of. */
export function aroundWords(count: number): string {
  const words = countWords(count, null);
  if (count === 1) return words;
  return language.value === 'zh' ? `${words}，离分享的驿站近的在前` : `${words}, those near the shared one first`;
}

export function offerWords(priceCny: number | null, condition: string | null): string {
  const zh = language.value === 'zh';
  const price = priceCny === null ? null : priceCny === 0 ? (zh ? '免费' : 'free') : zh ? `${priceCny} 元` : `¥${priceCny}`;
  return [price, condition].filter((word) => word !== null).join(zh ? '，' : ', ');
}

/** A name in the page's language, Chinese where there is no other. */
export function named(entry: { name_zh: string; name_en: string | null }): string {
  return language.value === 'zh' ? entry.name_zh : (entry.name_en ?? entry.name_zh);
}
