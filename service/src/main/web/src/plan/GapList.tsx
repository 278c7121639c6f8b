import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE } from '../shared/language';
import * as format from './format';
import { PickDistrict } from './Nothing';
import { Empty, Failed, Loading } from './parts';
import { askStation, type Gaps } from './ask';
import { askGaps, gaps, gapsFailure, gapsLoading, pickedGap } from './gaps';
import { look } from './look';
import { atWork } from './place';
import { spot } from './spot';
import { addStation, placeOf, showStation } from './whatIf';
import { say, unitWords } from './words';

/** The station nearest to the worst point, by its name: a press shows where it is. */
function Nearest({ station, from }: { station: NonNullable<Gap['nearest_station']>; from: Gap['worst_point'] }): JSX.Element {
  const name = useSignal<string | null>(null);
  useEffect(() => {
    void askStation(station.id).then((answer) => {
      if (answer.ok) name.value = answer.value.properties.name;
    });
    return () => (spot.value = null);
  }, [station.id]);
  return (
    <button type="button" class="link" onClick={() => void showStation(station.id, from === null ? undefined : placeOf(from))}>
      {name.value !== null && <span lang={CHINESE}>{name.value} · </span>}
      {format.distance(station.distance_m)}
    </button>
  );
}

type Gap = Gaps['features'][number]['properties'];

/** What no station reaches, the worst first. */
export function GapList(): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const picked = pickedGap.value;
  useEffect(() => {
    if (picked !== null) list.current?.children[picked]?.scrollIntoView({ block: 'nearest' });
  }, [picked]);
  if (!atWork.value) return <PickDistrict />;
  const answer = gaps.value;
  const unit = unitWords(answer?.demand_source?.unit);
  const known = answer !== null && answer.features.length > 0;
  const reask = () => void askGaps();
  return (
    <section class="gaps" aria-label={say('gaps')}>
      {gapsFailure.value && <Failed failure={gapsFailure.value} onRetry={reask} />}
      {gapsLoading.value && !known && <Loading onRetry={reask} />}
      {answer && answer.features.length === 0 && !gapsLoading.value && <Empty title={say('noGaps')} more={say('noGapsMore')} />}
      {known && (
        <>
          {gapsLoading.value ? (
            <div class="note">
              <Loading inPlace onRetry={reask} />
            </div>
          ) : (
            <p class="note">
              {say('gapTotal')} {format.area(answer.gap_area_m2)}
              {answer.uncovered_demand !== null ? ` · ${say('uncovered_demand')} ${format.count(answer.uncovered_demand)} ${unit}` : ` · ${say('gapUnknown')}`}
            </p>
          )}
          <ol ref={list}>
            {answer.features.map((gap, i) => {
              const { area_m2, demand, nearest_station, worst_point } = gap.properties;
              return (
                <li key={gap.id} class={i === picked ? 'picked' : ''}>
                  <button type="button" class="gap" aria-expanded={i === picked} onClick={() => (pickedGap.value = i === picked ? null : i)}>
                    <i>{i + 1}</i>
                    <span>
                      <strong>{demand !== null ? `${format.count(demand)} ${unit}` : format.area(area_m2)}</strong>
                      <small>
                        {demand !== null ? `${format.area(area_m2)} · ` : ''}
                        {say('worst_distance_m')} {format.distance(nearest_station?.distance_m ?? null)}
                      </small>
                    </span>
                  </button>
                  {i === picked && (
                    <dl>
                      <dt>{say('gapWho')}</dt>
                      <dd>{demand === null ? say('gapUnknown') : `${format.count(demand)} ${unit}`}</dd>
                      <dt>{say('gapNearest')}</dt>
                      <dd>
                        {nearest_station ? <Nearest station={nearest_station} from={worst_point} /> : format.UNKNOWN}
                      </dd>
                      {worst_point && (
                        <dd class="wide">
                          <button
                            type="button"
                            class="primary"
                            onClick={() => {
                              const [lon, lat] = worst_point.coordinates as [number, number];
                              addStation({ lon, lat });
                              look({ desk: 'sites' });
                            }}
                          >
                            <Icon name="pin" size={16} /> {say('addHere')}
                          </button>
                        </dd>
                      )}
                    </dl>
                  )}
                </li>
              );
            })}
          </ol>
        </>
      )}
    </section>
  );
}
