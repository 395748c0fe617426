import type { ViewerFacts } from '../access/viewer.ts';
import type { ViewerSql } from './model.ts';

/**
 * What of a viewer a statement's text depends on. Viewers of one kind get the same statement: what
 * none of them is, is not asked of the rows, which makes it quicker to run and worth keeping planned.
 */
export interface ViewerKind {
  admin: boolean;
  /** acts for an organisation */
  party: boolean;
  /** is the authority of some jurisdiction */
  authority: boolean;
}

export const kindOf = ({ admin, organisation, jurisdictions }: ViewerFacts): ViewerKind => ({
  admin,
  party: organisation !== null,
  authority: jurisdictions.length > 0,
});

/** The same text for the same kind only. */
export const kindKey = ({ admin, party, authority }: ViewerKind): string =>
  `${Number(admin)}${Number(party)}${Number(authority)}`;

const noJurisdictions = "'{}'::text[]";

/**
 * SQL of a viewer of the kind.
 *
 * @param place the placeholder of a fact; called only for facts that a condition mentions
 */
export function viewerSql(
  { admin, party, authority }: ViewerKind,
  place: (fact: keyof ViewerSql) => string,
): ViewerSql {
  return {
    admin: String(admin),
    get key() {
      return place('key');
    },
    get organisation() {
      return party ? place('organisation') : 'null::bigint';
    },
    get jurisdictions() {
      return authority ? place('jurisdictions') : noJurisdictions;
    },
  };
}

/** Whether the viewer is an authority of the jurisdiction with that code; SQL. */
export function governs(viewer: ViewerSql, code: string): string {
  const { jurisdictions } = viewer;
  return jurisdictions === noJurisdictions ? 'false' : `${code} = any(${jurisdictions})`;
}
