/** The page's side of the worker. A task that is cancelled ends its worker; the next task gets another. */

import { proxy, type Remote, transfer, wrap } from 'comlink';
import { toSamples, toStems } from 'phaser-adaptive-music/render';
import type { TaskPort } from '../page/task-line.ts';
import type { Piece, PieceOrder, Sound, WorkerApi } from './protocol.ts';

let worker: Worker | null = null;
let remote: Remote<WorkerApi> | null = null;

function workerApi(): Remote<WorkerApi> {
  if (remote === null) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    remote = wrap<WorkerApi>(worker);
  }
  return remote;
}

/** Calls the worker until the task is cancelled. */
async function working<T>(signal: AbortSignal, call: (api: Remote<WorkerApi>) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const api = workerApi();
  let reject: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, no) => {
    reject = no;
  });
  const stop = () => {
    worker?.terminate();
    worker = remote = null;
    reject(signal.reason);
  };
  const failed = (event: ErrorEvent) => reject(new Error(event.message || 'the composer could not be loaded'));
  signal.addEventListener('abort', stop, { once: true });
  worker!.addEventListener('error', failed);
  try {
    return await Promise.race([call(api), stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
    worker?.removeEventListener('error', failed);
  }
}

const sent = ({ left, right, sampleRate }: Sound): Sound => {
  // A part of a larger buffer would take all of it along.
  const own = [left.slice(), right.slice()] as const;
  return transfer({ left: own[0], right: own[1], sampleRate }, [own[0].buffer, own[1].buffer]);
};

/** Which share of a task a step of it is. */
const step = (port: TaskPort, doing: string, from: number, to: number) => (share: number) =>
  port.report(doing, from + (to - from) * share);

/** Composes a piece; `from` and `to` are the shares of the whole task between which it works. */
export function composePiece(order: PieceOrder, port: TaskPort, from: number, to: number): Promise<Piece> {
  const progress = proxy(step(port, 'Composing', from, to));
  port.report('Composing', from);
  return working(port.signal, (api) => api.compose(order, progress));
}

/** Renders a piece as a WAV file. */
export async function renderPiece(piece: Piece, port: TaskPort, from: number, to: number): Promise<Blob> {
  const last = to - 0.05 * (to - from);
  const onProgress = step(port, 'Playing it into a file', from, last);
  const sound = await toSamples(piece, { onProgress, signal: port.signal });
  port.report('Writing the file', last);
  return working(port.signal, (api) => api.wav(sent(sound)));
}

/** Renders each part of a piece, and packs the files into one archive. */
export async function renderStems(piece: Piece, name: string, port: TaskPort): Promise<Blob> {
  const onProgress = step(port, 'Playing each part into a file', 0, 0.97);
  let number = 0;
  for await (const stem of toStems(piece, { onProgress, signal: port.signal })) {
    const file = `${name}-${String(++number).padStart(2, '0')}-${stem.role}.wav`;
    await working(port.signal, (api) => api.addToZip(file, sent(stem)));
  }
  port.report('Packing the files', 0.98);
  return working(port.signal, (api) => api.finishZip());
}

/** Composes a phrase bank of a mood. */
export function composeBank(soundtrack: PieceOrder['soundtrack'], mood: string, takes: number, port: TaskPort) {
  const progress = proxy(step(port, 'Composing the phrases', 0, 1));
  return working(port.signal, (api) => api.bank(soundtrack, mood, takes, progress));
}
