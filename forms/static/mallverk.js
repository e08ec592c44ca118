// Enhances only: all works without it, and nothing is stored.
const doc = document, one = (where, what) => where.querySelector(`[data-${what}]`);
let asked, pause;

// "Hide the screen": the page is replaced, so that it is not the one before; Escape twice quickly does the same
const away = one(doc, "away"), hide = () => location.replace(away.href);
let escaped = -1e3;
if (away) {
  away.onclick = (event) => (event.preventDefault(), hide());
  addEventListener("keydown", ({ key, timeStamp: now }) => {
    if (key != "Escape") return;
    now - escaped < 1e3 ? hide() : (escaped = now);
  });
}

addEventListener("input", ({ target: field }) => {
  const { most, picks } = field.dataset;
  if (picks && field.value) doc.getElementById(picks).checked = true;
  if (!most) return;
  const note = count(field);
  clearTimeout(pause);
  // heard when the writing pauses, not at each letter
  pause = setTimeout(() => (note.nextElementSibling.textContent = note.textContent), 1000);
});

function count(field) {
  const { most, from = 0, left, over } = field.dataset, used = [...field.value].length, rest = most - used;
  const note = doc.getElementById(field.id + "-most");
  note.textContent = used < from ? "" : (rest < 0 ? over : left).replace("%", Math.abs(rest));
  note.classList.toggle("mv-counter--over", rest < 0);
  return note;
}

doc.querySelectorAll("[data-most]").forEach((field) => field.value && count(field));

// Questions that depend on answers come in as they are answered; what has focus stays.
for (const form of doc.querySelectorAll("[data-live]")) {
  const update = one(form, "update"), status = one(form, "status"), { name, value } = update.firstChild;
  update.hidden = true;
  form.onchange = async () => {
    asked?.abort();
    asked = new AbortController();
    // a file that has been chosen waits for the button
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim));
    body.set(name, value);
    const sent = { method: "POST", body, headers: { "X-Fragment": 1 }, signal: asked.signal };
    const html = await fetch(form.getAttribute("action") || "", sent).then((answer) => answer.text()).catch(() => "");
    const outer = "[data-questions]:not([data-questions] *)";
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelectorAll(outer);
    form.querySelectorAll(outer).forEach((region, at) => fresh[at] && merge(region, fresh[at], status));
  };
}

function merge(region, fresh, status) {
  const key = (child) => child.dataset.question, old = [...region.children];
  const words = (child) => child.value ?? [...child.querySelectorAll("label,legend,p:not(.mv-counter)")].map((text) => text.textContent) + "";
  const rows = (child) => child.querySelectorAll("[data-questions]");
  const next = [...fresh.children].map((child) => {
    const mine = old.find((other) => key(other) == key(child));
    if (!mine) return child;
    const theirs = rows(child);
    // a group keeps its rows, whose questions come and go one by one
    if (theirs.length && theirs.length == rows(mine).length) return rows(mine).forEach((row, at) => merge(row, theirs[at], status)), mine;
    return mine.contains(doc.activeElement) || words(mine) == words(child) ? mine : child;
  });
  old.forEach((child) => next.includes(child) || child.remove());
  next.forEach((child, at) => child == region.children[at] || region.insertBefore(child, region.children[at]));
  if (old.map(key) + "" != next.map(key)) status.textContent = status.dataset.words;
}
