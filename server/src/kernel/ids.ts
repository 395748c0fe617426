import { Fault } from './fault.ts';

/** What a global `ID` says: which type, and its key in the database (a positive bigint). */
export interface GlobalId {
  type: string;
  key: string;
}

const form = /^([A-Za-z]+):([1-9][0-9]{0,18})$/;
const largestKey = 9223372036854775807n;

/** base64url of `Type:key`. */
export function encodeId(type: string, key: string | number): string {
  return btoa(`${type}:${key}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws Fault MALFORMED_ID when the text is not base64url of `Type:key` */
export function decodeId(id: string): GlobalId {
  const [, type, key] = form.exec(readBase64Url(id)) ?? [];
  if (!type || !key || BigInt(key) > largestKey || encodeId(type, key) !== id) {
    throw new Fault(
      'MALFORMED_ID',
      'This is not an id of Carnet: take ids from answers as they are.',
    );
  }
  return { type, key };
}

function readBase64Url(text: string): string {
  try {
    return /^[A-Za-z0-9_-]{1,200}$/.test(text)
      ? atob(text.replaceAll('-', '+').replaceAll('_', '/'))
      : '';
  } catch {
    return '';
  }
}
