import { computed, useSignal } from '@preact/signals';
import { Component, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE } from '../shared/language';
import { barren, choose, current, finding, isOld, isUnread, provinces, reaskTree, seek, sought, soughtFailure, treeAt, treeFailure, treeLines, treeSeen, turnLine } from './branches';
import { coverageFailure } from './figures';
import * as format from './format';
import { hovered, view } from './look';
import { lacking, NothingYet } from './Nothing';
import { Empty, Failed } from './parts';
import { shownPart, valueOf, valueTogether } from './rows';
import { COUNTRY, drawn, lineBy, moveBy, type Item } from './tree';
import { isDocked, sheetOpen, unfolded } from './TreeButton';
import type { Figure } from './view';
import { failureWords, say } from './words';

/** Letters that come one soon after the other are one word. */
const TYPING_MS = 800;

/** The figure that the table is sorted by; one sorted by name is looked at by what is painted. */
const kind = computed<Figure>(() => (view.value.sort.by === 'name' ? view.value.measure : view.value.sort.by));

/** What stands one below the other: the lines, and where a branch is open of which nothing is there yet, the word that says so. */
const stood = computed(() =>
  treeLines.value.flatMap((item) => (item.open && item.items.length === 0 && isUnread(item) ? [{ item, waits: false }, { item, waits: true }] : [{ item, waits: false }])),
);

const rowId = (key: string) => `tree-${key || 'country'}`;

/** So many lines are drawn beyond what is seen: a tree of usual size stands in the page as a whole. */
const BEYOND = 40;
/** So many lines are seen around one that comes into sight. */
const AROUND = 2.5;

/** All that is above a line; nothing where it is not there yet. */
function wayUpFrom(item: Item | null | undefined): Item[] {
  return item?.above ? [item.above, ...wayUpFrom(item.above)] : [];
}

/** The tree of districts: beside the table where there is room, else in a sheet. */
export function TreePane(): JSX.Element | null {
  const docked = isDocked.value;
  const shown = docked ? unfolded.value : sheetOpen.value;
  useEffect(() => {
    treeSeen.value = shown;
  }, [shown]);
  useEffect(() => {
    sheetOpen.value = false;
  }, [docked]);
  if (!shown) return null;
  return docked ? (
    <aside class="tree-pane" id="tree" aria-labelledby="tree-title">
      <h2 id="tree-title">{say('tree')}</h2>
      <Districts />
    </aside>
  ) : (
    <Sheet />
  );
}

/** The browser's own dialog, which keeps the keyboard in it and closes with Escape and a phone's Back. */
function Sheet(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const node = dialog.current;
    if (node && !node.open) node.showModal();
    return () => node?.close();
  }, []);
  const close = () => (sheetOpen.value = false);
  return (
    <dialog ref={dialog} class="tree-pane" id="tree" aria-labelledby="tree-title" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <header>
        <h2 id="tree-title">{say('tree')}</h2>
        <button type="button" class="quiet" aria-label={say('closeCard')} title={say('closeCard')} onClick={close}>
          <Icon name="close" size={18} />
        </button>
      </header>
      <Districts />
    </dialog>
  );
}

/** Goes to a district, and puts the sheet away that it was picked in. */
function pick(key: string): void {
  const item = treeLines.value.find((one) => one.key === key);
  if (item) choose(item);
  sheetOpen.value = false;
}

