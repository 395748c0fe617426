import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { ExportProblem } from './export-problem.ts';

/** How far an export is, and what it takes to go on. */
export interface Place {
  /** stands for what was asked, and of whom */
  request: string;
  /** the state that is read; none: the document names it, or nothing has come yet */
  recordedAsOf?: string;
  /** of the last row in the file */
  cursor?: string;
  rows: number;
  /** of the file up to that row */
  bytes: number;
}

/** bytes that are lost at most when the process is killed */
const saveEvery = 256 * 1024;

/**
 * A file that is written under another name until it is whole, with a note beside it of how far it
 * is. Whatever stops the process, the note speaks of bytes that are there.
 */
export class ExportFile {
  readonly #part: string;
  readonly #note: string;
  readonly #file: FileHandle;
  #saved: number;

  private constructor(
    readonly path: string,
    file: FileHandle,
    readonly place: Place,
  ) {
    this.#part = partOf(path);
    this.#note = noteOf(path);
    this.#file = file;
    this.#saved = place.bytes;
  }

  /**
   * Opens it where it was left, or anew.
   * @returns undefined when it is whole already
   * @throws ExportProblem when it is there, or belongs to another question
   */
  static async open(
    path: string,
    request: string,
    resume: boolean,
  ): Promise<ExportFile | undefined> {
    const place = await readPlace(path);
    if (place && !resume) {
      throw new ExportProblem(
        `${path} was begun and is not whole: go on with --resume, or delete ${partOf(path)} and ${noteOf(path)}.`,
      );
    }
    if (place && place.request !== request) {
      throw new ExportProblem(
        `${path} was begun with another document, variables, form or server: ask as before, or delete ${partOf(path)} and ${noteOf(path)}.`,
      );
    }
    const size = await sizeOf(path);
    if (place && size === place.bytes && (await sizeOf(partOf(path))) === undefined) {
      // it was given its name, and nothing after that happened
      await rm(noteOf(path));
      return undefined;
    }
    if (size !== undefined) {
      if (resume && !place) return undefined;
      throw new ExportProblem(`${path} is there already: delete it, or choose another name.`);
    }
    const begun = place?.cursor === undefined ? { request, rows: 0, bytes: 0 } : place;
    const file = await open(partOf(path), place ? 'r+' : 'w').catch(() => open(partOf(path), 'w'));
    const held = (await file.stat()).size;
    if (held < begun.bytes) {
      await file.close();
      throw new ExportProblem(`${partOf(path)} is shorter than it was: delete it and its note.`);
    }
    await file.truncate(begun.bytes);
    const opened = new ExportFile(path, file, { ...begun, recordedAsOf: place?.recordedAsOf });
    await opened.save();
    return opened;
  }

  /** Adds whole rows. */
  async add(text: string, rows: number, cursor: string | undefined): Promise<void> {
    const bytes = Buffer.from(text);
    await this.#file.write(bytes, 0, bytes.length, this.place.bytes);
    this.place.bytes += bytes.length;
    this.place.rows += rows;
    if (cursor !== undefined) this.place.cursor = cursor;
    if (this.place.bytes - this.#saved >= saveEvery) await this.save();
  }

  /** Notes how far it is, after what was written is on the disk. */
  async save(): Promise<void> {
    await this.#file.datasync();
    await writeWhole(this.#note, `${JSON.stringify(this.place)}\n`);
    this.#saved = this.place.bytes;
  }

  /** Gives the whole file its name, and what describes it beside it. */
  async finish(metadata: string): Promise<void> {
    await this.save();
    await this.#file.close();
    await writeWhole(`${this.path}.metadata.json`, metadata);
    await rename(this.#part, this.path);
    await rm(this.#note);
  }

  /** Leaves it as far as it is. */
  async leave(): Promise<void> {
    await this.save();
    await this.#file.close();
  }
}

const partOf = (path: string): string => `${path}.part`;
const noteOf = (path: string): string => `${path}.part.json`;

async function readPlace(path: string): Promise<Place | undefined> {
  const text = await readFile(noteOf(path), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Place;
  } catch {
    throw new ExportProblem(`${noteOf(path)} cannot be read: delete it and ${partOf(path)}.`);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.size;
}

/** Never half a file, whatever happens. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w');
  try {
    await file.writeFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
