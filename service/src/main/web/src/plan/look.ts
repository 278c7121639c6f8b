import { effect, signal } from '@preact/signals';
import { levelOf } from './levels';
import { readView, writeView, type View } from './view';

/** What the person looks at; all of it in the address. */
export const view = signal<View>(readView(location.search));
export const hovered = signal<string | null>(null);

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

/** Keeps the address and what is looked at the same. */
export function beginLooking(): void {
  window.addEventListener('popstate', () => (view.value = readView(location.search)));
  effect(write);
}
