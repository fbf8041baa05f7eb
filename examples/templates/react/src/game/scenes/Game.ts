import { type GameObjects, Math as PhaserMath, Scene } from 'phaser';
import { EventBus } from '../EventBus';

/** Pixels a second. */
const HUNTER_SPEED = 150;
/** Pixels from which on the music hears the hunter. */
const FAR = 600;

/** A hunter follows the pointer. The closer it is, the more danger is in the music. */
export class Game extends Scene {
  private hero!: GameObjects.Arc;
  private hunter!: GameObjects.Arc;

  constructor() {
    super('Game');
  }

  create(): void {
    this.hero = this.add.circle(0, 0, 24, 0xf2c14e);
    this.hunter = this.add.circle(80, 80, 32, 0xd1495b);
    this.add.text(16, 16, 'Keep away from the red circle', { fontSize: '24px' });
    EventBus.emit('current-scene-ready', this);
  }

  update(_time: number, delta: number): void {
    this.hero.setPosition(this.input.activePointer.x, this.input.activePointer.y);
    const angle = PhaserMath.Angle.BetweenPoints(this.hunter, this.hero);
    const step = (HUNTER_SPEED * delta) / 1000;
    this.hunter.setPosition(this.hunter.x + Math.cos(angle) * step, this.hunter.y + Math.sin(angle) * step);
    const distance = PhaserMath.Distance.BetweenPoints(this.hunter, this.hero);
    this.soundtrack.signal('danger', PhaserMath.Clamp(1 - distance / FAR, 0, 1));
    if (distance < 40) this.scene.start('MainMenu');
  }
}
