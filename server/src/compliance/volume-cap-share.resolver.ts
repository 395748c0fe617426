import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { VolumeCap, VolumeCapShare } from './volume-cap-share.type.ts';

@Resolver(() => VolumeCap)
export class VolumeCapShareResolver {
  @FieldResolver(() => [VolumeCapShare], {
    description:
      'What each vendor shipped to its destinations against what it shipped at home, in chips and in processing performance.',
  })
  shares(
    @Root() cap: { readonly key: string | number },
    @Ctx() { services, viewer }: Context,
  ): Promise<VolumeCapShare[]> {
    return services.volumeCapShares.sharesOf(viewer, String(cap.key));
  }
}
