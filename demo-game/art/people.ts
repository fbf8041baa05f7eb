/** The traveller and the villagers: a cloak, two legs, a hood; every pose is the same drawing with other parameters. */

import type { Scene } from 'phaser';
import { fade, INK, LAMP, mix, ROSE } from '../palette.ts';
import { type Brush, disc, oval, paintFrames } from './paint.ts';

/** Size of a person's frame; the feet are at {@link FEET}. */
export const PERSON = { width: 96, height: 104 } as const;
/** Y of the feet in a person's frame. */
export const FEET = 96;

/** The parameters of a pose. */
interface Pose {
  /** Swing of the legs, -1..1. */
  readonly stride: number;
  /** Height of the body above its rest position, in pixels. */
  readonly lift: number;
  /** Direction of the blade in radians (0 = forward), or null without one. */
  readonly blade: number | null;
  /** Forward lean of the body, in radians. */
  readonly lean: number;
  /** How far the scarf flies, 0..1. */
  readonly wind: number;
}

interface Clothes {
  readonly cloak: string;
  readonly scarf: string;
  readonly hood: string;
  readonly skin: string;
}

const HERO_CLOTHES: Clothes = { cloak: '#b5433a', scarf: LAMP, hood: '#cf4f6e', skin: '#ffdcb8' };
const FOLK: readonly Clothes[] = [
  { cloak: '#533687', scarf: '#ffcb6b', hood: '#7b58b0', skin: '#ffc2b0' },
  { cloak: '#1f5a4a', scarf: '#fdf3dc', hood: '#2f7d57', skin: '#dcb67c' },
  { cloak: '#95603f', scarf: '#7fe0c0', hood: '#bd8a56', skin: '#95603f' },
  { cloak: '#36507a', scarf: '#f28b8b', hood: '#4b7399', skin: '#f3dfae' },
];
/** Number of villagers: `folk-0` and on. */
export const FOLK_COUNT = FOLK.length;

const step = (frame: number, of: number) => (frame / of) * Math.PI * 2;
const idle = (frame: number): Pose => ({
  stride: 0,
  lift: Math.sin(step(frame, 6)) * 1.2,
  blade: null,
  lean: 0,
  wind: 0.25,
});
const walk = (frame: number): Pose => ({
  stride: Math.sin(step(frame, 8)),
  lift: Math.abs(Math.cos(step(frame, 8))) * 3,
  blade: null,
  lean: 0.07,
  wind: 0.75,
});
const STRIKE: readonly Pose[] = [
  { stride: -0.4, lift: 0, blade: -2.3, lean: -0.12, wind: 0.3 },
  { stride: 0.9, lift: 1, blade: -0.6, lean: 0.22, wind: 0.9 },
  { stride: 1, lift: 0, blade: 0.5, lean: 0.28, wind: 1 },
  { stride: 0.6, lift: 0, blade: 1.1, lean: 0.14, wind: 0.7 },
];

/** Paints `hero-idle`, `hero-walk`, `hero-strike`, and `folk-N-idle` and `folk-N-walk` of each villager, with animations. */
export function paintPeople(scene: Scene): void {
  sheet(scene, 'hero-idle', 6, (brush, frame) => person(brush, HERO_CLOTHES, idle(frame), true));
  sheet(scene, 'hero-walk', 8, (brush, frame) => person(brush, HERO_CLOTHES, walk(frame), true));
  sheet(
    scene,
    'hero-strike',
    STRIKE.length,
    (brush, frame) => person(brush, HERO_CLOTHES, STRIKE[frame]!, true),
    false,
  );
  FOLK.forEach((clothes, index) => {
    sheet(scene, `folk-${index}-idle`, 6, (brush, frame) => person(brush, clothes, idle(frame), false));
    sheet(scene, `folk-${index}-walk`, 8, (brush, frame) => person(brush, clothes, walk(frame), false));
  });
}

function sheet(
  scene: Scene,
  key: string,
  count: number,
  draw: (brush: Brush, frame: number) => void,
  loops = true,
): void {
  paintFrames(scene, key, PERSON, count, draw, { outline: INK, dither: 0 });
  if (scene.anims.exists(key)) return;
  const frames = Array.from({ length: count }, (_, frame) => ({ key, frame }));
  const frameRate = key.endsWith('walk') ? 12 : key.endsWith('strike') ? 20 : 7;
  scene.anims.create({ key, frames, frameRate, repeat: loops ? -1 : 0 });
}

