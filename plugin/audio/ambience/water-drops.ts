/** The sound of one bubble in water, of which brooks and drips are made. */

import type { Random } from '../../music/random.ts';
import type { Hertz } from '../nyquist.ts';
import { between } from './loop-noise.ts';

/**
 * A bubble: a sine that decays, and rises while the bubble nears the surface (van den Doel, Physically Based Models for Liquid
 * Sounds, 2005). Its radius is 3 m divided by its frequency (Minnaert 1933).
 * @param rise 0..0.3: how much it rises in one time of decay.
 */
export function bubble(hertz: Hertz, rate: number, rise: number): Float32Array {
  const decay = 0.043 * hertz + 0.0014 * hertz ** 1.5;
  const sound = new Float32Array(Math.ceil((5.5 / decay) * rate));
  const attack = Math.max(1, Math.round(0.0006 * rate));
  const turn = (2 * Math.PI * hertz) / rate;
  const bend = (0.5 * rise * decay) / rate;
  const fall = Math.exp(-decay / rate);
  for (let i = 0, size = 1; i < sound.length; i++, size *= fall)
    sound[i] = Math.sin(turn * i * (1 + bend * i)) * (i < attack ? (size * i) / attack : size);
  return sound;
}

/** A drop that falls into a pool: a tick of the surface, then the bubble that it encloses. */
export function plink(rate: number, rng: Random): Float32Array {
  const hertz = between(750, 2300, rng);
  const wet = bubble(hertz, rate, 0.1 + 0.2 * rng.next());
  const late = Math.round(0.012 * rate);
  const sound = new Float32Array(late + wet.length);
  for (let i = 0; i < 40; i++) sound[i] = 0.12 * (2 * rng.next() - 1) * (1 - i / 40);
  for (let i = 0; i < wet.length; i++) sound[late + i] = sound[late + i]! + wet[i]!;
  return sound;
}
