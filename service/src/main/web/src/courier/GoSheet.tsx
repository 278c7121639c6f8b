import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../shared/icons';
import type { Schemas } from '../shared/api/client';
import { askLinks } from './ask';
import type { Near } from './choose';
import { Sheet } from './Sheet';
import { say, type Word } from './words';

type Links = Schemas['NavigationLinks'];

const going = signal<Near | null>(null);
const links = signal<Links | null | 'asking'>(null);

/** Each map with the datum that its link carries. */
const MAPS: readonly (readonly [keyof Links, Word, string])[] = [
  ['amap', 'amap', 'GCJ-02'],
  ['baidu', 'baidu', 'BD-09'],
  ['tencent', 'tencent', 'GCJ-02'],
  ['apple', 'apple', 'GCJ-02'],
];

export function openGo(near: Near): void {
  going.value = near;
  links.value = near.station.links ?? 'asking';
}

/** Which map shall lead, and in which datum it is told. */
export function GoSheet() {
  const near = going.value;
  useEffect(() => {
    if (near && links.value === 'asking') void askLinks(near.station).then((found) => (links.value = found));
  }, [near]);
  if (!near) return null;
  const { properties, place } = near.station;
  const ready = links.value;
  return (
    <Sheet title={say('goTitle')} onClose={() => (going.value = null)}>
      <p class="go-name">{properties.name}</p>
      {properties.position_quality === 'synthetic' && <p class="go-warning">{say('goSynthetic')}</p>}
      {ready === 'asking' && <p>{say('asking')}</p>}
      {ready === null && (
        <p>
          {say('goOffline')} {properties.address ?? ''} ({place.lat.toFixed(6)} N, {place.lon.toFixed(6)} E, WGS-84)
        </p>
      )}
      {ready !== null && ready !== 'asking' && (
        <ul class="go-maps">
          {MAPS.map(([key, word, datum]) => (
            <li key={key}>
              <a href={ready[key]} target="_blank" rel="noopener" data-map={key}>
                <Icon name="go" />
                <span>{say(word)}</span>
                <small>{datum}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{say('goDatum')}</p>
    </Sheet>
  );
}
