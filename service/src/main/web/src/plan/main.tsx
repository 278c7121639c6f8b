import { effect } from '@preact/signals';
import { render } from 'preact';
import '../shared/tokens.css';
import './plan.css';
import { Planner } from './Planner';
import { begin } from './state';
import { say } from './words';

effect(() => {
  document.title = say('title');
});
render(<Planner />, document.getElementById('app')!);
void begin();
