// What is typed in a step is kept on the server after a pause and when the page is left; a button does the same without this.
const button = document.querySelector("[data-draft]");

if (button) {
  const form = button.form, said = document.querySelector("[data-draft-said]");
  const written = (of) => String(new URLSearchParams([...new FormData(of)].filter(([, value]) => value.trim)));
  // as the page came, since somebody may have typed before this was read
  const blank = form.cloneNode(true);
  // a question may be called reset
  HTMLFormElement.prototype.reset.call(blank);
  const came = written(blank);
  let kept = button.dataset.draft ? "" : came, pause, sent;

  const keep = async () => {
    clearTimeout(pause);
    const body = written(form);
    if (sent || body == kept) return;
    kept = body;
    const how = { method: "POST", body: new URLSearchParams(body), headers: { "X-Fragment": 1 }, keepalive: document.hidden };
    const answer = await fetch(button.formAction, how).catch(() => null);
    // who has been signed out is led to another page, which keeps nothing
    const ours = answer && !answer.redirected && answer.headers.get("Content-Type")?.startsWith("text/plain");
    if (!ours || !answer.ok) kept = "";
    const words = ours ? await answer.text() : said.dataset.failed;
    // said once a minute at most, since the words have no seconds
    if (said.textContent != words) said.textContent = words;
  };

  const typed = () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 1500);
  };
  form.addEventListener("input", typed);
  if (written(form) != came) typed();
  form.addEventListener("submit", () => (sent = true));
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}
