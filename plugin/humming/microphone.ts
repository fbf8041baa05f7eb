/** Opens the page's microphone when it is needed and releases it afterwards; the sound stays on the page. */

import type { Seconds } from '../music/time.ts';
import type { Unheard } from './listen-options.ts';
import { SampleTape } from './sample-tape.ts';

/** A microphone that is open. */
export interface Microphone {
  /** Samples since the last call, mono. */
  read(): Float32Array;
  /** Clock time of the first sample. */
  readonly start: Seconds;
  /** From the air to a sample, as far as the browser says. */
  readonly latency: Seconds;
  /** Whether it was unplugged, or the person has taken it back. */
  readonly isGone: boolean;
  /** Stops its tracks and frees all nodes. */
  close(): void;
}

/** The most that an analyser shows: two thirds of a second, within which the page must look again. */
const VIEW = 32_768;
/** A longer latency is taken for a mistake of the browser. */
const LONGEST: Seconds = 1;

/**
 * Noise suppression takes held tones for noise, and a gain that follows the voice hides the dips between notes; echo cancellation
 * takes the music out of what is heard.
 */
const CONSTRAINTS: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
};

/** Asks for the microphone and opens it; or says why it cannot be heard. */
export async function openMicrophone(context: AudioContext, signal: AbortSignal): Promise<Microphone | Unheard> {
  const devices = globalThis.navigator?.mediaDevices;
  // Pages without HTTPS have none.
  if (devices?.getUserMedia === undefined) return 'absent';
  const asked = devices.getUserMedia(CONSTRAINTS);
  const stream = await Promise.race([asked.catch(reasonFor), aborted(signal)]);
  if (typeof stream === 'string') {
    // The person may answer later, when nobody listens any more.
    void asked.then(stopTracks, () => {});
    return stream;
  }
  try {
    return tapOf(context, stream);
  } catch {
    // Some browsers refuse a microphone whose rate is not that of the context.
    stopTracks(stream);
    return 'absent';
  }
}

function tapOf(context: AudioContext, stream: MediaStream): Microphone {
  const source = context.createMediaStreamSource(stream);
  const analyser = new AnalyserNode(context, { fftSize: VIEW });
  source.connect(analyser);
  const track = stream.getAudioTracks()[0];
  const tape = new SampleTape(context.sampleRate);
  const view = new Float32Array(VIEW);
  const { latency = 0 } = (track?.getSettings() ?? {}) as { readonly latency?: number };
  return {
    latency: latency > 0 && latency < LONGEST ? latency : 0,
    get start() {
      return tape.start;
    },
    get isGone() {
      return track === undefined || track.readyState === 'ended';
    },
    read() {
      analyser.getFloatTimeDomainData(view);
      return tape.add(view, context.currentTime);
    },
    close() {
      source.disconnect();
      analyser.disconnect();
      stopTracks(stream);
    },
  };
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function reasonFor(error: unknown): Unheard {
  const { name } = error as { readonly name?: string };
  return name === 'NotAllowedError' || name === 'SecurityError' || name === 'PermissionDeniedError'
    ? 'refused'
    : 'absent';
}

function aborted(signal: AbortSignal): Promise<Unheard> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    else signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
}
