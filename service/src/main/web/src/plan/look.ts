import { effect, signal } from '@preact/signals';
import { isPlannedIn, levelOf } from './levels';
import { readView, today, writeView, type View } from './view';

/** What the person looks at; all of it in the address. */
export const view = signal<View>(readView(location.search));
/** The district or cell under the pointer, in the table or on the map. */
export const hovered = signal<string | null>(null);
/** The cell that was picked, in the table or on the map. */
export const pickedCell = signal<string | null>(null);

export function look(next: Partial<View>): void {
  const was = view.value;
  const now = { ...was, ...next };
  if (now.parent !== was.parent) {
    now.level = next.level ?? null;
    pickedCell.value = null;
    if (now.parent === null || !isPlannedIn(now.parent, levelOf(now.parent))) now.desk = 'districts';
  }
  if (now.hour !== null) now.date ??= today();
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
