import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

/** The service's own calls, typed by its own document; lists are written with commas, as the document says. */
export const api = createClient<paths>({
  baseUrl: '/',
  querySerializer: { array: { style: 'form', explode: false } },
});

export type Schemas = components['schemas'];
