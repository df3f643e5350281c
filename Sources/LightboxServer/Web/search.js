// Search as one types: the same pages that work without a script, asked for piece by piece.

const form = document.getElementById("search-form");
const input = document.getElementById("q");
let results = document.getElementById("finder");
let running = null;
let timer = 0;

async function show(address, { push = false } = {}) {
  running?.abort();
  running = new AbortController();
  const url = new URL(address, location.href);
  const shown = new URL(url);
  url.searchParams.set("part", "results");
  results.classList.add("busy");
  try {
    const response = await fetch(url, { signal: running.signal });
    if (!response.ok) throw new Error(String(response.status));
    const open = new Map([...results.querySelectorAll("details")].map((d) => [d.dataset.facet, d.open]));
    const focus = results.contains(document.activeElement) ? document.activeElement.id : null;
    const holder = document.createElement("template");
    // Our own server's escaped markup; the policy lets no script in it run.
    holder.innerHTML = await response.text();
    const next = holder.content.firstElementChild;
    for (const details of next.querySelectorAll("details")) {
      if (open.has(details.dataset.facet)) details.open = open.get(details.dataset.facet);
    }
    results.replaceWith(next);
    results = next;
    if (focus) document.getElementById(focus)?.focus();
    history[push ? "pushState" : "replaceState"](null, "", shown);
    syncHidden(shown);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(shown);
  } finally {
    results.classList.remove("busy");
  }
}

/** The facets chosen stand in the form as hidden fields, so that Enter without a script keeps them. */
function syncHidden(url) {
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  for (const [name, value] of url.searchParams) {
    if (name === "q" || name === "page") continue;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
}

function addressOfForm() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const text = query.toString();
  return text ? `/?${text}` : "/";
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show(addressOfForm()), 60);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  show(addressOfForm(), { push: true });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-live]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  show(link.href, { push: true });
});
addEventListener("popstate", () => {
  const url = new URL(location.href);
  input.value = url.searchParams.get("q") ?? "";
  show(url);
});
