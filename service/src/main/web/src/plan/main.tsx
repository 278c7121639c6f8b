import { effect } from '@preact/signals';
import { render } from 'preact';
import '../shared/tokens.css';
import './colours.css';
import './frame.css';
import './controls.css';
import './table.css';
import './tree.css';
import './desks.css';
import './map.css';
import './paper.css';
import { Planner } from './Planner';
import { begin } from './begin';
import { here } from './place';
import { say } from './words';

effect(() => {
  document.title = [here.value?.name, say('title')].filter(Boolean).join(' · ');
});
render(<Planner />, document.getElementById('app')!);
begin();
