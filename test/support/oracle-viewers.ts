import type { Role, Viewer } from '../../server/src/access/viewer.ts';

/** A viewer without a key in the database. */
export function viewerOf(
  role: Role,
  more: { organisationId?: string; jurisdictions?: string[] } = {},
): Viewer {
  return {
    key: `key:${role}`,
    name: role.toLowerCase(),
    roles: [role],
    organisationId: more.organisationId ?? null,
    jurisdictions: more.jurisdictions ?? [],
  };
}

/** Sees every row. */
export const everything = viewerOf('ADMIN');
