import { language } from '../shared/language';
import { catalogue } from './state';

/** The needs that a chip stands for, in the order of a working day; short words, for a thumb in the sun. */
const CHIPS: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['drinking_water', '水', 'Water'],
  ['toilet', '厕所', 'Toilet'],
  ['charging', '充电', 'Charging'],
  ['microwave', '热饭', 'Heat food'],
  ['air_conditioning', '空调', 'Cool air'],
  ['first_aid', '急救', 'First aid'],
  ['seat', '休息', 'Seats'],
  ['wifi', '上网', 'Wi-Fi'],
  ['battery_swap', '换电', 'Battery swap'],
];

/** Short words for what has no chip of its own. */
const OTHERS: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['hot_water', '热水', 'Hot water'],
  ['hot_meal', '热餐', 'Hot meal'],
  ['nap', '躺椅', 'Nap'],
  ['repair_tools', '修车', 'Repairs'],
  ['power_bank', '充电宝', 'Power bank'],
];

const SHORT = new Map([...CHIPS, ...OTHERS].map(([code, zh, en]) => [code, { zh, en }]));

/** Chips for what the service's catalogue knows; before that is here, for all. */
export function chips(): { code: string; word: string }[] {
  const known = catalogue.value;
  return CHIPS.filter(([code]) => !known || (known.get(code)?.stations ?? 0) > 0).map(([code, zh, en]) => ({
    code,
    word: language.value === 'zh' ? zh : en,
  }));
}

/** An amenity in a word or two. */
export function amenityWord(code: string): string {
  const short = SHORT.get(code);
  if (short) return short[language.value];
  const entry = catalogue.value?.get(code);
  if (!entry) return code.replaceAll('_', ' ');
  return language.value === 'zh' ? entry.name_zh : entry.name_en;
}

/** The amenities of a station: what was asked for, then the chips' order, then the rest. */
export function inOrder(codes: readonly string[], asked: ReadonlySet<string>): string[] {
  const rank = (code: string) => {
    const chip = CHIPS.findIndex(([other]) => other === code);
    return (asked.has(code) ? 0 : 100) + (chip < 0 ? 50 : chip);
  };
  return [...codes].sort((a, b) => rank(a) - rank(b));
}

