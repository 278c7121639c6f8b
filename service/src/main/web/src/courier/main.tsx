import { render } from 'preact';
import { signal } from '@preact/signals';
import { api, type Schemas } from '../shared/api/client';
import '../shared/tokens.css';

const networks = signal<Schemas['CataloguesNetworkEntry'][]>([]);

function Courier() {
  return (
    <main>
      <h1>驿站</h1>
      <ul>
        {networks.value.map((network) => (
          <li key={network.code}>{network.name_zh}</li>
        ))}
      </ul>
    </main>
  );
}

render(<Courier />, document.getElementById('app')!);
void api.GET('/v1/networks').then(({ data }) => {
  if (data) networks.value = data.networks;
});
