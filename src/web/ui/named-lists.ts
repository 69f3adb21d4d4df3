// The library names the box that is chosen in, but not the list that opens: whoever hears the page hears nothing.

const nameOf = (box: Element): string =>
  box.getAttribute('aria-label') ??
  (box instanceof HTMLInputElement ? (box.labels?.[0]?.textContent ?? '') : '')

function name(box: Element): void {
  const list = document.getElementById(box.getAttribute('aria-controls') ?? '')
  if (list?.getAttribute('role') !== 'listbox' || list.hasAttribute('aria-label')) return
  list.setAttribute('aria-label', nameOf(box).trim())
}

/** From now on every list that a box opens is called what the box is called. Called once. */
export function nameOpenLists(): void {
  const observer = new MutationObserver((changes) => {
    const boxes = changes
      .map(({ target }) => target)
      .filter((target) => target instanceof Element)
      .filter((target) => target.matches('[role="combobox"][aria-expanded="true"]'))
    // The list is drawn after its box has said that it is open.
    if (boxes.length > 0) requestAnimationFrame(() => boxes.forEach(name))
  })
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-expanded'] })
}