function person(brush: Brush, clothes: Clothes, pose: Pose, travels: boolean): void {
  const middle = PERSON.width / 2 - 6;
  leg(brush, middle - 3, pose.stride, '#1d1a2c');
  leg(brush, middle + 5, -pose.stride, '#2a2640');
  brush.save();
  brush.translate(middle, FEET - 10 - pose.lift);
  brush.rotate(pose.lean);
  if (travels) scarf(brush, clothes.scarf, pose.wind);
  cloak(brush, clothes, pose.stride);
  head(brush, clothes);
  if (travels) pose.blade === null ? lantern(brush, pose.stride) : blade(brush, pose.blade);
  brush.restore();
}

function leg(brush: Brush, x: number, stride: number, color: string): void {
  const lift = Math.max(0, stride) * 3;
  brush.strokeStyle = color;
  brush.lineWidth = 7;
  brush.lineCap = 'round';
  brush.beginPath();
  brush.moveTo(x, FEET - 18);
  brush.lineTo(x + stride * 9, FEET - 4 - lift);
  brush.stroke();
  oval(brush, x + stride * 9 + 2, FEET - 3 - lift, 6, 3.2, color);
}

function cloak(brush: Brush, clothes: Clothes, stride: number): void {
  const gradient = brush.createLinearGradient(-20, 0, 22, 0);
  gradient.addColorStop(0, mix(clothes.cloak, '#0d1222', 0.5));
  gradient.addColorStop(0.6, clothes.cloak);
  gradient.addColorStop(1, mix(clothes.cloak, LAMP, 0.35));
  brush.fillStyle = gradient;
  brush.beginPath();
  brush.moveTo(-7, -44);
  brush.quadraticCurveTo(-17, -24, -20 - stride * 2, 0);
  brush.quadraticCurveTo(-10, 5, 0, 1);
  brush.quadraticCurveTo(10, 5, 18 + stride * 2, -1);
  brush.quadraticCurveTo(15, -26, 8, -44);
  brush.closePath();
  brush.fill();
  brush.strokeStyle = fade('#000000', 0.2);
  brush.lineWidth = 1.5;
  brush.beginPath();
  brush.moveTo(2, -40);
  brush.quadraticCurveTo(4, -20, 3 + stride * 2, 0);
  brush.stroke();
  brush.fillStyle = clothes.scarf;
  brush.beginPath();
  brush.roundRect(-11, -46, 22, 9, 5);
  brush.fill();
}

function head(brush: Brush, clothes: Clothes): void {
  disc(brush, 0, -56, 15, mix(clothes.hood, '#0d1222', 0.15));
  brush.fillStyle = mix(clothes.hood, '#0d1222', 0.15);
  brush.beginPath();
  brush.moveTo(-14, -60);
  brush.quadraticCurveTo(-20, -76, -6, -74);
  brush.quadraticCurveTo(4, -73, 10, -66);
  brush.fill();
  oval(brush, 4.5, -54.5, 10.5, 11, clothes.skin);
  brush.fillStyle = clothes.hood;
  brush.beginPath();
  brush.ellipse(1, -58, 15, 13.5, 0, Math.PI * 0.98, Math.PI * 1.92);
  brush.quadraticCurveTo(8, -63, -9, -53);
  brush.fill();
  brush.fillStyle = INK;
  for (const x of [3.2, 10.8]) brush.fillRect(x, -57, 2.6, 5.4);
  oval(brush, 1.5, -48, 2.6, 1.6, ROSE);
}

function scarf(brush: Brush, color: string, wind: number): void {
  brush.fillStyle = mix(color, '#7a2b2f', 0.3);
  brush.beginPath();
  brush.moveTo(-6, -45);
  brush.quadraticCurveTo(-22, -44 - wind * 8, -24 - wind * 14, -30 - wind * 18);
  brush.quadraticCurveTo(-24 - wind * 9, -26 - wind * 12, -20 - wind * 8, -22 - wind * 12);
  brush.quadraticCurveTo(-16, -32, -6, -38);
  brush.fill();
}

function lantern(brush: Brush, stride: number): void {
  const x = 21 - stride * 3;
  brush.strokeStyle = '#241c2c';
  brush.lineWidth = 2;
  brush.beginPath();
  brush.moveTo(13, -30);
  brush.lineTo(x, -28);
  brush.lineTo(x, -24);
  brush.stroke();
  brush.fillStyle = '#fff0c0';
  brush.beginPath();
  brush.roundRect(x - 4.5, -24, 9, 11, 3);
  brush.fill();
  brush.strokeRect(x - 4.5, -24, 9, 11);
}

function blade(brush: Brush, turn: number): void {
  brush.save();
  brush.translate(10, -28);
  brush.rotate(turn);
  brush.fillStyle = '#f4f7ff';
  brush.beginPath();
  brush.moveTo(6, -3);
  brush.lineTo(36, -1.5);
  brush.lineTo(42, 0);
  brush.lineTo(6, 3);
  brush.fill();
  brush.fillStyle = LAMP;
  brush.fillRect(3, -6, 4, 12);
  brush.restore();
}
