// Filters, the reader and the theme. The page is whole without it; nothing here builds markup from text.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse($("data").textContent);
  const say = (key, values = {}) => data.words[key].replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
  const narrow = matchMedia("(max-width: 40rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // What waits packed: of a large page all that nobody has looked at yet -----
  const inflated = new Map();
  function inflate(pack) {
    if (!inflated.has(pack)) {
      const bytes = Uint8Array.from(atob(data.packs[pack]), (letter) => letter.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      inflated.set(pack, new Response(stream).text());
    }
    return inflated.get(pack);
  }

  // Puts the parts of an element's pack where they belong: markup that the page itself was made with.
  async function unpack(element) {
    const pack = element?.dataset.pack;
    if (pack === undefined) return;
    const parts = new DOMParser().parseFromString(await inflate(pack), "text/html").body.children;
    for (const part of [...parts]) {
      const place = $(part.dataset.for);
      if (place.dataset.pack === undefined) continue;
      delete place.dataset.pack;
      place.append(...part.childNodes);
      for (const lone of all(".lone", place)) lone.hidden = itemAt.get(lone.id).hidden;
    }
  }

  // The element that holds a place of this name, or will hold it.
  function holderOf(anchor) {
    const [, kind, number] = /^([cm])(\d+)$/.exec(anchor) ?? [];
    const claim = data.claims[Number(number) - 1];
    if ($(anchor) || !claim) return $(anchor);
    return kind === "m" ? columns[claim[2]] : $(data.groups[claim[0]][0]) ?? $(`o${claim[2] + 1}`);
  }

  // What the filters choose from ------------------------------------------
  const words = (text) => (text ? text.split(" ") : []);
  const items = data.groups.map(([anchor, label, rel, art, src, dif]) => ({
    anchor,
    label,
    rel,
    art: new Set(art.map(String)),
    src: new Set(src.map(String)),
    dif: new Set(dif),
    card: anchor.startsWith("g"),
    holder: anchor.startsWith("g") ? null : `o${art[0] + 1}`,
    text: null,
    hidden: false,
  }));
  const itemAt = new Map(items.map((item) => [item.anchor, item]));

  // The same letters however they are spelled: case, accents, Arabic vowel signs and hamza forms, digits.
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{Mn}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
      .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/[\u0649\u06cc\u0626]/g, "\u064a")
      .replace(/[\u0629\u06c1\u06d5]/g, "\u0647")
      .replace(/\u06a9/g, "\u0643")
      .replace(/\u0624/g, "\u0648")
      .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .toLowerCase()
      .replace(/\s+/g, " ")
      .trim();

  const SEARCHED = "h4, .g, .label, .why, .pairs, .rule, h5, .who, .chain, .gloss, blockquote";

  const form = $("filters");
  const relations = all("input[name=rel]", form);
  const counts = new Map(all("[data-count]", form).map((element) => [element.dataset.count, element]));
  const holders = all(".alone");
  const sections = all(".relation");
  const nothing = document.querySelector(".nothing");

  // A thing is found under each of its spellings: ways to say what is sought, each as words that all have to be there.
  const spellings = data.names.map((names) => [...new Set(names.map(fold))]);
  function waysToSay(sought) {
    const ways = [sought];
    for (const names of spellings) {
      const used = names.filter((name) => ` ${sought} `.includes(` ${name} `)).sort((a, b) => b.length - a.length)[0];
      if (used) for (const name of names) ways.push(sought.replace(used, name));
    }
    return sought ? [...new Set(ways)].map(words) : [];
  }

  const wanted = () => ({
    rel: new Set(relations.filter((box) => box.checked).map((box) => box.value)),
    q: waysToSay(fold(form.elements.q.value)),
    ...Object.fromEntries(["art", "src", "dif"].map((name) => [name, form.elements[name]?.value ?? ""])),
  });

  // What can be sought in: of packed parts their markup's words, without what stands beside a claim. Pack by pack, so
  // that the page answers meanwhile.
  const NOISE = /<p class="small">.*?<\/p>|<button.*?<\/button>|<[^>]*>/gs;
  const ENTITIES = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'", "#13": " " };
  const unescape = (text) => text.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
  let gathering = null;
  async function gather() {
    let since = performance.now();
    for (const pack of new Set(all(".list [data-pack]").map((element) => element.dataset.pack))) {
      const pieces = (await inflate(pack)).split(/<(?:div data-for|li class="claim lone" id)="/).slice(1);
      const texts = pieces.map((piece) => unescape(piece.slice(piece.indexOf(">") + 1).replace(NOISE, " ")));
      const folded = fold(texts.join("\u0001")).split("\u0001");
      pieces.forEach((piece, number) => {
        const item = itemAt.get(piece.slice(0, piece.indexOf('"')));
        if (item) item.text = folded[number] ?? "";
      });
      if (performance.now() - since > 50) {
        await new Promise((done) => setTimeout(done));
        since = performance.now();
      }
    }
    for (const item of items) {
      const element = $(item.anchor);
      if (element) item.text = `${item.text ?? ""} ${fold(all(SEARCHED, element).map((part) => part.textContent).join(" "))}`;
    }
  }

  async function filter() {
    const want = wanted();
    if (want.q.length) await (gathering ??= gather());
    const narrowed = want.q.length > 0 || want.art !== "" || want.src !== "" || want.dif !== "";
    const fits = {};
    const left = {};
    let cards = 0, alone = 0, allCards = 0, allAlone = 0;
    for (const item of items) {
      let fit = ["art", "src", "dif"].every((name) => want[name] === "" || item[name].has(want[name]));
      if (fit && want.q.length) fit = want.q.some((way) => way.every((word) => item.text.includes(word)));
      if (fit) fits[item.rel] = (fits[item.rel] ?? 0) + 1;
      const show = fit && want.rel.has(item.rel);
      if (item.hidden === show) {
        item.hidden = !show;
        const element = $(item.anchor);
        if (element) element.hidden = !show;
      }
      if (show) left[item.holder ?? item.rel] = (left[item.holder ?? item.rel] ?? 0) + 1;
      if (item.card) { allCards += 1; cards += show; } else { allAlone += 1; alone += show; }
    }
    for (const [relation, element] of counts) element.textContent = fits[relation] ?? 0;
    for (const holder of holders) {
      holder.hidden = !left[holder.id];
      holder.open = !holder.hidden && narrowed && left[holder.id] <= 40;
    }
    for (const section of sections) section.hidden = !section.querySelector(".card:not([hidden]), .alone:not([hidden])");
    if (want.q.length && cards <= 40) await unfoldFound(want.q.flat());
    nothing.hidden = cards + alone > 0;
    $("shown").textContent = say("shown", { shown: cards, total: allCards, alone, all: allAlone });
  }

  // A card may be found by words that are folded away in it.
  async function unfoldFound(sought) {
    for (const card of all(".card[data-pack]:not([hidden])")) await unpack(card);
    for (const box of all(".card:not([hidden]) details:not([open])")) {
      const text = fold(box.textContent);
      if (sought.some((word) => text.includes(word))) box.open = true;
    }
  }

  function clearFilters() {
    for (const box of relations) box.checked = true;
    form.elements.q.value = "";
    for (const name of ["art", "src", "dif"]) if (form.elements[name]) form.elements[name].value = "";
    return filter();
  }

  // The reader -------------------------------------------------------------
  const boxes = all("input[name=show]");
  const columns = all(".column");
  const claimsOf = new Map();
  data.claims.forEach(([group], claim) => {
    if (!claimsOf.has(group)) claimsOf.set(group, []);
    claimsOf.get(group).push(claim);
  });
  const marksOf = (claim) => all(`.columns [data-c~="${claim}"]`);
  let group = null;
  let at = "";

  const shownArticles = () => boxes.filter((box) => box.checked).map((box) => Number(box.value));
  const room = () => (narrow.matches ? 1 : Math.max(1, Math.min(4, Math.floor($("reader").clientWidth / 296))));

  async function showArticles(numbers) {
    const wantedNumbers = new Set(numbers);
    boxes.forEach((box, number) => {
      box.checked = wantedNumbers.has(number);
      columns[number].hidden = !box.checked;
    });
    $("reader-more").textContent = say("of", { shown: wantedNumbers.size, total: boxes.length });
    await Promise.all([...wantedNumbers].map((number) => unpack(columns[number])));
  }

  function scrollColumn(claim) {
    const mark = marksOf(claim)[0];
    const column = mark?.closest(".column");
    if (!column || column.hidden) return;
    const top = mark.getBoundingClientRect().top - column.getBoundingClientRect().top + column.scrollTop;
    column.scrollTo({ top: Math.max(0, top - column.clientHeight / 3), behavior: calm.matches ? "auto" : "smooth" });
  }

  // Puts a group's quotes in colour in every article and brings the first of each into sight.
  async function choose(next, { from = null, claim = null, show = true } = {}) {
    for (const element of all(".columns .on")) element.classList.remove("on");
    group = next;
    $("reader-group").value = "";
    $("chosen").hidden = group === null;
    if (group === null) {
      $("reader-status").textContent = say("none_here");
      return;
    }
    const claims = claimsOf.get(group) ?? [];
    const articles = [...new Set(claims.map((number) => data.claims[number][2]))];
    if (show && !(from === null && articles.every((number) => shownArticles().includes(number)) && !narrow.matches)) {
      const first = claim === null ? [] : [data.claims[claim][2]];
      const kept = from === null ? [] : shownArticles();
      await showArticles([...new Set([...first, ...kept, ...articles])].slice(0, Math.max(room(), kept.length)));
    }
    for (const number of claims) {
      for (const element of marksOf(number)) {
        element.classList.add("on");
        if (element.classList.contains("note")) element.dataset.position = data.claims[number][1];
      }
    }
    const seen = new Set(from === null ? [] : [from]);
    for (const number of claim === null ? claims : [claim, ...claims]) {
      const article = data.claims[number][2];
      if (!seen.has(article)) scrollColumn(number);
      seen.add(article);
    }
    await describe(articles);
  }

  async function describe(articles) {
    const [anchor, label, relation] = data.groups[group];
    await unpack(holderOf(anchor));
    const place = $(anchor);
    const card = place.classList.contains("card");
    const chosen = $("chosen");
    chosen.className = relation;
    const copy = (source, target) => {
      const clone = source.cloneNode(true);
      for (const element of [clone, ...all("[id]", clone)]) element.removeAttribute("id");
      target.replaceChildren(...clone.childNodes);
      for (const name of ["lang", "dir"]) {
        if (source.hasAttribute(name)) target.setAttribute(name, source.getAttribute(name));
        else target.removeAttribute(name);
      }
    };
    copy(place.querySelector(card ? ".facts" : ".by"), chosen.querySelector(".facts"));
    copy(place.querySelector(card ? "h4" : ".gloss"), chosen.querySelector(".question"));
    chosen.querySelector(".answers").replaceChildren(
      ...(card ? all(".position > h5", place) : []).map((heading) => {
        const item = document.createElement("li");
        item.append(...heading.cloneNode(true).childNodes);
        return item;
      }),
    );
    $("chosen-open").href = "#" + anchor;
    $("reader-group").value = card ? String(group) : "";
    const labels = articles.map((number) => columns[number].querySelector(".art").textContent).join(", ");
    $("reader-status").textContent = say("chosen", { label, articles: labels });
  }

  async function step(by) {
    const values = [...$("reader-group").options].map((option) => option.value).filter(Boolean);
    if (!values.length) return;
    const now = values.indexOf(String(group));
    const next = now < 0 ? (by > 0 ? 0 : values.length - 1) : (now + by + values.length) % values.length;
    await choose(Number(values[next]));
    remember(false);
  }

  // A mark may belong to several claims: the shortest first, and the next one when it is chosen again.
  async function chooseMark(element) {
    const claims = words(element.dataset.c).map(Number);
    const now = claims.findIndex((number) => data.claims[number][0] === group);
    const claim = claims[now >= 0 && claims.length > 1 ? (now + 1) % claims.length : 0];
    await choose(data.claims[claim][0], { from: data.claims[claim][2], claim });
    remember(false);
  }

  // State in the address ----------------------------------------------------
  function remember(push) {
    // In a frame without an address of its own, as a notebook's, there is nothing to remember it in.
    if (location.protocol === "about:") return;
    const state = new URLSearchParams();
    const want = wanted();
    const off = relations.filter((box) => !box.checked).length;
    if (off) state.set("rel", [...want.rel].join(","));
    if (form.elements.q.value.trim()) state.set("q", form.elements.q.value.trim());
    for (const name of ["art", "src", "dif"]) if (want[name] !== "") state.set(name, want[name]);
    if (group !== null) state.set("group", data.groups[group][0]);
    if (at && ![...state.keys()].length) {
      history[push ? "pushState" : "replaceState"](null, "", "#" + at);
      return;
    }
    if (at) state.set("at", at);
    const hash = state.toString();
    history[push ? "pushState" : "replaceState"](null, "", hash ? "#" + hash : location.pathname + location.search);
  }

  async function restore() {
    const hash = decodeURIComponentSafely(location.hash.slice(1));
    const plain = hash && !hash.includes("=");
    const state = new URLSearchParams(plain ? "" : location.hash.slice(1));
    const chosen = state.get("rel");
    for (const box of relations) box.checked = chosen === null || chosen.split(",").includes(box.value);
    form.elements.q.value = state.get("q") ?? "";
    for (const name of ["art", "src", "dif"]) if (form.elements[name]) form.elements[name].value = state.get(name) ?? "";
    await filter();
    const number = data.groups.findIndex(([anchor]) => anchor === state.get("group"));
    if (number >= 0) await choose(number);
    else if (group !== null) await choose(null);
    at = plain ? hash : state.get("at") ?? "";
    if (at) await go(at);
  }

  function decodeURIComponentSafely(text) {
    try { return decodeURIComponent(text); } catch { return ""; }
  }

  // Brings a place into sight: what hides it is opened, and the keyboard goes on from there.
  async function go(anchor) {
    await unpack(holderOf(anchor));
    const target = $(anchor);
    if (!target) return;
    const item = itemAt.get(target.closest(".card, .lone")?.id);
    if (item?.hidden) {
      await clearFilters();
      $("shown").textContent += " " + say("cleared", { label: item.label });
    } else if (target.closest(".relation[hidden]")) {
      await clearFilters();
    }
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const column = target.closest(".column");
    if (column) {
      const number = Number(column.dataset.article);
      if (column.hidden) await showArticles(narrow.matches ? [number] : [number, ...shownArticles()].slice(0, room()));
      const claim = target.dataset.c;
      if (claim !== undefined) await choose(data.claims[Number(claim)][0], { claim: Number(claim), show: true });
      $("chosen").hidden ? column.scrollIntoView({ block: "center" }) : $("chosen").scrollIntoView({ block: "start" });
      (claim === undefined ? column : target).focus({ preventScroll: true });
      return;
    }
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
    if (!target.matches("section, main")) {
      target.classList.remove("reached");
      void target.offsetWidth;
      target.classList.add("reached");
    }
  }

  // Controls -----------------------------------------------------------------
  let waiting = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { at = ""; remember(false); filter(); }, 60);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    at = "";
    clearFilters();
    remember(false);
  });
  $("unfold").addEventListener("click", async () => {
    const open = $("unfold").getAttribute("aria-pressed") !== "true";
    await Promise.all(all(".list [data-pack]").map(unpack));
    for (const box of all(".list details")) box.open = open;
    $("unfold").setAttribute("aria-pressed", String(open));
  });
  $("reader-group").addEventListener("change", async (event) => {
    await choose(event.target.value === "" ? null : Number(event.target.value));
    remember(false);
  });
  $("reader-previous").addEventListener("click", () => step(-1));
  $("reader-next").addEventListener("click", () => step(1));
  const clear = () => { choose(null); remember(false); };
  $("chosen-clear").addEventListener("click", () => { clear(); $("reader-group").focus(); });
  for (const box of boxes) {
    box.addEventListener("change", async () => {
      await showArticles(narrow.matches && box.checked ? [Number(box.value)] : shownArticles());
      if (group !== null) for (const claim of claimsOf.get(group)) if (data.claims[claim][2] === Number(box.value)) { scrollColumn(claim); break; }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.target === form.elements.q && form.elements.q.value) return;
    if (group !== null) clear();
  });
  document.addEventListener("click", async (event) => {
    const show = event.target.closest("button.show");
    if (show) {
      await choose(Number(show.dataset.group));
      at = "reader";
      remember(true);
      $("chosen").scrollIntoView({ block: "start" });
      $("chosen-open").focus({ preventScroll: true });
      return;
    }
    const mark = event.target.closest("mark, .note");
    if (mark && !event.defaultPrevented) {
      event.preventDefault();
      if (mark.matches(".note") || !String(getSelection())) chooseMark(mark);
      return;
    }
    const dot = event.target.closest("[data-to]");
    const link = event.target.closest('a[href^="#"]');
    const anchor = dot?.dataset.to ?? link?.getAttribute("href").slice(1);
    if (!anchor || !holderOf(anchor) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    at = anchor;
    await go(anchor);
    remember(true);
  });
  addEventListener("popstate", restore);
  const opened = () => (narrow.matches ? 1 : 2);
  narrow.addEventListener("change", () => showArticles([...new Set([...shownArticles(), ...data.first])].slice(0, opened())));

  // Light and dark -------------------------------------------------------------
  const theme = $("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const label = () => {
    theme.textContent = say(isDark() ? "light" : "dark");
    theme.removeAttribute("aria-pressed");
  };
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; label(); });
  dark.addEventListener("change", label);
  label();

  for (const holder of holders) holder.addEventListener("toggle", () => unpack(holder));
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) if (isIntersecting) { near.unobserve(target); unpack(target); }
  }, { rootMargin: "100%" });
  for (const card of all(".card[data-pack]")) near.observe(card);
  if (data.packs.length) setTimeout(() => { gathering ??= gather(); }, 1000);

  if (narrow.matches) form.querySelector("details").open = false;
  showArticles(data.first.slice(0, opened()));
  restore();
})();
