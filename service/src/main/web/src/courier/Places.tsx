import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { askDistricts, FOUND, placeAmid, search, type Place } from './ask';
import { nearestFirst, withWords } from './choose';
import type { Station } from './kept';
import { failureWord, LocatingNotice, Notice, SharedNotice } from './Notices';
import { isLocating, locate, locatedAt, recent, standing, type Standing } from './place';
import { Sheet } from './Sheet';
import { goHere, goTo, networks, now, origin, picked, region, shared } from './state';
import { accuracyWords, agoWords, awayWords, countWords, distanceWords, named, say, type Word } from './words';
import type { Schemas } from '../shared/api/client';
import { NOT_OURS } from '../shared/ask';
import type { Failure } from '../shared/failure';
import { CHINESE, spoken } from '../shared/language';
import { distanceMetres } from '../shared/measure';

type Tab = 'any' | 'district' | 'map';

interface Found {
  stations: Station[];
  districts: Place[];
  /** Found without a network, in what the phone keeps. */
  kept: boolean;
}

/** Who rides is elsewhere by then: a position that could not be had anew tells its age. */
const OLD_POSITION_MS = 3 * 60_000;

const open = signal<Tab | null>(null);
const words = signal('');
const results = signal<Found | null>(null);
const searching = signal(false);
const failed = signal<Failure | null>(null);
const path = signal<Place[]>([]);
const below = signal<Place[]>([]);

/** A tap on the map takes the pin there as long as this is on; otherwise it changes nothing. */
export const placing = signal(false);

/** Whether this visit has a map at all. */
export const mapped = signal(true);

export function openPlaces(tab: Tab): void {
  if (tab === 'map' && mapped.value) {
    placing.value = true;
    window.scrollTo({ top: 0 });
    return;
  }
  look('');
  failed.value = null;
  path.value = [];
  below.value = provinces;
  open.value = tab;
  void descend(null);
}

function close(): void {
  open.value = null;
  failed.value = null;
}

// What could not be had for want of a network can be had again.
window.addEventListener('online', () => {
  if (failed.value?.kind === 'unreachable') failed.value = null;
});

function placeName(place: Standing): string {
  if (place.name) return place.name;
  return say(place.how === 'located' ? 'here' : place.how === 'pinned' ? 'pinned' : 'place');
}

/** How the page knows a place, and how well. */
function howWords({ how, name, accuracyMetres }: Standing): string[] {
  return [
    ...(name !== null && how !== 'picked' ? [say(how === 'located' ? 'here' : 'pinned')] : []),
    ...(accuracyMetres !== null ? [accuracyWords(accuracyMetres)] : []),
  ];
}

/** Where the list looks from, and the way to another place. */
export function PlaceBar() {
  const place = standing.value;
  const busy = isLocating.value;
  const old = place?.how === 'located' && locatedAt.value > 0 && now.value.getTime() - locatedAt.value > OLD_POSITION_MS;
  const told = busy && place ? [say('locating')] : place ? [...howWords(place), ...(old ? [agoWords(new Date(locatedAt.value), now.value)] : [])] : [];
  return (
    <div class="place-bar">
      <button type="button" class="place-button" onClick={() => openPlaces('any')}>
        <Icon name="pin" />
        <span class="place-words">
          <strong lang={place?.name ? CHINESE : spoken.value}>{place ? placeName(place) : say(shared.value ? 'shared' : 'locating')}</strong>
          {told.length > 0 && (
            <small>
              {told.map((words) => (
                <span key={words}>{words}</span>
              ))}
            </small>
          )}
        </span>
        <span class="place-change">
          <Icon name="search" size={18} />
          <span>{say('changePlace')}</span>
        </span>
      </button>
      <button type="button" class={busy ? 'secondary square busy' : 'secondary square'} onClick={goHere} disabled={busy}>
        <Icon name="locate" />
        <span class="only-read">{say(busy ? 'locating' : 'locate')}</span>
      </button>
    </div>
  );
}

/** The first visit: one large button, and ways on for those who will not or cannot use it. */
export function Welcome() {
  return (
    <section class="welcome">
      <h2>{say('welcome')}</h2>
      <p>{say('welcomeMore')}</p>
      <button type="button" class="primary large" onClick={locate} disabled={isLocating.value}>
        <Icon name="locate" />
        {say(isLocating.value ? 'locating' : 'locate')}
      </button>
      <button type="button" class="secondary large" onClick={() => openPlaces('any')}>
        <Icon name="search" />
        {say('searchLabel')}
      </button>
      <LocatingNotice />
      <SharedNotice />
      <FailedNotice />
      <Recent />
      <Served />
    </section>
  );
}

