/** Subscriptions are taken back by whoever made them, and a listener that throws is heard of once. */

import { describe, expect, test } from 'vitest';
import { Emitter } from '../../plugin/music/emitter.ts';

interface Events {
  bar: number;
}

function emitter() {
  const reports: string[] = [];
  return { reports, events: new Emitter<Events>((message) => void reports.push(message)) };
}

describe('a listener', () => {
  test('that is to be called once can be taken back before', () => {
    const { events } = emitter();
    const heard: number[] = [];
    const listener = (bar: number) => void heard.push(bar);
    events.once('bar', listener);
    events.off('bar', listener);
    events.emit('bar', 1);
    expect(heard).toEqual([]);
    const release = events.once('bar', listener);
    release();
    release();
    events.emit('bar', 2);
    expect(heard).toEqual([]);
  });

  test('that is to be called once is called once, also if it emits the event itself', () => {
    const { events } = emitter();
    const heard: number[] = [];
    events.once('bar', (bar) => {
      heard.push(bar);
      if (bar < 5) events.emit('bar', bar + 1);
    });
    events.emit('bar', 1);
    events.emit('bar', 7);
    expect(heard).toEqual([1]);
  });

  test('that was added both for once and for always stays for always, and off takes back both', () => {
    const { events } = emitter();
    const heard: number[] = [];
    const listener = (bar: number) => void heard.push(bar);
    events.on('bar', listener);
    events.once('bar', listener);
    events.emit('bar', 1);
    events.emit('bar', 2);
    expect(heard).toEqual([1, 1, 2]);
    events.once('bar', listener);
    events.off('bar', listener);
    events.emit('bar', 3);
    expect(heard).toEqual([1, 1, 2]);
  });

  test('that an earlier listener takes back is not called any more', () => {
    const { events } = emitter();
    const heard: string[] = [];
    const second = () => void heard.push('second');
    events.on('bar', () => {
      heard.push('first');
      events.off('bar', second);
    });
    events.on('bar', second);
    events.emit('bar', 1);
    expect(heard).toEqual(['first']);
  });

  test('that throws at every event is reported once and stops no other', () => {
    const { events, reports } = emitter();
    const heard: number[] = [];
    const bad = () => {
      throw new Error('no');
    };
    events.on('bar', bad);
    events.on('bar', (bar) => void heard.push(bar));
    for (let bar = 0; bar < 100; bar++) events.emit('bar', bar);
    expect(heard).toHaveLength(100);
    expect(reports).toEqual(["a listener of 'bar' threw"]);
    events.once('bar', () => {
      throw new Error('another');
    });
    events.emit('bar', 100);
    expect(reports).toHaveLength(2);
  });
});
