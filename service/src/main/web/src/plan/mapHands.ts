import type { Map as Maps, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { pickedGap } from './gaps';
import { enter, hovered, view } from './look';
import type { Mark } from './mapMarks';
import { LEVELS } from './mapStyle';
import { addStation, moveStation, pickStation, placing } from './whatIf';
import { say } from './words';

const FINGER_PIXELS = 14;
const MOUSE_PIXELS = 4;
/** So far a press may slip and still be none. */
const SLIP_PIXELS = 5;

type Press = MapMouseEvent | MapTouchEvent;

/** What clicks and drags on the map do. */
export function handsOn(map: Maps, mark: Mark): void {
  const seen = (event: Press, layer: string, reach: number) => {
    const { x, y } = event.point;
    return map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: [layer] })[0];
  };
  /** The district that is painted under a press. */
  const districtAt = ({ point }: Press): string | null => {
    const fills = LEVELS.map((one) => `fill-${one}`).filter((id) => map.getLayoutProperty(id, 'visibility') !== 'none');
    const district = map.queryRenderedFeatures(point, { layers: fills }).find((one) => typeof one.state['class'] === 'number');
    return district ? String(district.properties['adcode']) : null;
  };
  const reachOf = (event: Press) => ('touches' in event.originalEvent || (event.originalEvent as PointerEvent).pointerType === 'touch' ? FINGER_PIXELS : MOUSE_PIXELS);

  map.on('click', (event) => {
    if ((event.originalEvent.target as Element).closest('.mark')) return;
    const { desk } = view.value;
    if (placing.value) {
      placing.value = false;
      addStation({ lon: event.lngLat.lng, lat: event.lngLat.lat }, say('newStation'));
      return;
    }
    const station = seen(event, 'stations', reachOf(event));
    if (station?.properties['id']) {
      void pickStation(String(station.properties['id']));
      return;
    }
    const gap = desk === 'districts' ? undefined : map.queryRenderedFeatures(event.point, { layers: ['gaps'] })[0];
    if (gap) {
      pickedGap.value = Number(gap.properties['gap']);
      return;
    }
    if (seen(event, 'clusters', reachOf(event)) && map.getZoom() > 8) {
      map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      return;
    }
    const adcode = districtAt(event);
    if (adcode) enter(adcode);
  });

  map.on('mousemove', (event) => {
    const adcode = placing.value || map.isMoving() ? null : districtAt(event);
    if (adcode !== hovered.value) hovered.value = adcode;
    map.getCanvas().style.cursor = placing.value ? 'crosshair' : adcode || seen(event, 'stations', MOUSE_PIXELS) ? 'pointer' : '';
  });
  map.on('mouseout', () => (hovered.value = null));

  // A station is taken and carried, by mouse or finger: a try, which changes nothing until it is let go.
  const carry = (event: Press, moves: 'mousemove' | 'touchmove', ends: readonly ('mouseup' | 'touchend' | 'touchcancel')[]) => {
    if (view.value.desk !== 'sites' || placing.value) return;
    const station = seen(event, 'stations', reachOf(event));
    const id = station?.properties['id'];
    if (!station || !id) return;
    event.preventDefault();
    const from = { lon: event.lngLat.lng, lat: event.lngLat.lat };
    let to: Press | null = null;
    const move = (now: Press) => {
      if (!to && event.point.dist(now.point) < SLIP_PIXELS) return;
      to = now;
      mark('carried', { lon: now.lngLat.lng, lat: now.lngLat.lat }, 'mark move', '↗', say('moved'));
    };
    const end = (last: Press) => {
      map.off(moves, move);
      for (const one of ends) map.off(one, end);
      mark('carried', null, '', '', '');
      if (!to || last.type === 'touchcancel') return;
      void moveStation(String(id), String(station.properties['name'] ?? id), from, { lon: to.lngLat.lng, lat: to.lngLat.lat });
    };
    map.on(moves, move);
    for (const one of ends) map.on(one, end);
  };
  map.on('mousedown', (event) => carry(event, 'mousemove', ['mouseup']));
  map.on('touchstart', (event) => {
    if (event.points.length === 1) carry(event, 'touchmove', ['touchend', 'touchcancel']);
  });
}
