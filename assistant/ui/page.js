() => {
	// The document's language follows the page's words.
	const language = () => {
		const brand = document.querySelector("[data-lang]");
		if (!brand) return;
		document.documentElement.lang = brand.dataset.lang;
		document.body.classList.add("worded");
		const title = brand.querySelector("h1");
		if (title) document.title = title.textContent;
		const other = document.getElementById("other-language");
		if (other) other.lang = brand.dataset.lang === "zh" ? "en" : "zh";
	};

	// A page that is loaded anew, also by the framework after a restart of the server, has forgotten its conversation, and says so.
	// What the browser keeps of it is this one mark, in the tab's own history, until a new conversation is begun on purpose.
	const mark = (talked) => {
		if (Boolean(history.state && history.state.talked) !== talked) history.replaceState({ ...history.state, talked }, "");
	};
	document.body.classList.toggle("anew", Boolean(history.state && history.state.talked));
	const begun = () => { document.body.classList.remove("anew"); };
	document.addEventListener("click", (event) => {
		if (!event.target.closest || !event.target.closest("#new, #temporary-switch")) return;
		begun();
		mark(false);
	}, true);

	// A new question is put at the top and kept there while the answer grows, so that it is read from its first
	// word; until the reader takes over.
	let asked = 0;
	let following = false;
	for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
		document.addEventListener(kind, () => { following = false; }, { capture: true, passive: true });
	const follow = () => {
		const chat = document.getElementById("chat");
		if (!chat) { asked = 0; return; }
		const mine = chat.querySelectorAll(".message.user");
		if (mine.length > asked) { following = true; begun(); mark(true); }
		asked = mine.length;
		if (following && asked) (mine[asked - 1].closest(".message-row") || mine[asked - 1]).scrollIntoView({ block: "start" });
		// Gradio names each message by its source text, markup and all: the words themselves are read instead.
		for (const message of chat.querySelectorAll("[data-testid][aria-label]")) message.removeAttribute("aria-label");
	};

	// Times of a case are said in the zone and the manner of whoever looks.
	const times = () => {
		const lang = document.documentElement.lang || "en";
		for (const time of document.querySelectorAll("time[datetime]")) {
			if (time.dataset.said === lang) continue;
			time.dataset.said = lang;
			time.title = time.dateTime;
			time.textContent = new Date(time.dateTime).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
		}
	};

	new MutationObserver(() => { language(); follow(); times(); }).observe(document.body, { subtree: true, childList: true });
	language();

	// A mark in the answer opens its source.
	document.addEventListener("click", (event) => {
		const link = event.target.closest && event.target.closest('a[href*="#source-"]');
		if (!link) return;
		event.preventDefault();
		event.stopPropagation();
		const id = link.getAttribute("href").split("#")[1];
		const tab = document.getElementById("tab-sources-button");
		if (tab) tab.click();
		setTimeout(() => {
			const source = document.getElementById(id);
			if (!source) return;
			source.open = true;
			source.scrollIntoView({ block: "nearest" });
			source.querySelector("summary").focus();
		}, 60);
	}, true);

	// What a click opens is brought into sight and held there while it fills, until the reader takes over.
	let opening = "";
	let until = 0;
	for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"])
		document.addEventListener(kind, () => { opening = ""; }, { capture: true, passive: true });
	const inSight = () => {
		if (!opening || Date.now() > until) return;
		const opened = document.querySelector(opening);
		if (opened && opened.getClientRects().length) opened.scrollIntoView({ block: opening === "#case-sure" ? "nearest" : "start" });
	};
	const bring = (selector) => {
		opening = selector;
		until = Date.now() + 15000;
		inSight();
	};
	new MutationObserver(inSight).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "style"] });
	// Each with what it opens; where the panels stand beside the conversation, their head is in sight anyway.
	const OPENS = [
		["#case-next button, #draft-known, #draft-keep, #case-save", "#case-next"],
		["#case-delete", "#case-sure"],
		["#write, #due-show", "#tabs"],
		["#case-list label", "#case-panel"],
	];
	document.addEventListener("click", (event) => {
		if (!event.target.closest) return;
		const [, selector] = OPENS.find(([from]) => event.target.closest(from)) || [];
		if (selector && (selector === "#case-next" || selector === "#case-sure" || innerWidth < 900)) bring(selector);
	});

	// While an input method is composing, Enter picks a word and sends nothing.
	for (const kind of ["keydown", "keypress"])
		document.addEventListener(kind, (event) => {
			if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
		}, true);

	// What was typed last, for the one click that says that a hidden value is no key: the server has dropped it by then.
	// It is let go as soon as the turn has ended with no such value in it, and never leaves this variable but by the click.
	let typed = "";
	let turned = false;
	let clearing = "";
	const hold = () => {
		const box = document.querySelector("#box textarea");
		typed = box ? box.value : "";
		turned = false;
	};
	const shows = (selector) => { const e = document.querySelector(selector); return Boolean(e && e.getClientRects().length); };
	const isUnclear = () => {
		const last = [...document.querySelectorAll("#chat .message.user")].pop();
		return Boolean(last && last.querySelector(".hid.unclear"));
	};
	const letGo = () => {
		if (!typed) return;
		if (shows("#stop")) { turned = true; return; }
		if (!turned) return;
		turned = false;
		// The chat is drawn a moment after the buttons.
		const held = typed;
		setTimeout(() => { if (typed === held && !isUnclear()) typed = ""; }, 2000);
	};
	document.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.closest("#box")) hold();
	}, true);
	document.addEventListener("click", (event) => {
		if (!event.target.closest) return;
		if (event.target.closest("#send")) hold();
		else if (event.target.closest("#new, .problem")) typed = "";
		const button = event.target.closest(".clear-txid");
		if (button) clearing = button.dataset.mark;
	}, true);
	document.addEventListener("clear-txid", (event) => {
		event.detail.mark = clearing;
		event.detail.text = typed;
		turned = false;
	});

	new MutationObserver(letGo).observe(document.body, { subtree: true, childList: true });

	// A screenshot: chosen, pasted or dropped. It goes to this server, which answers with a token; the page shows it by that.
	const words = { busy: false };
	const give = (token) => {
		window.copilotShot = token;
		const arrived = document.querySelector("#shot-arrived");
		if (arrived) (arrived.querySelector("button") || arrived).click();
		bring("#shot-card");
	};
	const send = async (file) => {
		if (!file || words.busy) return;
		words.busy = true;
		document.body.classList.add("reading-shot");
		bring("#shot-reading");
		const form = new FormData();
		form.append("file", file);
		let token = "!failed";
		try {
			const reply = await fetch("page/screenshot", { method: "POST", body: form });
			if (reply.ok) {
				const said = await reply.json();
				token = said.token || "!" + said.wrong;
			} else if (reply.status === 413) token = "!too_large";
		} catch (error) {
			token = "!failed";
		}
		words.busy = false;
		document.body.classList.remove("reading-shot");
		give(token);
	};
	const chooser = Object.assign(document.createElement("input"), { type: "file", accept: "image/png,image/jpeg,image/webp", id: "shot-file" });
	chooser.hidden = true;
	chooser.addEventListener("change", () => { send(chooser.files[0]); chooser.value = ""; });
	document.body.append(chooser);
	document.addEventListener("click", (event) => {
		if (!event.target.closest) return;
		if (event.target.closest(".shot-add")) chooser.click();
		if (event.target.closest(".shot-out")) {
			const out = document.querySelector("#shot-out");
			if (out) (out.querySelector("button") || out).click();
		}
	});
	const pictured = (data) => [...((data && data.files) || [])].find((file) => file.type.startsWith("image/"));
	document.addEventListener("paste", (event) => {
		const file = pictured(event.clipboardData);
		if (!file) return;
		event.preventDefault();
		event.stopPropagation();
		send(file);
	}, true);
	for (const kind of ["dragover", "drop"])
		document.addEventListener(kind, (event) => {
			if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
			event.preventDefault();
			event.stopPropagation();
			if (kind === "drop") send(pictured(event.dataTransfer));
		}, true);
}
