/** Creates elements. Text is always inserted as text, never as HTML. */

type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | boolean | ((event: never) => void)>>;

/** Creates an element; functions become listeners, `true` an empty attribute, `false` no attribute. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value as EventListener);
    else if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A button with a text, or with an icon and an accessible name. */
export function button(name: string, act: () => void, style = 'button', face: Child = name): HTMLButtonElement {
  const attributes = { type: 'button', class: style, click: act };
  return el('button', face === name ? attributes : { ...attributes, 'aria-label': name, title: name }, face);
}

/** Shapes of the icons, on a field of 16 by 16. */
const ICONS = {
  play: 'M5 3.2v9.6L12.6 8z',
  pause: 'M5 3.500v9M11 3.500v9',
  again: 'M13 8a5 5 0 1 1-1.600-3.700M13 2.500v3h-3',
  keep: 'M4.500 2.500h7v11L8 10.800l-3.500 2.700z',
  remove: 'M4 4l8 8M12 4l-8 8',
  down: 'M8 2.500v8M4.800 7.500L8 10.700l3.200-3.200M3 13.500h10',
  loud: 'M2.500 6.200v3.600h2.300L8.200 12.500v-9L4.800 6.200zM10.800 5.700a3.200 3.200 0 0 1 0 4.600M12.700 3.800a6 6 0 0 1 0 8.400',
  spark: 'M8 2v3M8 11v3M2 8h3M11 8h3M4 4l1.700 1.700M10.300 10.300L12 12M12 4l-1.700 1.700M5.700 10.300L4 12',
} as const;

/** An icon, hidden from screen readers. */
export function icon(name: keyof typeof ICONS): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 16 16',
    'aria-hidden': 'true',
    class: `icon icon-${name}`,
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A card of the page, with a heading that names it. */
export function card(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return el(
    'section',
    { id, class: 'card', 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, title),
    ...children,
  );
}

/** A group of choices of which one is chosen. */
export function choices<V extends string>(
  label: string,
  options: readonly (readonly [value: V, text: string])[],
  chosen: NoInfer<V>,
): { readonly root: HTMLElement; readonly value: () => V } {
  const name = `choice-${label.toLowerCase().replaceAll(/\W+/g, '-')}`;
  const inputs = options.map(([value, text]) => {
    const input = el('input', { type: 'radio', name, value, checked: value === chosen });
    return { value, input, face: el('label', {}, input, el('span', {}, text)) };
  });
  return {
    root: el('fieldset', { class: 'choices' }, el('legend', {}, label), ...inputs.map(({ face }) => face)),
    value: () => inputs.find(({ input }) => input.checked)?.value ?? chosen,
  };
}

/** Minutes and seconds, e.g. `2:04`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** What an error says to a person. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
