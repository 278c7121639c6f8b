import { render } from 'preact';
import '../shared/tokens.css';
import '../shared/display';
import './courier.css';
import { Courier } from './Courier';
import { mapped } from './Places';
import { locateIfAllowed, standByHand } from './place';
import { begin, openShared } from './state';

const address = new URLSearchParams(location.search);
const shared = address.get('station');
const lon = Number(address.get('lon') ?? NaN);
const lat = Number(address.get('lat') ?? NaN);

mapped.value = address.get('map') !== 'off';
render(<Courier withMap={mapped.value} />, document.getElementById('app')!);

if (Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
  standByHand({ lon, lat, how: 'picked', name: address.get('name'), accuracyMetres: null });
} else {
  void locateIfAllowed();
}
void begin().then(() => (shared ? openShared(shared) : undefined));

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined));
}
