import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Failure } from '../shared/failure';
import { highContrast, largeText, shade, theme } from '../shared/display';
import { Icon } from '../shared/icons';
import { CHINESE, language, speak } from '../shared/language';
import { findDistricts, type DistrictFeature } from './ask';
import { Controls } from './Controls';
import { exportCsv, exportFailure, exportGeoJson, exporting, exportReport, printReport } from './exports';
import * as format from './format';
import { GapList } from './GapList';
import { MapPane } from './MapPane';
import { Failed, Menu } from './parts';
import { SiteDesk } from './SiteDesk';
import { amenityName, learnProvinces, networkName, provinceOf, synthetic } from './catalogue';
import { gaps } from './gaps';
import { Ramp } from './MapPane';
import { coverage, coverageFailure, found, isElsewhere, isOtherList, nothingLoaded, rows, sum, unit } from './figures';
import { look, view } from './look';
import { here, level, path, pathFailure, reaskPath } from './place';
import { Table } from './Table';
import { TreePane } from './Tree';
import { isDocked, TreeButton, unfolded } from './TreeButton';
import { DESKS } from './view';
import { keyOf, valueOf } from './rows';
import { undecided } from './scenario';
import { rejected, suggested } from './suggest';
import { scenario, tried } from './whatIf';
import { cellName, changeName, failureWords, say, unitWords } from './words';

const MOST_PRINTED = 200;
const MOST_GAPS_PRINTED = 20;
const MOST_CELLS_PRINTED = 40;

export function Planner(): JSX.Element {
  return (
    <>
      <a class="skip" href="#panel">{say('skip')}</a>
      <header class="top">
        <a class="brand" href="/plan" aria-label={say('title')}>
          <Icon name="house" size={26} />
          <h1>{say('title')}</h1>
        </a>
        <nav aria-label={say('desksLabel')}>
          <a href="/plan" aria-current="page">{say('planning')}</a>
          <a href="/">{say('courierPage')}</a>
        </nav>
        <Search />
        <div class="top-tools">
          <Exports />
          <Display />
          <button type="button" class="quiet" lang={language.value === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language.value === 'zh' ? 'en' : 'zh')}>
            {say('language')}
          </button>
        </div>
      </header>
      <Controls />
      <main class={isDocked.value && unfolded.value ? 'with-tree' : ''}>
        <TreePane />
        <div class="panel" id="panel">
          <Path />
          {pathFailure.value && !nothingLoaded.value && !isSaidBelow() && <Failed failure={pathFailure.value} onRetry={reaskPath} />}
          {exporting.value && <p class="note waiting" role="status">{say('exporting')}</p>}
          {exportFailure.value && <Failed failure={exportFailure.value} asksAgain={false} />}
          <Figures />
          <div class="tabs" role="tablist" aria-label={say('deskTabs')}>
            {DESKS.map((desk) => (
              <button
                type="button"
                role="tab"
                key={desk}
                id={`tab-${desk}`}
                aria-selected={view.value.desk === desk}
                aria-controls="desk"
                tabIndex={view.value.desk === desk ? 0 : -1}
                onClick={() => look({ desk })}
                onKeyDown={(event) => {
                  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                  if (step === 0) return;
                  const next = DESKS[(DESKS.indexOf(desk) + step + DESKS.length) % DESKS.length]!;
                  look({ desk: next });
                  document.getElementById(`tab-${next}`)?.focus();
                }}
              >
                {say(desk)}
              </button>
            ))}
          </div>
          <div class="desk" role="tabpanel" id="desk" aria-labelledby={`tab-${view.value.desk}`}>
            {view.value.desk === 'districts' ? <Table /> : view.value.desk === 'gaps' ? <GapList /> : <SiteDesk />}
          </div>
        </div>
        <MapPane />
      </main>
      <Report />
    </>
  );
}

/** The list says of itself why it has no answer; what is the same is not said twice. */
function isSaidBelow(): boolean {
  const [path, list] = [pathFailure.value, coverageFailure.value];
  return view.value.desk === 'districts' && path !== null && list !== null && failureWords(path) === failureWords(list);
}

