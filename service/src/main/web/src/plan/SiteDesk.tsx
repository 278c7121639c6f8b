import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE, language } from '../shared/language';
import type { Datum, Sites } from './ask';
import { saveScenario } from './exports';
import { isInside } from '../shared/inside';
import * as format from './format';
import { PickDistrict } from './Nothing';
import { Empty, Failed } from './parts';
import { drop, redo, undecided, undo, NO_CHANGES, type Change } from './scenario';
import { view } from './look';
import { atWork, border } from './place';
import { asking, cancelJob, isFileUnreadable, job, jobFailure, reaskResult, rejected, searching, suggest, suggested, type Objective, type Venues } from './suggest';
import { addStation, armed, carrying, fileFault, letGo, openFile, placeOf, placing, retryChanges, scenario, tried, triedFailure, trying, turnTo } from './whatIf';
import { toTheMap } from './mapFocus';
import { spot } from './spot';
import { changeName, reasonWords, rowFaults, say, sitesWords, unitWords, type Word } from './words';

const FAULTS: Record<string, Word> = {
  'not-json': 'notJson',
  'not-a-scenario': 'notScenario',
  'newer-format': 'newerFormat',
  'broken-change': 'brokenChange',
  'other-version': 'otherVersion',
};

/** What would be, if stations were added, moved or closed; and where the next ones should stand. */
export function SiteDesk(): JSX.Element {
  useEffect(() => () => void (spot.value = null), []);
  if (!atWork.value) return <PickDistrict />;
  return (
    <section class="sites" aria-label={say('sites')}>
      <Changes />
      <Suggestions />
    </section>
  );
}

