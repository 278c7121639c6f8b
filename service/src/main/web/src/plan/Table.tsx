import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CHINESE } from '../shared/language';
import * as format from './format';
import { lacking, NothingYet } from './Nothing';
import { Empty, Failed, Loading, Segments } from './parts';
import { isBetterHigh, keyOf, shownPart, valueOf, type Row } from './rows';
import { byCircles, coverage, coverageFailure, found, isOtherList, loading, nothingLoaded, reaskCoverage, rows, unit } from './figures';
import { enter, hovered, look, pickedCell, view } from './look';
import { here, level, levels as levelsHere, pathFailure, reaskPath } from './place';
import type { Column, Measure } from './view';
import { cellName, countWords, say, unitWords } from './words';

const ROW_PIXELS = 40;
/** As narrow as a name, a figure and a distance with its unit can be. */
const narrowest = (column: Column) => ({ name: 6.25, worst_distance_m: 5, uncovered_demand: 4.4, stations_per_10k_workers: 4.4 } as Partial<Record<Column, number>>)[column] ?? 3.9;
const GAP_REM = 0.5;
const AROUND_REM = 2;

/** Which columns there is anything to say in. */
function columns(): Column[] {
  const all = found.value;
  const known = (measure: Measure) => all.some((row) => valueOf(row, measure) !== null);
  const shown: Column[] = ['name', 'area_ratio'];
  if (known('demand_ratio')) shown.push('demand_ratio', 'uncovered_demand');
  shown.push('stations');
  if (known('stations_per_10k_workers')) shown.push('stations_per_10k_workers');
  shown.push('worst_distance_m');
  return shown;
}

const NONE: readonly Row[] = [];

const nameOf = (row: Row) => (row.cell ? cellName(row.cell.id) : row.name);

function reaskAll(): void {
  if (pathFailure.value) reaskPath();
  reaskCoverage();
}

