/**
 * Tone imports standardized-audio-context to create contexts and to recognize audio nodes. The plugin plays on the game's
 * context, so the browser's own classes suffice, and every game is 130 kB smaller.
 */

import type { Plugin } from 'vite';

/** The classes that Tone imports. Read while the module loads, because in Node they are in `window` only for that time. */
const CLASSES = `
const scope = typeof window === 'undefined' ? globalThis : window;
const { AudioBuffer, AudioContext, AudioNode, AudioParam, AudioWorkletNode, BaseAudioContext, OfflineAudioContext } = scope;
const is = (type) => (value) => type !== undefined && value instanceof type;
export { AudioBuffer, AudioContext, AudioWorkletNode, OfflineAudioContext };
export const isAnyAudioContext = is(AudioContext);
export const isAnyOfflineAudioContext = is(OfflineAudioContext);
export const isAnyAudioNode = is(AudioNode);
export const isAnyAudioParam = is(AudioParam);
export const isSupported = () => Promise.resolve(true);
`;

const ID = '\0native-audio';

/** Gives Tone the browser's classes. */
export const nativeAudio: Plugin = {
  name: 'native-audio',
  enforce: 'pre',
  resolveId: (source) => (source === 'standardized-audio-context' ? ID : null),
  load: (id) => (id === ID ? CLASSES : null),
};
