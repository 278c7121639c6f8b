import { batch, computed, signal } from '@preact/signals';
import { api } from '../shared/api/client';
import { ask, type Amenity, type Demand, type Network } from './ask';

/** What there is to choose from. */
export const networks = signal<Network[]>([]);
export const amenities = signal<Amenity[]>([]);
export const demands = signal<Demand[]>([]);

/** Addresses of tiles of roads; null where the service has none. */
export const roadTiles = signal<string[] | null>(null);

export const synthetic = computed(
  () => networks.value.length > 0 && networks.value.every((one) => one.positions === 'synthetic'),
);

/** Asks once: words change only with a publish, and then the figures say so. */
export async function learnWords(): Promise<void> {
  const [nets, words, needs, roads] = await Promise.all([
    ask(api.GET('/v1/networks')),
    ask(api.GET('/v1/amenities')),
    ask(api.GET('/v1/demand')),
    ask(api.GET('/tiles/roads.json')),
  ]);
  batch(() => {
    if (nets.ok) networks.value = nets.value.networks;
    if (words.ok) amenities.value = words.value.categories.flatMap((one) => one.amenities);
    if (needs.ok) demands.value = needs.value.datasets;
    if (roads.ok) roadTiles.value = roads.value.bounds === null ? null : roads.value.tiles;
  });
}
