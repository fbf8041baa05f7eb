/** Runs in a page before its game: hears what the page sends to its speakers, and keeps what it complains of. */

(() => {
  const page = { complaints: [], levels: [], events: [], focus: [], states: [], context: null };
  window.ear = page;
  // Functions that tests send to a page may call it: what runs TypeScript in Node wraps named functions in it.
  globalThis.__name ??= (named) => named;

  for (const level of ['warn', 'error']) {
    const said = console[level];
    console[level] = (...words) => {
      page.complaints.push(`${level}: ${words.join(' ')}`);
      said.apply(console, words);
    };
  }
  addEventListener('error', ({ message }) => page.complaints.push(`thrown: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => page.complaints.push(`rejected: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    page.complaints.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
  for (const name of ['blur', 'focus']) addEventListener(name, () => page.focus.push(name));
  document.addEventListener('visibilitychange', () => page.focus.push(document.visibilityState));

  // Firefox may never answer these on Linux: the page would stand still in some of its starts only, so it is a mistake to ask at all.
  if ('mozInnerScreenX' in globalThis) {
    const { prototype } = AudioContext;
    Object.defineProperty(prototype, 'outputLatency', { get: () => page.complaints.push('asked: outputLatency') && 0 });
    prototype.getOutputTimestamp = () => page.complaints.push('asked: getOutputTimestamp') && {};
  }

  const { connect } = AudioNode.prototype;
  let analyser = null;
  AudioNode.prototype.connect = function (...args) {
    const [target] = args;
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
      if (page.context !== target.context) {
        page.context = target.context;
        page.context.addEventListener('statechange', ({ target: { state } }) => page.states.push(state));
        analyser = target.context.createAnalyser();
        analyser.fftSize = 4096;
      }
      connect.call(this, analyser);
    }
    return Reflect.apply(connect, this, args);
  };

  const samples = new Float32Array(4096);
  setInterval(() => {
    if (analyser === null || page.context.state !== 'running') return;
    analyser.getFloatTimeDomainData(samples);
    let [power, peak] = [0, 0];
    for (const sample of samples) {
      power += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    page.levels.push({ time: page.context.currentTime, rms: Math.sqrt(power / samples.length), peak });
  }, 80);
})();
