import { effect } from '@preact/signals';
import { render } from 'preact';
import '../shared/tokens.css';
import '../shared/display';
import './frame.css';
import './filters.css';
import './list.css';
import './places.css';
import './map.css';
import { whenQuiet } from '../shared/quiet';
import { Courier } from './Courier';
import { mapped } from './Places';
import { expecting, locate, locating, mayLocate, standByHand, standing } from './place';
import { allDay, begin, left, needs, openShared, shared as guest } from './state';
import { lastVisit } from './visit';
import { say } from './words';

const address = new URLSearchParams(location.search);
const before = lastVisit();
const shared = before?.left ? null : address.get('station');
const lon = Number(address.get('lon') || NaN);
const lat = Number(address.get('lat') || NaN);

const named = Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
mapped.value = address.get('map') !== 'off';
if (before) {
  needs.value = new Set(before.needs);
  allDay.value = before.allDay;
  left.value = before.left;
}
if (before?.standing && before.standing.how !== 'located') {
  standing.value = before.standing;
} else if (named) {
  standByHand({ lon, lat, how: 'picked', name: address.get('name'), accuracyMetres: null });
} else if (await mayLocate()) {
  expecting.value = true;
  locate();
} else if (before?.standing) {
  standing.value = before.standing;
} else if (shared) {
  expecting.value = true;
}

effect(() => {
  document.title = guest.value ? `${guest.value.properties.name} · ${say('title')}` : `${say('title')} · ${say('tagline')}`;
});
render(<Courier withMap={mapped.value} />, document.getElementById('app')!);
begin();
if (shared) {
  void openShared(shared).then(() => {
    if (locating.value === 'idle') expecting.value = false;
  });
}

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  whenQuiet(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}
