import { ObjectType } from 'type-graphql';
import { Event } from '../events/event.type.ts';

@ObjectType({ implements: Event, description: 'A report was recorded.' })
class SourceReportRecorded extends Event {}

@ObjectType({ implements: Event, description: 'What a report says was recorded.' })
class ClaimRecorded extends Event {}

/** What happens to evidence. */
export const evidenceEvents = [SourceReportRecorded, ClaimRecorded];
