/** The tunes of the small corpus as melodies to hum, and how well the notes that were heard agree with them. */

import { readFileSync } from 'node:fs';
import { random } from '../../plugin/music/random.ts';
import type { Meter } from '../../plugin/music/time.ts';
import type { SungNote } from './singer.ts';

/** A tune for one voice. */
export interface HummedTune {
  readonly id: string;
  readonly meter: Meter;
  /** Quarter notes a minute. */
  readonly tempo: number;
  /** From the first bar line on, in seconds. */
  readonly notes: readonly SungNote[];
  /** Whether thresholds were tuned on it: every other tune. */
  readonly isOpen: boolean;
}

const PER_QUARTER = 24;
/** Middle of the voices: a low and a high one. */
const MIDDLES = [52, 64];

interface TuneRecord {
  readonly id: string;
  /** Null where it changes. */
  readonly meter: Meter | null;
  readonly p: readonly number[];
  readonly d: readonly number[];
}

/** All tunes, each in the octave of a voice and at a tempo of its own. */
export function hummedTunes(): HummedTune[] {
  const lines = readFileSync('test/fixtures/corpus/own/tunes.jsonl', 'utf8').trim().split('\n');
  return lines.map((line, i) => {
    const { id, meter, p, d } = JSON.parse(line) as TuneRecord;
    const chance = random(`hum/${id}`);
    const tempo = 76 + chance.int(45);
    const sounding = p.filter((pitch) => pitch > 0);
    const mean = sounding.reduce((sum, pitch) => sum + pitch, 0) / sounding.length;
    const octaves = Math.round((chance.pick(MIDDLES) - mean) / 12);
    const notes: SungNote[] = [];
    let at = 0;
    p.forEach((pitch, k) => {
      const duration = (d[k]! / PER_QUARTER) * (60 / tempo);
      if (pitch > 0) notes.push({ pitch: pitch + 12 * octaves, time: at, duration });
      at += duration;
    });
    return { id, meter: meter ?? '4/4', tempo, notes, isOpen: i % 2 === 0 };
  });
}

/** How heard notes agree with sung ones. */
export interface NoteAgreement {
  readonly hits: number;
  readonly heard: number;
  readonly sung: number;
}

/** Most pairs, in order, whose onsets lie within 80 ms and pitches within 50 cents. */
export function agreementOfNotes(heard: readonly SungNote[], sung: readonly SungNote[]): NoteAgreement {
  const fits = (a: SungNote, b: SungNote) => Math.abs(a.time - b.time) <= 0.08 && Math.abs(a.pitch - b.pitch) <= 0.5;
  let row = new Array<number>(sung.length + 1).fill(0);
  for (const note of heard) {
    const next = [0];
    sung.forEach((other, i) => {
      next.push(Math.max(next[i]!, row[i + 1]!, row[i]! + (fits(note, other) ? 1 : 0)));
    });
    row = next;
  }
  return { hits: row.at(-1)!, heard: heard.length, sung: sung.length };
}

/** Note F1 of several takes together. */
export function f1(agreements: readonly NoteAgreement[]): number {
  const sum = (field: keyof NoteAgreement) => agreements.reduce((total, each) => total + each[field], 0);
  return (2 * sum('hits')) / Math.max(1, sum('heard') + sum('sung'));
}
