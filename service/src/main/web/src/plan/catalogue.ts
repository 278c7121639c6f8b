import { batch, computed, signal } from '@preact/signals';
import { api } from '../shared/api/client';
import { ask, type Amenity, type Demand, type Network } from './ask';
import { named } from './words';

/** What there is to choose from. */
export const networks = signal<Network[]>([]);
export const amenities = signal<Amenity[]>([]);
export const demands = signal<Demand[]>([]);

/** Provinces by their codes: what tells districts of one name apart. */
const provinces = signal<ReadonlyMap<string, string>>(new Map());
/** The province that a district lies in; nothing for one that is a province itself, or while they are not known. */
export const provinceOf = (adcode: string) => (adcode.endsWith('0000') ? '' : (provinces.value.get(`${adcode.slice(0, 2)}0000`) ?? ''));

/** Whether there are districts below the counties. */
export const towns = signal(false);

/** Addresses of tiles of roads; null where the service has none. */
export const roadTiles = signal<string[] | null>(null);

/** West, south, east, north of all districts; null where there are none, undefined until that is known. */
export const bounds = signal<number[] | null | undefined>(undefined);
/** The same of all stations: what there is to see without districts. */
export const stationBounds = signal<number[] | null>(null);

export const synthetic = computed(
  () => networks.value.length > 0 && networks.value.every((one) => one.positions === 'synthetic'),
);

/** What a code is called; one that nobody knows is called by itself. */
export const networkName = (code: string) => wordFor(networks.value, code);
export const amenityName = (code: string) => wordFor(amenities.value, code);
export const tierName = (network: string, code: string) => wordFor(networks.value.find((one) => one.code === network)?.tiers ?? [], code);

function wordFor(entries: readonly { code: string; name_zh: string; name_en: string | null }[], code: string): string {
  const entry = entries.find((one) => one.code === code);
  return entry ? named(entry) : code;
}

/** Asks once: words change only with a publish, and then the figures say so. */
export async function learnWords(): Promise<void> {
  const [nets, words, needs, roads, districts, stations, smallest] = await Promise.all([
    ask(api.GET('/v1/networks')),
    ask(api.GET('/v1/amenities')),
    ask(api.GET('/v1/demand')),
    ask(api.GET('/tiles/roads.json')),
    ask(api.GET('/tiles/districts.json')),
    ask(api.GET('/tiles/stations.json')),
    ask(api.GET('/v1/districts', { params: { query: { level: 'town', geometry: false, limit: 1 } } })),
  ]);
  batch(() => {
    if (nets.ok) networks.value = nets.value.networks;
    if (words.ok) amenities.value = words.value.categories.flatMap((one) => one.amenities);
    if (needs.ok) demands.value = needs.value.datasets;
    if (smallest.ok) towns.value = smallest.value.features.length > 0;
    if (stations.ok) stationBounds.value = stations.value.bounds;
    if (districts.ok) bounds.value = districts.value.bounds;
    if (roads.ok) roadTiles.value = roads.value.bounds === null ? null : roads.value.tiles;
  });
}

/** Asks for the provinces when somebody begins to search, once. */
export async function learnProvinces(): Promise<void> {
  if (provinces.value.size > 0) return;
  const answer = await ask(api.GET('/v1/districts', { params: { query: { level: 'province', geometry: false, limit: 100 } } }));
  if (answer.ok) provinces.value = new Map(answer.value.features.map((one) => [one.id, one.properties.name]));
}
