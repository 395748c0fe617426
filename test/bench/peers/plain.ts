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
import type { PlainContext } from './plain/context.ts';
import { Drawn, OrderedLine, PurchaseOrder } from './plain/order.ts';
import {
  AllocationResolver,
  DrawnResolver,
  OrderLineResolver,
  OrderResolver,
  ShipmentLineResolver,
  ShipmentResolver,
} from './plain/order-resolvers.ts';
import {
  LicenceConnectionResolver,
  LicenceLineResolver,
  LicenceResolver,
  OrganisationResolver,
} from './plain/resolvers.ts';
import { CustomsEvent, Shipment, ShipmentLine } from './plain/shipment.ts';
import { announce, databaseUrl, poolSize, sessionOptions } from './serving.ts';

// What people write with Apollo Server, type-graphql, TypeORM and DataLoader, on the same
// tables and for the same documents.

const database = await new DataSource({
  type: 'postgres',
  url: databaseUrl(),
  entities: [
    ...[Chip, CustomsEvent, Drawn, Licence, LicenceLine],
    ...[OrderedLine, Organisation, PurchaseOrder, Shipment, ShipmentLine],
  ],
  poolSize,
  extra: { options: sessionOptions },
}).initialize();

const schema = await buildSchema({
  resolvers: [
    ...([LicenceResolver, LicenceConnectionResolver, OrganisationResolver] as const),
    ...([LicenceLineResolver, DrawnResolver, AllocationResolver, OrderResolver] as const),
    ...([OrderLineResolver, ShipmentLineResolver, ShipmentResolver] as const),
  ],
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
announce({ every: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql` });
