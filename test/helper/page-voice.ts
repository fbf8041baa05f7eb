/** A voice in a page without a microphone: what asks for one gets a stream in which it hums. */

/**
 * Hums MIDI pitches, half a second each, a while after the microphone is asked for. Needs nothing from outside itself, so that it can be sent to
 * a page.
 */
export function hum(pitches: readonly number[]): void {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    await context.resume();
    const stream = context.createMediaStreamDestination();
    const from = context.currentTime + 0.5;
    pitches.forEach((pitch, i) => {
      const voice = new OscillatorNode(context, { type: 'triangle', frequency: 440 * 2 ** ((pitch - 69) / 12) });
      const breath = new GainNode(context, { gain: 0 });
      const at = from + i / 2;
      breath.gain.setTargetAtTime(0.3, at, 0.015);
      breath.gain.setTargetAtTime(0, at + 0.42, 0.015);
      voice.connect(breath).connect(stream);
      voice.start(at);
      voice.stop(at + 0.5);
    });
    return stream.stream;
  };
}
