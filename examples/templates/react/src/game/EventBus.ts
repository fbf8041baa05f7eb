import { Events } from 'phaser';

/** Tells the page which scene runs. */
export const EventBus = new Events.EventEmitter();
