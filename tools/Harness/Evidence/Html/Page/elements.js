// Every text goes in as text, never as markup.
const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const link = (fragment, text) => {
  const made = element('a', '', text);
  made.href = `#${encodeURIComponent(fragment)}`;
  return made;
};

// In SVG a class is an attribute, and so is everything else.
const drawn = (name, attributes, ...content) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
};

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const seconds = value => {
  if (value >= 86400 && value % 3600 === 0) return `${value / 86400} d`.replace(/(\.\d\d)\d+/, '$1');
  if (value >= 3600 && value % 60 === 0) return `${value / 3600} h`.replace(/(\.\d\d)\d+/, '$1');
  return `${Number(value.toFixed(value < 1 ? 3 : 2))} s`;
};

const copied = async (text, place) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages opened from a file may be refused the clipboard; a selection can be copied all the same.
    getSelection().selectAllChildren(place);
    return document.execCommand('copy');
  }
};

const copyButton = (label, text, place) => {
  const button = element('button', '', `Copy ${label}`);
  button.type = 'button';
  button.addEventListener('click', async () => {
    const target = typeof place === 'function' ? place() : place;
    button.textContent = await copied(text, target) ? 'Copied' : 'Selected: press Ctrl+C';
    setTimeout(() => { button.textContent = `Copy ${label}`; }, 2000);
  });
  return button;
};

// A text that is short enough to be seen, with the button that takes it along.
const copyBox = (label, text) => {
  const place = element('code', '', text);
  return element('div', 'copy', copyButton(label, text, place), place);
};

// A text too long to be seen at first: folded, and opened where only a selection can be copied.
const copyFold = (label, text) => {
  const place = element('pre', '', text);
  const fold = element('details', 'fold', element('summary', '', label), place);
  return element('div', 'copy', copyButton(label, text, () => { fold.open = true; return place; }), fold);
};
