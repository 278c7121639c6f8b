import gcoord from 'gcoord';
import { gcj02Applies } from '../shared/china';
import type { LonLat } from '../shared/measure';
import type { Links } from './kept';

/** The place as maps of two datums spell it; where they do not shift, as it is. */
function spelt(place: LonLat, datum: typeof gcoord.GCJ02 | typeof gcoord.BD09): { lonLat: string; latLon: string } {
  const plain: [number, number] = [place.lon, place.lat];
  const [lon, lat] = (gcj02Applies(place) ? gcoord.transform(plain, gcoord.WGS84, datum) : plain).map((degrees) => degrees.toFixed(6));
  return { lonLat: `${lon},${lat}`, latLon: `${lat},${lon}` };
}

/**
 * The links into maps as the service writes them, for a station that came without: in a list of all around, kept for the
 * road. Without a network the map that is installed opens all the same.
 */
export function linksTo(place: LonLat, name: string): Links {
  const gcj02 = spelt(place, gcoord.GCJ02);
  const bd09 = spelt(place, gcoord.BD09);
  const title = encodeURIComponent(name);
  // Amap splits its value at commas after decoding it.
  const plain = encodeURIComponent(name.replaceAll(',', ' '));
  return {
    amap: `https://uri.amap.com/navigation?to=${gcj02.lonLat},${plain}&mode=walk&coordinate=gaode&callnative=1&src=yizhan`,
    baidu: `https://api.map.baidu.com/marker?location=${bd09.latLon}&title=${title}&content=${title}&coord_type=bd09ll&output=html&src=webapp.yizhan.yizhan`,
    tencent: `https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=${title}&tocoord=${gcj02.latLon}&referer=yizhan`,
    apple: `https://maps.apple.com/?daddr=${gcj02.latLon}&q=${title}&dirflg=w`,
  };
}

/** The same way by bike. Of the four, Amap alone has that in the addresses it publishes. */
export function byBike(amap: string): string {
  return amap.replace('&mode=walk&', '&mode=ride&');
}
