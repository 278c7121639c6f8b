import type { Schemas } from '../shared/api/client';
import type { LonLat } from '../shared/measure';

export type StationProperties = Schemas['StationProperties'];
export type Links = Schemas['NavigationLinks'];

/** A station as the page holds it, from whichever answer. */
export interface Station {
  id: string;
  place: LonLat;
  properties: StationProperties;
  links: Links | null;
}

/** The stations around a place as of one dataset version, kept on the phone for when there is no network. */
export interface Region {
  centre: LonLat;
  radiusMetres: number;
  datasetVersion: string;
  keptAt: string;
  stations: Station[];
}

const NAME = 'yizhan';
const STORE = 'region';
const LAST = 'last';

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('no database'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = ask(db.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('refused'));
    });
  } finally {
    db.close();
  }
}

/** The region kept last; null where there is none, or where the browser keeps nothing. */
export async function keptRegion(): Promise<Region | null> {
  try {
    return ((await inStore('readonly', (store) => store.get(LAST))) as Region | undefined) ?? null;
  } catch {
    return null;
  }
}

export async function keepRegion(region: Region): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.put(region, LAST));
  } catch {
    // Without a place to keep it the page works as long as it is open.
  }
}
