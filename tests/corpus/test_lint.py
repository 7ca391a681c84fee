"""The corpus linter, on small corpora made here from one good topic."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.corpus.document import SECTIONS, read_document
from assistant.corpus.lint import Problem, check_corpus, coverage, format_coverage, main, new_document
from assistant.errors import CorpusError
from assistant.packaged import packaged

TODAY = date(2026, 11, 22)
EN = {
    "situation": "The exchange has sent the coins out. The receiving side has not shown them yet. " * 3,
    "steps": "1. Open the record of the withdrawal and copy its hash.\n2. Look the hash up in an explorer of the same network.\n"
    "3. If the explorer shows success, ask the receiving side with that hash.",
    "effort": "How long it takes depends on the network. Check the live page for the confirmations that are needed there. " * 3,
    "prepare": "- The hash, from the withdrawal record.\n- The network and the amount.\n- A picture of the record, e-mail covered.",
    "where": "Use live chat, because a person there can see whether the coins have left. " * 2,
    "avoid": "- Do not send a second withdrawal to test the first.\n- Never give your password to anyone, whoever asks for it.",
}
ZH = {
    "situation": "平台已经把币转出去了，但收款那边还没有显示出来，多半是网络还在确认，也可能是对方平台还没有入账。" * 2,
    "steps": "1. 打开这笔提币的记录，复制交易哈希。\n2. 在同一条网络的浏览器里查它。\n3. 浏览器显示成功的话，带着哈希去问收款的平台。",
    "effort": "要多久取决于网络是否拥堵，也取决于对方平台需要多少次确认，具体以官方页面当前显示为准。",
    "prepare": "- 交易哈希，在提币记录里。\n- 网络和数量。\n- 记录的截图，邮箱先遮住。",
    "where": "找在线客服，因为人工可以看到这笔币到底有没有离开平台，也能告诉你下一步该找谁。",
    "avoid": "- 不要再提一笔去试第一笔。\n- 不要把密码告诉任何人，谁来要都不给。",
}
WORDS = ["apple", "bridge", "candle", "desert", "engine", "forest", "garden", "hammer", "island", "jacket"]
WORDS += ["kettle", "ladder", "mirror", "needle", "orange", "pencil", "quartz", "ribbon", "saddle", "tunnel"]
SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"

Edit = Callable[[dict[str, Any], dict[str, str]], None]


def write_topic(root: Path, slug: str, *, shift: int = 0, en: Edit | None = None, zh: Edit | None = None) -> None:
    """A topic in both languages that has nothing wrong with it but what ``en`` and ``zh`` do to it."""
    phrasings = {
        "en": [f"{w} {i + shift} {w[::-1]} {slug}" for i, w in enumerate(WORDS)],
        "zh": [f"{s * 3}{slug}{(i + shift) * 7919}" for i, s in enumerate(SIGNS)],
    }
    for language, sections, edit in (("en", EN, en), ("zh", ZH, zh)):
        head: dict[str, Any] = {
            "title": "Sent, but not there" if language == "en" else "转出去了没到",
            "category": "withdrawal",
            "language": language,
            "phrasings": phrasings[language],
            "channel": "live_chat",
            "urgency": "normal",
            "evidence": ["txid"],
            "related": ["one", "two", "three"],
            "sources": [{"kind": "mirror", "ref": "help-centre article on withdrawals, read on an unverified copy", "date": "2025-09"}],
            "reviewed": date(2026, 11, 1),
            "confidence": "medium",
        }
        head["related"] = [s for s in head["related"] if s != slug]
        mine = dict(sections)
        if edit:
            edit(head, mine)
        body = "\n\n".join(f"## {SECTIONS[language][key]}\n\n{text}" for key, text in mine.items())
        path = root / language / "withdrawal" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n{body}\n", encoding="utf-8")


def distinct(_: dict[str, Any], sections: dict[str, str]) -> None:
    """Give a topic words of its own, in an order of their own."""
    for key in ("situation", "effort", "where", "prepare", "avoid"):
        sections[key] = sections[key][::-1]


def problems_of(root: Path, *, en: Edit | None = None, zh: Edit | None = None) -> list[Problem]:
    """Three topics, the first one edited; problems of any rule but that of duplicates (they share their text)."""
    write_topic(root, "one", en=en, zh=zh)
    write_topic(root, "two", shift=100)
    write_topic(root, "three", shift=200)
    return [p for p in check_corpus(root, TODAY) if p.rule != "duplicate"]


def head_edit(**values: Any) -> Edit:
    return lambda head, _: head.update(values)


def text_edit(key: str, text: str) -> Edit:
    return lambda _, sections: sections.update({key: sections[key] + text})


def test_a_good_corpus_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(
    ("rule", "edit"),
    [
        ("schema", head_edit(urgency="soon")),
        ("schema", head_edit(colour="red")),
        ("place", head_edit(category="deposit")),
        ("known", head_edit(related=["two", "nowhere"])),
        ("known", head_edit(related=["one", "two"])),
        ("known", head_edit(related=["two"])),
        ("dates", head_edit(reviewed=date(2027, 1, 1))),
        ("dates", head_edit(valid_until=date(2026, 10, 1))),
        ("dates", head_edit(sources=[{"kind": "official", "ref": "a page of okx.com", "date": "2025-13"}])),
        ("confidence", head_edit(confidence="high")),
        ("phrasing", head_edit(phrasings=WORDS[:19])),
        ("hedge", lambda _, s: s.update(effort="The coins are there within 24 hours. " * 3)),
        ("secret", text_edit("prepare", "\n- Send us the password of your account.")),
        ("sections", lambda _, s: s.pop("steps")),
        ("sections", lambda _, s: s.update(situation=s.pop("situation"))),
        ("steps", lambda _, s: s.update(steps="Look it up and ask the other side.")),
        ("length", text_edit("where", " It can see them there." * 60)),
        ("sentence", text_edit("where", " and then" * 45)),
        ("unfilled", text_edit("where", " TODO: why.")),
    ],
)
def test_a_broken_rule_is_an_error_that_names_it(tmp_path: Path, rule: str, edit: Edit) -> None:
    found = problems_of(tmp_path, en=edit)
    assert rule in {p.rule for p in found if p.level == "error"}, found
    assert any(p.path == "en/withdrawal/one.md" for p in found)


@pytest.mark.parametrize(
    "text",
    [
        " See https://www.okx.com/help for more.",
        " See okx.com for more.",
        " Write to help@okx.com at once.",
        " Go to okx.com.verify-wallet.net now.",
        " Go to 47.11.0.8 now.",
        " See [the page](here).",
    ],
)
def test_no_address_stands_in_a_body_unless_channels_yaml_gives_it(tmp_path: Path, text: str) -> None:
    assert {p.rule for p in problems_of(tmp_path, en=text_edit("where", text))} == {"address"}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (" Write to support@okx.com, or open www.okx.com.", True),
        (" See https://www.okx.com/ for more.", True),
        (" Write to support@okex.com.", False),
        (" Write to complaints.eu@okx.com.", False),
        (" Open pay.okx.com.", False),
        (" See https://www.okx.com/help/a-page.", False),
    ],
)
def test_only_addresses_that_channels_yaml_allows_stand_in_a_body(tmp_path: Path, text: str, allowed: bool) -> None:
    shutil.copy(packaged("corpus") / "channels.yaml", tmp_path)
    assert ({p.rule for p in problems_of(tmp_path, en=text_edit("where", text))} == set()) is allowed


@pytest.mark.parametrize("text", [" Read sMsg of order.py, e.g. v5.1 or data.json.", " Ask the other side, i.e. its chat. Then wait."])
def test_file_names_and_abbreviations_are_no_hosts(tmp_path: Path, text: str) -> None:
    assert problems_of(tmp_path, en=text_edit("where", text)) == []


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ({"kind": "official", "ref": "https://www.okx.com/help/a-page"}, False),
        ({"kind": "official", "ref": "https://tr.okx.com/help/a-page"}, False),
        ({"kind": "repository", "ref": "https://github.com/okxapi/python-okx/issues/1"}, False),
        ({"kind": "official", "ref": "https://okx.com.help-desk.net/a-page"}, True),
        ({"kind": "official", "ref": "https://not-okx.com/help"}, True),
        ({"kind": "mirror", "ref": "a copy on cn-okx.clothing"}, True),
        ({"kind": "third_party", "ref": "a blog, https://www.okx.com/learn"}, True),
        ({"kind": "official", "ref": "https://github.com/okxapi/python-okx"}, True),
    ],
)
def test_sources_name_only_hosts_that_are_known(tmp_path: Path, source: dict[str, str], refused: bool) -> None:
    sources = head_edit(sources=[{**source, "date": "2025"}])
    assert ("address" in {p.rule for p in problems_of(tmp_path, en=sources, zh=sources)}) is refused


def test_an_expired_document_is_a_warning_only(tmp_path: Path) -> None:
    edit = head_edit(valid_until=date(2026, 11, 10))
    assert {(p.rule, p.level) for p in problems_of(tmp_path, en=edit, zh=edit)} == {("dates", "warning")}


def test_the_two_languages_must_agree(tmp_path: Path) -> None:
    found = problems_of(tmp_path, zh=head_edit(urgency="high", evidence=["uid"]))
    assert [p.rule for p in found] == ["languages", "languages"]
    assert {p.message.split(" differs")[0] for p in found} == {"urgency", "evidence"}


def test_a_topic_in_one_language_is_an_error(tmp_path: Path) -> None:
    problems_of(tmp_path)
    (tmp_path / "zh" / "withdrawal" / "one.md").unlink()
    assert [p.message for p in check_corpus(tmp_path, TODAY) if p.rule == "languages"] == ["there is no zh document of 'one'"]


def test_an_evidence_item_must_be_known_once_there_is_a_list(tmp_path: Path) -> None:
    shutil.copy(packaged("corpus") / "evidence.yaml", tmp_path)
    assert {p.rule for p in problems_of(tmp_path, en=head_edit(evidence=["txid", "horoscope"]))} == {"known", "languages"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("where is my withdrawal today", "Where is my WITHDRAWAL today??"),
        ("where is my withdrawal today", "where is my withdrawal now"),
        ("提币一直在处理中怎么办", "提幣一直在處理中怎麼辦？"),
        ("提币一直在处理中怎么办", "提币一直在审核中怎么办"),
    ],
)
def test_two_phrasings_that_are_one_sentence_are_found(tmp_path: Path, one: str, two: str) -> None:
    found = problems_of(tmp_path, zh=lambda head, _: head["phrasings"].extend([one, two]))
    assert [p.rule for p in found] == ["phrasing"]


@pytest.mark.parametrize(("one", "two"), [("提币失败", "充币失败"), ("no code", "no coin"), ("钱没到账", "账号登不上去，急死了")])
def test_short_or_different_phrasings_are_left_alone(tmp_path: Path, one: str, two: str) -> None:
    assert problems_of(tmp_path, zh=lambda head, _: head["phrasings"].extend([one, two])) == []


@pytest.mark.parametrize("other", ["My coins have not come, what now!", "my coins have not come what now pls"])
def test_a_phrasing_of_two_topics_is_a_collision(tmp_path: Path, other: str) -> None:
    write_topic(tmp_path, "four", shift=300, en=lambda head, _: head["phrasings"].append(other))
    found = problems_of(tmp_path, en=lambda head, _: head["phrasings"].append("my coins have not come what now"))
    assert [p.rule for p in found] == ["collision"]


def test_topics_with_the_same_text_are_duplicates_and_others_are_not(tmp_path: Path) -> None:
    write_topic(tmp_path, "one")
    write_topic(tmp_path, "two", shift=100, en=distinct, zh=distinct)
    write_topic(tmp_path, "three", shift=200)
    pairs = {(p.path, p.message.rsplit(" ", 1)[-1]) for p in check_corpus(tmp_path, TODAY) if p.rule == "duplicate" and p.level == "error"}
    assert ("en/withdrawal/one.md", "en/withdrawal/three.md") in pairs
    assert not any("two" in path or "two" in other for path, other in pairs)


def test_traditional_characters_are_for_phrasings_only(tmp_path: Path) -> None:
    assert problems_of(tmp_path, zh=lambda head, _: head["phrasings"].append("點解提唔到幣呀")) == []
    assert {p.rule for p in problems_of(tmp_path, zh=text_edit("where", "請聯繫客服。"))} == {"script"}


def test_a_scope_document_may_be_short(tmp_path: Path) -> None:
    write_topic(tmp_path, "four", shift=300, zh=head_edit(category="scope"), en=head_edit(category="scope"))
    for language in ("en", "zh"):
        path = tmp_path / language / "withdrawal" / "four.md"
        text = path.read_text(encoding="utf-8").split("\n## ", 1)[0]
        keys = ("situation", "steps", "where")
        target = tmp_path / language / "scope" / "four.md"
        target.parent.mkdir()
        target.write_text(text + "".join(f"\n## {SECTIONS[language][k]}\n\nok.\n" for k in keys), encoding="utf-8")
        path.unlink()
    assert problems_of(tmp_path) == []


def test_a_warning_about_a_secret_is_not_taken_for_asking_for_it(tmp_path: Path) -> None:
    edit = text_edit("where", " Nobody there will ask you to send a password. If you gave your seed phrase, move the coins.")
    assert problems_of(tmp_path, en=edit) == []


def test_a_hedged_number_passes_and_an_official_one_needs_no_hedge(tmp_path: Path) -> None:
    assert problems_of(tmp_path, en=lambda _, s: s.update(effort="It is reported to take about 24 hours. " * 3)) == []
    official = [{"kind": "official", "ref": "https://www.okx.com/help/a-page", "date": "2026"}]

    def edit(head: dict[str, Any], sections: dict[str, str]) -> None:
        head["sources"] = official
        sections["effort"] = "It takes 24 hours. " * 4

    assert problems_of(tmp_path, en=edit, zh=head_edit(sources=official)) == []


def test_a_new_topic_is_two_files_that_read_back_and_lint_as_unfilled(tmp_path: Path) -> None:
    paths = new_document("a-new-topic", "deposit", tmp_path, TODAY)
    names = ["en/deposit/a-new-topic.md", "zh/deposit/a-new-topic.md"]
    assert sorted(p.relative_to(tmp_path).as_posix() for p in paths) == names
    assert all({*read_document(p).sections, "next"} == set(SECTIONS["zh"]) and read_document(p).next for p in paths)
    unfilled = {p.path for p in check_corpus(tmp_path, TODAY) if p.rule == "unfilled"}
    assert unfilled == set(names)


@pytest.mark.parametrize(("slug", "category"), [("A Topic", "deposit"), ("topic", "../deposit"), ("", "deposit")])
def test_a_new_topic_with_an_unusable_name_is_refused(tmp_path: Path, slug: str, category: str) -> None:
    with pytest.raises(CorpusError, match="not allowed"):
        new_document(slug, category, tmp_path)
    assert list(tmp_path.rglob("*.md")) == []


def test_a_topic_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    write_topic(tmp_path, "one")
    with pytest.raises(CorpusError, match="exists"):
        new_document("one", "deposit", tmp_path)


def test_coverage_counts_documents_and_phrasings(tmp_path: Path) -> None:
    write_topic(tmp_path, "one")
    write_topic(tmp_path, "two", shift=100)
    rows = coverage(tmp_path)
    assert [(r.category, r.topics, r.documents["zh"], r.phrasings["en"]) for r in rows] == [("withdrawal", 2, 2, 40), ("all", 2, 2, 40)]
    assert len(format_coverage(rows).splitlines()) == 3


def test_the_command_ends_with_one_when_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_topic(tmp_path, "one")
    assert main([str(tmp_path), "--skip", "known"]) == 0
    assert main([str(tmp_path)]) == 1
    assert "[known] related topic 'two' has no document" in capsys.readouterr().out
    assert main([str(tmp_path), "deposit"]) == 0


def test_a_corpus_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nowhere"):
        check_corpus(tmp_path / "nowhere")


def test_a_data_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "evidence.yaml").write_text("evidence: []\n", encoding="utf-8")
    assert [(p.path, p.rule) for p in problems_of(tmp_path)] == [("evidence.yaml", "schema")]


def test_long_words_in_long_sentences_are_a_warning_about_the_reading_level(tmp_path: Path) -> None:
    heavy = (
        "Cryptocurrency intermediaries customarily necessitate comprehensive documentation of transactional legitimacy. " * 3
    )
    found = problems_of(tmp_path, en=lambda _, s: s.update(situation=heavy, effort=heavy, where=heavy))
    assert {(p.rule, p.level) for p in found} == {("reading-level", "warning")}


def test_our_own_corpus_has_no_error() -> None:
    assert [str(p) for p in check_corpus(packaged("corpus")) if p.level == "error"] == []


NEXT = """

