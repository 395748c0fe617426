/** Why an export did not come to its end, in words for whoever asked for it. */
export class ExportProblem extends Error {}
