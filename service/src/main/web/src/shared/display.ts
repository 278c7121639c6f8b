import { signal } from '@preact/signals';
import { remember, remembered } from './language';

/** How the page shows itself: for eyes that need large letters, and for the sun. */
export const largeText = signal(remembered('yizhan.text') === 'large');
export const highContrast = signal(remembered('yizhan.contrast') === 'high');

largeText.subscribe((on) => mark('text', on ? 'large' : null));
highContrast.subscribe((on) => mark('contrast', on ? 'high' : null));

function mark(name: 'text' | 'contrast', value: string | null): void {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
  remember(`yizhan.${name}`, value);
}
