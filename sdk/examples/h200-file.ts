// Who was authorised to buy H200 chips: all together, and each.
//
//   CARNET_URL=http://127.0.0.1:4000/graphql node --import tsx sdk/examples/h200-file.ts
import { createCarnet, type FigureFieldsFragment } from '@carnet/sdk';

const carnet = createCarnet({ url: process.env.CARNET_URL ?? 'http://127.0.0.1:4000/graphql' });

for await (const round of carnet.pages(carnet.approvalRounds, {
  filter: { name: { contains: 'H200' }, licences: { some: {} } },
})) {
  console.log(`${round.name}, ${round.announcedAt}`);
  console.log(`  together: ${inWords(round.authorisedUnits)}`);
  for (const { publisher, publishedAt, sourceReport } of round.authorisedUnits?.claims ?? []) {
    console.log(
      `    ${publisher}, ${publishedAt}: ${sourceReport.title} ${sourceReport.url ?? ''}`,
    );
  }
  for (const { licensee, status, lines } of round.licences.nodes) {
    const units = lines.nodes.map(({ authorised }) => inWords(authorised)).join(', ');
    console.log(`  ${licensee?.name}: ${units || 'unknown'} (${status})`);
  }
}

/** A figure keeps its bounds and its qualifier; what is not known stays unknown. */
function inWords(figure: FigureFieldsFragment | null): string {
  if (!figure || figure.qualifier === 'UNKNOWN') return 'unknown';
  const { low, central, high, qualifier, unit } = figure;
  const value = central ?? (low && high ? `${low} to ${high}` : (low ?? high));
  return `${qualifier.toLowerCase().replaceAll('_', ' ')} ${value} ${unit}`;
}
