/** The music of the game as data: the mood of each place, the effect of signals, and the transitions. */

import { defineSoundtrack } from 'phaser-adaptive-music';

/** The game's soundtrack. */
export const soundtrack = defineSoundtrack({
  seed: 'the-singing-well',
  start: 'calm',
  scenes: {
    Title: 'calm',
    Forest: 'forest',
    // Not a scene, but a section of the wood. Named here, its first phrase is always prefetched.
    Glade: 'mystery',
    Village: 'village',
    Desert: 'desert',
    Cave: 'cave',
    Battle: { mood: 'battle', at: 'beat', fade: 0.8 },
    Boss: { mood: 'boss', at: 'beat', fade: 0.8 },
    Defeat: { mood: 'sorrow', at: 'beat', fade: 1.5, stinger: 'defeat' },
    Ending: 'victory',
  },
  signals: {
    danger: { attack: 0.4, release: 4 },
    health: { initial: 1, attack: 1, release: 0.1 },
    night: { attack: 8, release: 8 },
    rain: { attack: 4, release: 4 },
    notes: { attack: 2, release: 2 },
  },
  modulations: [
    // Layers enter on the next beat, a hit is heard at once, and weather comes and goes smoothly.
    { signal: 'danger', control: 'intensity', amount: 0.5, follow: 'beat' },
    { signal: 'danger', control: 'syncopation', amount: 0.3 },
    { signal: 'danger', control: 'tempo', amount: 8, curve: 'late' },
    { signal: 'health', control: 'brightness', amount: 0.2, follow: 'now' },
    { signal: 'night', control: 'brightness', amount: -0.25 },
    { signal: 'night', control: 'density', amount: -0.15 },
    { signal: 'rain', control: 'brightness', amount: -0.15 },
    { signal: 'notes', control: 'intensity', amount: 0.2 },
    { signal: 'rain', control: 'ambience.rain', amount: 0.55, follow: 'now' },
    { signal: 'rain', control: 'ambience.birds', amount: -0.4, follow: 'now' },
    { signal: 'night', control: 'ambience.birds', amount: -0.4, curve: 'late' },
  ],
  // Each place sounds softly of itself; rain comes with the signal, wherever the traveler stands in it.
  moods: {
    forest: { ambience: { birds: 0.4, wind: 0.2 } },
    mystery: { ambience: { wind: 0.3 } },
    village: { ambience: { birds: 0.25, murmur: 0.2 } },
    desert: { ambience: { wind: 0.5 } },
    cave: { ambience: { drips: 0.5 } },
  },
  transitions: {
    '* -> battle': { at: 'beat', fade: 0.8 },
    '* -> boss': { at: 'beat', fade: 0.8 },
    'battle -> *': { at: 'bar', fade: 3 },
    'boss -> *': { at: 'bar', fade: 3 },
    '* -> victory': { at: 'beat', fade: 1 },
    '* -> *': { at: 'bar', fade: 2.5 },
  },
  themes: {
    // The hero's theme: it opens the tale in a calm mood, returns dark before the guardian, and bright at the end.
    hero: {
      notes: [
        [0, 1],
        [4, 1.5],
        [3, 0.5],
        [2, 1],
        [4, 1],
        [7, 2],
      ],
    },
  },
});
