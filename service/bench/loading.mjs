// A list, from the file to answers, against the least that anybody could do with it; on a fresh database each time.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, say } from './machine.mjs';
import { COUNT, answer, at, csv, home, places } from './settings.mjs';
import { end, environment, psql, start } from './yizhan.mjs';

const kept = `${home}/loaded`;

// Whether the database holds these stations already, for measures that load none.
export const isLoaded = () => existsSync(kept) && readFileSync(kept, 'utf8') === String(COUNT);

export async function loading(service, loader) {
  run('geo-data/tools/stop-postgis', [`${home}/postgis`]);
  rmSync(kept, { force: true });
  rmSync(`${home}/postgis`, { recursive: true, force: true });
  say('making a fresh database …');
  const one = await start(service, { ready: '/v1/status' });
  say(`loading ${COUNT} stations …`);
  let began = performance.now();
  run('java', ['-Xmx1g', '--enable-native-access=ALL-UNNAMED', '-jar', loader, 'load', '--network', 'bench', '--datum', 'gcj02', '--quiet', csv],
    { env: environment });
  const somewhere = /"(lon=[^"]+)"/.exec(readFileSync(places, 'utf8'))[1];
  const ask = () => fetch(`${at}/v1/stations/nearest?${somewhere}`).then(r => r.ok ? r.text() : '{}');
  let found;
  while (!JSON.parse(found = await ask()).features?.length) await sleep(50);
  const loaded = (performance.now() - began) / 1000;
  say(`published and served after ${loaded.toFixed(1)} s; the least that SQL could do with the same file …`);

  psql("set client_min_messages = warning; drop table if exists bare, bare_station, bare_circle");
  began = performance.now();
  psql('create table bare (id text, name text, address text, lon float8, lat float8, amenities text, status text, open_hours text, capacity int)');
  psql(`\\copy bare from '${csv}' csv header`);
  psql(`create table bare_station as select *, st_setsrid(st_point(lon, lat), 4326) as location from bare;
    create table bare_circle as
      select id, st_buffer(location::geography, 1000, 18)::geometry as walk, st_buffer(location::geography, 2692, 18)::geometry as ebike from bare_station;
    create index on bare_station using gist (location);
    create index on bare_circle using gist (walk);
    create index on bare_circle using gist (ebike)`);
  const bare = (performance.now() - began) / 1000;
  psql('drop table bare, bare_station, bare_circle');
  psql('vacuum analyze');
  say(`which took ${bare.toFixed(1)} s`);
  writeFileSync(answer, found); // the static answer of the same size
  writeFileSync(kept, String(COUNT));
  await end(one.process);
  return { loaded, bare };
}
