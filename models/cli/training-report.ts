/** Reports of a training run: files read and skipped, progress, and the loss. Pictures and lists go into its folder. */

import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MidiCounts } from '../corpus/corpus.ts';
import type { EpochLog, RunState } from '../training/checkpoint.ts';
import type { CorpusSets } from '../training/corpus-sets.ts';
import { type Curve, curveChart, curveLine, curveSvg } from '../training/curve.ts';
import type { ThreadMessage } from '../training/thread.ts';
import { writeFileAtomic } from './files.ts';
import { commandLine } from './invocation.ts';
import { type Progress, progressLine } from './progress.ts';

/** Unread files and remarks that are printed; the list in the run's folder has all. */
const MOST_NAMED = 10;
/** The list of files without a tune, and the picture of the loss. */
const UNREAD_FILE = 'unread.txt';
const CURVE_FILE = 'loss.svg';

const HELD: Readonly<Record<CorpusSets['held'], string>> = {
  split: '',
  pieces: ' (with so few pieces, a tenth is held out for validation)',
  ends: ' (with so few pieces, the end of each is held out for validation)',
  nothing: ' (too short to hold anything out: the same tunes train and validate, so beware of memorization)',
};

/** Prints a summary of a corpus, and lists files without a tune in the run's folder. */
export function reportCorpus(sets: CorpusSets, corpus: string, folder: string): void {
  const { tunes, held, skipped } = sets;
  const { unread, remarks, midi, passedOver, notDrawn } = sets.corpus;
  const kept = held === 'split' ? `, ${tunes.test} are kept for evaluation` : '';
  const count = [...skipped.values()].reduce((sum, n) => sum + n, 0);
  console.error(`${tunes.train} tunes train, ${tunes.valid} validate${kept}${HELD[held]}; ${count} skipped`);
  const reasons = [...skipped].sort((a, b) => b[1] - a[1]);
  for (const [reason, n] of reasons.slice(0, MOST_NAMED)) console.error(`  ${n} × ${reason}`);
  if (reasons.length > MOST_NAMED) console.error(`  and ${reasons.length - MOST_NAMED} reasons more`);
  for (const line of midiLines(midi)) console.error(line);
  if (passedOver > 0) console.error(`${passedOver} files skipped: an index.jsonl lists them as sources of records`);
  if (notDrawn > 0)
    console.error(`${notDrawn} files not opened: they would not fit into memory; --files sets the number`);
  const nameOf = (file: string) => relative(corpus, file) || file;
  const lines = [
    ...unread.map(({ file, reason }) => `${nameOf(file)}: ${reason}`),
    ...remarks.map(({ file, remark }) => `${nameOf(file)}: read, but ${remark}`),
  ];
  if (unread.length > 0) console.error(`${unread.length} files gave no tune:`);
  for (const line of lines.slice(0, MOST_NAMED)) console.error(`  ${line}`);
  if (lines.length > 0) writeFileAtomic(join(folder, UNREAD_FILE), `${lines.join('\n')}\n`, true);
  if (lines.length > MOST_NAMED)
    console.error(`  and ${lines.length - MOST_NAMED} more, see ${join(folder, UNREAD_FILE)}`);
}

/** How many MIDI files have no meter, and why; empty without MIDI files. */
function midiLines({ files, free, damaged }: MidiCounts): string[] {
  if (files === 0) return [];
  const count = [...free.values()].reduce((sum, n) => sum + n, 0);
  const broken = damaged > 0 ? `; ${damaged} are damaged` : '';
  return [
    `${count} of ${files} MIDI files were read as free, without meter${broken}`,
    ...[...free].sort((a, b) => b[1] - a[1]).map(([reason, n]) => `  ${n} × ${reason}`),
  ];
}

/** The entry about MIDI files in a run's log. */
export function midiLog({ files, free, damaged }: MidiCounts): object {
  return { files, free: Object.fromEntries(free), damaged };
}

