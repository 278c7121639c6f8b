import { vi } from 'vitest';

// What the modules read of a browser when they are loaded; what they do with it stands in the browser's own tests.
vi.stubGlobal('location', { search: '?lang=zh', origin: 'http://127.0.0.1' });
vi.stubGlobal('document', { documentElement: { lang: '', dataset: {} } });
vi.stubGlobal('navigator', { languages: ['zh-CN'], onLine: true });
