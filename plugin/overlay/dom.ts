/** Helpers to create and update elements. Text is always inserted as text, never as HTML. */

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

/** Sets an element's text only if it changes, to avoid layout. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets a style property only if it changes. */
export function paint(element: HTMLElement, property: string, value: string): void {
  if (element.style.getPropertyValue(property) !== value) element.style.setProperty(property, value);
}

/** A 16×16 icon, drawn as one stroked path. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  stroke.setAttribute('d', path);
  svg.append(stroke);
  return svg;
}

/** A button with an accessible name, which is also its tooltip. */
export function button(name: string, act: () => void, face: Child = name, style = 'button'): HTMLButtonElement {
  const attributes = { type: 'button', class: style, click: act };
  const named = face === name ? attributes : { ...attributes, 'aria-label': name, title: name };
  return el('button', named, face);
}

/** Synchronizes a list of children with a list of items: creates, removes and updates rows. */
export function rows<T>(
  parent: HTMLElement,
  items: readonly T[],
  make: (item: T) => HTMLElement,
  key: (item: T) => string,
  update: (row: HTMLElement, item: T) => void,
): void {
  const there = new Map([...parent.children].map((row) => [(row as HTMLElement).dataset.key, row as HTMLElement]));
  items.forEach((item, i) => {
    const name = key(item);
    let row = there.get(name);
    there.delete(name);
    if (row === undefined) {
      row = make(item);
      row.dataset.key = name;
    }
    if (parent.children[i] !== row) parent.insertBefore(row, parent.children[i] ?? null);
    update(row, item);
  });
  for (const gone of there.values()) gone.remove();
}
