import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { Failure } from '../shared/failure';
import { askDistrict, findDistricts, type District } from './ask';
import { askCoverage, coverage, coverageFailure, loading, questionAbout, rowsOf } from './figures';
import { levelsBelow } from './levels';
import { enter, look, view } from './look';
import { towns } from './catalogue';
import { here, leaves, path, pathFailure } from './place';
import { playing } from './play';
import { branchesOf, COUNTRY, grow, joined, lines, type Item, type Division } from './tree';
import { say } from './words';

/** As many as one looks through. */
const MOST_FOUND = 12;

/** What lies right below a district, and which question its figures answer. */
interface Branch {
  divisions: readonly Division[];
  asked: string;
}

/** What was read of the tree so far: a branch when it is first opened. */
const branches = signal<ReadonlyMap<string, Branch>>(new Map());
const open = signal<ReadonlySet<string>>(new Set([COUNTRY]));

/** Whether anybody sees the tree: for nobody nothing is asked. */
export const treeSeen = signal(false);
/** Where the keyboard is in the tree. */
export const treeAt = signal(COUNTRY);
/** Why the last branch could not be read. */
const branchFailure = signal<Failure | null>(null);
/** The name of the district that turned out to have none below when it was opened. */
export const barren = signal<string | null>(null);

/** What is looked for in the tree; nothing where it is empty. */
export const sought = signal('');
export const soughtFailure = signal<Failure | null>(null);
/** What was found, with all that is above it. */
export const finding = signal<{ below: ReadonlyMap<string, Division[]>; shut: ReadonlySet<string>; more: boolean } | null>(null);

export const current = computed(() => view.value.parent ?? COUNTRY);

const levelBelow = (division: Division | null) => {
  const level = levelsBelow(division?.level ?? null, division?.adcode ?? null, towns.value)[0]!;
  return level === 'cell' || leaves.value.has(division?.adcode ?? COUNTRY) ? null : level;
};

/** The way down to where one is, known before its neighbours are. */
const way = computed<readonly Division[]>(() => path.value.map((one) => ({ ...one, row: null })));

const whole = computed(() => {
  const onWay = branchesOf([way.value]);
  return grow({
    country: say('country'),
    divisionsBelow: (key) => joined(branches.value.get(key)?.divisions ?? [], onWay.get(key) ?? []),
    levelBelow,
    isOpen: (key) => open.value.has(key),
  });
});

/** The tree that is seen: the whole one, or what was found in it. */
const tree = computed<Item>(() => {
  const found = finding.value;
  if (!found) return whole.value;
  const read = (key: string, division: Division) => branches.value.get(key)?.divisions.find((one) => one.adcode === division.adcode) ?? division;
  return grow({
    country: say('country'),
    divisionsBelow: (key) => (found.below.get(key) ?? []).map((division) => read(key, division)),
    levelBelow: (division) => (found.below.has(division?.adcode ?? COUNTRY) ? levelBelow(division) : null),
    isOpen: (key) => !found.shut.has(key),
  });
});
export const treeLines = computed(() => lines(tree.value));

/** The districts of the country, of which its figure is made. */
export const provinces = computed(() => (branches.value.get(COUNTRY)?.divisions ?? []).flatMap(({ row }) => row ?? []));
/** A branch that was never read; that figures are of an earlier question the table says. */
export const isUnread = (item: Item) => !branches.value.has(item.key);
/** Shown where it leaves something unread. */
export const treeFailure = computed(() => (treeLines.value.some((one) => one.open && isUnread(one)) ? branchFailure.value : null));

const question = (item: Item) => questionAbout(item.key === COUNTRY ? null : item.key, item.below!);
/** Another question, or other data, asks for other figures. */
const wanted = (item: Item) => `${coverage.peek()?.dataset_version} ${JSON.stringify(question(item))}`;
/** Whether the figures of what lies below are of an earlier question. */
export const isOld = (item: Item) => branches.value.get(item.key)?.asked !== wanted(item);

/**
 * The next open branch to read: the nearest to where one is, from there upwards, then the others as they stand. What is
 * there waits with its figures until the table has answered, and while the day plays.
 */
