import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

/** The service's own calls, typed by its own document. */
export const api = createClient<paths>({ baseUrl: '/' });

export type Schemas = components['schemas'];
