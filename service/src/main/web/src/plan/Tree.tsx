import { computed } from '@preact/signals';
import { Component, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE } from '../shared/language';
import { barren, choose, current, finding, isOld, isUnread, provinces, reaskTree, seek, sought, soughtFailure, tree, treeAt, treeFailure, treeLines, treeSeen, turnLine } from './branches';
import { coverageFailure } from './figures';
import * as format from './format';
import { hovered, view } from './look';
import { lacking, NothingYet } from './Nothing';
import { Empty, Failed } from './parts';
import { valueOf, valueTogether } from './rows';
import { COUNTRY, lineBy, moveBy, type Item } from './tree';
import { isDocked, sheetOpen, unfolded } from './TreeButton';
import type { Figure } from './view';
import { failureWords, say } from './words';

/** Letters that come one soon after the other are one word. */
const TYPING_MS = 800;

/** The figure that the table is sorted by; one sorted by name is looked at by what is painted. */
const kind = computed<Figure>(() => (view.value.sort.by === 'name' ? view.value.measure : view.value.sort.by));

const rowId = (key: string) => `tree-${key || 'country'}`;
const intoSight = (key: string) => document.getElementById(rowId(key))?.scrollIntoView({ block: 'nearest' });

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
  const typed = useRef({ text: '', at: -Infinity });
  const place = current.value;
  const all = treeLines.value;
  // What comes in above it would push it out of sight.
  const standing = all.find((one) => one.key === place);
  const wayUnread = wayUpFrom(standing).filter(isUnread).length;
  const found = finding.value;
  useLayoutEffect(() => {
    if (!found) intoSight(place);
  }, [place, found === null, standing === undefined, wayUnread]);
  useLayoutEffect(() => {
    if (found && box.current) box.current.scrollTop = 0;
  }, [found?.below]);
  const tabbed = (all.find((one) => one.key === treeAt.value) ?? standing ?? all[0]!).key;
  const goTo = (item: Item | undefined) => {
    if (!item) return;
    treeAt.value = item.key;
    document.getElementById(rowId(item.key))?.focus({ preventScroll: true });
    intoSight(item.key);
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
  const nothing = found?.below.size === 0;
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
      <div class="tree-box" ref={box}>
        {!nothing && (
          <ul class="tree" role="tree" aria-label={say('districts')} onKeyDown={pressed}>
            <Line item={tree.value} old={isOld(tree.value)} kind={kind.value} tabbed={tabbed} place={place} onPick={pick} />
          </ul>
        )}
      </div>
    </>
  );
}

interface Shown {
  item: Item;
  /** Its figure answers an earlier question. */
  old: boolean;
  kind: Figure;
  /** Where the Tab key comes in. */
  tabbed: string;
  /** Where one is. */
  place: string;
  onPick: (key: string) => void;
}

function Line({ item, old, ...same }: Shown): JSX.Element {
  const { key, name, step, below, open, items } = item;
  const value = key === COUNTRY ? valueTogether(provinces.value, same.kind) : item.row && valueOf(item.row, same.kind);
  const unknown = key === COUNTRY ? value === null : item.row === null;
  const unread = open && isUnread(item);
  const itemsOld = open && isOld(item);
  return (
    <li role="none">
      <Row
        of={key}
        name={name}
        figure={unknown ? '' : format.figure(same.kind, value)}
        old={old}
        step={step}
        opens={below !== null}
        open={open}
        unread={unread}
        tabbed={key === same.tabbed}
        current={key === same.place}
        onPick={same.onPick}
      />
      {open && (
        <ul role="group" id={`${rowId(key)}-below`}>
          {items.map((one) => (
            <Line key={one.key} item={one} old={itemsOld} {...same} />
          ))}
          {unread && items.length === 0 && (
            <li role="none" class="tree-wait" style={{ '--step': Math.max(0, step - 1) }}>
              {say(treeFailure.value ? 'treeUnread' : 'treeReading')}
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

interface RowProps {
  of: string;
  name: string;
  figure: string;
  old: boolean;
  step: number;
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

  override render({ of, name, figure, old, step, opens, open, unread, tabbed, current: isCurrent, onPick }: RowProps): JSX.Element {
    return (
      <div
        role="treeitem"
        class="tree-row"
        id={rowId(of)}
        aria-level={step}
        aria-current={isCurrent ? 'location' : undefined}
        aria-expanded={opens ? open : undefined}
        aria-owns={open ? `${rowId(of)}-below` : undefined}
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
      </div>
    );
  }
}