function Changes(): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const { changes, past, future } = scenario.value;
  return (
    <div class="card">
      <h2 tabIndex={-1}>{say('whatIf')}</h2>
      <p class="hint">{say('whatIfHint')}</p>
      <div class="tools" role="toolbar" aria-label={say('whatIf')}>
        <button
          type="button"
          class="primary"
          aria-pressed={placing.value}
          onClick={(event) => {
            carrying.value = null;
            placing.value = !placing.value;
            if (placing.value) toTheMap(event);
          }}
        >
          <Icon name="pin" size={16} /> {placing.value ? say('adding') : say('add')}
        </button>
        <button type="button" disabled={past.length === 0} onClick={() => turnTo(undo(scenario.value))}>{say('undo')}</button>
        <button type="button" disabled={future.length === 0} onClick={() => turnTo(redo(scenario.value))}>{say('redo')}</button>
        <button type="button" disabled={changes.length === 0} onClick={() => turnTo({ ...NO_CHANGES, past: [...past, changes] })}>{say('clear')}</button>
        <span class="files">
          <button type="button" disabled={changes.length === 0} onClick={saveScenario}>{say('save')}</button>
          <button type="button" onClick={() => file.current?.click()}>{say('load')}</button>
        </span>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          class="only-read"
          tabIndex={-1}
          aria-label={say('load')}
          onChange={(event) => {
            const input = event.currentTarget;
            void input.files?.[0]?.text().then((text) => {
              openFile(text);
              input.value = '';
            });
          }}
        />
      </div>
      {armed.value && (
        <p class="note waiting" role="status">
          {carrying.value ? `${say('moveTo')} ${carrying.value.properties.name}` : say('adding')} · {say('armedHint')} · 
          <button type="button" class="link" onClick={letGo}>{say('leave')}</button>
        </p>
      )}
      {fileFault.value && <p class="fault" role="alert">{say(FAULTS[fileFault.value]!)}</p>}
      {changes.length === 0 ? <p class="none">{say('noChanges')}</p> : <Outcome />}
      {changes.length > 0 && (
        <ul class="changes" aria-label={say('changes')}>
          {changes.map((one) => (
            <li key={one.id}>
              <span class={`what ${one.kind}`}>{say(one.kind === 'add' ? 'added' : one.kind === 'move' ? 'moved' : 'closed')}</span>
              <button type="button" class="who" title={say('showPlace')} onClick={() => (spot.value = { place: one.kind === 'close' ? one.from : one.place, label: changeName(one) })}>
                <span lang={one.name === '' ? undefined : CHINESE}>{changeName(one)}</span>
                {isBeyond(one) && <small> · {say('beyond')}</small>}
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={`${say('remove')} ${changeName(one)}`}
                title={say('remove')}
                onClick={(event) => {
                  passOn(event.currentTarget);
                  turnTo(drop(scenario.value, one.id));
                }}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A button is about to go: the keyboard goes on at the same one of the next row, or at the heading where there is none. */
function passOn(button: HTMLElement): void {
  const row = button.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const same = next?.querySelectorAll<HTMLElement>('button')[[...row!.querySelectorAll('button')].indexOf(button as HTMLButtonElement)];
  (same ?? button.closest('.card')?.querySelector('h2'))?.focus();
}

/** Whether a station would stand outside the district: what of it reaches inside counts all the same. */
function isBeyond(one: Change): boolean {
  const at = border.value;
  return one.kind !== 'close' && at !== null && at.adcode === atWork.value?.adcode && !isInside(one.place.lon, one.place.lat, at.rings);
}

/** Before and after, side by side, as the service counts it. */
function Outcome(): JSX.Element {
  const answer = tried.value;
  if (triedFailure.value) return <Failed failure={triedFailure.value} onRetry={retryChanges} />;
  const at = answer?.districts.find((one) => one.adcode === answer.adcode);
  if (!answer || !at) return <p class="none" role="status">{say('trying')}</p>;
  const unit = unitWords(answer.demand_source?.unit);
  const { before, after } = at;
  const lines: [string, string, string, string, boolean | null][] = [
    [say('stations'), format.count(before.stations), format.count(after.stations), format.change(after.stations - before.stations, format.count), null],
    [
      say('area_ratio'),
      ...format.difference(before.area_ratio, after.area_ratio, 'ratio'),
      better(after.area_ratio - before.area_ratio),
    ],
  ];
  if (before.demand_ratio !== null && after.demand_ratio !== null && before.covered_demand !== null && after.covered_demand !== null) {
    lines.push([
      `${say('demand_ratio')}`,
      format.percent(before.demand_ratio),
      format.percent(after.demand_ratio),
      format.change(after.covered_demand - before.covered_demand, (value) => `${format.count(value)} ${unit}`),
      better(after.covered_demand - before.covered_demand),
    ]);
  }
  if (before.worst_distance_m !== null && after.worst_distance_m !== null) {
    lines.push([
      say('worst_distance_m'),
      ...format.difference(before.worst_distance_m, after.worst_distance_m, 'distance'),
      better(before.worst_distance_m - after.worst_distance_m),
    ]);
  }
  const beside = answer.districts.filter((one) => one.adcode !== answer.adcode);
  return (
    <div class={`outcome${trying.value ? ' old' : ''}`} aria-live="polite">
      <table>
        <thead>
          <tr>
            <th scope="col" lang={CHINESE}>{at.name}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
            <th scope="col"><span class="only-read">{say('changes')}</span></th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, was, is, by, good]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{was}</td>
              <td><strong>{is}</strong></td>
              <td class={good === null ? '' : good ? 'good' : 'bad'}>{by}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="sides">
        <span class="key gained">{say('gained')} {format.area(at.gains.area_m2)}{at.gains.demand === null ? '' : ` · ${format.count(at.gains.demand)} ${unit}`}</span>
        <span class="key lost">{say('lost')} {format.area(at.losses.area_m2)}{at.losses.demand === null ? '' : ` · ${format.count(at.losses.demand)} ${unit}`}</span>
      </p>
      {(view.value.amenity.length > 0 || view.value.hour !== null) && scenario.value.changes.some((one) => one.kind === 'add') && <p class="note">{say('newCounts')}</p>}
      {beside.length > 0 && <p class="note">{say('neighbours')}<span lang={CHINESE}>{beside.slice(0, 6).map((one) => one.name).join('、')}</span></p>}
    </div>
  );
}

const better = (by: number): boolean | null => (Math.abs(by) < 1e-9 ? null : by > 0);

const OBJECTIVES: readonly Objective[] = ['mclp', 'lscp', 'p_median'];
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];
const VENUE_FILES = '.csv,.tsv,.txt,.json,.geojson,.geojsonl,text/csv,application/geo+json';

function Suggestions(): JSX.Element {
  const k = useSignal(5);
  const objective = useSignal<Objective>('mclp');
  const fromFile = useSignal(false);
  const file = useSignal<File | null>(null);
  const datum = useSignal<Datum | null>(null);
  const start = () => {
    const venues: Venues | null = fromFile.value && file.value && datum.value ? { file: file.value, datum: datum.value } : null;
    void suggest(objective.value, k.value, venues);
  };
  const now = job.value;
  const busy = searching.value;
  const done = now?.status === 'done';
  return (
    <div class="card">
      <h2 tabIndex={-1}>{say('suggest')}</h2>
      <p class="hint">{say('suggestHint')}</p>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <label class="field wide">
          <span>{say('objective')}</span>
          <select value={objective.value} onChange={(event) => (objective.value = OBJECTIVES.find((one) => one === event.currentTarget.value) ?? 'mclp')}>
            {OBJECTIVES.map((one) => (
              <option key={one} value={one}>{say(one)}</option>
            ))}
          </select>
        </label>
        {objective.value !== 'lscp' && (
          <label class="field">
            <span>{say('howMany')}</span>
            <input type="number" min="1" max="50" required value={k.value} onInput={(event) => (k.value = Number(event.currentTarget.value))} />
          </label>
        )}
        <label class="field wide">
          <span>{say('candidates')}</span>
          <select
            value={fromFile.value ? 'file' : 'cells'}
            onChange={(event) => {
              fromFile.value = event.currentTarget.value === 'file';
              file.value = null;
            }}
          >
            <option value="cells">{say('fromCells')}</option>
            <option value="file">{say('fromFile')}</option>
          </select>
        </label>
        {fromFile.value && (
          <>
            <label class="field file">
              <span>{say('venueFile')}</span>
              <input
                type="file"
                required
                accept={VENUE_FILES}
                aria-describedby="venue-hint"
                onChange={(event) => {
                  file.value = event.currentTarget.files?.[0] ?? null;
                  jobFailure.value = null;
                  isFileUnreadable.value = false;
                }}
              />
            </label>
            <label class="field">
              <span>{say('venueDatum')}</span>
              <select required value={datum.value ?? ''} onChange={(event) => (datum.value = DATUMS.find((one) => one === event.currentTarget.value) ?? null)}>
                <option value="">{say('pickOne')}</option>
                {DATUMS.map((one) => (
                  <option key={one} value={one}>{say(one)}</option>
                ))}
              </select>
            </label>
            <p class="hint" id="venue-hint">{say('venueHint')}</p>
          </>
        )}
        {/* Two elements: one that turned into the other while it is pressed would begin the search anew. */}
        {busy ? (
          <button type="button" key="cancel" onClick={() => void cancelJob()}>{say('cancel')}</button>
        ) : (
          <button type="submit" key="start" class="primary">{say('start')}</button>
        )}
      </form>
      {jobFailure.value && <Failed failure={jobFailure.value} asksAgain={busy} onRetry={busy ? undefined : () => (done ? reaskResult() : start())} />}
      {isFileUnreadable.value && <p class="fault" role="alert">{say('fileUnreadable')}</p>}
      {jobFailure.value && <RowFaults lines={rowFaults(jobFailure.value)} />}
      {(now || asking.value) && !suggested.value && !(done && jobFailure.value) && (
        <div class="progress" role="status">
          {busy && <span class="bar" />}
          <p>
            {say(now === null ? 'queued' : now.status === 'lost' ? 'lostJob' : now.status)}
            {now !== null && now.gap !== null && busy ? ` · ${say('within')} ${format.percent(now.gap)} ${say('ofOptimum')}` : ''}
            {now?.failure && language.value === 'en' ? ` · ${now.failure}` : ''}
          </p>
        </div>
      )}
      {suggested.value && <Found sites={suggested.value} />}
    </div>
  );
}

/** What is wrong with a file, row by row. */
function RowFaults({ lines }: { lines: string[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <ul class="row-faults" aria-label={say('fileFaults')}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Found({ sites }: { sites: Sites }): JSX.Element {
  // Where no demand is known, the area that is uncovered stands for it.
  const ofArea = sites.demand_unit === 'm2';
  const gain = (value: number) => (ofArea ? format.roughArea(value) : `${format.decimal(value)} ${unitWords(sites.demand_unit)}`);
  const left = undecided(sites.features, rejected.value, scenario.value.changes);
  const accept = (one: Sites['features'][number]) => {
    addStation(placeOf(one.geometry), one.properties.name ?? '', one.properties.rank);
  };
  if (sites.features.length === 0) {
    return sites.reasons.length === 0 ? <Empty title={say('noneNeeded')} /> : <Empty title={say('noSolution')} more={sites.reasons.map(reasonWords).join(' ')} />;
  }
  return (
    <div class="found">
      <p class="proof">
        <Icon name="check" size={16} />
        {sites.objective === 'lscp' && `${sitesWords(sites.features.length, format.count(sites.features.length))} · `}
        {sites.proven_optimal ? say('proven') : `${say('within')} ${format.percent(sites.gap)} ${say('ofOptimum')}`}
        <span>
          {sites.objective === 'p_median' ? (
            <>
              {say('meanDistance')} {format.distance(sites.mean_distance.before_m)} → <strong>{format.distance(sites.mean_distance.after_m)}</strong>
            </>
          ) : ofArea ? (
            <>
              {say('area_ratio')} {format.percent(sites.area.ratio_before)} → <strong>{format.percent(sites.area.ratio_after)}</strong>
            </>
          ) : (
            <>
              {say('demand_ratio')} {format.percent(sites.demand.ratio_before)} → <strong>{format.percent(sites.demand.ratio_after)}</strong>
            </>
          )}
        </span>
      </p>
      <ol>
        {left.map((one) => (
          <li key={one.id}>
            <i>{one.properties.rank}</i>
            <button type="button" class="who" title={say('showPlace')} onClick={() => (spot.value = { place: placeOf(one.geometry), label: one.properties.name ?? `${say('suggestedSite')} ${one.properties.rank}` })}>
              {one.properties.name && <strong lang={CHINESE}>{one.properties.name} · </strong>}
              {sites.objective === 'p_median' && one.properties.gained_demand === 0 ? say('shortens') : `${say('gainsDemand')} ${gain(one.properties.gained_demand)}`}
            </button>
            <button
              type="button"
              class="primary small"
              onClick={(event) => {
                passOn(event.currentTarget);
                accept(one);
              }}
            >
              {say('accept')}
            </button>
            <button
              type="button"
              class="quiet small"
              onClick={(event) => {
                passOn(event.currentTarget);
                rejected.value = new Set([...rejected.value, one.id]);
              }}
            >
              {say('reject')}
            </button>
          </li>
        ))}
      </ol>
      <p class="all">
        {left.length > 1 && (
          <button
            type="button"
            onClick={(event) => {
              passOn(event.currentTarget);
              left.forEach(accept);
            }}
          >
            {say('acceptAll')}
          </button>
        )}
        {rejected.value.size > 0 && (
          <button
            type="button"
            onClick={(event) => {
              passOn(event.currentTarget);
              rejected.value = new Set();
            }}
          >
            {say('takeBack')}
          </button>
        )}
        {job.value && <a class="link" href={`${job.value.links.result}?format=csv&bom=true`} download>{say('sitesCsv')}</a>}
      </p>
    </div>
  );
}
