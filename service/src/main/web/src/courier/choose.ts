import { distanceMetres, durationSeconds, type LonLat } from '../shared/measure';
import type { Station } from './kept';
import { isAllDay, isOutOfService, stateAt } from './opening';

/** When a station has to be open: now, when one gets there, or whenever. */
export type Opening = 'now' | 'arrival' | 'any';

export interface Question {
  place: LonLat;
  /** Amenity codes, all of them. */
  needs: ReadonlySet<string>;
  allDay: boolean;
  opening: Opening;
}

/** A station with the way to it. */
export interface Near {
  station: Station;
  distanceMetres: number;
  walkSeconds: number;
  ebikeSeconds: number;
}

/** The way to a station as the phone computes it. */
export function near(place: LonLat, station: Station): Near {
  const metres = distanceMetres(place, station.place);
  return {
    station,
    distanceMetres: metres,
    walkSeconds: durationSeconds(metres, 'walk'),
    ebikeSeconds: durationSeconds(metres, 'ebike'),
  };
}

/** Whether a station meets a question at a moment; one whose hours are unknown meets "whenever" alone. */
export function meets(question: Question, candidate: Near, now: Date): boolean {
  const { properties } = candidate.station;
  if (isOutOfService(properties)) return false;
  if (question.allDay && !isAllDay(properties)) return false;
  for (const need of question.needs) {
    if (!properties.amenities.includes(need)) return false;
  }
  if (question.opening === 'any') return true;
  const moment = question.opening === 'now' ? now : new Date(now.getTime() + candidate.walkSeconds * 1000);
  return stateAt(properties, moment).open === true;
}

const HOUR_MS = 3_600_000;
/** China has one time, eight hours ahead. */
const CHINA_AHEAD_MS = 8 * HOUR_MS;
const NIGHT_MS = 3.5 * HOUR_MS;

/** Half past three of the coming night, in China: what is open then is what never closes, and little else. */
export function deadOfNight(now: Date): Date {
  const since = NIGHT_MS - CHINA_AHEAD_MS;
  return new Date(Math.ceil((now.getTime() - since) / (24 * HOUR_MS)) * 24 * HOUR_MS + since);
}

/** The stations in whose name, address or district all of some words are: what a phone finds without a network. */
export function withWords(text: string, stations: readonly Station[]): Station[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return stations.filter(({ properties: { name, address, district } }) => {
    const said = [name, address, district?.name].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** The stations in the order of their distance from a place; as they are, where there is none. */
export function nearestFirst(stations: readonly Station[], place: LonLat | null): Station[] {
  if (!place) return [...stations];
  const metres = new Map(stations.map((station) => [station, distanceMetres(place, station.place)]));
  return [...stations].sort((a, b) => metres.get(a)! - metres.get(b)!);
}

/** As far as the service looks where it finds something; with nothing there it looks farther, and so does the phone. */
const RADIUS_METRES = 5000;

/** The stations that meet a question, nearest first, equal distances by id: the order of the service. */
export function choose(question: Question, stations: readonly Station[], now: Date): Near[] {
  const found = stations
    .map((station) => near(question.place, station))
    .filter((candidate) => meets(question, candidate, now))
    .sort((a, b) => a.distanceMetres - b.distanceMetres || (a.station.id < b.station.id ? -1 : 1));
  const close = found.filter((candidate) => candidate.distanceMetres <= RADIUS_METRES);
  return close.length > 0 ? close : found;
}
