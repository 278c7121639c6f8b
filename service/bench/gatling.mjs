// Latency at a given rate of arrivals (an open model): a slow answer makes nobody else come later.
import { readFileSync } from 'node:fs';
import { run, runOn, say, withCpu } from './machine.mjs';
import { at, home, places } from './settings.mjs';

const built = `${home}/gatling`;

export function buildGatling() {
  say('building the Gatling simulation …');
  run('mvn', ['-B', '-ntp', '-q', '-f', 'service/bench/gatling/pom.xml', 'compile']);
}

export function latency(path, rate, seconds, pids, core) {
  return withCpu(pids, () => {
    let printed;
    try {
      printed = runOn(core, 'java', ['-Xmx1g', '-XX:+UseSerialGC', '--add-opens=java.base/java.lang=ALL-UNNAMED',
        '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow',
        `-Dat=${at}`, `-Dpath=${path}`, `-Dplaces=${places}`, `-Drate=${rate}`, `-Dseconds=${seconds}`,
        '-cp', `${built}/classes:${readFileSync(`${built}/classpath`, 'utf8').trim()}`,
        'io.gatling.app.Gatling', '-s', 'dev.yizhan.bench.OpenLoad', '-nr', '-rf', `${home}/gatling-results`], { stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (failure) {
      throw new Error(`Gatling failed at ${rate}/s of ${path}:\n${failure.stdout}${failure.stderr}`);
    }
    const actual = words => Number(new RegExp(`${words}.*\\(actual : ([\\d.]+)\\)`).exec(printed)[1]);
    return { rate, requests: actual('counted: count of all events'), failed: actual('Global: count of failed events'),
      p50: actual('counted: 50th percentile'), p95: actual('counted: 95th percentile'), p99: actual('counted: 99th percentile') };
  });
}
