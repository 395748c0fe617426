import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastify from 'fastify';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { Chip } from './plain/chip.ts';
import { Licence } from './plain/licence.ts';
import { LicenceLine } from './plain/licence-line.ts';
import { createLoaders } from './plain/loaders.ts';
import { Organisation } from './plain/organisation.ts';
import {
  LicenceLineResolver,
  LicenceResolver,
  OrganisationResolver,
  type PlainContext,
} from './plain/resolvers.ts';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';

// What people write with Apollo Server, type-graphql, TypeORM and DataLoader, on the same
// tables and for the same documents.

const database = await new DataSource({
  type: 'postgres',
  url: databaseUrl(),
  entities: [Chip, Licence, LicenceLine, Organisation],
  poolSize,
  extra: { options: sessionOptions },
}).initialize();

const schema = await buildSchema({
  resolvers: [LicenceResolver, OrganisationResolver, LicenceLineResolver],
  validate: false,
});
const app = fastify();
const apollo = new ApolloServer<PlainContext>({
  schema,
  plugins: [fastifyApolloDrainPlugin(app)],
});
await apollo.start();
await app.register(fastifyApollo(apollo), {
  context: async () => ({ database, loaders: createLoaders(database) }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
announce({ licence: url, licences: url });
