"""Checks a page for what WCAG 2.1 AA asks and a program can see."""

SCRIPT = r"""
() => {
  const complaints = [];
  const say = (what, element) => complaints.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const visible = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0;

  if (!document.documentElement.lang) complaints.push("the page names no language");
  if (!document.title) complaints.push("the page has no title");
  if (document.querySelectorAll("h1").length !== 1) complaints.push("the page has not exactly one h1");
  if (!document.querySelector("main")) complaints.push("there is no main");
  if (!document.querySelector("nav[aria-label]")) complaints.push("there is no named nav");
  if (!document.querySelector("a.skip[href='#main']")) complaints.push("there is no skip link");
  const ids = new Map();
  for (const e of document.querySelectorAll("[id]")) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) complaints.push(`the id ${id} stands ${count} times`);
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName[1]);
    if (level && next > level + 1) say("a heading skips a level", heading);
    level = next;
  }
  for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) say("an image has no alt", image);
  const nameOf = (e) => e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.textContent.trim()
    || e.title || (e.labels && [...e.labels].map((l) => l.textContent.trim()).join("")) || e.querySelector("img[alt]")?.alt;
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, [role=application], [tabindex='0']")) {
    if (visible(e) && !nameOf(e)) say("a control has no name", e);
  }
  for (const e of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    const id = e.getAttribute("aria-labelledby") ?? e.getAttribute("aria-describedby");
    if (!document.getElementById(id)) say("a reference leads nowhere", e);
  }

  // Contrast of every piece of text against the nearest background that is not transparent.
  const parse = (colour) => {
    const m = colour.match(/rgba?\(([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)(?:[ ,/]+([\d.]+))?\)/);
    return m ? [Number(m[1]), Number(m[2]), Number(m[3]), m[4] === undefined ? 1 : Number(m[4])] : null;
  };
  const luminance = ([r, g, b]) => {
    const part = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour && colour[3] > 0.99) return colour;
    }
    return [255, 255, 255, 1];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || seen.has(e) || !visible(e) || e.closest("noscript, script, option")) continue;
    seen.add(e);
    const style = getComputedStyle(e);
    const fore = parse(style.color), back = ground(e);
    if (!fore) continue;
    const a = luminance(fore), b = luminance(back);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, e);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    complaints.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  }
  return complaints;
}
"""


def complaints(page):
    return page.evaluate(SCRIPT)


def tab_stops(page, count):
    """Where the focus goes, key by key, and whether it can be seen there."""
    stops = []
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    for _ in range(count):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("""() => {
            const e = document.activeElement, style = getComputedStyle(e);
            return { tag: e.tagName, id: e.id, text: (e.textContent ?? '').trim().slice(0, 40),
                     isSeen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' };
        }"""))
    return stops
