/** Builds the parts of a conductor, each from those it works with. */

import { isClose } from '../arrange/form.ts';
import { Replay } from '../formats/replay.ts';
import { PlaybackHistory } from '../midi/history.ts';
import { plainText } from '../mood/names.ts';
import { Signals } from '../mood/signals.ts';
import { BackgroundTasks } from '../music/background-tasks.ts';
import { Emitter } from '../music/emitter.ts';
import { MixController } from '../output/mix-controller.ts';
import { PaletteLoader } from '../output/palette-loader.ts';
import { PhraseBank } from '../soundtrack/phrase-bank.ts';
import { knownPieces } from '../soundtrack/piece.ts';
import { SignalBindings } from '../soundtrack/signal-bindings.ts';
import { ControlResolver } from './controls/control-resolver.ts';
import { TransportClock } from './model/clock.ts';
import { ErrorReporter } from './model/error-reporter.ts';
import type { ConductorEvents } from './model/events.ts';
import { PlaybackState } from './model/playback.ts';
import { type ScheduledBar, Timeline } from './model/timeline.ts';
import { EventDispatcher } from './observe/event-dispatcher.ts';
import { type ConductorOptions, whatToPlay } from './options.ts';
import { MoodStates } from './phrases/mood-states.ts';
import { PhraseSupply } from './phrases/phrase-supply.ts';
import { BarScheduler } from './playback/bar-scheduler.ts';
import { Crossfader } from './playback/crossfader.ts';
import { LiveMix } from './playback/live-mix.ts';
import { LateReschedule } from './playback/reschedule.ts';
import { Stingers } from './playback/stingers.ts';
import { Suspension } from './playback/suspension.ts';
import { TrackPlayback } from './playback/track-playback.ts';
import { TransitionController } from './playback/transitions.ts';
import { CommandRecorder, LOG_LENGTH } from './recording/recorder.ts';
import { MoodRequests } from './requests/mood-requests.ts';
import { Checkpoints } from './save/checkpoints.ts';
import { restoreMusic } from './save/restore.ts';
import { commandHandlers } from './transport/command-handlers.ts';
import { EventQueue } from './transport/event-queue.ts';
import { Transport } from './transport/transport.ts';

/** Everything that {@link assemble} builds. Only the conductor has it; each part has those it works with. */
export type ConductorParts = ReturnType<typeof assemble>;

/**
 * Builds the parts of one conductor, and takes over a saved game or the start of a log.
 * @throws with one clear line where the soundtrack, the log or the saved music is wrong.
 */
