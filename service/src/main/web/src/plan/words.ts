import { language } from '../shared/language';
import type { Failure, Fault } from '../shared/failure';
import { numberOf, type Change } from './scenario';
import type { Level } from './view';

type Pair = readonly [zh: string, en: string];

/** Every sentence of the page, Chinese first. */
const WORDS = {
  title: ['驿站规划台', 'Yizhan planner'],
  skip: ['跳到列表', 'Skip to the list'],
  desksLabel: ['工作台', 'Desks'],
  courierPage: ['骑手页', 'Courier page'],
  planning: ['规划', 'Planning'],
  language: ['English', '中文'],
  display: ['显示', 'Display'],
  dark: ['深色', 'Dark'],
  largeText: ['大字', 'Large text'],
  highContrast: ['强对比', 'High contrast'],
  country: ['全国', 'All of China'],
  pathLabel: ['所在层级', 'Where you are'],
  searchLabel: ['找区划：名字、拼音、代码', 'Find a district: name, pinyin or code'],
  searchNothing: ['没有找到', 'Nothing found'],
  tree: ['区划树', 'District tree'],
  treeFilter: ['筛选区划', 'Filter districts'],
  treeFilterBy: ['名字、拼音、代码', 'Name, pinyin, code'],
  treeReading: ['正在读区划…', 'Reading districts…'],
  treeUnread: ['没有读到', 'Could not be read'],
  treeBarren: ['下面没有区划，按网格看', 'no districts below; looked at in cells'],
  treeMore: ['还有更多，请再写几个字', 'There are more; type some more'],

  standard: ['服务标准', 'Standard'],
  mode: ['方式', 'Mode'],
  walk: ['步行', 'On foot'],
  ebike: ['电动车', 'E-bike'],
  minutes: ['时间', 'Time'],
  minutesUnit: ['分钟', 'min'],
  speed: ['速度（公里/时）', 'Speed (km/h)'],
  detour: ['绕行系数', 'Detour factor'],
  method: ['范围', 'Reach'],
  circle: ['直线圆', 'Circle'],
  network: ['网络', 'Network'],
  roads: ['沿道路', 'Along roads'],
  noRoads: ['没有载入道路，按直线圆算', 'No roads are loaded; circles stand for them'],
  noRoadsHere: ['这一带没有载入道路，按直线圆算', 'No roads are loaded here; circles stand for them'],
  partlyRoads: ['部分驿站附近没有道路，按直线圆算（○）', 'Some stations have no road near by; circles stand for them (○)'],
  byCircle: ['这里没有道路，按直线圆算', 'No roads here; drawn as circles'],
  tier: ['层级', 'Tier'],
  amenity: ['设施', 'Amenity'],
  all: ['全部', 'All'],
  any: ['不限', 'Any'],
  hour: ['时刻', 'Hour'],
  wholeDay: ['不论时刻', 'Any time'],
  date: ['日期', 'Day'],
  playDay: ['播放一天', 'Play the day'],
  pause: ['暂停', 'Pause'],
  more: ['更多', 'More'],
  fewer: ['收起', 'Fewer'],
  reset: ['恢复默认', 'Reset'],
  demand: ['需求数据', 'Demand'],

  districts: ['区划', 'Districts'],
  gaps: ['缺口', 'Gaps'],
  sites: ['选址', 'Sites'],
  deskTabs: ['看什么', 'What to look at'],
  levelLabel: ['按什么列', 'List by'],
  province: ['省', 'Provinces'],
  city: ['市', 'Cities'],
  county: ['区县', 'Counties'],
  town: ['街镇', 'Towns'],
  cell: ['网格', 'Cells'],

  name: ['名称', 'Name'],
  stations: ['驿站', 'Stations'],
  area_ratio: ['面积覆盖', 'Area covered'],
  demand_ratio: ['需求覆盖', 'Demand covered'],
  uncovered_demand: ['未覆盖需求', 'Uncovered demand'],
  stations_per_10k_workers: ['每万人驿站', 'Stations per 10,000'],
  worst_distance_m: ['最远距离', 'Worst distance'],
  paint: ['地图着色', 'Colour by'],
  rank: ['名次', 'Rank'],
  openDistrict: ['进入', 'Open'],
  showCell: ['在地图上看', 'Show on the map:'],
  showPlace: ['在地图上看', 'Show on the map'],

  loading: ['正在计算…', 'Computing…'],
  slow: ['还在等服务回答…', 'Still waiting for the service…'],
  loadingMore: ['大范围第一次算要几秒', 'A large area takes some seconds the first time'],
  emptyTitle: ['这里没有区划', 'No districts here'],
  noShapesTitle: ['还没有区划边界', 'No district shapes yet'],
  noShapesMore: ['第一次启动时，全国的边界在后台载入，要几分钟，好了会自己出现。也可以自己载入：', 'At the first start the shapes of China are loaded in the background, which takes some minutes; they appear here by themselves. Or load them:'],
  nothingTitle: ['还没有载入任何数据', 'Nothing is loaded yet'],
  nothingMore: ['先载入驿站，再载入区划边界，好了会自己出现：', 'Load stations, then the shapes of districts; they appear here by themselves:'],
  notReady: ['还没有可以作答的数据：服务刚启动，或什么都没有载入。', 'There is no data to answer from yet: the service has just started, or nothing is loaded.'],
  emptyHere: ['换一个区划，或回到全国', 'Pick another district, or go back to the country'],
  noGaps: ['没有缺口', 'No gaps'],
  noGapsMore: ['按这个标准，整个区都在覆盖之内', 'By this standard all of the district is served'],
  pickDistrictTitle: ['先选一个区县', 'Pick a district first'],
  pickDistrictMore: ['缺口和选址按市或区县看。在列表里点一个，或在地图上点。', 'Gaps and sites are looked at city by city or county by county. Pick one in the list or on the map.'],
  retry: ['再试', 'Try again'],
  tooMany: ['问的人太多，过一会儿自动再试', 'Too many ask at once; asked again in a while'],
  tooManyNow: ['问的人太多，请过一会儿再试', 'Too many ask at once; try again in a while'],
  gateway: ['服务暂时没有回答，稍后自动再试', 'The service does not answer for the moment; asked again soon'],
  gatewayNow: ['服务暂时没有回答，请稍后再试', 'The service does not answer for the moment; try again soon'],
  notOurs: ['回答的不是驿站的服务：可能要先登录这个网络', 'Something other than the service answered; this network may ask you to log in first'],
  lateAnswer: ['等了太久，没有回答。已有的内容仍在，可以再试。', 'No answer came in time. What is shown stays; try again.'],
  unreachable: ['连不上服务。已有的内容仍在，可以再试。', 'The service cannot be reached. What is shown stays; try again.'],
  busy: ['数据库暂时不在，稍后自动再试。', 'The database is away for the moment; asked again soon.'],
  away: ['数据库暂时不在，请稍后再试。', 'The database is away for the moment; try again soon.'],
  noDistrict: ['没有这个区划，或没有载入它的边界', 'There is no such district, or its shape is not loaded'],
  noStation: ['没有这个驿站，也许已经撤掉了', 'There is no such station; it may be gone'],
  noResult: ['结果没有留住，请再来一次', 'The result is no longer kept; ask again'],
  queueFull: ['排队求解的太多，请过一会儿再试', 'Too many searches are waiting; try again in a while'],
  tooLarge: ['这个问题太大，没有按时算完；换小一点的范围再试', 'This took too long; try a smaller place'],
  serviceFault: ['服务出了错，可以再试', 'Something went wrong in the service; try again'],
  notPossible: ['这里的选择用不了，请另选一个', 'this choice is not possible; pick another'],
  refusedTitle: ['这个问题没有算出来', 'This could not be answered'],
  noMap: ['这台设备画不了地图（没有 WebGL）。列表照常可用。', 'This device cannot draw the map (no WebGL). The list works all the same.'],
  noBaseMap: ['底图没有加载出来，下面是自己的地图', 'The base map does not load; the page draws its own'],
  mapMissing: ['地图没有下载下来。列表照常可用。', 'The map was not downloaded. The list works all the same.'],
  mapLabel: ['覆盖地图', 'Map of coverage'],
  mapKeys: ['覆盖地图：方向键移动，加减键缩放，回车选中正中的驿站或区划', 'Map of coverage: arrows move it, plus and minus zoom, Enter picks the station or district in the middle'],
  zoomOut: ['缩小', 'Zoom out'],
  lowest: ['最低', 'Lowest'],
  synthetic: ['演示数据：驿站位置是编造的', 'Demonstration: the positions of stations are made up'],
  outside: ['在所有区划之外的驿站：', 'Stations outside every district: '],

  gapWorst: ['最远处', 'Worst point'],
  gapNearest: ['最近的驿站', 'Nearest station'],
  gapWho: ['谁没有被覆盖', 'Who is not served'],
  gapUnknown: ['没有需求数据，按面积排', 'No demand is known; ranked by area'],
  addHere: ['在最远处加一个驿站', 'Add a station at the worst point'],
  gapTotal: ['缺口总面积', 'Area of all gaps'],

  whatIf: ['试一试', 'What if'],
  whatIfHint: ['点“加驿站”后在地图上点；拖动驿站，或点它再选“移动”；点驿站可关闭。', 'Press Add, then click the map; drag a station, or click it and choose Move; click one to close it.'],
  newCounts: ['新驿站按具备所选设施、所看时刻开着计算', 'A new station is taken to have the chosen amenity and to be open at the chosen hour'],
  add: ['加驿站', 'Add'],
  adding: ['在地图上点', 'Click the map'],
  close: ['关闭', 'Close it'],
  closeCard: ['收起', 'Close'],
  move: ['移动', 'Move it'],
  moveTo: ['在地图上点新位置：', 'Click the new place of'],
  armedHint: ['键盘：方向键移图，回车放在正中', 'By keyboard: arrows move the map, Enter takes its middle'],
  leave: ['放弃（Esc）', 'Cancel (Esc)'],
  beyond: ['在区外，只有够到区内的部分计入', 'outside the district; only what reaches inside counts'],
  undo: ['撤销', 'Undo'],
  redo: ['重做', 'Redo'],
  clear: ['清空', 'Clear'],
  before: ['之前', 'Before'],
  after: ['之后', 'After'],
  gained: ['新覆盖', 'Gained'],
  lost: ['失去', 'Lost'],
  changes: ['改动', 'Changes'],
  noChanges: ['还没有改动', 'No changes yet'],
  added: ['新增', 'Added'],
  moved: ['移动', 'Moved'],
  closed: ['关闭', 'Closed'],
  newStation: ['新驿站', 'New station'],
  suggestedSite: ['推荐选址', 'Suggested site'],
  remove: ['去掉', 'Remove'],
  trying: ['正在试算…', 'Trying…'],
  meanDistance: ['平均距离', 'Mean distance'],
  neighbours: ['周边也受影响：', 'Neighbours that change too: '],

  suggest: ['推荐选址', 'Suggest sites'],
  suggestHint: ['现有驿站不动，找出接下来建在哪里最值。按上面选的标准、网络、层级、设施和时刻算；方案里的改动不计入。', 'The existing stations stay; find where the next ones serve most, by the standard, network, tier, amenity and hour above. Changes of the scenario are not counted in.'],
  howMany: ['数量', 'How many'],
  objective: ['目标', 'Objective'],
  mclp: ['覆盖最多需求', 'Most demand covered'],
  lscp: ['用最少的站全覆盖', 'Fewest sites for all'],
  p_median: ['平均距离最短', 'Least mean distance'],
  candidates: ['候选地点', 'Candidates'],
  fromCells: ['需求网格', 'Cells of demand'],
  fromFile: ['场所文件', 'A file of venues'],
  venueFile: ['文件', 'File'],
  venueDatum: ['坐标系', 'Coordinates'],
  pickOne: ['请选', 'Choose'],
  wgs84: ['WGS-84（GPS）', 'WGS 84 (GPS)'],
  gcj02: ['GCJ-02（高德、腾讯）', 'GCJ-02 (Amap, Tencent)'],
  bd09: ['BD-09（百度）', 'BD-09 (Baidu)'],
  venueHint: ['CSV 或 GeoJSON，每行一个场所：经度、纬度，最好有编号和名称；最多 5000 行，8 MB', 'CSV or GeoJSON, a venue a row: longitude and latitude, better with an id and a name; 5,000 rows and 8 MB at most'],
  fileFaults: ['文件里有错，没有开始算', 'The file has mistakes, so nothing was begun'],
  fileTooLarge: ['文件太大，最多 8 MB', 'The file is too large; 8 MB at most'],
  fileUnreadable: ['文件读不出来，也许选好以后又改过：请重新选', 'The file cannot be read; perhaps it was changed since it was chosen. Choose it again'],
  wholeFile: ['整个文件', 'The whole file'],
  sitesCsv: ['下载表格 CSV', 'Download as a table (CSV)'],
  start: ['开始', 'Start'],
  cancel: ['取消', 'Cancel'],
  queued: ['排队中', 'Waiting'],
  running: ['正在求解', 'Searching'],
  done: ['完成', 'Done'],
  failed: ['没有算成', 'Failed'],
  cancelled: ['已取消', 'Cancelled'],
  lostJob: ['中断了，请再来一次', 'Interrupted; ask again'],
  proven: ['已证明最优', 'Proven optimal'],
  bound: ['上界', 'Bound'],
  within: ['离最优不超过', 'Within'],
  ofOptimum: ['', 'of the optimum'],
  accept: ['采纳', 'Accept'],
  reject: ['不要', 'Reject'],
  takeBack: ['找回不要的', 'Bring back the rejected'],
  acceptAll: ['全部采纳', 'Accept all'],
  shortens: ['缩短平均距离', 'Shortens the mean distance'],
  gainsDemand: ['多覆盖约', 'Adds about'],
  noSolution: ['没有可行的选址', 'No site fits'],
  noneNeeded: ['已经全部覆盖，不用再建', 'All is covered already; no site is needed'],

  save: ['保存方案', 'Save'],
  load: ['打开方案', 'Open'],
  exportLabel: ['导出', 'Export'],
  exportCsv: ['表格 CSV', 'Table (CSV)'],
  exportGeoJson: ['地图数据 GeoJSON', 'GeoJSON'],
  exportPdf: ['区划报告 PDF', 'Report on the district (PDF)'],
  exportPrint: ['打印这一页', 'Print this page'],
  exporting: ['正在生成文件…', 'The file is being made…'],
  notJson: ['这个文件读不出来：不是 JSON', 'The file cannot be read: it is not JSON'],
  notScenario: ['这不是方案文件', 'This is no scenario file'],
  newerFormat: ['方案文件来自更新的版本', 'The scenario file comes from a newer version'],
  brokenChange: ['方案文件里有一条改动读不懂，没有打开', 'A change in the scenario file cannot be understood; nothing was opened'],
  otherVersion: ['方案是在另一版数据上做的', 'The scenario was made on another version of the data'],

  dayChart: ['一天里的覆盖', 'Coverage through the day'],
  dayHint: ['只算那时确定开着的驿站', 'Counts only stations known to be open then'],
  reportTitle: ['驿站覆盖报告', 'Coverage of rest stations'],
  datasetVersion: ['数据版本', 'Dataset version'],
  printed: ['打印于', 'Printed'],
  kilometres: ['公里', 'km'],
  metres: ['米', 'm'],
  radius: ['直线半径', 'Straight-line radius'],
  workers: ['人', 'workers'],
  people: ['人', 'people'],
  orders_per_day: ['单/天', 'orders a day'],
  coveredKey: ['已覆盖', 'Served'],
  demandWord: ['需求', 'demand'],
  zoomIn: ['放大', 'Zoom in'],
} satisfies Record<string, Pair>;

