/**
 * Tone imports standardized-audio-context to make contexts and to tell audio nodes. The plugin plays on the context of
 * the game, so the browser's own classes do, and 130 kB that nothing would call stay out of every game.
 */

import type { Plugin } from 'vite';

/** What Tone imports of it. Read while the module loads, as in Node the classes stand in `window` for that long only. */
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

/** Gives Tone the browser's own classes. */
export const nativeAudio: Plugin = {
  name: 'native-audio',
  enforce: 'pre',
  resolveId: (source) => (source === 'standardized-audio-context' ? ID : null),
  load: (id) => (id === ID ? CLASSES : null),
};
