// The service worker: the page itself opens without a network. What the page knows of stations it keeps on its own.

declare const __FILES__: string[];
declare const __VERSION__: string;
declare const self: ServiceWorkerGlobalScope;

const CACHE = `yizhan-${__VERSION__}`;
/** What the page does not open without. */
const FILES = __FILES__;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(async (cache) => {
        await cache.addAll(['/', '/icon.svg', '/manifest.webmanifest', ...FILES]);
        // While a deploy is under way the page and its files can come from two servers.
        const needed = (await (await cache.match('/'))!.text()).matchAll(/"(\/assets\/[^"]+)"/g);
        if ([...needed].some(([, file]) => !FILES.includes(file!))) throw new Error('This page is of another version.');
      })
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      // The version before is still open somewhere, and the server no longer has its files.
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).slice(0, -1).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.pathname === '/') {
    event.respondWith(page(request));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(request));
  }
});

/**
 * The page as it was installed, together with its files: what the network has may be of another version, whose files then
 * do not come. A new version installs itself beside, whole, and is what the next visit sees.
 */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match('/')) ?? fetch(request);
}

async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) void keep(request, answer.clone());
  return answer;
}
async function keep(request: Request, answer: Response): Promise<void> {
  await (await caches.open(CACHE)).put(request, answer);
}
export {};
