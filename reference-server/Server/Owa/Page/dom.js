// Elements made of text that stays text: nothing that came from a server is ever read as markup.

/** Makes an element with properties and children; a child that is a string becomes text. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'data') Object.assign(element.dataset, value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A field with its label. */
export function field(id, label, properties = {}, name = 'input') {
  return make('p', { className: 'field' }, make('label', { htmlFor: id }, label), make(name, { id, name: id, ...properties }));
}

/** Puts a new view into the page; what listens or tabs on begins at its heading. */
export function show(command, place, title, ...children) {
  const main = document.getElementById('main');
  main.dataset.command = command;
  main.dataset.place = place;
  main.replaceChildren(make('h1', {}, title), ...children);
  return main;
}

export function fault(text) {
  return make('p', { className: 'fault', role: 'alert' }, text);
}
