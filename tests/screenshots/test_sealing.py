"""Lines → what is hidden: the layouts of real pages, without OCR."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
from mnemonic import Mnemonic
from PIL import Image

from assistant.errors import GuardError, TooSlow
from assistant.guardrails import Guard, Vault
from assistant.screenshots import Screenshot, read_screenshot
from assistant.screenshots.layout import all_readings
from assistant.screenshots.lines import Box, Line
from assistant.screenshots.mending import mended, repaired
from assistant.screenshots.picture import Pixels
from assistant.screenshots.reader import WrittenReader
from assistant.types import FindingClass

HASH = bytes(range(7, 39)).hex()
WORDS = Mnemonic("english").to_mnemonic(bytes(range(16))).split()


def line(x: int, y: int, text: str, *, size: int = 30, score: float = 1.0) -> Line:
    """A line of letters half as wide as high."""
    width = max(1, len(text) * size // 2)
    return Line(text, Box(x, y, x + width, y + size), score, tuple((n + 0.5) / len(text) for n in range(len(text))))


def white(width: int = 1000, height: int = 1400) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def read(*lines: Line, guard: Guard | None = None, vault: Vault | None = None) -> Screenshot:
    return read_screenshot(white(), WrittenReader(lines), guard or Guard(), vault)


def pixels(shot: Screenshot) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(shot.image)))


def is_black(shot: Screenshot, box: Box) -> bool:
    return int(pixels(shot)[box.top : box.bottom, box.left : box.right].max()) == 0


def kinds(shot: Screenshot, cls: FindingClass) -> list[str]:
    return [r.finding.kind for r in shot.regions if r.finding.cls is cls]


def test_a_hash_that_is_cut_at_the_end_of_the_line_is_one() -> None:
    shot = read(
        line(20, 40, "TXID"), line(300, 20, HASH[:36]), line(300, 62, HASH[36:]), line(20, 150, "Status"), line(300, 150, "Pending")
    )
    assert HASH in shot.sealed.text
    assert kinds(shot, FindingClass.REFERENCE) == ["txid"]
    assert len(shot.regions[0].boxes) == 2
    assert pixels(shot).min() == 255


@pytest.mark.parametrize("below", ["Copy", "复制", "View on explorer", "Status: pending", "2026-11-20"])
def test_a_word_below_a_hash_is_not_part_of_it(below: str) -> None:
    shot = read(line(20, 20, "TXID"), line(300, 20, HASH), line(300, 62, below))
    assert HASH in shot.sealed.text
    assert HASH + below not in shot.sealed.text


def test_a_row_below_in_another_column_is_not_part_of_it() -> None:
    shot = read(line(20, 20, "TXID"), line(300, 20, HASH[:36]), line(20, 62, HASH[36:]))
    assert HASH not in shot.sealed.text


@pytest.mark.parametrize("name", ["TXID", "交易哈希", "Transaction hash"])
def test_a_name_above_or_beside_keeps_a_hash_in_sight(name: str) -> None:
    for above in (True, False):
        shot = read(line(20, 20, name), line(20 if above else 400, 60 if above else 20, HASH, size=20))
        assert HASH in shot.sealed.text, (name, above)


@pytest.mark.parametrize("name", ["Private key", "私钥", ""])
def test_a_key_is_hidden_over_its_lines(name: str) -> None:
    top, rest = line(300, 62, HASH[:40]), line(300, 104, HASH[40:])
    shot = read(*([line(300, 20, name)] if name else []), top, rest)
    assert is_black(shot, top.box)
    assert is_black(shot, rest.box)
    assert HASH[:12] not in shot.sealed.text
    assert HASH[-12:] not in shot.sealed.text


def grid(columns: int, *, down: bool = False, apart: bool = False, words: list[str] | None = None) -> list[Line]:
    words = words or WORDS
    rows = -(-len(words) // columns)
    lines = []
    for n, word in enumerate(words):
        column, row = divmod(n, rows) if down else (n % columns, n // columns)
        x, y = 20 + 300 * column, 100 + 80 * row
        lines += [line(x, y + 8, str(n + 1), size=18), line(x + 50, y, word)] if apart else [line(x, y, f"{n + 1}. {word}")]
    return lines


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("apart", [False, True])
def test_a_backup_in_a_grid_is_hidden_as_a_whole(columns: int, down: bool, apart: bool) -> None:
    lines = grid(columns, down=down, apart=apart)
    shot = read(line(20, 20, "Backup"), *lines)
    assert all(is_black(shot, row.box) for row in lines if row.text.lstrip("0123456789. "))
    assert not any(word in shot.sealed.text for word in WORDS)


def test_misread_words_of_a_backup_are_hidden_too() -> None:
    words = [w[:-1] + ("l" if w[-1] != "l" else "i") if n % 3 == 0 else w for n, w in enumerate(WORDS)]
    lines = grid(3, words=words)
    shot = read(*lines)
    assert all(is_black(shot, row.box) for row in lines)


def test_a_word_of_a_backup_that_was_not_read_at_all_is_black_as_well() -> None:
    lines = grid(3)
    shot = read(*lines[:4], *lines[5:])
    assert is_black(shot, lines[4].box)


def test_glued_words_in_two_lines_are_hidden() -> None:
    lines = [line(20, 40, "".join(WORDS[:6])), line(20, 80, "".join(WORDS[6:]))]
    shot = read(*lines)
    assert all(is_black(shot, row.box) for row in lines)


def test_numbered_steps_are_no_backup() -> None:
    steps = ["Open", "Assets", "Withdraw", "Network", "Address", "Amount", "Confirm", "Submit"]
    shot = read(*[line(20, 20 + 60 * n, f"{n + 1}. {step}") for n, step in enumerate(steps)])
    assert not shot.regions


def test_only_the_value_is_black_not_its_name() -> None:
    row = line(20, 20, "Email: ann@example.com")
    shot = read(row)
    assert shot.sealed.text == "Email: [[EMAIL_1]]"
    assert int(pixels(shot)[row.box.top : row.box.bottom, 20:90].min()) == 255
    (region,) = shot.regions
    assert is_black(shot, region.boxes[0])
    assert shot.sealed.text[region.finding.start : region.finding.end] == "[[EMAIL_1]]"


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize(("name", "kind"), [("Passphrase", "api_passphrase"), ("登录密码", "password"), ("Password", "password")])
def test_a_secret_is_known_by_the_name_beside_or_above_it(name: str, kind: str, beside: bool) -> None:
    value = line(400 if beside else 20, 20 if beside else 60, "Tr4de!8842x")
    shot = read(line(20, 20, name), value, line(20, 120, "Network"), line(400, 120, "TRC20"))
    assert kinds(shot, FindingClass.SECRET) == [kind]
    assert is_black(shot, value.box)


def test_a_line_that_could_not_be_read_is_black_and_not_in_the_text() -> None:
    faint = line(20, 200, "xK3j#9", score=0.3)
    shot = read(line(20, 20, "Status"), faint)
    assert is_black(shot, faint.box)
    assert "xK3j" not in shot.sealed.text
    assert shot.unread == (faint.box,)


def test_a_long_word_read_unsurely_that_is_nothing_known_is_black() -> None:
    odd = line(20, 200, "q9Zr7Kx2Lw8Vn3Bt6Yc1Md4Hs", score=0.7)
    shot = read(line(20, 20, "Status"), odd)
    assert is_black(shot, odd.box)


def test_placeholders_of_a_conversation_are_used_for_its_pictures() -> None:
    guard, vault = Guard(), Vault()
    guard.seal("write to ann@example.com", vault)
    shot = read(line(20, 20, "bob@example.com"), line(20, 80, "ann@example.com"), guard=guard, vault=vault)
    assert shot.masked.text == "[[EMAIL_2]]\n[[EMAIL_1]]"


def test_a_secret_of_a_picture_is_not_in_the_vault() -> None:
    vault = Vault()
    read(*grid(3), vault=vault)
    assert vault.original("[[SEED_PHRASE_1]]") == (FindingClass.SECRET, "seed_phrase", "")


class _Broken(Guard):
    @property
    def engine(self) -> object:
        raise GuardError("a detector failed")


def test_a_failing_guard_gives_nothing_back() -> None:
    with pytest.raises(GuardError):
        read(line(20, 20, "hello"), guard=_Broken())


def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TooSlow):
        read_screenshot(white(), WrittenReader([]), Guard(), seconds=-1)


def test_a_picture_without_text_stays_as_it_is() -> None:
    shot = read()
    assert shot.sealed.text == ""
    assert pixels(shot).min() == 255


def test_slips_of_the_reading_are_put_right_only_where_they_are_certain() -> None:
    assert mended(line(0, 0, "2026-11-2018:03:22")).text == "2026-11-20 18:03:22"
    assert mended(line(0, 0, HASH.replace("0", "O", 3))).text == HASH
    assert mended(line(0, 0, "Order 2026112018030022")).text == "Order 2026112018030022"
    # The genesis block's address (public since 2009), its first zero-like letters misread.
    genesis = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    assert repaired(genesis.replace("1e", "le").replace("1z", "Iz")) == genesis
    assert repaired("ThisIsNotAnAddressButAVeryLongWord0") == "ThisIsNotAnAddressButAVeryLongWord0"


def test_many_lines_are_laid_out_quickly() -> None:
    lines = [line(20 + 300 * (n % 3), 20 + 40 * (n // 3), f"item {n} 0x{n:04x}") for n in range(400)]
    begun = time.perf_counter()
    all_readings(lines, lambda word: False)
    assert time.perf_counter() - begun < 5
