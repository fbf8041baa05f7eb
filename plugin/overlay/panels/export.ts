/** Export: the tuned soundtrack as code, import of a soundtrack, MIDI of the music heard, and the log. */

import type { BarState } from '../../conductor/observe/inspection.ts';
import type { ConductorLog } from '../../formats/log.ts';
import { barsToMidi, midiBarOf } from '../../midi/midi-export.ts';
import type { Seconds } from '../../music/time.ts';
import { asJson, asTypeScript, readDefinition, tunedDefinition } from '../definition.ts';
import { button, el, setText } from '../dom.ts';
import { highlighted } from '../highlight.ts';
import { counted } from '../labels.ts';
import type { Panel, PanelActions, View } from '../panel.ts';

/** Interval at which the entries of the log are counted. */
const COUNT_EVERY: Seconds = 2;
const LENGTHS = [4, 8, 16, 32, 64] as const;

/** The panel. */
export class ExportPanel implements Panel {
  readonly root = el('div');
  readonly #hands: PanelActions;
  readonly #code = el('pre', { tabindex: '0', role: 'group', 'aria-label': 'The soundtrack as code' });
  readonly #forms: Record<'TypeScript' | 'JSON', HTMLButtonElement>;
  readonly #note = el('p', { class: 'note' });
  readonly #load = el('textarea', {
    rows: '2',
    spellcheck: 'false',
    'aria-label': 'Soundtrack as JSON',
    placeholder: '{ "start": "forest" }',
  });
  readonly #status = el('p', { class: 'alert', role: 'status' });
  readonly #bars = el('select', { class: 'field', 'aria-label': 'How many bars' });
  readonly #heard = el('span', { class: 'note' });
  readonly #stems = button('Save stems as WAV', () => void this.#saveStems());
  readonly #rendered = el('p', { class: 'alert', role: 'status' });
  readonly #logged = el('p', { class: 'note' });
  /** Clock time of the last count of log entries. */
  #countedAt: Seconds = Number.NEGATIVE_INFINITY;
  readonly #replayed = el('p', { class: 'alert', role: 'status' });
  #form: 'TypeScript' | 'JSON' = 'TypeScript';
  #text = '';
  #view: View | null = null;

  constructor(hands: PanelActions) {
    this.#hands = hands;
    const form = (name: 'TypeScript' | 'JSON') => button(name, () => this.#show(name), name, '');
    this.#forms = { TypeScript: form('TypeScript'), JSON: form('JSON') };
    for (const bars of LENGTHS) this.#bars.append(el('option', { value: String(bars) }, `last ${bars} bars`));
    this.#bars.value = '16';
    const copy = button('Copy', () => void this.#copy(copy), 'Copy', 'button is-main');
    const canReplay = typeof hands.target.replay === 'function';
    this.root.append(
      el(
        'section',
        {},
        el('h3', {}, 'The soundtrack, as tuned'),
        el(
          'div',
          { class: 'row' },
          el(
            'div',
            { class: 'segments', role: 'group', 'aria-label': 'Form' },
            this.#forms.TypeScript,
            this.#forms.JSON,
          ),
          el('span', { class: 'grow' }),
          button('Save', () => this.#save()),
          copy,
        ),
        this.#code,
        this.#note,
      ),
      el(
        'section',
        {},
        el('h3', {}, 'Load a soundtrack'),
        this.#load,
        el(
          'div',
          { class: 'row wrap' },
          button('Load', () => this.#read(this.#load.value)),
          fileButton('Open a file', '.json', (text) => this.#read(text)),
        ),
        this.#status,
      ),
      el(
        'section',
        {},
        el('h3', {}, 'Music played'),
        el(
          'div',
          { class: 'row wrap' },
          this.#bars,
          button('Save as MIDI', () => this.#midi()),
          hands.target.renderStems ? this.#stems : null,
        ),
        this.#heard,
        this.#rendered,
      ),
      el(
        'section',
        {},
        el('h3', {}, 'Log of this session'),
        this.#logged,
        el(
          'div',
          { class: 'row wrap' },
          button('Save the log', () => this.#saveLog()),
          canReplay ? fileButton('Replay a log', '.json', (text) => this.#replay(text)) : null,
        ),
        this.#replayed,
      ),
    );
    this.#show('TypeScript');
  }

  update(view: View): void {
    this.#view = view;
    const { history, target } = this.#hands;
    const { mood } = view.snapshot;
    const definition = tunedDefinition(target.definition, history.tuning, mood);
    const text = this.#form === 'JSON' ? asJson(definition) : asTypeScript(definition);
    if (text !== this.#text) {
      this.#text = text;
      this.#code.replaceChildren(...highlighted(text));
    }
    const held = Object.keys(history.tuning.hold ?? {});
    setText(
      this.#note,
      held.length > 0 ? `Locked controls (${held.join(', ')}) are exported as controls of ${mood}.` : '',
    );
    const bars = view.recorder.heard(view.snapshot.time).length;
    setText(
      this.#heard,
      bars === 0
        ? 'Nothing has played since the panel was opened.'
        : `${counted(bars, 'bar')} heard since the panel was opened.`,
    );
    // The log is copied on access and may have tens of thousands of entries.
    if (Math.abs(view.snapshot.time - this.#countedAt) < COUNT_EVERY) return;
    this.#countedAt = view.snapshot.time;
    const entries = target.record()?.entries ?? [];
    const phrases = entries.filter(({ kind }) => kind === 'phrase').length;
    setText(
      this.#logged,
      `${counted(phrases, 'phrase')} and ${counted(entries.length - phrases, 'call')} in the log. A replay plays the same notes.`,
    );
  }

  #show(form: 'TypeScript' | 'JSON'): void {
    this.#form = form;
    for (const [name, made] of Object.entries(this.#forms)) made.setAttribute('aria-pressed', String(name === form));
    if (this.#view) this.update(this.#view);
  }

  async #copy(face: HTMLButtonElement): Promise<void> {
    const copied = await copyText(this.#text, this.root);
    setText(face, copied ? 'Copied' : 'Select and copy');
    setTimeout(() => setText(face, 'Copy'), 1500);
  }

  #save(): void {
    const json = this.#form === 'JSON';
    download(this.#text, json ? 'soundtrack.json' : 'soundtrack.ts', json ? 'application/json' : 'text/plain');
  }

  #read(text: string): void {
    try {
      const definition = readDefinition(text);
      this.#hands.restart(definition);
      tell(this.#status, 'Loaded. The music restarts with it.', true);
    } catch (error) {
      tell(this.#status, error instanceof Error ? error.message : String(error), false);
    }
  }

  #midi(chosen?: readonly BarState[]): void {
    const view = this.#view;
    if (!view) return;
    const bars = chosen ?? view.recorder.heard(view.snapshot.time).slice(-Number(this.#bars.value));
    const { palettes = {} } = this.#hands.target.definition;
    if (bars.length > 0)
      download(
        barsToMidi(
          bars.map(({ timed }) => midiBarOf(timed)),
          palettes,
        ),
        'soundtrack.mid',
        'audio/midi',
      );
  }

  /** A WAV file for each role, and the MIDI file of the same bars: all begin with the first bar line. */
  async #saveStems(): Promise<void> {
    const view = this.#view;
    const render = this.#hands.target.renderStems?.bind(this.#hands.target);
    const bars = view?.recorder.heard(view.snapshot.time).slice(-Number(this.#bars.value)) ?? [];
    if (render === undefined || bars.length === 0 || this.#stems.disabled) return;
    this.#stems.disabled = true;
    tell(this.#rendered, `Rendering ${bars.length} bars, part by part …`, true);
    try {
      const roles: string[] = [];
      for await (const { role, wav } of render(bars.map(({ timed }) => timed))) {
        download(wav, `soundtrack-${role}.wav`, 'audio/wav');
        roles.push(role);
        tell(this.#rendered, `Saved: ${roles.join(', ')}`, true);
      }
      this.#midi(bars);
    } catch (error) {
      tell(this.#rendered, error instanceof Error ? error.message : String(error), false);
    }
    this.#stems.disabled = false;
  }

  #saveLog(): void {
    download(JSON.stringify(this.#hands.target.record()), 'soundtrack-log.json', 'application/json');
  }

  #replay(text: string): void {
    try {
      this.#hands.target.replay?.(JSON.parse(text) as ConductorLog);
      tell(this.#replayed, 'Replaying the log.', true);
    } catch (error) {
      tell(this.#replayed, error instanceof Error ? error.message : String(error), false);
    }
  }
}

function tell(place: HTMLElement, text: string, good: boolean): void {
  setText(place, text);
  place.classList.toggle('is-good', good);
}

/** A button that opens a file and passes on its text. */
function fileButton(name: string, accept: string, take: (text: string) => void): HTMLElement {
  const input = el('input', { type: 'file', accept, hidden: true, 'aria-label': name });
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    input.value = '';
    if (file) take(await file.text());
  });
  return el(
    'span',
    {},
    button(name, () => input.click()),
    input,
  );
}

function download(content: string | Uint8Array, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Copies by the clipboard API, or by a selection if the page may not use it. */
async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el('textarea', { class: 'visually-hidden', 'aria-hidden': 'true' });
    area.value = text;
    near.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}
