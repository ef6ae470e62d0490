// Tells some minutes before the session ends, and lets the person stay. The server judges the time by itself.

const WARN = 5 * 60;
const LOOK_EVERY = 10_000;
const box = document.querySelector("[data-hub-session]");
const part = (name) => box.querySelector(`[data-hub-${name}]`);
const channel = new BroadcastChannel("session"); // other pages of the same browser keep the session, too
let end = Date.now() + Number(box.dataset.hubSession) * 1000;
let closed = false;

function until(moment) {
  end = Math.max(end, moment);
  closed = false;
  look();
}

function look() {
  const left = (end - Date.now()) / 1000;
  part("minutes").textContent = Math.max(1, Math.ceil(left / 60));
  part("soon").hidden = part("stay").hidden = left <= 0;
  part("over").hidden = left > 0;
  if (left > WARN) box.close();
  else if (!box.open && !closed) box.showModal();
}

part("stay").addEventListener("click", async () => {
  const answer = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": box.dataset.token } });
  if (!answer.ok || answer.redirected) return;
  until(Date.now() + (await answer.json()).seconds * 1000);
  channel.postMessage(end);
});
part("close").addEventListener("click", () => {
  closed = true;
  box.close();
});
channel.onmessage = (event) => until(event.data);
channel.postMessage(end);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) until(Date.now() + Number(box.dataset.hubSession) * 1000);
});
setInterval(look, LOOK_EVERY);
look();
