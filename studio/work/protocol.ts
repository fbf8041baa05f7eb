/** What the worker does for the page: everything slow that needs no Web Audio. */

import type { Composition, PhraseBankFile, ScoreData, SoundtrackDefinition } from 'phaser-adaptive-music/headless';

/** A whole piece to be composed. */
export interface PieceOrder {
  readonly soundtrack: SoundtrackDefinition;
  readonly mood: string;
  readonly form: 'song' | 'loop';
  readonly minutes: number;
  readonly seed: string | number;
}

/** A composed piece as plain data. */
export interface Piece {
  readonly score: ScoreData;
  readonly recording: Composition['recording'];
}

/** Rendered music. */
export interface Sound {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly sampleRate: number;
}

type Progress = (share: number) => void;

/** The functions of the worker. Samples are transferred to it. */
export interface WorkerApi {
  compose(order: PieceOrder, progress: Progress): Promise<Piece>;
  /** A phrase bank of one mood, with `takes` pieces of music. */
  bank(soundtrack: SoundtrackDefinition, mood: string, takes: number, progress: Progress): Promise<PhraseBankFile>;
  wav(sound: Sound): Promise<Blob>;
  /** Adds a WAV file to the archive that {@link finishZip} ends. */
  addToZip(name: string, sound: Sound): Promise<void>;
  finishZip(): Promise<Blob>;
}
