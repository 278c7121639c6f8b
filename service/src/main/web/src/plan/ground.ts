import { signal } from '@preact/signals';

/** What our map is drawn on: our own land, a base map of others, or our own again because that does not come. */
export const ground = signal<'ours' | 'theirs' | 'missing'>('ours');
/** How often a base map was asked for once more. */
export const groundTurn = signal(0);
