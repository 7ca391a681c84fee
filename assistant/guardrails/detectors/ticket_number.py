"""Numbers that support and the exchange's records go by: orders, withdrawals, deposits, tickets, positions, requests.

They share one shape and differ by the label before them. A bare run of 17 to 20 digits is an order
number: nothing else in this business is so long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.guardrails.announced import values
from assistant.guardrails.detector import Detector, Find, Scan, Span
from assistant.guardrails.labels import governing
from assistant.types import FindingClass

_SHAPE = re.compile(r"#?(?=[A-Za-z_\-]{0,14}[0-9])[A-Za-z0-9](?:[A-Za-z0-9_\-]{2,62}[A-Za-z0-9])(?![A-Za-z0-9])")
_LONG = re.compile(r"(?<![0-9A-Za-z_.\-])[1-9][0-9]{16,19}(?![0-9A-Za-z_]|[.][0-9])")
_PREFIXED = re.compile(
    r"(?<![0-9A-Za-z_\-])#?(?:OKX|TICKET|TKT|CASE|REF|INC|CS|WD|DEP|ORD|P2P|APPEAL)[-_#]?[0-9][0-9\-]{4,24}(?![0-9A-Za-z])", re.IGNORECASE
)
_UUID = re.compile(r"(?<![0-9A-Za-z\-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Za-z\-])", re.IGNORECASE)
_NOT_AN_ID = re.compile(
    r"0[xX].*|(?:19|20)[0-9]{2}|(?:[a-z]+-)?5[0-9]{4}(?:_[0-9]{3,5})?|[0-9]{1,2}-[0-9]{1,2}"
)  # hashes, years, error codes, ranges
_LEAST = 4


def _finder(group: str) -> Find:
    def find(scan: Scan) -> Iterator[Span]:
        for start, end in values(scan, group, _SHAPE):
            value = scan.text[start:end]
            if sum(c.isdigit() for c in value) >= _LEAST and not _NOT_AN_ID.fullmatch(value):
                yield Span(start, end)

    return find


def _orders(scan: Scan) -> Iterator[Span]:
    yield from _finder("order")(scan)
    for match in scan.matches(_LONG):
        if governing(scan, *match.span()) in ("", "order"):
            yield Span(*match.span())


def _tickets(scan: Scan) -> Iterator[Span]:
    yield from _finder("ticket")(scan)
    for match in scan.matches(_PREFIXED):
        yield Span(*match.span())


def _requests(scan: Scan) -> Iterator[Span]:
    yield from _finder("request")(scan)
    for match in scan.matches(_UUID):
        yield Span(*match.span())


def _marked(*texts: str) -> Callable[[], Iterable[str]]:
    return lambda: texts


_KEEPS = (
    "订单在哪里看",
    "order of 50000 USDT",
    "my order is not filled since 2026-11-22",
    "ticket 3 days old",
    "withdrawal of 1500.25 USDT",
    "工单没人理",
    "错误码 51008_1000",
    "UID 123456789012",
    "充值了100000 USDT",
    "order at 16:04:05",
    "case closed",
    "request timed out after 30000 ms",
    "price 65000",
    "区块高度 19000000",
)

DETECTORS = (
    Detector(
        "order_id",
        FindingClass.REFERENCE,
        _orders,
        (r"<<order~>>[^\n]{0,40}[0-9]|<<order~>>\s*\n[^\n]{0,6}[0-9]", r"[1-9][0-9]{16}"),
        _marked(
            "订单号 ⟦612345678901234567⟧",
            "order id: ⟦2510789768709120000⟧",
            "⟦312269865356374016⟧ 没成交",
            "P2P订单⟦2511221604051234⟧对方不放币",
            "order number #⟦A1B2C3D4E5⟧",
            "订单编号：⟦202611221604⟧",
            "clOrdId=⟦bot20261122x7⟧",
            "order ids ⟦612345678901234567⟧, ⟦612345678901234568⟧ and ⟦612345678901234569⟧",
            "訂單號⟦612345678901234567⟧",
            "委托单号⟦4539981234567890⟧",
            "my order (⟦612345678901234567⟧) is stuck",
            "order ⟦13912345678⟧",
            "单号\n⟦612345678901234567⟧",
        ),
        _marked(*_KEEPS),
    ),
    Detector(
        "withdrawal_id",
        FindingClass.REFERENCE,
        _finder("withdrawal_id"),
        (r"<<withdrawal_id~>>[^\n]{0,40}[0-9]",),
        _marked(
            "提现单号 ⟦67485921⟧",
            "提币单号：⟦145627839⟧",
            "withdrawal id ⟦67485921⟧",
            "wdId=⟦67485921⟧",
            "withdrawal #⟦98765432⟧ pending",
            "提币订单号是⟦WD20261122A7⟧",
            "withdrawal ID is ⟦145627839⟧.",
            "提现编号 ⟦13812345678⟧",
            "withdrawal reference: ⟦WDR-2026-11890⟧",
            "提币ID⟦67485921⟧、⟦67485922⟧",
            "提現單號：⟦67485921⟧",
            "withdrawal ⟦67485921⟧ not received",
        ),
        _marked(*_KEEPS),
    ),
    Detector(
        "deposit_id",
        FindingClass.REFERENCE,
        _finder("deposit_id"),
        (r"<<deposit_id~>>[^\n]{0,40}[0-9]",),
        _marked(
            "充值单号 ⟦67485921⟧",
            "充币单号：⟦145627839⟧",
            "deposit id ⟦67485921⟧",
            "depId=⟦67485921⟧",
            "deposit #⟦98765432⟧ missing",
            "充值订单号是⟦D20261122A7⟧",
            "deposit ID is ⟦145627839⟧.",
            "充值编号 ⟦13812345678⟧",
            "deposit reference: ⟦DEP-2026-11890⟧",
            "充币ID⟦67485921⟧",
            "入金单号：⟦67485921⟧",
            "deposit no. ⟦67485921⟧",
        ),
        _marked(*_KEEPS),
    ),
    Detector(
        "ticket_id",
        FindingClass.REFERENCE,
        _tickets,
        (r"<<ticket~>>[^\n]{0,40}[0-9]", r"(?:okx|ticket|tkt|case|ref|inc|cs|wd|dep|ord|p2p|appeal)[-_#]?[0-9]{4}"),
        _marked(
            "工单号 ⟦98765432⟧",
            "case ⟦1234567⟧",
            "ticket ⟦#OKX-123456⟧",
            "⟦#OKX-123456⟧ no answer",
            "工单：⟦8877665⟧",
            "申诉编号⟦AP20261122001⟧",
            "appeal id is ⟦5566778899⟧",
            "my reference number is ⟦REF-99-88776⟧",
            "support ticket no ⟦20261122-0001⟧".replace("20261122-0001", "T20261122-0001"),
            "案例编号：⟦15912345678⟧",
            "报案号⟦A4403000020261122⟧",
            "Case #⟦01234567⟧",
            "投诉编号 ⟦13800138000⟧",
        ),
        _marked(*_KEEPS),
    ),
    Detector(
        "trade_id",
        FindingClass.REFERENCE,
        _finder("trade_id"),
        (r"<<trade_id~>>[^\n]{0,40}[0-9]",),
        _marked(
            "posId ⟦312269865356374016⟧",
            "仓位ID：⟦312269865356374016⟧",
            "algo id ⟦681096944655273984⟧",
            "algoId=⟦681096944655273984⟧",
            "策略编号 ⟦681096944655273984⟧",
            "trade id ⟦242720720⟧",
            "bill id: ⟦623950854533513219⟧",
            "划转单号⟦754147⟧",
            "transfer id ⟦754147⟧",
            "成交编号⟦242720720⟧",
            "bot id ⟦448965992920907776⟧",
            "账单ID ⟦623950854533513219⟧",
        ),
        _marked(*_KEEPS),
    ),
    Detector(
        "request_id",
        FindingClass.REFERENCE,
        _requests,
        (r"<<request~>>[^\n]{0,40}[0-9]", r"[0-9a-f]{8}-[0-9a-f]{4}-"),
        _marked(
            "request id ⟦8f14e45fceea167a5a36dedd4bea2543⟧",
            "x-request-id: ⟦6f1e2d3c-4b5a-4978-8a6b-1c2d3e4f5a6b⟧",
            "⟦6f1e2d3c-4b5a-4978-8a6b-1c2d3e4f5a6b⟧ failed",
            "请求ID：⟦1597026383085⟧",
            "trace id ⟦abc123def4567890⟧",
            "cf-ray ⟦8f1e2d3c4b5a6978-HKG⟧",
            "日志ID ⟦20261122160405ab12⟧",
            "traceId=⟦0af7651916cd43dd8448eb211c80319c⟧",
            "msgId ⟦1699999999123⟧",
            "connId: ⟦a4d3ae55⟧",
            "correlation id ⟦c0ffee00-1234-4abc-8def-001122334455⟧",
            "请求编号⟦REQ20261122⟧",
        ),
        _marked(*_KEEPS),
    ),
)
