//! How things are found on a page: what a screen reader would call them.
//!
//! A small reading of WAI-ARIA roles (those of HTML-AAM for the elements the window uses) and of the accessible name
//! (`aria-label`, `aria-labelledby`, a field's label, the text inside). It runs in the page before each script of a test.

/// Functions for scripts: `point(role, name)`, `shows(text)`, `all(role)`.
pub(super) const FINDER: &str = r#"
const roles = { BUTTON: "button", A: "link", H1: "heading", H2: "heading", H3: "heading", TEXTAREA: "textbox",
  NAV: "navigation", MAIN: "main", ASIDE: "complementary", IMG: "img", VIDEO: "video", AUDIO: "audio", LI: "listitem",
  DIALOG: "dialog", SELECT: "combobox", PROGRESS: "progressbar", SUMMARY: "button" };
const inputs = { checkbox: "checkbox", radio: "radio", search: "textbox", button: "button", range: "slider" };
const roleOf = (element) => {
  const given = element.getAttribute("role");
  if (given === "searchbox") return "textbox";
  if (given) return given;
  return element.tagName === "INPUT" ? inputs[element.type] ?? "textbox" : roles[element.tagName];
};
const textOf = (id) => document.getElementById(id)?.textContent ?? "";
const nameOf = (element) => {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled) return labelled.split(" ").map(textOf).join(" ");
  const label = element.getAttribute("aria-label");
  if (label) return label;
  if (element.labels?.length) return [...element.labels].map((one) => one.textContent).join(" ");
  return element.textContent || element.getAttribute("alt") || element.getAttribute("title") || "";
};
const isSeen = (element) => {
  // A native radio or checkbox is drawn by its label and may itself have no size to speak of.
  const boxes = (element.labels?.[0] ?? element).getClientRects();
  return boxes.length > 0 && getComputedStyle(element).visibility !== "hidden" && !element.closest("[inert]");
};
const all = (role) => [...document.querySelectorAll("*")].filter((element) => roleOf(element) === role && isSeen(element));
const plain = (text) => text.replace(/\s+/g, " ").trim();
const point = (role, name) => {
  document.querySelectorAll("[data-pointed-at]").forEach((element) => element.removeAttribute("data-pointed-at"));
  const named = all(role).filter((element) => plain(nameOf(element)).includes(name));
  // The exact name before a longer one that holds it; what is disabled cannot be meant.
  const able = named.filter((element) => !element.disabled && element.getAttribute("aria-disabled") !== "true");
  const found = able.find((element) => plain(nameOf(element)) === name) ?? able[0];
  if (!found) return false;
  const pressed = found.type === "radio" || found.type === "checkbox" ? found.closest("label") ?? found : found;
  pressed.setAttribute("data-pointed-at", "");
  pressed.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
};
const shows = (text) => plain(document.body.innerText).includes(text);
"#;
