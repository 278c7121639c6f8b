import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { largeText } from '../shared/display';
import { Icon } from '../shared/icons';
import { remember, remembered } from '../shared/language';
import { say } from './words';

/** Whether the window fulfils a query, now and later. */
function fulfilled(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query);
  const now = signal(media.matches);
  media.addEventListener('change', () => (now.value = media.matches));
  return now;
}

const room = fulfilled('(min-width: 72rem)');
const roomForLarge = fulfilled('(min-width: 90rem)');
/** The tree stands beside the table where there is room for both and the map; else it is a sheet over the page. */
export const isDocked = computed(() => (largeText.value ? roomForLarge : room).value);

const KEY = 'yizhan.tree';
/** Whether the tree beside the table is wanted. */
export const unfolded = signal(remembered(KEY) !== 'folded');
unfolded.subscribe((on) => remember(KEY, on ? null : 'folded'));
/** Whether the sheet is open. */
export const sheetOpen = signal(false);

/** Shows the tree and puts it away. */
export function TreeButton(): JSX.Element {
  const shown = isDocked.value ? unfolded : sheetOpen;
  return (
    <button type="button" class="quiet tree-button" aria-expanded={shown.value} aria-controls="tree" aria-label={say('tree')} title={say('tree')} onClick={() => (shown.value = !shown.value)}>
      <Icon name="tree" size={18} />
    </button>
  );
}
