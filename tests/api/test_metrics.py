"""``/metrics``: turns, findings and times are counted, and no word of a message is in them."""

from __future__ import annotations

import httpx
from prometheus_client.parser import text_string_to_metric_families

from assistant.api.app import create_app
from assistant.pipeline import Assistant


def _value(text: str, name: str, **labels: str) -> float:
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


async def test_a_turn_is_counted_with_its_findings_and_stages(assistant: Assistant) -> None:
    transport = httpx.ASGITransport(app=create_app(assistant))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        before = (await client.get("/metrics")).text
        await client.post("/v1/chat", json={"message": "my withdrawal is stuck in processing, mail zebra@example.com"})
        await client.get("/zebra-path")
        reply = await client.get("/metrics")
    after = reply.text
    assert reply.headers["content-type"].startswith("text/plain; version=")

    def grew(name: str, **labels: str) -> float:
        return _value(after, name, **labels) - _value(before, name, **labels)

    assert grew("assistant_turns_total", outcome="answered", language="en", wording="extractive") == 1
    assert grew("assistant_guard_findings_total", kind="email", **{"class": "personal"}) == 1
    for stage in ("seal", "search"):
        assert grew("assistant_stage_seconds_count", stage=stage) == 1
    assert grew("assistant_http_seconds_count", route="/v1/chat", method="POST", status="200") == 1
    assert grew("assistant_http_seconds_count", route="other", status="404") == 1
    assert "zebra" not in after