function Path(): JSX.Element {
  return (
    <nav class="path" aria-label={say('pathLabel')}>
      <TreeButton />
      <ol>
        <li>
          {view.value.parent === null ? (
            <span aria-current="location">{say('country')}</span>
          ) : (
            <button type="button" onClick={() => look({ parent: null })}>{say('country')}</button>
          )}
        </li>
        {path.value.map((one) => (
          <li key={one.adcode}>
            {one.adcode === view.value.parent ? (
              <span lang={CHINESE} aria-current="location">{one.name}</span>
            ) : (
              <button type="button" lang={CHINESE} onClick={() => look({ parent: one.adcode })}>{one.name}</button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The figures of all that is listed. */
function Figures(): JSX.Element {
  const all = sum.value;
  const known = found.value.length > 0 && !isElsewhere.value;
  return (
    <div class="figures">
      <dl>
        <div>
          <dt>{say('area_ratio')}</dt>
          <dd>{known ? format.percent(all.areaRatio) : format.UNKNOWN}</dd>
        </div>
        {all.uncoveredDemand !== null && (
          <div>
            <dt>{say('uncovered_demand')}</dt>
            <dd>
              {known ? format.count(all.uncoveredDemand) : format.UNKNOWN} <small>{unitWords(unit.value)}</small>
            </dd>
          </div>
        )}
        <div>
          <dt>{say('stations')}</dt>
          <dd>{known ? format.count(all.stations) : format.UNKNOWN}</dd>
        </div>
        <div>
          <dt>{say('worst_distance_m')}</dt>
          <dd>{known ? format.distance(all.worst?.worst_distance_m ?? null) : format.UNKNOWN}</dd>
        </div>
      </dl>
      {synthetic.value && <p class="synthetic">{say('synthetic')}</p>}
    </div>
  );
}

function Search(): JSX.Element {
  const text = useSignal('');
  const hits = useSignal<DistrictFeature[] | null>(null);
  const failure = useSignal<Failure | null>(null);
  const find = async (words: string) => {
    text.value = words;
    if (words.trim() === '') {
      hits.value = null;
      failure.value = null;
      return;
    }
    const answer = await findDistricts(words.trim(), 8);
    if (text.value !== words) return;
    hits.value = answer.ok ? answer.value.features : [];
    failure.value = answer.ok ? null : answer.failure;
  };
  const go = (adcode: string) => {
    look({ parent: adcode });
    text.value = '';
    hits.value = null;
  };
  return (
    <form
      class="search"
      role="search"
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) hits.value = null;
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (event.key === 'Escape') hits.value = null;
        if (step === 0 || !hits.value) return;
        event.preventDefault();
        const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')];
        stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(document.activeElement as HTMLElement) + step))]?.focus();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        // Who presses Enter before there is an answer gets there with it.
        const words = text.value;
        void find(words).then(() => {
          const first = hits.value?.[0];
          if (first && text.value === words) go(first.id);
        });
      }}
    >
      <Icon name="search" size={18} />
      <input
        type="search"
        aria-label={say('searchLabel')}
        placeholder={say('searchLabel')}
        value={text.value}
        onInput={(event) => void find(event.currentTarget.value)}
        onFocus={(event) => {
          void learnProvinces();
          void find(event.currentTarget.value);
        }}
      />
      {hits.value && (
        // A press on one is no leaving of the field, which some browsers take it for.
        <ul onMouseDown={(event) => event.preventDefault()}>
          {hits.value.length === 0 && <li class="none" role="status">{failure.value ? failureWords(failure.value, false) : say('searchNothing')}</li>}
          {hits.value.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => go(one.id)}>
                <span lang={CHINESE}>{one.properties.name}</span>
                <small>
                  <span lang={CHINESE}>{provinceOf(one.id)}</span> {one.id}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

/** How the page shows itself, kept for both pages. */
function Display(): JSX.Element {
  const ways = [
    {
      word: 'dark',
      on: shade.value === 'dark',
      turn: (on: boolean) => {
        // Two ways to show the page: who chooses dark leaves the other.
        if (on) highContrast.value = false;
        theme.value = on ? 'dark' : 'light';
      },
    },
    { word: 'largeText', on: largeText.value, turn: (on: boolean) => (largeText.value = on) },
    { word: 'highContrast', on: highContrast.value, turn: (on: boolean) => (highContrast.value = on) },
  ] as const;
  return (
    <Menu
      id="display"
      label={say('display')}
      words={
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="1.8" />
          <path d="M9 2a7 7 0 0 1 0 14z" fill="currentColor" />
        </svg>
      }
    >
      {() =>
        ways.map(({ word, on, turn }) => (
          <li key={word}>
            <label class="tick">
              <input type="checkbox" checked={on} onChange={(event) => turn(event.currentTarget.checked)} /> {say(word)}
            </label>
          </li>
        ))
      }
    </Menu>
  );
}

function Exports(): JSX.Element {
  return (
    <Menu id="exports" label={say('exportLabel')} disabled={found.value.length === 0 || isOtherList.value} words={<><Icon name="share" size={16} /> <span class="word">{say('exportLabel')}</span></>}>
      {(close) => {
        const act = (what: () => void) => () => {
          close();
          what();
        };
        return (
          <>
            <li><button type="button" onClick={act(exportCsv)}>{say('exportCsv')}</button></li>
            <li><button type="button" onClick={act(() => void exportGeoJson())}>{say('exportGeoJson')}</button></li>
            {here.value && <li><button type="button" onClick={act(() => void exportReport())}>{say('exportPdf')}</button></li>}
            <li><button type="button" onClick={act(printReport)}>{say('exportPrint')}</button></li>
          </>
        );
      }}
    </Menu>
  );
}

/** What paper shows; screens do not. */
function Report(): JSX.Element {
  const standard = coverage.value?.standard;
  // Cells are looked at, not read; beside gaps and sites they say nothing.
  const list = rows.value.slice(0, level.value !== 'cell' ? MOST_PRINTED : view.value.desk === 'districts' ? MOST_CELLS_PRINTED : 0);
  const columns = (['area_ratio', 'demand_ratio', 'uncovered_demand', 'stations', 'worst_distance_m'] as const).filter((one) => list.some((row) => valueOf(row, one) !== null));
  const shownGaps = view.value.desk === 'districts' ? [] : (gaps.value?.features ?? []).slice(0, MOST_GAPS_PRINTED);
  const { changes } = scenario.value;
  const outcome = tried.value?.districts.find((one) => one.adcode === tried.value?.adcode);
  const sites = undecided(suggested.value?.features ?? [], rejected.value, changes);
  const at = (place: { lon: number; lat: number }) => `${place.lon.toFixed(5)}, ${place.lat.toFixed(5)}`;
  return (
    <section class="report" aria-hidden="true">
      <h1>{say('reportTitle')} · {here.value?.name ?? say('country')}</h1>
      <p>
        {standard && `${say(standard.mode)} ${standard.minutes} ${say('minutesUnit')} · ${say('radius')} ${format.distance(standard.radius_m)}`}
        {view.value.hour !== null && view.value.date !== null && ` · ${format.dayWords(view.value.date)} ${format.hourWords(view.value.hour)}`}
        {view.value.network.length > 0 && ` · ${say('network')} ${view.value.network.map(networkName).join('、')}`}
        {view.value.amenity.length > 0 && ` · ${say('amenity')} ${view.value.amenity.map(amenityName).join('、')}`}
        {` · ${say('datasetVersion')} ${coverage.value?.dataset_version ?? format.UNKNOWN} · ${say('printed')} ${new Date().toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB')}`}
        {synthetic.value && ` · ${say('synthetic')}`}
      </p>
      <img id="report-map" alt="" />
      {view.value.desk === 'districts' && <div class="report-key"><span>{say(view.value.measure)}</span><Ramp /></div>}
      {view.value.desk !== 'districts' && <p><span class="key served">{say('coveredKey')}</span> <span class="key gap-key">{say('gaps')}</span></p>}
      {changes.length > 0 && (
        <>
          <h2>{say('changes')}</h2>
          {outcome && (
            <p>
              {say('area_ratio')} {format.percent(outcome.before.area_ratio)} → {format.percent(outcome.after.area_ratio)}
              {outcome.before.demand_ratio !== null && ` · ${say('demand_ratio')} ${format.percent(outcome.before.demand_ratio)} → ${format.percent(outcome.after.demand_ratio)}`}
            </p>
          )}
          <table>
            <tbody>
              {changes.map((one) => (
                <tr key={one.id}>
                  <td>{say(one.kind === 'add' ? 'added' : one.kind === 'move' ? 'moved' : 'closed')}</td>
                  <td>{changeName(one)}</td>
                  <td>{one.kind === 'close' ? at(one.from) : at(one.place)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {sites.length > 0 && (
        <>
          <h2>{say('suggest')}</h2>
          <table>
            <tbody>
              {sites.map((one) => (
                <tr key={one.id}>
                  <td>{one.properties.rank}</td>
                  <td>{one.geometry && at({ lon: one.geometry.coordinates[0]!, lat: one.geometry.coordinates[1]! })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {shownGaps.length > 0 && (
        <>
          <h2>{say('gaps')}</h2>
          <table>
            <tbody>
              {shownGaps.map((gap, i) => (
                <tr key={gap.id}>
                  <td>{i + 1}</td>
                  <td>{format.area(gap.properties.area_m2)}</td>
                  <td>{gap.properties.demand === null ? '' : `${format.count(gap.properties.demand)} ${unitWords(gaps.value?.demand_source?.unit)}`}</td>
                  <td>{say('worst_distance_m')} {format.distance(gap.properties.nearest_station?.distance_m ?? null)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {list.length > 0 && (
        <>
          <h2>{level.value === 'cell' ? say('cell') : say('districts')}</h2>
          <table>
            <thead>
              <tr>
                {(['name', ...columns] as const).map((one) => (
                  <th key={one}>{say(one)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.map((row) => (
                <tr key={keyOf(row)}>
                  <td>{row.cell ? cellName(row.cell.id) : row.name}</td>
                  {columns.map((one) => (
                    <td key={one}>{format.figure(one, row[one])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.value.length > list.length && <p>{format.count(list.length)} / {format.count(rows.value.length)}</p>}
        </>
      )}
    </section>
  );
}
