import { computed, effect, signal } from '@preact/signals';
import { remember, remembered } from '../shared/language';
import { levelOf } from './levels';
import { readView, writeView, type View } from './view';

/** What the person looks at; all of it in the address. */
export const view = signal<View>(readView(location.search));
export const hovered = signal<string | null>(null);

type Shade = 'light' | 'dark';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const systemShade = signal<Shade>(DARK.matches ? 'dark' : 'light');
/** What the person chose; null = as the system has it. */
export const theme = signal<Shade | null>(asShade(remembered('yizhan.theme')));
/** How the page is shown. */
export const shade = computed<Shade>(() => theme.value ?? systemShade.value);

function asShade(word: string | null): Shade | null {
  return word === 'light' || word === 'dark' ? word : null;
}

export function look(next: Partial<View>): void {
  const was = view.value;
  const now = { ...was, ...next };
  if (now.parent !== was.parent) {
    now.level = next.level ?? null;
    if (now.parent === null || levelOf(now.parent) === 'province') now.desk = 'districts';
  }
  view.value = now;
}

/** Goes into a district. */
export const enter = (adcode: string) => look({ parent: adcode });

function write(): void {
  const text = writeView(view.value, location.search);
  if (text === location.search) return;
  const before = readView(location.search);
  const address = location.pathname + text + location.hash;
  // Going into a district is a step that "back" takes back; a filter is none.
  if (before.parent !== view.value.parent) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

/** Keeps the address and what is looked at the same, and the page light or dark as it was left. */
export function beginLooking(): void {
  DARK.addEventListener('change', () => (systemShade.value = DARK.matches ? 'dark' : 'light'));
  shade.subscribe((now) => (document.documentElement.dataset['theme'] = now));
  theme.subscribe((now) => remember('yizhan.theme', now));
  window.addEventListener('popstate', () => (view.value = readView(location.search)));
  effect(write);
}
