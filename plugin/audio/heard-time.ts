/** What the player hears now: sound leaves the audio clock some time before it leaves the speakers. */

import type { Seconds } from '../music/time.ts';
import { hangsOnLatency } from './gecko.ts';

/** A longer latency is taken for a mistake of the browser. */
const LONGEST: Seconds = 1;
/** Latency assumed where Firefox must not be asked: the value it reports on these systems to resist fingerprinting. */
const UNASKED: Seconds = 0.025;

/** The context's clock of its speakers, which not every browser has. */
type WithOutput = Partial<Pick<AudioContext, 'outputLatency' | 'baseLatency' | 'getOutputTimestamp'>>;

/** From a time on a context's clock to the moment at which it is heard, as far as the browser says. */
export function latencyOf(context: BaseAudioContext): Seconds {
  if ('outputLatency' in context && hangsOnLatency()) return UNASKED;
  const { outputLatency, baseLatency } = context as WithOutput;
  // Browsers that do not measure it say 0 or nothing.
  const known = [outputLatency, baseLatency].find((latency) => latency !== undefined && latency > 0);
  return known === undefined || known > LONGEST ? 0 : known;
}

/**
 * The time on a context's clock of what is heard now. It moves evenly, where `currentTime` goes in steps of some
 * milliseconds, as long as the browser says what its speakers play.
 */
export function heardTime(context: BaseAudioContext): Seconds {
  const { currentTime } = context;
  const plain = currentTime - latencyOf(context);
  const stamp = context.state === 'running' ? stampOf(context as WithOutput) : null;
  if (!stamp?.contextTime || !stamp.performanceTime) return plain;
  const heard = stamp.contextTime + (performance.now() - stamp.performanceTime) / 1000;
  return heard > currentTime - LONGEST && heard <= currentTime ? heard : plain;
}

/** What the speakers play, and when; null where the context does not say. Gecko derives it from the latency. */
function stampOf(context: WithOutput): AudioTimestamp | null {
  if (hangsOnLatency()) return null;
  try {
    return context.getOutputTimestamp?.() ?? null;
  } catch {
    // Some implementations have the method, and throw.
    return null;
  }
}
