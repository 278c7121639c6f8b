import { signal } from '@preact/signals';
import type { Place } from './scenario';

/** A place that was named beside the map and is to be found on it; `near`: what it is to be seen together with. */
export const spot = signal<{ place: Place; label: string; near?: Place } | null>(null);

/** How wide the map looks: its zoom. */
export const mapZoom = signal(0);