## {heading}

### is it lost / so is it gone / should i worry

No. It has 2 steps left.

### it says cancelled / cancelled now / what if it is cancelled

Look at the balance first.
"""


def _with_next(root: Path, **changed: str) -> list[str]:
    """What the linter says of a topic with entries of what people ask next, changed in one language each."""
    write_topic(root, "one"), write_topic(root, "two", shift=500, en=distinct, zh=distinct), write_topic(root, "three", shift=900)
    for language in ("en", "zh"):
        path = root / language / "withdrawal" / "one.md"
        text = changed.get(language, NEXT).format(heading=SECTIONS[language]["next"])
        path.write_text(path.read_text("utf-8") + text, encoding="utf-8")
    return [p.message for p in check_corpus(root, TODAY) if p.path.endswith("one.md") and p.rule in ("next", "languages", "schema", "address")]


def test_what_people_ask_next_is_read_as_entries_and_is_no_section(tmp_path: Path) -> None:
    assert _with_next(tmp_path) == []
    document = read_document(tmp_path / "en" / "withdrawal" / "one.md")
    assert "next" not in document.sections
    assert [e.asked[0] for e in document.next] == ["is it lost", "it says cancelled"]
    assert document.next[1].answer == "Look at the balance first."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (NEXT.replace(" / so is it gone / should i worry", ""), "has 1 wordings"),
        (NEXT.replace("it says cancelled / ", "is it lost / "), "stands in entry 1 and entry 2"),
        (NEXT.replace("Look at the balance first.", "Look at the balance. " * 50), "at most"),
        (NEXT.replace("Look at the balance first.", ""), "has no answer"),
        (NEXT.replace("2 steps", "3 steps"), "other numbers"),
        (NEXT[: NEXT.index("### it says")], "entries of what people ask next"),
        (NEXT.replace("Look at", "Ask help@okx-support.com about"), "okx-support"),
    ],
)
def test_faults_of_what_people_ask_next_are_named(tmp_path: Path, changed: str, said: str) -> None:
    assert any(said in message for message in _with_next(tmp_path, zh=changed))
