import { createHash } from 'node:crypto';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { OLDEST } from './tools/oldest.mjs';

/** The files without which a page does not open: its script with all that it imports, and their styles. */
function needed(page: string, bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>();
  const take = (name: string) => {
    const file = bundle[name];
    if (file?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    file.viteMetadata?.importedCss.forEach((styles) => found.add(styles));
    file.imports.forEach(take);
  };
  Object.values(bundle).forEach((file) => file.type === 'chunk' && file.isEntry && file.name === page && take(file.fileName));
  return found;
}

/** Writes sw.js at the root of the site: the service worker, with the list of files that the courier's page needs. */
function serviceWorker(): Plugin {
  return {
    name: 'yizhan-service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const worker = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'sw' && file.isEntry);
      if (worker?.type !== 'chunk') return;
      // The map's library is kept once it was used; the planner's page is no page for the road.
      const files = [...needed('courier', bundle)].map((name) => `/${name}`).sort();
      const version = createHash('sha256').update(files.join()).update(worker.code).digest('hex').slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: worker.code.replaceAll('__FILES__', JSON.stringify(files)).replace('__VERSION__', JSON.stringify(version)),
      });
      delete bundle[worker.fileName];
    },
  };
}

export default defineConfig({
  // The service under `make run`; its answers and ours then come from one origin, as in production.
  server: { proxy: Object.fromEntries(['/v1', '/openapi.json', '/tiles'].map((path) => [path, process.env['YIZHAN_AT'] ?? 'http://127.0.0.1:8080'])) },
  build: {
    target: [OLDEST, 'firefox115', 'safari16.4'],
    outDir: process.env['YIZHAN_WEB_OUT'] ?? 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { courier: 'index.html', plan: 'plan/index.html', sw: 'src/worker/sw.ts' },
      output: {
        // Servers do not agree on what .mjs is.
        assetFileNames: (asset) =>
          asset.names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  plugins: [serviceWorker()],
});