/** Follows a run: a progress line, a line per epoch, and the loss curve at its end. */
export class TrainingReport {
  readonly #folder: string;
  readonly #epochs: EpochLog[];
  readonly #first: number;
  #start: number | undefined;
  #bestEpoch: number;
  #best: number;
  #at = 1;
  // A resumed run starts part of the way, which only its first report says.
  #progress: Progress | undefined;

  /** @param before the state of a resumed run. */
  constructor(folder: string, before?: RunState) {
    this.#folder = folder;
    this.#epochs = [...(before?.log ?? [])];
    this.#first = this.#epochs.length;
    this.#start = before?.start;
    this.#bestEpoch = before?.bestEpoch ?? 0;
    this.#best = before?.best ?? Number.MAX_VALUE;
  }

  /** Epochs since the run was started or resumed. */
  get epochs(): readonly EpochLog[] {
    return this.#epochs.slice(this.#first);
  }

  /** Validation loss of the starting weights, and the best since; bits per note. */
  get losses(): { readonly start: number | undefined; readonly best: number | undefined } {
    return { start: this.#start, best: this.#best === Number.MAX_VALUE ? undefined : this.#best };
  }

  /** Handles a message of the training threads. */
  tell(message: ThreadMessage): void {
    if (message.kind === 'start') {
      this.#start = this.#best = message.valid;
      console.error(`the weights to start from: valid ${message.valid.toFixed(3)} bits/note`);
    } else if (message.kind === 'progress') {
      const { share, run, train, notesPerSecond } = message;
      const done = Math.min(STEPS, Math.round(share * STEPS));
      this.#at = run.epoch + 1;
      this.#progress ??= progressLine('training', STEPS, done, () => `epoch ${this.#at}`);
      this.#progress.update(done, `${millions(run.notes)} notes, ${notesPerSecond}/s, ${train.toFixed(3)} bits`);
    } else if (message.kind === 'epoch') this.#epoch(message.log);
  }

  #epoch(log: EpochLog): void {
    this.#epochs.push(log);
    if (log.valid < this.#best) {
      this.#best = log.valid;
      this.#bestEpoch = log.epoch;
    }
    const clear = process.stderr.isTTY ? '\r\u001b[2K' : '';
    console.error(clear + epochLine(log));
    writeFileAtomic(join(this.#folder, CURVE_FILE), curveSvg(this.#curve), true);
  }

  get #curve(): Curve {
    return { log: this.#epochs, start: this.#start, bestEpoch: this.#bestEpoch };
  }

  /** Ends the progress line, draws the curve and suggests the next command. */
  finish(why: string): void {
    if (this.#progress) this.#progress.finish(why);
    else console.error(`training: ${why}`);
    const chart = curveChart(this.#curve);
    if (chart !== '') console.error(chart);
    console.error(curveLine(this.#curve));
    if (this.#epochs.length > 0) console.error(`the curve is drawn in ${join(this.#folder, CURVE_FILE)}`);
    console.error(`next: ${commandLine('train')} --out ${this.#folder} --publish FOLDER, or --resume to continue`);
  }
}

/** Resolution of the progress line. */
const STEPS = 1000;

function millions(notes: number): string {
  return notes < 1e6 ? `${Math.round(notes / 1000)} k` : `${(notes / 1e6).toFixed(2)} M`;
}

function epochLine(log: EpochLog): string {
  return `epoch ${log.epoch}: ${log.hours.toFixed(2)} h, train ${log.train.toFixed(3)}, valid ${log.valid.toFixed(3)} bits/note (duration ${log.validDuration.toFixed(3)}, pitch ${log.validPitch.toFixed(3)}), rate ${log.rate}`;
}

/**
 * Runs `stop` at the first Ctrl-C (or termination signal); the second one exits at once. A checkpoint that a thread was just
 * writing is removed; the previous one is complete.
 */
export function stopOnSignal(folder: string, stop: () => void): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (asked) {
        for (const name of readdirSync(folder)) if (name.endsWith(`.${process.pid}.tmp`)) rmSync(join(folder, name));
        process.exit(signal === 'SIGINT' ? 130 : 143);
      }
      asked = true;
      console.error('\nsaving … (Ctrl-C again exits at once and keeps the previous checkpoint)');
      stop();
    });
  }
}
