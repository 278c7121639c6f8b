import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { shade, theme } from '../shared/display';
import { Icon } from '../shared/icons';
import { language, speak } from '../shared/language';
import { api } from '../shared/api/client';
import { ask, type DistrictFeature } from './ask';
import { Controls } from './Controls';
import { exportCsv, exportGeoJson, printReport } from './exports';
import * as format from './format';
import { GapList } from './GapList';
import { MapPane } from './MapPane';
import { Failed } from './parts';
import { SiteDesk } from './SiteDesk';
import { synthetic } from './catalogue';
import { coverage, found, rows, sum, unit } from './figures';
import { look, view } from './look';
import { atWork, here, path, pathFailure, reaskPath } from './place';
import { Table } from './Table';
import { DESKS } from './view';
import { keyOf, valueOf } from './rows';
import { say, unitWords } from './words';

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
          <button
            type="button"
            class="quiet"
            aria-label={say('themeLabel')}
            title={say('themeLabel')}
            onClick={() => (theme.value = shade.value === 'dark' ? 'light' : 'dark')}
          >
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="1.8" />
              <path d="M9 2a7 7 0 0 1 0 14z" fill="currentColor" />
            </svg>
          </button>
          <button type="button" class="quiet" lang={language.value === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language.value === 'zh' ? 'en' : 'zh')}>
            {say('language')}
          </button>
        </div>
      </header>
      <Controls />
      <main>
        <div class="panel" id="panel">
          <Path />
          {pathFailure.value && <Failed failure={pathFailure.value} onRetry={reaskPath} />}
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

function Path(): JSX.Element {
  return (
    <nav class="path" aria-label={say('pathLabel')}>
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
              <span aria-current="location">{one.name}</span>
            ) : (
              <button type="button" onClick={() => look({ parent: one.adcode })}>{one.name}</button>
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
  const known = found.value.length > 0;
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
              {format.count(all.uncoveredDemand)} <small>{unitWords(unit.value)}</small>
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
  const find = async (words: string) => {
    text.value = words;
    if (words.trim() === '') {
      hits.value = null;
      return;
    }
    const answer = await ask(api.GET('/v1/districts', { params: { query: { q: words.trim(), geometry: false, limit: 8 } } }));
    if (text.value === words) hits.value = answer.ok ? answer.value.features : [];
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
      onSubmit={(event) => {
        event.preventDefault();
        const first = hits.value?.[0];
        if (first) go(first.id);
      }}
    >
      <Icon name="search" size={18} />
      <input type="search" aria-label={say('searchLabel')} placeholder={say('searchLabel')} value={text.value} onInput={(event) => void find(event.currentTarget.value)} />
      {hits.value && (
        <ul>
          {hits.value.length === 0 && <li class="none">{say('searchNothing')}</li>}
          {hits.value.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => go(one.id)}>
                {one.properties.name} <small>{one.id}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

function Exports(): JSX.Element {
  const open = useSignal(false);
  const act = (what: () => void) => () => {
    open.value = false;
    what();
  };
  return (
    <div class="menu" onKeyDown={(event) => event.key === 'Escape' && (open.value = false)}>
      <button type="button" class="quiet" aria-expanded={open.value} aria-controls="exports" aria-label={say('exportLabel')} disabled={found.value.length === 0} onClick={() => (open.value = !open.value)}>
        <Icon name="share" size={16} /> <span class="word">{say('exportLabel')}</span>
      </button>
      {open.value && (
        <ul id="exports">
          <li><button type="button" onClick={act(exportCsv)}>{say('exportCsv')}</button></li>
          <li><button type="button" onClick={act(() => void exportGeoJson())}>{say('exportGeoJson')}</button></li>
          <li><button type="button" onClick={act(printReport)}>{say('exportPdf')}</button></li>
        </ul>
      )}
    </div>
  );
}

/** What paper shows; screens do not. */
function Report(): JSX.Element {
  const standard = coverage.value?.standard;
  const list = rows.value.slice(0, 200);
  return (
    <section class="report" aria-hidden="true">
      <h1>{say('reportTitle')} · {here.value?.name ?? say('country')}</h1>
      <p>
        {standard && `${say(standard.mode)} ${standard.minutes} ${say('minutesUnit')} · ${say('radius')} ${format.distance(standard.radius_m)}`}
        {view.value.hour !== null && ` · ${format.hourWords(view.value.hour)}`}
        {view.value.amenity.length > 0 && ` · ${say('amenity')} ${view.value.amenity.join(', ')}`}
        {` · ${say('datasetVersion')} ${coverage.value?.dataset_version ?? format.UNKNOWN} · ${say('printed')} ${new Date().toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB')}`}
        {synthetic.value && ` · ${say('synthetic')}`}
      </p>
      <img id="report-map" alt="" />
      <table>
        <thead>
          <tr>
            {(['name', 'area_ratio', 'demand_ratio', 'uncovered_demand', 'stations', 'worst_distance_m'] as const).map((one) => (
              <th key={one}>{say(one)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((row) => (
            <tr key={keyOf(row)}>
              <td>{row.cell ? row.cell.id : row.name}</td>
              <td>{format.percent(row.area_ratio)}</td>
              <td>{format.percent(row.demand_ratio)}</td>
              <td>{format.count(valueOf(row, 'uncovered_demand'))}</td>
              <td>{format.count(row.stations)}</td>
              <td>{format.distance(row.worst_distance_m)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {atWork.value && <p>{atWork.value.name} {atWork.value.adcode}</p>}
    </section>
  );
}