/** Districts in order of what is asked, with only as many rows in the page as are seen. */
export function Table(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(600);
  const isMore = useSignal(false);
  const findMore = () => {
    const node = box.current;
    if (node) isMore.value = node.scrollLeft + node.clientWidth < node.scrollWidth - 8;
  };
  const scrolled = (event: { currentTarget: HTMLElement }) => {
    top.value = event.currentTarget.scrollTop;
    findMore();
  };
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const watch = new ResizeObserver(() => {
      height.value = node.clientHeight;
      findMore();
    });
    watch.observe(node);
    return () => watch.disconnect();
  }, [found.value.length > 0]);
  // While an answer is awaited the rows of before keep its place; where none came they are no rows of this one.
  const list = isOtherList.value && (coverageFailure.value || pathFailure.value) && !loading.value ? NONE : rows.value;
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [view.value.parent, level.value, view.value.sort.by, view.value.sort.up]);
  const picked = pickedCell.value;
  useLayoutEffect(() => {
    // What is picked on the map comes into sight.
    const node = box.current;
    const at = picked === null ? -1 : list.findIndex((row) => keyOf(row) === picked);
    if (!node || at < 0) return;
    const y = at * ROW_PIXELS;
    if (y < node.scrollTop || y > node.scrollTop + node.clientHeight - 3 * ROW_PIXELS) node.scrollTop = Math.max(0, y - node.clientHeight / 2);
  }, [picked]);
  const shown = columns();
  const { first, last } = shownPart(top.value, height.value, ROW_PIXELS, list.length);
  const levels = levelsHere.value;
  const isWide = level.value === 'county' && here.value === null;
  const template = {
    gridTemplateColumns: shown.map((one) => `minmax(${narrowest(one)}rem, ${one === 'name' ? 1.6 : 1}fr)`).join(' '),
    minWidth: `${shown.reduce((sum, one) => sum + narrowest(one) + GAP_REM, AROUND_REM - GAP_REM)}rem`,
  };
  return (
    <section class="ranked" aria-label={say('districts')}>
      <div class="ranked-head">
        {levels.length > 1 && !lacking.value && (
          <Segments label={say('levelLabel')} value={level.value} options={levels.map((one) => ({ value: one, words: say(one) }))} onPick={(one) => look({ level: one === levels[0] ? null : one })} />
        )}
        {loading.value && list.length > 0 && <Loading inPlace more={isWide} onRetry={reaskAll} />}
        <p class="count" aria-live="polite">
          {coverage.value && !loading.value && !isOtherList.value ? countWords(list.length, format.count(list.length), level.value) : ''}
        </p>
      </div>
      {coverageFailure.value && !nothingLoaded.value && <Failed failure={coverageFailure.value} onRetry={reaskAll} />}
      {loading.value && list.length === 0 && <Loading more={isWide} onRetry={reaskAll} />}
      {!loading.value && list.length === 0 &&
        (nothingLoaded.value || (lacking.value && !coverageFailure.value) ? <NothingYet /> : coverage.value && !coverageFailure.value && <Empty title={say('emptyTitle')} more={say('emptyHere')} />)}
      {list.length > 0 && (
        <div class={`more-right${isMore.value ? ' is-more' : ''}`}>
          <div class={`table${loading.value ? ' old' : ''}`} role="table" aria-rowcount={list.length + 1} ref={box} tabIndex={0} aria-label={say('districts')} onScroll={scrolled}>
            <div role="rowgroup" class="thead">
              <div role="row" class="tr" style={template}>
                {shown.map((column) => (
                  <div role="columnheader" key={column} class={column} aria-sort={view.value.sort.by === column ? (view.value.sort.up ? 'ascending' : 'descending') : 'none'}>
                    <button
                      type="button"
                      onClick={() => {
                        const { by, up } = view.value.sort;
                        // What is worst comes first at the first click.
                        const worstUp = column === 'name' || column === 'stations' || isBetterHigh(column);
                        const sort = { by: column, up: by === column ? !up : worstUp };
                        look(column === 'name' || column === 'stations' ? { sort } : { sort, measure: column });
                      }}
                    >
                      {say(column)}
                      {column === 'uncovered_demand' && unit.value && <small>{unitWords(unit.value)}</small>}
                      <span class="arrow" aria-hidden="true">
                        {view.value.sort.by === column ? (view.value.sort.up ? '↑' : '↓') : ''}
                      </span>
                    </button>
                  </div>
                ))}
              </div>
            </div>
            <div role="rowgroup" class="tbody" style={{ height: `${list.length * ROW_PIXELS}px`, minWidth: template.minWidth }}>
              {list.slice(first, last).map((row, i) => {
                const place = first + i;
                return (
                  <div
                    role="row"
                    key={keyOf(row)}
                    class={`tr${hovered.value === keyOf(row) ? ' hovered' : ''}${picked === keyOf(row) ? ' picked' : ''}`}
                    aria-rowindex={place + 2}
                    style={{ ...template, top: `${place * ROW_PIXELS}px` }}
                    onMouseEnter={() => (hovered.value = keyOf(row))}
                    onMouseLeave={() => (hovered.value = null)}
                  >
                    {shown.map((column) => (
                      <div role="cell" key={column} class={column}>
                        {column === 'name' && !row.cell ? (
                          <button type="button" onClick={() => enter(row.adcode)} title={`${say('openDistrict')} ${row.name}`}>
                            <i>{place + 1}</i>
                            <span lang={CHINESE}>{row.name}</span>
                            {!byCircles.value && row.drawn !== 'network' && <abbr title={say('byCircle')}>○</abbr>}
                          </button>
                        ) : column === 'name' ? (
                          <button type="button" aria-pressed={picked === keyOf(row)} onClick={() => (pickedCell.value = picked === keyOf(row) ? null : keyOf(row))} title={`${say('showCell')} ${nameOf(row)}`}>
                            <i>{place + 1}</i>
                            <span>{nameOf(row)}</span>
                          </button>
                        ) : (column === 'area_ratio' || column === 'demand_ratio') && valueOf(row, column) !== null ? (
                          <span class="ratio">
                            {(valueOf(row, column) ?? 0) > 0 && <b style={{ width: `${100 * valueOf(row, column)!}%` }} />}
                            <span>{format.figure(column, valueOf(row, column))}</span>
                          </span>
                        ) : (
                          format.figure(column, valueOf(row, column))
                        )}
                      </div>
                    ))}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
      )}
      {(coverage.value?.outside.stations ?? 0) > 0 && view.value.parent === null && (
        <p class="outside">
          {say('outside')}{format.count(coverage.value!.outside.stations)}
        </p>
      )}
    </section>
  );
}
