import { render } from 'preact';
import '../shared/tokens.css';

function Planner() {
  return (
    <main>
      <h1>规划台</h1>
      <p>
        <a href="/">驿站</a>
      </p>
    </main>
  );
}

render(<Planner />, document.getElementById('app')!);
