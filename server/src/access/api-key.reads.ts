import { type Declaration, type Entry, toOne } from '../reads/model.ts';

const fields: Entry['fields'] = {
  apiKey: {
    type: 'ApiKey',
    property: 'apiKeyId',
    required: true,
    description: 'What is known of the key.',
  },
};

export const apiKeyReads: Declaration[] = [
  {
    type: 'ApiKey',
    table: 'api_key',
    visible: (key, viewer) =>
      `((${viewer.admin} or ${key}.organisation_id = ${viewer.organisation}) is true)`,
    root: {
      many: 'apiKeys',
      description: 'The keys of the own organisation; for administrators all keys.',
    },
    fields: {
      organisation: toOne('Organisation', {
        description: 'The organisation that its bearer acts for.',
        column: 'organisation_id',
      }),
    },
  },
  { entry: 'CreateApiKeyPayload', fields },
  { entry: 'RevokeApiKeyPayload', fields },
];
