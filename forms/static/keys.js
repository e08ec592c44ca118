// Keys for those who want them: never while something is typed, and off altogether where the reader says so. All can be done without.
const list = document.querySelector("[data-keys]");

if (list) {
  const on = list.querySelector("input"), way = document.querySelector("[data-keys-show]"), show = () => list.showModal();
  on.checked = localStorage.getItem("keys") != "off";
  on.onchange = () => localStorage.setItem("keys", on.checked ? "on" : "off");
  way.hidden = false;
  way.onclick = show;

  const links = () => [...document.querySelectorAll("main .mv-inbox tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);
  const here = (all) => all.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const move = (by) => {
    const all = links(), at = here(all);
    all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  const open = () => {
    const all = links();
    all[Math.max(here(all), 0)]?.click();
  };
  const start = () => document.querySelector("[data-starts] button")?.focus();
  const does = { j: () => move(1), k: () => move(-1), o: open, s: start, "?": show };

  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey } = event;
    if (!on.checked || !does[key] || ctrlKey || altKey || metaKey || list.open) return;
    if (target.closest("select, textarea, [contenteditable], input:not([type=checkbox], [type=radio])")) return;
    event.preventDefault();
    does[key]();
  });
}
