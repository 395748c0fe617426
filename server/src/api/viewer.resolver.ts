import { Ctx, Query, Resolver } from 'type-graphql';
import type { Viewer } from '../access/viewer.ts';
import { ViewerType } from './viewer.type.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who this request is from, as the server sees it.' })
  viewer(@Ctx() context: { viewer: Viewer }): Viewer {
    return context.viewer;
  }
}