export type Word = keyof typeof WORDS;

export function say(word: Word): string {
  return WORDS[word][language.value === 'zh' ? 0 : 1];
}

/** A cell by where it lies: rows are counted from the south, columns from the west. */
export function cellName(id: string): string {
  const [, row, column] = /^r(\d+)c(\d+)$/.exec(id) ?? [];
  if (row === undefined || column === undefined) return id;
  return language.value === 'zh' ? `第 ${Number(row) + 1} 行第 ${Number(column) + 1} 列` : `Row ${Number(row) + 1}, column ${Number(column) + 1}`;
}

/** The unit of demand; one that the page has no word for is shown as it is. */
export function unitWords(unit: string | undefined | null): string {
  if (!unit) return say('demandWord');
  const code = unit === 'orders/day' ? 'orders_per_day' : unit;
  return code in WORDS ? say(code as Word) : unit;
}

/** How many there are, as people count them. */
export function countWords(count: number, words: string, level: Level): string {
  if (language.value === 'zh') return `${words} 个${level === 'province' ? '省级行政区' : say(level)}`;
  return `${words} ${(count === 1 ? ONE[level] : say(level)).toLowerCase()}`;
}

/** How many sites were found. */
export function sitesWords(count: number, words: string): string {
  return language.value === 'zh' ? `${words} 个站` : `${words} ${count === 1 ? 'site' : 'sites'}`;
}