export function assemble(options: ConductorOptions) {
  const { source, stage: output, spares = 'all', logLength = LOG_LENGTH } = options;
  const playback = new PlaybackState();
  const tell = options.warn ?? ((text) => console.warn(text));
  // Work that was under way when the music ended may still fail: that is no news.
  const warn: typeof tell = (text, cause) => void (playback.value.kind === 'disposed' || tell(text, cause));
  const { soundtrack, log, saved } = whatToPlay(options, warn);
  const events = new Emitter<ConductorEvents>(
    (message, cause) => warn(`music: ${message}: ${String(cause)}`, cause),
    options.events,
  );
  const clock = new TransportClock(() => output.now());
  const report = new ErrorReporter(events, clock, warn);
  const signals = new Signals(soundtrack.signals);
  const replay = log && new Replay(log);
  const recorder = new CommandRecorder(replay, logLength, {
    ...(saved && { from: saved }),
    ...(log?.start && { start: log.start }),
  });
  const palettes = new PaletteLoader(output, (palette, cause) =>
    report.error(`palette '${plainText(palette)}' could not be loaded`, cause),
  );
  const controls = new ControlResolver(
    soundtrack,
    signals,
    palettes,
    source.pieces ? knownPieces(source.pieces, log?.scores ?? saved?.scores, warn) : null,
  );
  const phrases = new PhraseSupply({
    seed: soundtrack.seed,
    moods: new MoodStates(soundtrack, spares),
    controls,
    recorder,
    replay,
    source,
    bank: () => (soundtrack.bank instanceof PhraseBank ? soundtrack.bank : (source.bank?.() ?? null)),
    report,
  });
  const background = new BackgroundTasks();
  const timeline = new Timeline();
  const history = new PlaybackHistory();
  const dispatcher = new EventDispatcher(events, timeline, clock.toClock, () => output.latency?.() ?? 0);
  const mixing = new MixController(output, soundtrack.snapshots);
  const live = new LiveMix(signals, controls, playback, timeline, clock, output, mixing);
  const scheduler = new BarScheduler(output, timeline, clock, controls, phrases, live);
  const crossfader = new Crossfader(output, timeline, clock, controls, playback, scheduler, recorder);
  live.players = crossfader;
  recorder.keepsAll = (signal) => controls.followed.some((modulation) => modulation.signal === signal);
  const stingers = new Stingers(soundtrack, controls, playback, timeline, output, clock, [dispatcher, history]);
  const suspension = new Suspension(playback, crossfader, timeline, phrases, stingers, output, clock);
  const tracks = new TrackPlayback(playback, suspension, timeline, output, events, clock);
  const transitions = new TransitionController(
    soundtrack,
    controls,
    playback,
    timeline,
    crossfader,
    phrases,
    stingers,
    tracks,
    events,
    clock,
  );
  const requests = new MoodRequests(soundtrack, playback, phrases, controls, transitions, recorder);
  const lateLook = new LateReschedule(playback, crossfader, timeline, controls);
  const kept = { soundtrack, signals, controls, phrases, playback, suspension, crossfader, stingers, recorder, live };
  const checkpoints = new Checkpoints(kept, timeline, requests);
  const handlers = commandHandlers(
    playback,
    clock,
    events,
    signals,
    controls,
    requests,
    transitions,
    stingers,
    suspension,
    tracks,
    live,
  );
  const queue = new EventQueue(playback, clock, phrases, crossfader, stingers, [tracks, lateLook, requests, live]);
  const transport = new Transport(
    playback,
    clock,
    events,
    phrases,
    controls,
    requests,
    suspension,
    handlers,
    queue,
    recorder,
    replay,
    checkpoints,
    dispatcher,
    tracks,
    background,
  );
  background.set('prefetch', { run: (deadline) => phrases.planner.runPending(deadline) });
  background.set('history', {
    run: (_, isBusy) =>
      playback.isPlaying && history.isDue(timeline.bars.length, isBusy) && history.keep(timeline.prune(clock.now)),
  });
  requests.onExpiry = (time) => checkpoints.happened(time);
  crossfader.onScheduled = (bar) => {
    if (bar.phraseBar === 0) beginPhrase(bar);
    transitions.scheduled(bar);
    const { player, phraseBar, phrase, slot, end } = bar;
    const { mood } = player.memory;
    const isLast = phraseBar === phrase.request.bars - 1;
    const piece = controls.pieceOf(player.memory);
    const closes =
      piece === null ? isClose(slot, mood) : mood.form === 'fanfare' && piece.beginning(slot + 1) === slot + 1;
    if (isLast && player === playback.lead && closes) requests.closes(mood.name, end);
  };
  /** A phrase begins: of the mood that leads, or of one that fades out. */
  function beginPhrase(bar: ScheduledBar): void {
    const { memory } = bar.player;
    if (replay === null) checkpoints.phrase(bar);
    if (!recorder.phrase(bar, phrases.queue.health.isProvisional(bar.phrase)))
      report.error('the replay plays another phrase than was logged', `${memory.mood.name}/${bar.slot}`);
    const ready = memory.get(bar.slot);
    if (ready !== null) ready.begun = true;
  }
  const bindings = new SignalBindings(report);
  const observed = { timeline, history, dispatcher, tracks, transitions, clock, scheduler };
  const parts = {
    ...kept,
    ...observed,
    output,
    events,
    report,
    requests,
    transport,
    bindings,
    mixing,
    background,
    replay,
  };
  if (saved !== null) {
    const start = log?.start ?? null;
    restoreMusic(parts, saved, start);
    requests.restore(saved, start);
  }
  return parts;
}
