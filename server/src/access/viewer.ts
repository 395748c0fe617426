/** What a key lets its bearer be. */
export const roles = [
  'ADMIN',
  'AUTHORITY',
  'BUYER',
  'VENDOR',
  'BROKER',
  'CARRIER',
  'LAB',
  'ANALYST',
  'INTEGRATOR',
] as const;

export type Role = (typeof roles)[number];

/** Whoever asks. */
export interface Viewer {
  /** `anonymous`, `demonstration`, or `key:` and the key's number; stands for the viewer in events */
  readonly key: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** the organisation the viewer acts for */
  readonly organisationId: string | null;
  /** codes of the jurisdictions for which the viewer is an authority */
  readonly jurisdictions: readonly string[];
}

/** Somebody without a key: sees what is public, changes nothing. */
export const anonymous: Viewer = Object.freeze({
  key: 'anonymous',
  name: 'anonymous',
  roles: [],
  organisationId: null,
  jurisdictions: [],
});

export function hasRole(viewer: Viewer, ...wanted: Role[]): boolean {
  return wanted.some((role) => viewer.roles.includes(role));
}

/** What the conditions on rows ask of a viewer; whoever reads rows for a viewer asks no more. */
export interface ViewerFacts {
  key: string;
  admin: boolean;
  organisation: string | null;
  /** codes; empty for whoever is no authority */
  jurisdictions: string[];
}

export function factsOf(viewer: Viewer): ViewerFacts {
  return {
    key: viewer.key,
    admin: hasRole(viewer, 'ADMIN'),
    organisation: viewer.organisationId,
    jurisdictions: hasRole(viewer, 'AUTHORITY') ? [...viewer.jurisdictions] : [],
  };
}

/** Who vouches for what is written: a source, a user of this server, or nobody: it is invented. */
export type Provenance = 'REPORTED' | 'RECORDED' | 'DEMONSTRATION';

/** Of what a viewer writes down: whoever tells the invented story invents. */
export function provenanceOf(viewer: Pick<Viewer, 'key'>): Provenance {
  return viewer.key === 'demonstration' ? 'DEMONSTRATION' : 'RECORDED';
}

/** Of what a viewer takes down from a source: the source vouches for it. */
export function provenanceOfReport(viewer: Viewer): Provenance {
  const written = provenanceOf(viewer);
  return written === 'RECORDED' ? 'REPORTED' : written;
}
