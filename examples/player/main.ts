/** Music on a page without Phaser: buttons change the mood, a light follows the beat, the space bar is judged. */

import { SoundtrackPlayer } from 'phaser-adaptive-music/player';

const soundtrack = new SoundtrackPlayer(
  {
    start: 'none', // waits for the first button
    signals: { danger: { attack: 0.3, release: 2 } },
    modulations: [{ signal: 'danger', control: 'intensity', amount: 0.6 }],
  },
  { context: new AudioContext() },
);

const element = (id: string) => document.getElementById(id)!;

for (const button of document.querySelectorAll('button'))
  button.addEventListener('click', () => soundtrack.mood(button.dataset.mood!, { at: 'beat', fade: 0.5 }));

element('danger').addEventListener('input', ({ target }) =>
  soundtrack.signal('danger', Number((target as HTMLInputElement).value)),
);

soundtrack.on('mood', ({ to }) => {
  element('state').textContent = `Playing: ${to}`;
});

addEventListener('keydown', (event) => {
  if (event.code !== 'Space') return;
  event.preventDefault();
  const hit = soundtrack.judge({ timeStamp: event.timeStamp });
  if (hit) element('hit').textContent = `${Math.abs(Math.round(hit.ms))} ms ${hit.ms < 0 ? 'early' : 'late'}`;
});

function draw(): void {
  const { beat } = soundtrack;
  element('light').style.opacity = String(beat === null ? 0.2 : 1 - 0.8 * beat.phase);
  requestAnimationFrame(draw);
}
draw();

Object.assign(window, { soundtrack });
