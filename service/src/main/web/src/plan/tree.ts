import type { District } from './ask';
import type { Row } from './rows';
import type { Level } from './view';

/** What the country is known by: it stands above all districts and has no code. */
export const COUNTRY = '';

/** A district as the tree knows it; without a row where no figures of it are there yet. */
export type Division = Pick<District, 'adcode' | 'name' | 'parent'> & { level: string; row: Row | null };

/** A line of the tree with the lines below it. */
export interface Item {
  /** The adcode, or the country. */
  key: string;
  name: string;
  row: Row | null;
  /** Steps from the top; the country is at 1. */
  step: number;
  /** Which one it is of those beside it, from 1. */
  nth: number;
  above: Item | null;
  /** The level of what lies below; null = no district does. */
  below: Level | null;
  open: boolean;
  /** What is shown below; nothing while it is shut. */
  items: Item[];
}

/** What a tree grows from. */
export interface Ground {
  country: string;
  divisionsBelow: (key: string) => readonly Division[];
  levelBelow: (division: Division | null) => Level | null;
  isOpen: (key: string) => boolean;
}

/** The whole tree, as far as it is open. */
export function grow({ country, divisionsBelow, levelBelow, isOpen }: Ground): Item {
  const item = (division: Division | null, above: Item | null, nth: number): Item => {
    const key = division?.adcode ?? COUNTRY;
    const below = levelBelow(division);
    const one: Item = {
      key,
      name: division?.name ?? country,
      row: division?.row ?? null,
      step: (above?.step ?? 0) + 1,
      nth,
      above,
      below,
      open: below !== null && isOpen(key),
      items: [],
    };
    if (one.open) one.items = divisionsBelow(key).map((each, i) => item(each, one, i + 1));
    return one;
  };
  return item(null, null, 1);
}

/** All lines from the top down, as they are seen. */
export function lines(item: Item): Item[] {
  const all: Item[] = [];
  const add = (one: Item) => {
    all.push(one);
    one.items.forEach(add);
  };
  add(item);
  return all;
}

/** Which of many lines are drawn: those in sight with some around them, and the one that the keyboard is at wherever it is. */
export function drawn(first: number, last: number, at: number): number[] {
  const some = Array.from({ length: last - first }, (_, i) => first + i);
  if (at < first) some.unshift(at);
  else if (at >= last) some.push(at);
  return some;
}

/** Nodes of two sources in order of their code; what stands in both is as the first has it. */
export function joined(first: readonly Division[], second: readonly Division[]): Division[] {
  const codes = new Set(first.map((one) => one.adcode));
  return [...first, ...second.filter((one) => !codes.has(one.adcode))].sort((a, b) => (a.adcode < b.adcode ? -1 : 1));
}

/** Below whom each of some ways down goes on, from the country to what was looked for. */
export function branchesOf(ways: readonly (readonly Division[])[]): Map<string, Division[]> {
  const below = new Map<string, Division[]>();
  for (const way of ways) {
    way.forEach((division, i) => {
      const above = way[i - 1]?.adcode ?? COUNTRY;
      below.set(above, joined(below.get(above) ?? [], [division]));
    });
  }
  return below;
}

/** What a key does: goes to another line, or opens or shuts this one. */
export type Move = { to: Item } | { open: boolean } | null;

/** The keys of a tree, as WAI-ARIA has them. */
export function moveBy(key: string, all: readonly Item[], at: Item): Move {
  const to = (item: Item | null | undefined): Move => (item ? { to: item } : null);
  const place = all.indexOf(at);
  switch (key) {
    case 'ArrowDown':
      return to(all[place + 1]);
    case 'ArrowUp':
      return to(all[place - 1]);
    case 'Home':
      return to(all[0]);
    case 'End':
      return to(all.at(-1));
    case 'ArrowRight':
      return at.below !== null && !at.open ? { open: true } : to(at.items[0]);
    case 'ArrowLeft':
      return at.open ? { open: false } : to(at.above);
    default:
      return null;
  }
}

/* Chinese is sorted by its sound: each of these is the first sign whose sound begins with the letter. */
const SOUND = new Intl.Collator('zh-CN');
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST_SIGNS = '阿八嚓哒妸发旮哈讥咔垃呣拏噢妑七呥仨他屲夕丫帀';
/** Signs that sound otherwise in the names of places: 重庆, 厦门, 长沙, 西藏, 黄埔. */
const OTHERWISE: Record<string, string> = { 重: 'c', 厦: 'x', 长: 'c', 藏: 'z', 埔: 'p' };

/** A few hundred signs make all names: each is compared once. */
const known = new Map(Object.entries(OTHERWISE));

function letterOf(sign: string): string {
  const letter = known.get(sign);
  if (letter !== undefined) return letter;
  let at = LETTERS.length - 1;
  while (at > 0 && SOUND.compare(sign, FIRST_SIGNS[at]!) < 0) at--;
  known.set(sign, LETTERS[at]!);
  return LETTERS[at]!;
}

/** The first letters of a name's sounds, as people type them: gds for 广东省. */
export function initials(name: string): string {
  return [...name].map((sign) => (/\p{Script=Han}/u.test(sign) ? letterOf(sign) : sign.toLowerCase())).join('');
}

/** The next line that begins with what was typed: by its name, the letters of its sounds or its code; from the top after the last. */
export function lineBy(typed: string, all: readonly Item[], at: Item): Item | null {
  const text = typed.toLowerCase();
  // Who types on means the same line still.
  const from = all.indexOf(at) + (text.length === 1 ? 1 : 0);
  const begins = ({ name, key }: Item) => [name, initials(name), key].some((one) => one.startsWith(text));
  return [...all.slice(from), ...all.slice(0, from)].find(begins) ?? null;
}
