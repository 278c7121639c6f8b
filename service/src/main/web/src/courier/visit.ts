import { remember, remembered } from '../shared/session';
import type { Standing } from './place';

/** What a reload takes up again, and nothing that opens the page anew does. */
export interface Visit {
  /** The question in the address: another link is another visit. */
  address: string;
  standing: Standing | null;
  needs: string[];
  allDay: boolean;
  /** The person has gone on from the station that the link names. */
  left: boolean;
}

const KEY = 'yizhan.visit';

/** The visit that is being reloaded; null on a first load, or where the browser keeps nothing. */
export function lastVisit(): Visit | null {
  try {
    const kept = JSON.parse(remembered(KEY) ?? 'null') as Visit | null;
    return kept?.address === location.search ? kept : null;
  } catch {
    return null;
  }
}

export function keepVisit(visit: Omit<Visit, 'address'>): void {
  remember(KEY, JSON.stringify({ address: location.search, ...visit }));
}
