import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { preHash } from '../../server/src/customs/epcis-prehash.ts';
import { leafOf } from '../../server/src/customs/epcis-value.ts';
import { canonicalKey } from '../../server/src/customs/gs1-key.ts';
import { namedByDraft, vectorContext, vectors } from '../support/epcis-hash-vectors.ts';
import { held } from '../support/epcis-samples.ts';

const hashOf = (...given: Parameters<typeof preHash>): string =>
  createHash('sha256')
    .update(preHash(...given))
    .digest('hex');

describe('the hash is the one that the reference implementation publishes', () => {
  test.each(vectors)('for $name', ({ event, hash }) =>
    expect(hashOf(event, vectorContext)).toBe(hash),
  );

  test('and the ni: ids in the example documents of GS1 are names, not hashes', () =>
    expect(namedByDraft.eventID).not.toContain(hashOf(namedByDraft, vectorContext)));
});

describe('the text that is hashed', () => {
  const context = [{ ex: 'https://ns.example.org/epcis/' }];

  test('is the fields in the order of the standard, in one form', () => {
    const event = held(1, {
      recordTime: '2026-03-02T02:00:00Z',
      epcList: [
        'urn:epc:id:sgtin:952132.1000011.M2',
        'https://example.com/01/09521321000011/21/M1',
      ],
      quantityList: [
        { uom: 'KGM', quantity: 12.5, epcClass: 'urn:epc:idpat:sgtin:952132.1000011.*' },
      ],
      readPoint: { id: 'urn:epc:id:sgln:952132.100002.0' },
      'ex:b': ['2', '1'],
      'ex:a': { 'ex:z': true },
    });
    const gtin = canonicalKey('urn:epc:idpat:sgtin:952132.1000011.*');
    expect(preHash(event, context)).toBe(
      [
        'eventType=ObjectEventeventTime=2026-03-02T01:15:00.250ZeventTimeZoneOffset=+08:00',
        `epcListepc=https://id.gs1.org/01/09521321000011/21/M1epc=${gtin}/21/M2`,
        `quantityListquantityElementepcClass=${gtin}quantity=12.5uom=KGM`,
        'action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-holding',
        'disposition=https://ref.gs1.org/cbv/Disp-unavailable',
        `readPointid=${canonicalKey('urn:epc:id:sgln:952132.100002.0')}`,
        'bizTransactionListtype=https://ns.example.org/declaration',
        'bizTransaction=urn:example:mrn:26CN0007',
        'type=https://ref.gs1.org/cbv/BTT-certbizTransaction=urn:example:licence:D-1001',
        '{https://ns.example.org/epcis/}a{https://ns.example.org/epcis/}z=true',
        '{https://ns.example.org/epcis/}b=1{https://ns.example.org/epcis/}b=2',
      ].join(''),
    );
  });

  test('is the same whatever the order, the prefixes and the form of terms', () => {
    const event = held(1, { 'ex:a': 1 });
    const { action, ...rest } = held(1, { 'own:a': '1.0', bizStep: 'cbv:BizStep-holding' });
    const again = { ...rest, action, eventTime: '2026-03-02T01:15:00.25Z' };
    expect(preHash(again, { own: 'https://ns.example.org/epcis/' })).toBe(preHash(event, context));
  });

  test.each([{ disposition: 'available' }, { 'ex:a': 2 }, { action: 'ADD' }, { bizStep: 'other' }])(
    'is another with %j',
    (change) => expect(preHash(held(1, change), context)).not.toBe(preHash(held(1), context)),
  );
});

test.each([
  ['26.0', '26'],
  ['+007.50', '7.5'],
  ['-0.0', '0'],
  ['.5', '0.5'],
  ['12345678901234567890.10', '12345678901234567890.1'],
  ['1.25e3', '1250'],
  ['125E-4', '0.0125'],
  ['1.2.3', '1.2.3'],
  ['-', '-'],
])('the number %s is %s', (text, plain) => expect(leafOf('', text, new Map())).toBe(plain));

test.each([
  ['urn:epc:id:sgtin:0614141.107346.2018', '01/10614141073464/21/2018'],
  ['urn:epc:class:lgtin:4012345.012345.998877', '01/04012345123456/10/998877'],
  ['urn:epc:id:sgln:0012345.11111.400', '414/0012345111112/254/400'],
  ['urn:epc:id:sgln:0614141.00777.0', '414/0614141007776'],
  ['urn:epc:id:pgln:4012345.00225', '417/4012345002256'],
  ['urn:epc:id:sscc:0614141.1234567890', '00/106141412345678908'],
  ['urn:epc:id:giai:4000001.111', '8004/4000001111'],
  ['urn:epc:id:gsrn:0614141.0000010253', '8018/061414100000102534'],
  ['urn:epc:id:gdti:0614141.00001.1618034', '253/06141410000121618034'],
  [
    'https://shop.example/x/01/4012345123456/22/2A/10/L1/21/S1?17=260101',
    '01/04012345123456/21/S1',
  ],
])('%s is %s', (text, link) => expect(canonicalKey(text)).toBe(`https://id.gs1.org/${link}`));

test.each(['urn:example:M1', 'https://example.com/po/12', 'plain'])('%s stays as it is', (text) =>
  expect(canonicalKey(text)).toBe(text),
);
