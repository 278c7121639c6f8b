// Runs the example of Porto against a running service and writes porto.md with what came, and its two pictures.
import { Walk } from './walk.mjs';

const walk = new Walk({ AT: process.argv[2] ?? 'http://127.0.0.1:8080', PAGES: process.argv[3] ?? 'service/docs/examples' });
// Whatever else is loaded, the questions are about this.
const about = 'network=porto&demand=porto-people';

walk.say(
  '# Porto: coverage over real roads, and five new stations',
  'The roads are real (OpenStreetMap, © its contributors, ODbL). The outline of the city is drawn by hand, and the 60 stations and the demand are **synthetic**, made from one seed: the example shows how to ask, not how Porto is served. `make example-porto` runs all of this anew and writes this page.',
  '## The service with roads, and the data',
  'In one shell: `make run OSM=porto.osm.pbf`, with any extract that holds Porto. In another, from the folder of the project, with `AT=http://127.0.0.1:8080` and `PAGES=service/docs/examples`, the folder for pictures. Whatever else the service holds, its demo for one, the questions name the network and the demand that they are about:',
);
walk.run('node service/docs/examples/porto-data.mjs .yizhan/examples/porto');
walk.run(`make districts FILE=.yizhan/examples/porto/area.geojson DATUM=wgs84 ARGS="--dataset porto-area --synthetic --quiet"`);
walk.run(`make load FILE=.yizhan/examples/porto/stations.csv NETWORK=porto DATUM=wgs84 ARGS="--synthetic --quiet --allow-removals"`);
walk.run(`make demand FILE=.yizhan/examples/porto/demand.csv NAME=porto-people UNIT=people DATUM=wgs84 ARGS="--synthetic"`);
const stations = `curl -s "$AT/v1/coverage?parent=990000&${about}&method=network" | jq -r '.rows[0] | "\\(.stations) stations, \\(.demand | floor) people"'`;
walk.until('60 stations, 126336 people', stations);

const figures = `.rows[0] | {stations, drawn, area_ratio, demand, demand_ratio, uncovered_demand, mean_distance_m}`;
walk.say('## Coverage: by circles, and over the roads', 'Fifteen minutes on foot. A circle says that the straight line is a fixed part of the way; the roads know the river and the railway. Mean distances are straight lines in both.');
walk.run(`curl -s "$AT/v1/coverage?parent=990000&${about}" | jq -c '${figures}'`);
walk.run(`curl -s "$AT/v1/coverage?parent=990000&${about}&method=network" | jq -c '.roads, (${figures})'`);
walk.run(`curl -s "$AT/v1/coverage/990101/map.png?lang=en&network=porto&demand=porto-people&method=network&width=800" -o $PAGES/porto-before.png && file -b $PAGES/porto-before.png`);
walk.picture('porto-before.png', 'Porto with 60 synthetic stations: what couriers on foot reach in 15 minutes over the roads, and what not');

walk.say('## Where the gaps are', 'Ranked by the demand in them.');
walk.run(`curl -s "$AT/v1/coverage/990101/gaps?${about}&method=network&limit=3" | jq -c '{total, left_out, uncovered_demand, gap_area_m2}, (.features[].properties | {area_m2, demand, nearest_station})'`);

walk.say('## Five new sites', 'Chosen so that they add the most demand, at least 300 m from each other and from the stations there are. The answer is proven, or says how far from proven it is, and is counted anew from the positions.');
walk.run(`curl -s "$AT/v1/coverage/990101/sites" -H 'content-type: application/json' \\
  -d '{"objective":"mclp","k":5,"network":["porto"],"demand":"porto-people","method":"network","min_spacing_m":300}' \\
  > .yizhan/examples/porto/job.json`);
walk.done('.yizhan/examples/porto/job.json');
walk.run(`curl -s "$AT$(jq -r .links.result .yizhan/examples/porto/job.json)" > .yizhan/examples/porto/sites.json
jq -c '{proven_optimal, gap, solver, candidates}, .demand, .recheck, (.features[] | [.properties.rank, .geometry.coordinates, .properties.gained_demand])' .yizhan/examples/porto/sites.json`);

walk.say('## What they would bring', 'Tried, and nothing kept. Sites were counted by the areas of single stations, a trial is by one search from all of them: where two areas meet in a cell of its grid it holds a little more, here one place of demand.');
walk.run(`jq '{add: [.features[].geometry.coordinates | {lon: .[0], lat: .[1]}]}' .yizhan/examples/porto/sites.json > .yizhan/examples/porto/try.json
curl -s "$AT/v1/coverage/990101/what-if?${about}&method=network" -H 'content-type: application/json' -d @.yizhan/examples/porto/try.json \\
  | jq -c '.districts[0] | (.before, .after | {stations, area_ratio, covered_demand, demand_ratio}), .gains, .losses'`);

walk.say('## Built', 'The five as rows of the list, published like any other change.');
walk.run(`(cat .yizhan/examples/porto/stations.csv; jq -r '.features[] | "\\(60 + .properties.rank),New station \\(.properties.rank),\\(.geometry.coordinates[0]),\\(.geometry.coordinates[1]),open"' .yizhan/examples/porto/sites.json) > .yizhan/examples/porto/after.csv
make load FILE=.yizhan/examples/porto/after.csv NETWORK=porto DATUM=wgs84 ARGS="--synthetic --quiet"`);
walk.until('65 stations, 126336 people', stations);
walk.run(`curl -s "$AT/v1/coverage?parent=990000&${about}&method=network" | jq -c '${figures}'`);
walk.run(`curl -s "$AT/v1/coverage/990101/map.png?lang=en&network=porto&demand=porto-people&method=network&width=800" -o $PAGES/porto-after.png && file -b $PAGES/porto-after.png`);
walk.picture('porto-after.png', 'The same with the five new stations');
walk.write('porto.md');
