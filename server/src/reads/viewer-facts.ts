import { hasRole, type Viewer } from '../access/viewer.ts';
import type { ViewerFacts } from './plan/plan.ts';

/** What row conditions ask of a viewer. */
export function factsOf(viewer: Viewer): ViewerFacts {
  return {
    admin: hasRole(viewer, 'ADMIN'),
    organisation: viewer.organisationId,
    jurisdictions: hasRole(viewer, 'AUTHORITY') ? [...viewer.jurisdictions] : [],
  };
}
