/** An audio context that behaves as Safari's does on a phone, where Chromium's would not. */

const INVALID = 'InvalidStateError';
/** What makes a node, and what a closed context refuses. */
const MAKERS = [
  ...['createGain', 'createBufferSource', 'createBiquadFilter', 'createConvolver', 'createOscillator'],
  ...['createDynamicsCompressor', 'createStereoPanner', 'createWaveShaper', 'createDelay', 'createAnalyser'],
] as const;

/** The context, and what happens to it. */
export class SafariContext extends AudioContext {
  #interrupted = false;
  #calling = false;
  refuses = false;

  constructor(options: AudioContextOptions = {}) {
    super(options);
    const own = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state')!.get!;
    Object.defineProperty(this, 'state', { get: () => (this.#interrupted ? 'interrupted' : own.call(this)) });
    for (const maker of MAKERS) {
      const make = this[maker] as () => AudioNode;
      Object.assign(this, {
        [maker]: () => {
          if (this.state === 'closed') throw new DOMException('The context is closed', INVALID);
          return make.call(this);
        },
      });
    }
  }

  /** A call comes: the system takes the sound away. Resolves when the page has heard of it. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    this.#calling = true;
    const heard = new Promise((resolve) => this.addEventListener('statechange', resolve, { once: true }));
    await super.suspend();
    await heard;
  }

  /** The call is over. The context stays interrupted until the page resumes it. */
  hangUp(): void {
    this.#calling = false;
  }

  /** While the call lasts, it is refused where `refuses` is set, and waits otherwise. */
  override async resume(): Promise<void> {
    if (this.#calling && this.refuses) throw new DOMException('Failed to start the audio device', INVALID);
    if (this.#calling) return new Promise(() => {});
    this.#interrupted = false;
    await super.resume();
  }
}

/** Makes a context's decoder refuse the first `times` recordings, without a reason: it rejects with null. */
export function refuseToDecode(context: AudioContext, times: number): void {
  const decode = context.decodeAudioData.bind(context);
  let refused = 0;
  context.decodeAudioData = (data: ArrayBuffer) => (refused++ < times ? Promise.reject(null) : decode(data));
}
