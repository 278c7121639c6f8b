// Asks a running service what a courier and a planner would ask, and prints the answers. Used by `make try`.
const base = process.argv[2] ?? 'http://127.0.0.1:8080';

async function ask(path) {
  console.log(`\n$ curl '${base}${path}'`);
  let response;
  try {
    response = await fetch(base + path);
  } catch {
    console.error(`Nobody answers at ${base}. Start the service first: make run`);
    process.exit(1);
  }
  const body = await response.json();
  if (!response.ok) {
    console.log(`  ${response.status} ${body.title}: ${body.errors?.map((e) => `${e.parameter}: ${e.detail}`).join('; ') || body.detail}`);
    return null;
  }
  return body;
}

const metres = (m) => (m == null ? 'unknown' : m < 1000 ? `${Math.round(m)} m` : `${(m / 1000).toFixed(1)} km`);

function stations(answer) {
  if (!answer) return;
  const note = answer.widened ? ` (nothing nearer: looked as far as ${metres(answer.radius_m)})` : '';
  console.log(`  dataset version ${answer.dataset_version}, ${answer.crs}${note}`);
  if (answer.features.length === 0) console.log('  no station');
  for (const { properties: s } of answer.features) {
    console.log(
      `  ${metres(s.distance_m).padStart(7)}  ${String(Math.round(s.duration_s / 60)).padStart(2)} min on foot  ${s.name}` +
        `  [${s.amenities.slice(0, 5).join(', ')}]  ${s.hours.text ?? 'hours unknown'}  position: ${s.position_quality ?? 'unknown'}`,
    );
  }
}

console.log('A courier in 郑州, by the coordinates of an Amap phone:');
stations(await ask('/v1/stations/nearest?lon=113.6654&lat=34.7578&crs=gcj02&amenity=charging&limit=3'));
console.log('\nA courier in 黄埔 who needs a toilet:');
stations(await ask('/v1/stations/nearest?lon=113.4588&lat=23.1064&amenity=toilet&limit=3'));
console.log('\nA planner: the districts that the 15 minutes on foot cover least, of those with stations:');
const coverage = await ask('/v1/coverage?min_stations=1&limit=5');
if (coverage) {
  console.log(`  dataset version ${coverage.dataset_version}; a circle of ${metres(coverage.standard.radius_m)}; ${coverage.total} districts`);
  if (coverage.total === 0) console.log('  no district has a shape yet: make districts');
}
for (const d of coverage?.rows ?? []) {
  console.log(
    `  ${(100 * d.area_ratio).toFixed(2).padStart(6)} %  ${d.name} (${d.adcode})  ${d.stations} stations,` +
      ` farthest place ${metres(d.worst_distance_m)} from one`,
  );
}