function Districts(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: '', at: -Infinity });
  const top = useSignal(0);
  const height = useSignal(0);
  const rowHeight = useSignal(1);
  const place = current.value;
  const all = treeLines.value;
  // What comes in above it would push it out of sight.
  const standing = all.find((one) => one.key === place);
  const wayUnread = wayUpFrom(standing).filter(isUnread).length;
  const found = finding.value;
  const nothing = found?.below.size === 0;
  useLayoutEffect(() => {
    const [outer, inner] = [box.current, list.current];
    if (!outer || !inner) return;
    const measure = () => {
      height.value = outer.clientHeight;
      // In a sheet that is not open yet nothing has a height.
      rowHeight.value = inner.querySelector<HTMLElement>('.tree-row')?.offsetHeight || rowHeight.peek();
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(outer);
    watch.observe(inner);
    return () => watch.disconnect();
  }, [nothing, lacking.value]);
  const placeOf = (key: string) => stood.value.findIndex(({ item, waits }) => item.key === key && !waits);
  const intoSight = (key: string) => {
    const at = placeOf(key);
    const node = box.current;
    if (!node || at < 0) return;
    const row = rowHeight.peek();
    const [from, to] = [(at - AROUND) * row, (at + 1 + AROUND) * row];
    if (from < node.scrollTop) node.scrollTop = from;
    else if (to > node.scrollTop + node.clientHeight) node.scrollTop = to - node.clientHeight;
    top.value = node.scrollTop;
  };
  useLayoutEffect(() => {
    if (!found) intoSight(place);
  }, [place, found === null, standing === undefined, wayUnread, rowHeight.value]);
  useLayoutEffect(() => {
    if (found && box.current) box.current.scrollTop = 0;
  }, [found?.below]);
  const tabbed = (all.find((one) => one.key === treeAt.value) ?? standing ?? all[0]!).key;
  const toFocus = useRef<string | null>(null);
  const focus = () => {
    const node = toFocus.current === null ? null : document.getElementById(rowId(toFocus.current));
    if (!node) return;
    toFocus.current = null;
    node.focus({ preventScroll: true });
  };
  // A line that was out of sight is there after the next drawing.
  useLayoutEffect(focus);
  const goTo = (item: Item | undefined) => {
    if (!item) return;
    treeAt.value = item.key;
    toFocus.current = item.key;
    intoSight(item.key);
    focus();
  };
  const pressed = (event: KeyboardEvent) => {
    const at = all.find((one) => one.key === treeAt.value);
    if (!at || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveBy(event.key, all, at);
    if (move && 'to' in move) goTo(move.to);
    else if (move) turnLine(at, move.open);
    else if (event.key === 'Enter' || event.key === ' ') pick(at.key);
    else if (event.key.length === 1) {
      const { text, at: when } = typed.current;
      typed.current = { text: event.timeStamp - when < TYPING_MS ? text + event.key : event.key, at: event.timeStamp };
      goTo(lineBy(typed.current.text, all, at) ?? undefined);
    } else return;
    event.preventDefault();
  };
  const note = soughtFailure.value
    ? failureWords(soughtFailure.value, false)
    : nothing ? say('searchNothing')
    : found?.more ? say('treeMore')
    : barren.value !== null ? `${barren.value}: ${say('treeBarren')}`
    : '';
  // What to do then stands in the list, unless the sheet hides it.
  if (lacking.value) return isDocked.value ? <Empty title={say('noShapesTitle')} /> : <NothingYet />;
  return (
    <>
      <div class="search">
        <Icon name="search" size={18} />
        <input
          type="text"
          inputMode="search"
          aria-label={say('treeFilter')}
          placeholder={say('treeFilterBy')}
          value={sought.value}
          onInput={(event) => void seek(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            if (event.key === 'Escape' && sought.value !== '') {
              // The first one clears, and only the next one closes the sheet.
              event.preventDefault();
              void seek('');
            } else if (event.key === 'ArrowDown') {
              event.preventDefault();
              goTo(all.find((one) => one.key === tabbed));
            } else if (event.key === 'Enter' && found) {
              const first = all.find((one) => one.key !== COUNTRY && one.items.length === 0);
              if (first) pick(first.key);
            }
          }}
        />
      </div>
      <p class="tree-note" role="status">{note}</p>
      {treeFailure.value && (coverageFailure.value === null || !isDocked.value) && <Failed failure={treeFailure.value} asksAgain={false} onRetry={reaskTree} />}
      <p class="tree-head" aria-hidden="true">
        <span>{say('name')}</span>
        <span>{say(kind.value)}</span>
      </p>
      <div class="tree-box" ref={box} onScroll={(event) => (top.value = event.currentTarget.scrollTop)}>
        {!nothing && (
          <ul class="tree" role="tree" aria-label={say('districts')} onKeyDown={pressed} ref={list}>
            {lines()}
          </ul>
        )}
      </div>
    </>
  );

  /** The lines in sight, with as much room left as the others take. */
  function lines(): JSX.Element[] {
    const count = stood.value.length;
    const { first, last } = shownPart(top.value, height.value, rowHeight.value, count, BEYOND);
    const some: JSX.Element[] = [];
    let below = 0;
    const leaveRoom = (to: number) => to > below && some.push(<li key={`room ${some.length}`} role="none" class="tree-room" style={{ '--lines': to - below }} />);
    for (const i of drawn(first, last, placeOf(tabbed))) {
      leaveRoom(i);
      below = i + 1;
      const { item, waits } = stood.value[i]!;
      some.push(waits ? <Waiting key={`${item.key} waits`} step={item.step} /> : <Line key={item.key} item={item} tabbed={tabbed} place={place} onPick={pick} />);
    }
    leaveRoom(count);
    return some;
  }
}

function Waiting({ step }: { step: number }): JSX.Element {
  return (
    <li role="none" class="tree-wait" style={{ '--step': Math.max(0, step - 1) }}>
      {say(treeFailure.value ? 'treeUnread' : 'treeReading')}
    </li>
  );
}

interface Shown {
  item: Item;
  /** Where the Tab key comes in. */
  tabbed: string;
  /** Where one is. */
  place: string;
  onPick: (key: string) => void;
}

function Line({ item, tabbed, place, onPick }: Shown): JSX.Element {
  const { key, name, step, nth, above, below, open } = item;
  const value = key === COUNTRY ? valueTogether(provinces.value, kind.value) : item.row && valueOf(item.row, kind.value);
  const unknown = key === COUNTRY ? value === null : item.row === null;
  return (
    <Row
      of={key}
      name={name}
      figure={unknown ? '' : format.figure(kind.value, value)}
      old={isOld(above ?? item)}
      step={step}
      nth={nth}
      among={above?.items.length ?? 1}
      opens={below !== null}
      open={open}
      unread={open && isUnread(item)}
      tabbed={key === tabbed}
      current={key === place}
      onPick={onPick}
    />
  );
}

interface RowProps {
  of: string;
  name: string;
  figure: string;
  old: boolean;
  step: number;
  nth: number;
  among: number;
  opens: boolean;
  open: boolean;
  unread: boolean;
  tabbed: boolean;
  current: boolean;
  onPick: (key: string) => void;
}

/** A line alone: of hundreds that are open, only those are drawn anew of which something is another. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((one) => next[one] !== this.props[one]);
  }

  override render({ of, name, figure, old, step, nth, among, opens, open, unread, tabbed, current: isCurrent, onPick }: RowProps): JSX.Element {
    return (
      <li
        role="treeitem"
        class="tree-row"
        id={rowId(of)}
        aria-level={step}
        aria-posinset={nth}
        aria-setsize={among}
        aria-current={isCurrent ? 'location' : undefined}
        aria-expanded={opens ? open : undefined}
        aria-busy={unread}
        tabIndex={tabbed ? 0 : -1}
        style={{ '--step': Math.max(0, step - 2) }}
        title={name}
        onFocus={() => (treeAt.value = of)}
        onClick={() => onPick(of)}
        onMouseEnter={() => (hovered.value = of || null)}
        onMouseLeave={() => (hovered.value = null)}
      >
        <span
          class="twisty"
          aria-hidden="true"
          onClick={(event) => {
            const item = treeLines.value.find((one) => one.key === of);
            if (!item || !opens) return;
            event.stopPropagation();
            turnLine(item, !open);
          }}
        >
          {opens && <Icon name="down" size={14} />}
        </span>
        <span class="tree-name" lang={of === COUNTRY ? undefined : CHINESE}>{name}</span> <span class={`tree-figure${old ? ' old-figure' : ''}`}>{figure}</span>
      </li>
    );
  }
}
