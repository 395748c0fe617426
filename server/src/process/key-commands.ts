import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { DataSource } from 'typeorm';
import { ApiKeyService } from '../access/api-key.service.ts';
import { listKeys, revokeKeys } from '../access/keys.store.ts';
import { type Role, roles, type Viewer } from '../access/viewer.ts';
import { statementsOf, transaction } from '../database/transaction.ts';
import { systemClock } from '../kernel/clock.ts';
import { Fault } from '../kernel/fault.ts';

interface KeyOptions {
  readonly role: Role[];
  readonly organisation?: string;
  readonly jurisdiction?: string[];
}

/** Whoever may run a command on the server's machine. */
const operator: Viewer = {
  key: 'command line',
  name: 'command line',
  roles: ['ADMIN'],
  organisationId: null,
  jurisdictions: [],
};

/** Adds `key create`, `key list` and `key revoke`. */
export function addKeyCommands(
  carnet: Command,
  say: (line: string) => void,
  onDatabase: (work: (database: DataSource) => Promise<void>) => Promise<void>,
): void {
  const key = carnet.command('key').description('make, list and revoke the keys of the API');
  key
    .command('create')
    .description('make a key and print it, this once')
    .argument('<name>', 'what to call it')
    .addOption(
      new Option('--role <role...>', 'what it lets its bearer be')
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option('--organisation <name>', 'the organisation that its bearer acts for')
    .option('--jurisdiction <code...>', 'where an AUTHORITY decides')
    .action((name: string, options: KeyOptions) =>
      onDatabase(async (database) => say(await create(database, name, options))),
    );
  key
    .command('list')
    .description('print prefix, state, roles, organisation and name of every key')
    .action(() =>
      onDatabase(async (database) => {
        for (const each of await listKeys(statementsOf(database))) {
          const { prefix, state, roles: may, organisation, name } = each;
          say([prefix, state, may.join(','), organisation ?? '-', name].join('\t'));
        }
      }),
    );
  key
    .command('revoke')
    .description('revoke the keys of a prefix; servers refuse them within two seconds')
    .argument('<prefix>', 'the part of the key between its underscores')
    .action((prefix: string) =>
      onDatabase(async (database) => {
        const count = await transaction(database, (tx) => revokeKeys(tx, prefix));
        if (count === 0) {
          const why = `No key that works has the prefix "${prefix}": see "carnet key list".`;
          throw new Fault('BAD_USER_INPUT', why);
        }
        say(`Revoked ${count} ${count === 1 ? 'key' : 'keys'}.`);
      }),
    );
}

async function create(
  database: DataSource,
  name: string,
  { role, organisation, jurisdiction = [] }: KeyOptions,
): Promise<string> {
  const keys = new ApiKeyService({ database, clock: systemClock });
  const made = await keys.create(operator, {
    idempotencyKey: randomUUID(),
    name,
    roles: role,
    organisation: organisation === undefined ? null : { name: organisation },
    jurisdictions: jurisdiction.map((code) => ({ code })),
  });
  if (!made.ok) {
    const { refusal } = made;
    const what = refusal.kind === 'InvalidReference' ? `"${refusal.id}" (${refusal.field})` : name;
    throw new Fault('BAD_USER_INPUT', `No key was made: there is no ${what} in the database.`);
  }
  return made.value.key ?? '';
}
