/** Where a service takes the time from; rules get the instant as an argument. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
