import { computed, signal } from '@preact/signals';
import { remember, remembered } from './language';

/** How the page shows itself: for eyes that need large letters, and for the sun. */
export const largeText = signal(remembered('yizhan.text') === 'large');
export const highContrast = signal(remembered('yizhan.contrast') === 'high');

largeText.subscribe((on) => mark('text', on ? 'large' : null));
highContrast.subscribe((on) => mark('contrast', on ? 'high' : null));

export type Shade = 'light' | 'dark';

const DARK = matchMedia('(prefers-color-scheme: dark)');
const systemShade = signal<Shade>(DARK.matches ? 'dark' : 'light');
DARK.addEventListener('change', () => (systemShade.value = DARK.matches ? 'dark' : 'light'));

/** What the person chose, for both pages; null = as the system has it. */
export const theme = signal<Shade | null>(asShade(remembered('yizhan.theme')));
/** How the page is shown; high contrast is black on white, whatever was chosen beside it. */
export const shade = computed<Shade>(() => (highContrast.value ? 'light' : (theme.value ?? systemShade.value)));

theme.subscribe((now) => remember('yizhan.theme', now));
shade.subscribe((now) => (document.documentElement.dataset['theme'] = now));

function asShade(word: string | null): Shade | null {
  return word === 'light' || word === 'dark' ? word : null;
}

function mark(name: 'text' | 'contrast', value: string | null): void {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
  remember(`yizhan.${name}`, value);
}