const ONE: Record<Level, string> = { province: 'province', city: 'city', county: 'county', town: 'town', cell: 'cell' };

/** What a change is called: by a name of its own, else by its number, in the language of the page. */
export function changeName(change: Change): string {
  if (change.kind !== 'add' || change.name !== '') return change.name;
  return `${say(change.suggested ? 'suggestedSite' : 'newStation')} ${numberOf(change)}`;
}

export function named(entry: { name_zh: string; name_en: string | null }): string {
  return language.value === 'zh' ? entry.name_zh : (entry.name_en ?? entry.name_zh);
}

/** The title of a dataset; one without a title in this language is called by the other, one without any by its name. */
export function titled(dataset: { name: string; title_zh: string | null; title_en: string | null }): string {
  const { name, title_zh: zh, title_en: en } = dataset;
  return (language.value === 'zh' ? zh ?? en : en ?? zh) ?? name;
}

/** What a parameter of the service is called on the page. */
const PARAMETERS: Record<string, Word> = {
  mode: 'mode',
  minutes: 'minutes',
  speed_kmh: 'speed',
  detour: 'detour',
  method: 'method',
  network: 'network',
  tier: 'tier',
  amenity: 'amenity',
  open_at: 'hour',
  hour: 'hour',
  demand: 'demand',
  parent: 'districts',
  level: 'levelLabel',
  cell_m: 'cell',
  k: 'howMany',
  objective: 'objective',
};

