/** The files of a take. */

import { toMidi } from 'phaser-adaptive-music/headless';
import { button, el, icon } from '../page/dom.ts';
import { download, fileName } from '../page/download.ts';
import type { TaskLine } from '../page/task-line.ts';
import { renderStems } from '../work/workshop.ts';
import type { Take } from './take-store.ts';

/** Buttons that save the files of a piece. */
export function exportButtons({ scene, piece, sound }: Take, task: TaskLine): readonly HTMLElement[] {
  if (piece === null || sound === null) return [];
  const title = scene.version > 1 ? `${scene.title} ${scene.version}` : scene.title;
  const midi = () => {
    const { palettes } = piece.recording;
    download(toMidi({ ...piece.score, recording: { palettes } }), fileName(title, 'mid'), 'audio/midi');
  };
  const stems = async () => {
    const file = await task.run((port) => renderStems(piece, fileName(title, 'x').slice(0, -2), port));
    if (file) download(file, fileName(`${title} stems`, 'zip'), 'application/zip');
  };
  const save = (name: string, hint: string, act: () => void, style = 'button') => {
    const face = el('span', { class: 'face' }, icon('down'), name);
    const made = button(`${name}: ${hint} of ${scene.title}`, act, style, face);
    made.title = `Download ${hint}`;
    return made;
  };
  return [
    save('WAV', 'the sound', () => download(sound, fileName(title, 'wav'), 'audio/wav'), 'button main'),
    save('MIDI', 'the notes', midi),
    save('Stems', 'a WAV file for each part', () => void stems()),
  ];
}
