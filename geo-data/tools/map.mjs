// Draws a network from what a running service answers: its stations and what they serve in 15 minutes on foot. No
// district's border is drawn, for the shapes are not ours to pass on.
//
//     node geo-data/tools/map.mjs http://127.0.0.1:8080 demo-huangpu > service/docs/huangpu.svg
const [base, network] = process.argv.slice(2);
const get = async (path) => {
  const response = await fetch(base + path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

const stations = [];
let cursor = '';
let version;
do {
  const page = await get(`/v1/stations?network=${network}&limit=1000${cursor && `&cursor=${cursor}`}`);
  stations.push(...page.features);
  version = page.dataset_version;
  cursor = page.next_cursor ?? '';
} while (cursor);
const { standard } = await get('/v1/coverage?limit=1');
const { networks } = await get('/v1/networks').then((body) => ({ networks: body.networks ?? body.items ?? body }));
const title = networks.find?.((n) => n.code === network)?.name_zh ?? network;

const metresADegree = 111195;
const lons = stations.map((s) => s.geometry.coordinates[0]);
const lats = stations.map((s) => s.geometry.coordinates[1]);
const pad = standard.radius_m / metresADegree;
const [south, north] = [Math.min(...lats) - pad, Math.max(...lats) + pad];
const stretch = Math.cos(((south + north) / 2 / 180) * Math.PI);
const [west, east] = [Math.min(...lons) - pad / stretch, Math.max(...lons) + pad / stretch];
const height = 900;
const scale = height / (north - south);
const width = Math.round((east - west) * stretch * scale);
const x = (lon) => ((lon - west) * stretch * scale).toFixed(1);
const y = (lat) => ((north - lat) * scale).toFixed(1);
const radius = ((standard.radius_m / metresADegree) * scale).toFixed(1);
const tiers = [...new Set(stations.map((s) => s.properties.tier))];
const colours = ['#b3261e', '#e08600', '#1a5fb4', '#5e5c64'];
const open = stations.filter((s) => [null, 'open'].includes(s.properties.status));
const closed = stations.filter((s) => !open.includes(s));
const dot = (s, fill) =>
  `<circle cx="${x(s.geometry.coordinates[0])}" cy="${y(s.geometry.coordinates[1])}" r="3.2" fill="${fill}" stroke="#fff" stroke-width=".8"/>`;
const scaleBar = (2000 / metresADegree) * scale;

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 250} ${height}" font-family="sans-serif" font-size="15">
<title>${title}: ${open.length} stations and their circles of ${standard.radius_m} m</title>
<rect width="100%" height="100%" fill="#f6f5f2"/>
<g fill="#57a773" fill-opacity="1" opacity=".38">
${open.map((s) => `<circle cx="${x(s.geometry.coordinates[0])}" cy="${y(s.geometry.coordinates[1])}" r="${radius}"/>`).join('\n')}
</g>
${closed.map((s) => dot(s, '#9a9996')).join('\n')}
${open.map((s) => dot(s, colours[tiers.indexOf(s.properties.tier)])).join('\n')}
<g transform="translate(${width + 20} 40)" fill="#241f31">
<text font-size="19" font-weight="bold">${title}</text>
<text y="26">${open.length} open, ${closed.length} closed</text>
${tiers.map((t, i) => `<circle cx="6" cy="${55 + 26 * i}" r="5" fill="${colours[i]}"/><text x="20" y="${60 + 26 * i}">${t ?? 'station'}</text>`).join('\n')}
<circle cx="6" cy="${55 + 26 * tiers.length}" r="5" fill="#9a9996"/><text x="20" y="${60 + 26 * tiers.length}">closed, locked</text>
<circle cx="6" cy="${81 + 26 * tiers.length}" r="9" fill="#57a773" opacity=".45"/><text x="20" y="${86 + 26 * tiers.length}">${standard.minutes} min on foot</text>
<path d="M0 ${130 + 26 * tiers.length} h${scaleBar.toFixed(1)}" stroke="#241f31" stroke-width="3"/><text y="${152 + 26 * tiers.length}">2 km</text>
<text y="${190 + 26 * tiers.length}" font-size="12">positions made up for a demo</text>
<text y="${208 + 26 * tiers.length}" font-size="12">dataset version ${version}</text>
</g>
</svg>`);