const PROBLEMS: Record<string, Word> = {
  'district-not-found': 'noDistrict',
  'station-not-found': 'noStation',
  'station-removed': 'noStation',
  'job-not-found': 'noResult',
  'job-without-result': 'noResult',
  'job-queue-full': 'queueFull',
  'dataset-not-ready': 'notReady',
  'body-too-large': 'fileTooLarge',
  'deadline-exceeded': 'tooLarge',
  internal: 'serviceFault',
};

/* Who has no answer for a while: whether the page asks again by itself, or leaves that to the person. */
const AWAY: Record<number, readonly [byItself: Word, byHand: Word]> = {
  429: ['tooMany', 'tooManyNow'],
  502: ['gateway', 'gatewayNow'],
  503: ['busy', 'away'],
};

/**
 * Why there is no answer, in words of the page. English readers get what the service says beside it, for it says that in
 * English.
 *
 * @param asksAgain whether the page asks again by itself
 */
export function failureWords(failure: Failure, asksAgain = true): string {
  if (failure.kind === 'unreachable') return say(failure.late ? 'lateAnswer' : 'unreachable');
  if (failure.status < 400) return say('notOurs');
  if (rowFaults(failure).length > 0) return say('fileFaults');
  const word = PROBLEMS[failure.type.split('/').at(-1) ?? ''];
  const away = word ? undefined : AWAY[failure.status];
  if (away) return say(away[asksAgain ? 0 : 1]);
  const named = [...new Set((failure.errors ?? []).flatMap((one) => PARAMETERS[one.parameter] ?? []))].map(say);
  const own = word ? say(word) : failure.status >= 500 ? say(failure.status === 504 ? 'gatewayNow' : 'serviceFault') : named.length > 0 ? (language.value === 'zh' ? `${named.join('、')}：` : `${named.join(', ')}: `) + say('notPossible') : say('refusedTitle');
  return language.value === 'en' && failure.detail && !word ? `${own}. ${failure.detail}` : own;
}

