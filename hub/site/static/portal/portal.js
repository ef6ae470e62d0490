// The portal works without this file; here it is only made smoother. No state but the page's own.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Counts what is left in a long text: <textarea data-hub-count="500"> with its message in #<id>-count.
function count(area) {
  const message = document.getElementById(`${area.id}-count`);
  if (!message) return;
  const left = Number(area.dataset.hubCount) - [...area.value.replace(/\n/g, "\r\n")].length;
  message.textContent = `${left < 0 ? message.dataset.over : message.dataset.left} ${Math.abs(left)}`;
  message.classList.toggle("govuk-error-message", left < 0);
  clearTimeout(message.timer);
  message.timer = setTimeout(() => message.setAttribute("aria-live", "polite"), 1000);
}

// Warns before leaving a form with unsent changes: <form data-hub-leave>.
const unsaved = new Set();
addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

// Tells whether the draft is safe, in <p data-hub-autosave-state>.
function tellDraft(state) {
  for (const line of all("[data-hub-autosave-state]")) {
    line.dataset.state = state;
    line.textContent = line.dataset[state];
  }
}

function autosaved(event, state) {
  const field = event.detail.elt;
  if (!field.hasAttribute?.("data-hub-autosave")) return;
  tellDraft(state);
  if (state === "saved") unsaved.delete(field.form);
}

// Adds a row to a formset: the template's __prefix__ becomes the next number.
function addRow(button) {
  const rows = button.closest("[data-hub-rows]");
  const total = rows.querySelector(`[name="${rows.dataset.hubRows}-TOTAL_FORMS"]`);
  const template = rows.querySelector("[data-hub-template]");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const row = holder.content.firstElementChild;
  template.before(row);
  prepare(row);
  all("input, select, textarea", row).find((input) => input.offsetParent)?.focus();
}

// Turns a row's DELETE box into a button that hides the row; the server sees the box ticked.
function makeRemovable(holder) {
  const box = holder.querySelector("input[type=checkbox]");
  if (!box || holder.querySelector("[data-hub-remove-row]")) return;
  holder.firstElementChild.hidden = true;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: holder.dataset.hubRemove });
  button.className = "govuk-button govuk-button--secondary hub-button--small";
  button.setAttribute("data-hub-remove-row", "");
  holder.append(button);
}

function removeRow(button) {
  const row = button.closest("[data-hub-row]");
  const next = row.parentElement.querySelector("[data-hub-add]");
  row.querySelector("[data-hub-remove] input[type=checkbox]").checked = true;
  row.hidden = true;
  next?.focus();
}

// Shows a part of the form only while another field has a value: data-hub-show-when="name=value".
function reveal(part) {
  const [name, value] = part.dataset.hubShowWhen.split("=");
  const inputs = all(`[name="${CSS.escape(name)}"]`, part.closest("form") ?? document);
  part.hidden = !inputs.some((input) => (/radio|checkbox/.test(input.type) ? input.checked : true) && input.value === value);
}

// A second press within three seconds sends nothing twice; the server's idempotency key guards the rest.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (Date.now() - Number(form.dataset.sentAt ?? 0) < 3000) return event.preventDefault();
  form.dataset.sentAt = Date.now();
  if (all("input[type=file]", form).some((input) => input.files.length)) {
    for (const line of all("[data-hub-sending]", form)) line.textContent = line.dataset.hubSending;
  }
  unsaved.delete(form);
}

function closeMenus(except) {
  for (const menu of all("[data-hub-menu][open]")) if (menu !== except) menu.open = false;
}

function prepare(root) {
  all("[data-hub-count]", root).forEach(count);
  all("[data-hub-remove]", root).forEach(makeRemovable);
  all("[data-hub-show-when]", root).forEach(reveal);
}

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-hub-count]")) count(target);
  if (target.form?.hasAttribute("data-hub-leave")) unsaved.add(target.form);
});
document.addEventListener("change", ({ target }) => {
  if (target.form) all("[data-hub-show-when]", target.form).forEach(reveal);
});
document.addEventListener("submit", sendOnce);
document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  closeMenus(on("[data-hub-menu]"));
  if (on("[data-hub-print]")) print();
  if (on("[data-hub-remove-row]")) removeRow(on("[data-hub-remove-row]"));
  if (on("[data-hub-add]")) { event.preventDefault(); addRow(on("[data-hub-add]")); }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("[data-hub-menu][open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

document.addEventListener("htmx:beforeRequest", (event) => autosaved(event, "saving"));
document.addEventListener("htmx:afterRequest", (event) => autosaved(event, event.detail.successful ? "saved" : "failed"));
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

document.documentElement.classList.add("hub-has-js");
prepare(document);
document.querySelector("[data-hub-focus]")?.focus();
addEventListener("pageshow", () => {
  all("form").forEach((form) => delete form.dataset.sentAt);
  all("[data-hub-sending]").forEach((line) => { line.textContent = ""; });
});

// A printed page shows what is folded, such as the calendar of a term, and folds it again.
addEventListener("beforeprint", () => all("main details:not([open])").forEach((part) => { part.open = true; part.dataset.hubPrinted = ""; }));
addEventListener("afterprint", () => all("[data-hub-printed]").forEach((part) => { part.open = false; delete part.dataset.hubPrinted; }));
