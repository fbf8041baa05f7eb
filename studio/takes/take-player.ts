/** Plays the sound of one take at a time. */

import { button, clock, el, icon } from '../page/dom.ts';
import { pieceAsPicture } from './piece-picture.ts';
import type { Take } from './take-store.ts';

let playing: HTMLAudioElement | null = null;

/** Pauses the take that plays. */
export function pauseTakes(): void {
  playing?.pause();
}

/** A play button, and the piece as a picture to be clicked into. Null for a take without a sound. */
export function takePlayer({ sound, piece, scene }: Take, begins: () => void): HTMLElement | null {
  if (sound === null || piece === null) return null;
  const audio = new Audio();
  const length = piece.score.seconds;
  const toggle = button(
    `Play ${scene.title}`,
    () => void (audio.paused ? start() : audio.pause()),
    'round small',
    icon('play'),
  );
  const time = el('span', { class: 'time' }, clock(length));
  const place = el('input', {
    type: 'range',
    min: '0',
    max: '1',
    step: '0.001',
    value: '0',
    'aria-label': `Place in ${scene.title}`,
  });
  const root = el(
    'div',
    { class: 'take-player' },
    toggle,
    el('div', { class: 'picture' }, pieceAsPicture(piece.score), place),
    time,
  );
  const whole = () => (Number.isFinite(audio.duration) ? audio.duration : length);
  const start = () => {
    // A file of 20 MB is opened when it is needed.
    if (audio.src === '') audio.src = URL.createObjectURL(sound);
    begins();
    pauseTakes();
    playing = audio;
    audio.currentTime = place.valueAsNumber < 1 ? place.valueAsNumber * whole() : 0;
    void audio.play();
  };
  const show = () => {
    const isOn = !audio.paused && !audio.ended;
    const name = `${isOn ? 'Pause' : 'Play'} ${scene.title}`;
    toggle.replaceChildren(icon(isOn ? 'pause' : 'play'));
    toggle.title = name;
    toggle.setAttribute('aria-label', name);
  };
  const move = () => {
    const share = audio.currentTime / whole();
    place.value = String(share);
    root.style.setProperty('--share', String(share));
    time.textContent = `${clock(audio.currentTime)} / ${clock(length)}`;
  };
  for (const name of ['play', 'pause', 'ended'] as const) audio.addEventListener(name, show);
  audio.addEventListener('timeupdate', move);
  place.addEventListener('input', () => {
    root.style.setProperty('--share', place.value);
    if (audio.src !== '') audio.currentTime = place.valueAsNumber * whole();
  });
  return root;
}