/* What can be wrong with a row of a file, or with the file; in English the service says it itself. */
const ROW_FAULTS: Record<string, string> = {
  missing_coordinate: '没有写坐标',
  not_a_number: '不是数字',
  swapped_coordinates: '经度和纬度像是写反了',
  coordinate_out_of_range: '超出范围',
  null_island: '坐标是 0, 0，等于没有找到',
  duplicate_id: '编号和前面的重复',
  overlong_name: '文字太长',
  damaged_name: '是乱码，请重新导出为 UTF-8',
  row_cut_short: '这一行少了列',
  too_many_columns: '这一行多了列',
  not_a_point: '不是一个点',
  malformed_feature: '读不懂',
  empty_file: '是空的',
  not_what_its_name_says: '不是 CSV 或 GeoJSON',
  file_cut_short: '不完整，后面缺了',
  malformed_file: '格式不对',
  duplicate_header: '有两列是同一个意思',
  missing_column: '找不到经度、纬度两列',
  too_many_rows: '超过 5000 行',
  other_datum: '列名写的坐标系和所选的不一样',
};

/** What is wrong with a file that was sent along, a line each. */
export function rowFaults(failure: Failure): string[] {
  return failure.kind === 'problem' ? (failure.errors ?? []).flatMap((one) => (one.code ? [rowFault(one, one.code)] : [])) : [];
}

function rowFault({ parameter, detail }: Fault, code: string): string {
  const [, , line, column] = parameter.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (language.value === 'en') return line === undefined ? `${say('wholeFile')}: ${detail}` : detail;
  const where = line === undefined ? say('wholeFile') : `第 ${line} 行${column === undefined ? '' : `「${column}」`}`;
  return `${where}：${ROW_FAULTS[code] ?? say('notPossible')}`;
}

/** Why there is no site, as the service says it. */
export function reasonWords(reason: string): string {
  if (language.value === 'en') return reason;
  const numbers = reason.match(/\d+/g) ?? [];
  if (/ candidates\.$/.test(reason)) return `要 ${numbers[0]} 个站，候选点只有 ${numbers[1]} 个。`;
  if (/ apart from each other\.$/.test(reason)) return `要 ${numbers[0]} 个站，彼此隔得够远的候选点只有 ${numbers[1]} 个。`;
  if (/no candidate/i.test(reason)) return /^There/.test(reason) ? '没有候选点。' : '没有候选点能更好地服务还没覆盖的需求。';
  if (/cover all demand/.test(reason)) return '现有驿站已经覆盖全部需求。';
  return /no demand/.test(reason) ? '没有需求。' : '';
}