function nextToRead(): Item | undefined {
  const { parent } = view.peek();
  if (parent !== null && here.peek()?.adcode !== parent && pathFailure.peek() === null) return undefined;
  const calm = !loading.peek() && !playing.peek();
  const due = treeLines.peek().filter((one) => one.open && (isUnread(one) || (calm && isOld(one))));
  const near = [...path.peek().map((one) => one.adcode).reverse(), COUNTRY];
  const rank = (item: Item) => (near.includes(item.key) ? near.indexOf(item.key) : near.length);
  return due.sort((a, b) => rank(a) - rank(b))[0];
}

async function read(item: Item): Promise<boolean> {
  const asked = wanted(item);
  const answer = await rowsOf(question(item));
  batch(() => {
    branchFailure.value = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    const divisions = answer.value.rows.map((row) => ({ adcode: row.adcode, name: row.name, level: row.level, parent: item.key || null, row }));
    branches.value = new Map(branches.value).set(item.key, { divisions: joined(divisions, []), asked });
    if (divisions.length > 0 || item.key === COUNTRY) return;
    leaves.value = new Set([...leaves.value, item.key]);
    barren.value = item.name;
  });
  return answer.ok;
}

let turn = 0;

/** One after the other, so that the questions of the table never wait in a line of ours. */
async function readTree(): Promise<void> {
  const mine = ++turn;
  for (let next = nextToRead(); next && mine === turn; next = nextToRead()) {
    if (!(await read(next))) return;
  }
}

/** Where the table had no answer either, it goes first, and the tree after it. */
export const reaskTree = () => void (coverageFailure.value ? askCoverage() : readTree());

/** Opens or shuts a line. */
export function turnLine({ key, below }: Item, on: boolean): void {
  if (below === null) return;
  const change = (set: ReadonlySet<string>, has: boolean) => {
    const next = new Set(set);
    if (has) next.add(key);
    else next.delete(key);
    return next;
  };
  barren.value = null;
  if (finding.value) finding.value = { ...finding.value, shut: change(finding.value.shut, !on) };
  else open.value = change(open.value, on);
}

/** Goes where the table would go. */
export function choose(item: Item): void {
  batch(() => {
    treeAt.value = item.key;
    void seek('');
    if (item.key === COUNTRY) look({ parent: null });
    else enter(item.key);
    turnLine(item, true);
  });
}

/** A district with those above it, the widest first. */
async function wayTo(district: District): Promise<Division[]> {
  const found: Division[] = [{ ...district, row: null }];
  for (let above = district.parent; above !== null; above = found[0]!.parent) {
    const known = [...branches.peek().values()].flatMap(({ divisions }) => divisions).find((one) => one.adcode === above);
    const answer = known ? null : await askDistrict(above, false);
    // One that has no shape of its own is passed over.
    if (answer && !answer.ok) break;
    found.unshift(known ?? { ...answer!.value.properties, row: null });
  }
  return found;
}

/** Finds districts by name, sound or code, and shows where in the tree they are. */
export async function seek(words: string): Promise<void> {
  sought.value = words;
  if (words.trim() === '') {
    finding.value = null;
    soughtFailure.value = null;
    return;
  }
  const answer = await findDistricts(words.trim(), MOST_FOUND);
  const ways = answer.ok ? await Promise.all(answer.value.features.map(({ properties }) => wayTo(properties))) : [];
  if (sought.value !== words) return;
  batch(() => {
    soughtFailure.value = answer.ok ? null : answer.failure;
    if (answer.ok) finding.value = { below: branchesOf(ways), shut: new Set(), more: answer.value.next_cursor !== null };
  });
}

/** Opens the tree to where one is, and reads what is open. */
export function beginTree(): void {
  effect(() => {
    const keys = path.value.map((one) => one.adcode);
    untracked(() => (open.value = new Set([...open.value, COUNTRY, ...keys])));
  });
  effect(() => {
    treeAt.value = current.value;
    barren.value = null;
  });
  effect(() => {
    void [treeLines.value, coverage.value, coverageFailure.value, pathFailure.value, loading.value, playing.value];
    if (treeSeen.value) queueMicrotask(() => void readTree());
  });
}
