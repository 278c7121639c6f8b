/** What the planner looks at, all of it in the address, so that a view can be sent. */
export interface View {
  /** Adcode whose parts are listed; null = the whole country. */
  parent: string | null;
  level: Level | null;
  mode: 'walk' | 'ebike';
  minutes: number | null;
  speedKmh: number | null;
  detour: number | null;
  method: 'circle' | 'network';
  network: string[];
  tier: string[];
  amenity: string[];
  /** Hour of the day, local time; null = stations count whether open or not. */
  hour: number | null;
  /** The day that the hour is of, 2026-11-30: another day has other hours. Known wherever an hour is. */
  date: string | null;
  demand: string | null;
  measure: Measure;
  sort: { by: Column; up: boolean };
  desk: Desk;
}

export const LEVELS = ['province', 'city', 'county', 'town', 'cell'] as const;
export type Level = (typeof LEVELS)[number];

export const MEASURES = ['area_ratio', 'demand_ratio', 'uncovered_demand', 'stations_per_10k_workers', 'worst_distance_m'] as const;
export type Measure = (typeof MEASURES)[number];

export const COLUMNS = ['name', 'stations', ...MEASURES] as const;
export type Column = (typeof COLUMNS)[number];
/** What a column has in figures. */
export type Figure = Exclude<Column, 'name'>;

export const DESKS = ['districts', 'gaps', 'sites'] as const;
export type Desk = (typeof DESKS)[number];

export const FIRST_VIEW: View = {
  parent: null,
  level: null,
  mode: 'walk',
  minutes: null,
  speedKmh: null,
  detour: null,
  method: 'circle',
  network: [],
  tier: [],
  amenity: [],
  hour: null,
  date: null,
  demand: null,
  measure: 'area_ratio',
  sort: { by: 'area_ratio', up: true },
  desk: 'districts',
};

/** Reads an address; whatever it does not understand is as at first. */
export function readView(search: string): View {
  const words = new URLSearchParams(search);
  const choice = <T extends string>(name: string, all: readonly T[], fallback: T): T => {
    const word = words.get(name);
    return all.find((one) => one === word) ?? fallback;
  };
  const number = (name: string, above: number, most: number): number | null => {
    const text = words.get(name);
    const value = text === null || text.trim() === '' ? NaN : Number(text);
    return value > above && value <= most ? value : null;
  };
  const list = (name: string) =>
    (words.get(name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const parent = words.get('parent');
  const hourText = words.get('hour');
  const hour = hourText !== null && /^([01]?\d|2[0-3])$/.test(hourText) ? Number(hourText) : null;
  const sort = words.get('sort') ?? '';
  const column = COLUMNS.find((one) => one === sort.replace(/^-/, ''));
  return {
    parent: parent !== null && /^\d{1,12}$/.test(parent) ? parent : null,
    level: LEVELS.find((one) => one === words.get('level')) ?? null,
    mode: choice('mode', ['walk', 'ebike'], 'walk'),
    minutes: number('minutes', 0, 60),
    speedKmh: number('speed_kmh', 0, 50),
    detour: number('detour', 0.999, 5),
    method: choice('method', ['circle', 'network'], 'circle'),
    network: list('network'),
    tier: list('tier'),
    amenity: list('amenity'),
    hour,
    date: hour === null ? null : (dateOf(words.get('date')) ?? today()),
    demand: words.get('demand'),
    measure: choice('measure', MEASURES, FIRST_VIEW.measure),
    sort: column ? { by: column, up: !sort.startsWith('-') } : FIRST_VIEW.sort,
    desk: choice('desk', DESKS, 'districts'),
  };
}

/** Writes the view into an address: only what differs from the first, in a fixed order; words of others stay. */
export function writeView(view: View, search = ''): string {
  const words = new URLSearchParams();
  const put = (name: string, value: string | number | null, usual: string | number | null = null) => {
    if (value !== null && value !== '' && value !== usual) words.set(name, String(value));
  };
  put('parent', view.parent);
  put('level', view.level);
  put('mode', view.mode, FIRST_VIEW.mode);
  put('minutes', view.minutes);
  put('speed_kmh', view.speedKmh);
  put('detour', view.detour);
  put('method', view.method, FIRST_VIEW.method);
  put('network', view.network.join(','));
  put('tier', view.tier.join(','));
  put('amenity', view.amenity.join(','));
  put('hour', view.hour);
  put('date', view.hour === null ? null : view.date);
  put('demand', view.demand);
  put('measure', view.measure, FIRST_VIEW.measure);
  put('sort', (view.sort.up ? '' : '-') + view.sort.by, FIRST_VIEW.sort.by);
  put('desk', view.desk, FIRST_VIEW.desk);
  const lang = new URLSearchParams(search).get('lang');
  if (lang !== null) words.set('lang', lang);
  const text = words.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

const DAY_MS = 86_400_000;
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** Today where the stations are. */
export function today(now = new Date()): string {
  return DAY.format(now);
}

/** The week that begins with a day, and a day beyond it that is looked at all the same. */
export function daysFrom(first: string, date: string | null): string[] {
  const week = Array.from({ length: 7 }, (_, i) => new Date(Date.parse(first) + i * DAY_MS).toISOString().slice(0, 10));
  return date === null || week.includes(date) ? week : [...week, date].sort();
}

/** A day that there is; null for anything else. */
function dateOf(text: string | null): string | null {
  const day = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text!) ? text : null;
}

/** An hour of a day where the stations are, as the service wants times. */
export function openAt(hour: number, date: string): string {
  return `${date}T${String(hour).padStart(2, '0')}:00:00+08:00`;
}

/** Any question about reach says its standard so. */
export function standard({ mode, minutes, speedKmh, detour, method }: View) {
  return {
    mode,
    ...(minutes !== null && { minutes }),
    ...(speedKmh !== null && { speed_kmh: speedKmh }),
    ...(detour !== null && { detour }),
    ...(method === 'network' && { method }),
  };
}

/** Which stations serve. */
export function filter({ network, tier, amenity, hour, date }: View) {
  return {
    ...(network.length > 0 && { network }),
    ...(tier.length > 0 && { tier }),
    ...(amenity.length > 0 && { amenity }),
    ...(hour !== null && { open_at: openAt(hour, date ?? today()) }),
  };
}

/** The part of the view that a question about coverage is made of. */
export function question(view: View) {
  return { ...standard(view), ...filter(view), ...(view.demand !== null && { demand: view.demand }) };
}
