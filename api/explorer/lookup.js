/* What the schema says of the place in a query where the cursor is; a click writes a field there. */

import { element } from "./dom.js";
import { introspected, written } from "./introspection.js";
import { place } from "./place.js";

export async function lookUp(editor, shown) {
  const types = new Map((await introspected()).map((type) => [type.name, type]));
  const show = () => shown.replaceChildren(...said(place(editor.value, editor.selectionStart, types), editor));
  for (const event of ["keyup", "click", "focus", "input"]) editor.addEventListener(event, show);
  show();
}

function said(found, editor) {
  if (found.argument) return [told(found.argument.name, found.argument)];
  const field = found.field ? [told(`${found.type.name}.${signature(found.field)}`, found.field)] : [];
  return found.type ? [...field, ...within(found, editor)] : [element("p", {}, "Put the cursor inside a selection to see what may stand there.")];
}

function told(called, { type, description }) {
  return element("p", {}, element("code", {}, `${called}: ${written(type)}`), ` ${description ?? ""}`);
}

function signature({ name, args }) {
  const given = args.map((each) => `${each.name}: ${written(each.type)}`);
  return given.length ? `${name}(${given.join(", ")})` : name;
}

function within({ type, field, word, begin }, editor) {
  const offered = [
    ...(type.fields ?? []).map(({ name, description }) => ({ text: name, description })),
    ...(type.fields?.length ? [] : (type.possibleTypes ?? [])).map(({ name }) => ({ text: `... on ${name} {  }`, description: null })),
  ].filter(({ text }) => field || text.toLowerCase().startsWith(word.toLowerCase()));
  const buttons = offered.map(({ text, description }) => {
    const button = element("button", { type: "button", title: description ?? "" }, text);
    button.addEventListener("click", () => write(editor, text, field ? begin + word.length : begin, begin + word.length));
    return button;
  });
  return [element("p", {}, element("code", {}, type.name), ` ${type.description ?? ""} Its fields:`), element("div", { className: "fields" }, ...buttons)];
}

function write(editor, text, from, to) {
  const before = /\s$/.test(editor.value.slice(0, from)) ? "" : " ";
  editor.setRangeText(before + text, from, to, "end");
  editor.focus();
}