/** A place that could not be had. */
function FailedNotice() {
  if (!failed.value) return null;
  return (
    <Notice icon="alert" tone="warn">
      {say(failed.value.kind === 'problem' && failed.value.status === 404 ? 'noPlace' : failureWord(failed.value))}
    </Notice>
  );
}

/** What tells a place from another of the same name: how it was known, and how far away it is. */
function recentWords(place: Standing): string {
  const here = standing.value;
  const metres = here && distanceMetres(here, place);
  return [...howWords({ ...place, accuracyMetres: null }), ...(metres ? [awayWords(metres)] : [])].join(' · ');
}

function Recent() {
  if (recent.value.length === 0) return null;
  return (
    <div class="places-group">
      <h3>{say('recentPlaces')}</h3>
      <ul class="place-list">
        {recent.value.map((place) => (
          <li key={`${place.lon},${place.lat}`}>
            <button type="button" class="row" onClick={() => go(place)}>
              <Icon name={place.how === 'located' ? 'locate' : 'pin'} size={18} />
              <span>
                <span lang={place.name ? CHINESE : spoken.value}>{placeName(place)}</span>
                <small class="under">{recentWords(place)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The districts that have a network: where looking is worth while. */
export function Served() {
  if (networks.value.length === 0) return <div class="places-group reserve" />;
  return (
    <div class="places-group">
      <h3>{say('networksHere')}</h3>
      <ul class="place-list">
        {networks.value
          .filter(({ stations }) => stations > 0)
          .map((network) => (
            <li key={network.code}>
              <button type="button" class="row" onClick={() => void goNetwork(network)}>
                <Icon name="house" size={18} />
                <span>
                  {named(network)}
                  <small class="under" lang={CHINESE}>
                    {network.district_name}
                  </small>
                </span>
                <small>{countWords(network.stations, null)}</small>
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
}

function go(place: Standing): void {
  goTo(place);
  close();
}

const goNetwork = (network: Schemas['CataloguesNetworkEntry']) =>
  goAmid(placeAmid({ network: [network.code] }, network.adcode), named(network));

const goDistrict = ({ adcode, name }: Place) => goAmid(placeAmid({ district: adcode }, adcode), name);

async function goAmid(asking: ReturnType<typeof placeAmid>, name: string): Promise<void> {
  const asked = await asking;
  failed.value = asked.ok ? null : asked.failure;
  if (asked.ok) go({ ...asked.value, how: 'picked', name, accuracyMetres: null });
}

const descend = (district: Place | null) => walk(district ? [...path.value, district] : []);

const ascend = () => walk(path.value.slice(0, -1));

let walking = 0;
let provinces: Place[] = [];

/** Lists the districts at the end of a way down; one that has none below it is a place to go to. */
async function walk(to: Place[]): Promise<void> {
  const step = ++walking;
  const end = to.at(-1);
  const asked = await askDistricts(end?.adcode ?? null);
  // Meanwhile somebody went elsewhere, or opened the sheet anew.
  if (step !== walking) return;
  failed.value = asked.ok ? null : asked.failure;
  if (!asked.ok) return;
  if (asked.value.length === 0 && end) {
    await goDistrict(end);
    return;
  }
  path.value = to;
  below.value = asked.value;
  if (!end) provinces = asked.value;
}

/** What tells districts of one name apart: the province; its code, while nobody has listed the provinces. */
function provinceOf({ adcode, name }: Place): string {
  const province = provinces.find((one) => one.adcode.slice(0, 2) === adcode.slice(0, 2));
  return province?.name === name ? '' : (province?.name ?? adcode);
}

let turn: AbortController | null = null;
let pause: ReturnType<typeof setTimeout> | undefined;

function look(text: string): void {
  words.value = text;
  turn?.abort();
  clearTimeout(pause);
  searching.value = text.trim() !== '';
  if (text.trim() === '') {
    results.value = null;
    return;
  }
  pause = setTimeout(() => {
    const mine = (turn = new AbortController());
    search(text.trim(), origin.value, mine.signal)
      .then((asked) => {
        searching.value = false;
        if (asked.ok) {
          failed.value = null;
          results.value = { ...asked.value, kept: false };
        } else if (asked.failure.kind === 'unreachable' && region.value) {
          failed.value = null;
          results.value = { stations: nearestFirst(withWords(text, region.value.stations), origin.value).slice(0, FOUND), districts: [], kept: true };
        } else {
          failed.value = asked.failure;
        }
      })
      .catch(() => {
        // Other words have taken over, or nothing could be made of the answer.
        if (mine.signal.aborted) return;
        searching.value = false;
        failed.value = NOT_OURS;
      });
  }, 180);
}

/** What has to be said of what was found. */
function foundWord({ stations, districts, kept }: Found): Word | null {
  const nothing = stations.length + districts.length === 0;
  if (kept) return nothing ? 'searchKeptNothing' : 'searchKept';
  return nothing ? 'searchNothing' : null;
}

function choose(station: Station): void {
  go({ ...station.place, how: 'picked', name: station.properties.name, accuracyMetres: null });
  // It may be closed now, or lack what is needed: the list has it all the same.
  shared.value = station;
  picked.value = station.id;
}

/** Another place: by name, from the last ones, by district. */
export function PlaceSheet() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open.value === 'any') field.current?.focus();
  }, [open.value]);
  if (open.value === null) return null;
  const found = results.value;
  return (
    <Sheet title={say('changeTitle')} tall onClose={close}>
      <div class="search">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          value={words.value}
          aria-label={say('searchLabel')}
          placeholder={say('searchPlaceholder')}
          autocomplete="off"
          enterkeyhint="search"
          maxLength={100}
          onInput={(event) => look(event.currentTarget.value)}
        />
      </div>
      <FailedNotice />
      <div class="found" aria-live="polite" aria-busy={searching.value}>
        {searching.value && <p class="small">{say('asking')}</p>}
        {found && !searching.value && foundWord(found) && <p class="small">{say(foundWord(found)!)}</p>}
        {found && found.districts.length > 0 && (
          <div class="places-group">
            <h3>{say('searchDistricts')}</h3>
            <ul class="place-list">
              {found.districts.map((district) => (
                <li key={district.adcode}>
                  <button type="button" class="row" onClick={() => void goDistrict(district)}>
                    <Icon name="pin" size={18} />
                    <span lang={CHINESE}>{district.name}</span>
                    <small lang={CHINESE}>{provinceOf(district)}</small>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        {found && found.stations.length > 0 && (
          <div class="places-group">
            <h3>{say('searchStations')}</h3>
            <ul class="place-list">
              {found.stations.map((station) => (
                <li key={station.id}>
                  <button type="button" class="row" onClick={() => choose(station)}>
                    <Icon name="house" size={18} />
                    <span lang={CHINESE}>
                      {station.properties.name}
                      <small class="under">{station.properties.address}</small>
                    </span>
                    {origin.value && <small>{distanceWords(distanceMetres(origin.value, station.place))}</small>}
                  </button>
                </li>
              ))}
            </ul>
            {found.stations.length === FOUND && <p class="small">{say('searchMore')}</p>}
          </div>
        )}
      </div>
      {!found && !searching.value && (
        <>
          <div class="sheet-ways">
            <button
              type="button"
              class="secondary"
              onClick={() => {
                close();
                goHere();
              }}
            >
              <Icon name="locate" size={18} />
              {say('locate')}
            </button>
            {mapped.value && (
              <button
                type="button"
                class="secondary"
                onClick={() => {
                  close();
                  openPlaces('map');
                }}
              >
                <Icon name="pin" size={18} />
                {say('pickOnMap')}
              </button>
            )}
          </div>
          {open.value === 'any' && <Recent />}
          {open.value === 'any' && <Served />}
          <Districts />
        </>
      )}
    </Sheet>
  );
}

function Districts() {
  const at = path.value.at(-1);
  if (below.value.length === 0 && !at) return null;
  return (
    <div class="places-group">
      <h3 lang={at ? CHINESE : spoken.value}>{at ? path.value.map(({ name }) => name).join(' › ') : say('allDistricts')}</h3>
      {at && (
        <p class="sheet-ways">
          <button type="button" class="secondary" onClick={() => void ascend()}>
            <Icon name="back" size={18} />
            {say('back')}
          </button>
          <button type="button" class="secondary" onClick={() => void goDistrict(at)}>
            <Icon name="pin" size={18} />
            {say('useWholeDistrict')}
          </button>
        </p>
      )}
      <ul class="district-grid">
        {below.value.map((district) => (
          <li key={district.adcode}>
            <button type="button" lang={CHINESE} onClick={() => void descend(district)}>
              {district.name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
